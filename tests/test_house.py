"""The house rules that import-linter cannot say (docs/architecture.md)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

from desktop.models.base import Record, fields_of
from desktop.permissions import RULES, Scope
from desktop.store.tables import METADATA

ROOT = Path(__file__).parent.parent
SOURCES = sorted(path for path in (ROOT / "desktop").rglob("*.py") if "versions" not in path.parts)
BUDGETS = {"desktop/fields.py": 200, "desktop/exchange/sheet.py": 150}


def lines_of(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_no_file_is_longer_than_400_lines() -> None:
    assert [(short(path), lines_of(path)) for path in SOURCES if lines_of(path) > 400] == []


def test_no_function_is_longer_than_40_lines() -> None:
    long = [
        (short(path), node.name, node.end_lineno - node.lineno + 1)
        for path in SOURCES
        for node in functions(path)
        if node.end_lineno is not None and node.end_lineno - node.lineno + 1 > 40
    ]
    assert long == []


def test_most_files_are_small() -> None:
    assert median(lines_of(path) for path in SOURCES) <= 130


def test_the_kit_keeps_its_budget() -> None:
    kit = {short(path): 250 for path in SOURCES if "kit" in path.parts}
    over = [
        (name, lines_of(ROOT / name))
        for name, most in (kit | BUDGETS).items()
        if lines_of(ROOT / name) > most
    ]
    assert over == []


def test_services_use_neither_text_sql_nor_core_tables() -> None:
    """Both would pass the row scope of a local database by."""
    bad = re.compile(r"import .*\btext\b|\.__table__\b|exec_driver_sql|sqlalchemy\.text")
    found = [
        (short(path), number)
        for path in SOURCES
        if "services" in path.parts and path.name != "bulk.py"
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if bad.search(line)
    ]
    assert found == []


def test_every_table_has_its_permissions() -> None:
    assert set(METADATA.tables) == set(RULES)


def test_every_record_is_named_in_the_glossary() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    names = {mapper.class_.__name__ for mapper in Record.registry.mappers}
    assert sorted(name for name in names if f"`{name}`" not in glossary) == []


def test_every_field_of_a_record_has_a_label_of_its_own() -> None:
    for mapper in Record.registry.mappers:
        fields = fields_of(mapper.class_).values()
        labels = [field.label for field in fields]
        assert len(labels) == len(set(labels)), (mapper.class_.__name__, labels)
        assert all(label.strip() for label in labels)


def test_every_writing_service_is_a_deed() -> None:
    """A function that adds to the session is a deed, or is called `Work`-first by one."""
    wrong = []
    for path in SOURCES:
        if path.parent.name != "services":
            continue
        for node in functions(path):
            named = {ast.unparse(one).split("(")[0] for one in node.decorator_list}
            public = not node.name.startswith("_")
            if public and "deed" in named:
                first = node.args.args[0].arg if node.args.args else ""
                if first != "work":
                    wrong.append((short(path), node.name))
    assert wrong == []


@pytest.mark.parametrize("word", ["Manager", "Helper", "Util"])
def test_no_class_is_called_by_a_word_that_says_nothing(word: str) -> None:
    named = [
        (short(path), node.name)
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef) and word in node.name
    ]
    assert named == []


def test_no_secret_place_or_registry_is_named() -> None:
    """No machine path, no package registry in what is committed."""
    bad = re.compile(r"index-url|https?://[^\s\"')]*/simple\b|/root/|/work/|/opt/pypi")
    suffixes = {".py", ".toml", ".md", ".sh", ".ps1", ".txt", ".lock", ".sql", ".yaml"}
    skipped = {".venv", ".local", ".git", "out", "build", "dist"}
    found = [
        short(path)
        for path in ROOT.rglob("*")
        if path.suffix in suffixes
        and not skipped & set(path.relative_to(ROOT).parts)
        and path not in (Path(__file__), ROOT / "tests" / "test_setup.py")
        and bad.search(path.read_text("utf-8"))
    ]
    assert found == []


def test_only_tables_everyone_reads_are_joined_under_another_name() -> None:
    """The row scope of a local database does not reach an alias."""
    tables = {mapper.class_.__name__: mapper.class_ for mapper in Record.registry.mappers}
    named = {
        (short(path), name)
        for path in SOURCES
        if "services" in path.parts
        for name in re.findall(r"aliased\((\w+)\)", path.read_text("utf-8"))
    }
    own = [
        (path, name)
        for path, name in sorted(named)
        if set(RULES[tables[name].__tablename__].read.values()) != {Scope.ALL}
    ]
    assert own == []
