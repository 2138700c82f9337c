# Two commands do everything on a bare Debian 12: `make run` and `make test`.
# Each step looks first and does only what is missing, so all of them may be repeated.

SHELL := /bin/sh
LINUX := installer/linux
BIN := .venv/bin
WORKERS ?= 2

.PHONY: run test lint format bench mutants screens specimens fonts system setup setup-test lock clean

## Set up, then open the window on the sample county (without a display: the same job into out/).
run: setup
	$(BIN)/zhifatai demo

## Set up, then every check: style, types, layers, tests on SQLCipher and PostgreSQL.
test: setup-test lint
	QT_QPA_PLATFORM=offscreen $(BIN)/pytest -n $(WORKERS)

lint: setup-test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: setup-test
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

## Measures against their rivals; each file prints its own ratios.
bench: setup-test
	set -e; for file in bench/[a-z]*.py; do echo "== $$file"; QT_QPA_PLATFORM=offscreen $(BIN)/python $$file; done

## Break desktop/law in thousands of ways and see whether the tests notice (takes an hour).
mutants: setup-test
	$(BIN)/python bench/_mutants.py

## A picture of every page, light and dark, in out/screens, and README's picture anew.
screens: setup
	QT_QPA_PLATFORM=offscreen $(BIN)/zhifatai screens out/screens --picture docs/pictures/window.png

## Every form filled with the sample case, and blank, in out/specimens.
specimens: setup
	$(BIN)/zhifatai specimens out/specimens

fonts:
	@$(LINUX)/fonts.sh

system:
	@$(LINUX)/system.sh

setup: system fonts
	@$(LINUX)/packages.sh requirements.lock

setup-test: system fonts
	@$(LINUX)/packages.sh requirements-dev.lock
	@$(LINUX)/postgresql.sh

## Resolve the dependencies anew (for maintainers; commit the two locks).
lock:
	@$(LINUX)/lock.sh

clean:
	rm -rf .venv .local out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
