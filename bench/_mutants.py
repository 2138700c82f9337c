"""Mutation testing of desktop/law with mutmut, outside `make test`: `make mutants`.

    .venv/bin/python bench/_mutants.py                 every module of desktop/law
    .venv/bin/python bench/_mutants.py surcharge pack  modules whose name begins so
    .venv/bin/python bench/_mutants.py --one           one process instead of two (a shared machine)
    .venv/bin/python bench/_mutants.py --report        counts of the last run, and every survivor

mutmut (pinned below) lives in an environment of its own under .local/mutants, beside a copy of
desktop, resources, docs and tests/law: nothing of the tree is touched, and a run can be stopped
and taken up again (functions that did not change keep their dead, what lived is tried again).
The tests are those of tests/law without the two that walk any order of steps and the identity
numbers (they cover desktop/law by chance, not by purpose, and take a minute) and without the pins of
published versions, which hold data still and no code.
"""

from __future__ import annotations

import ast
import difflib
import json
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
HOME = ROOT / ".local" / "mutants"
TREE = HOME / "tree"
PINNED = "mutmut==3.8.1"
LEFT_OUT = ("test_any_order.py", "test_identity.py", "test_published.py")
KILLED, TIMED_OUT = (1, 3), (-24, -9, 24, 36)
CONFIG = """[project]
name = "mutants"
version = "0"
[tool.mutmut]
source_paths = ["desktop"]
only_mutate = ["desktop/law/*.py"]
also_copy = ["resources", "docs"]
pytest_add_cli_args_test_selection = ["tests/law"]
pytest_add_cli_args = ["-p", "no:randomly", "-q", "-x"]
[tool.pytest.ini_options]
addopts = "-q"
"""


def prepare() -> Path:
    """The tool's environment, which sees the packages of ours; answers the program."""
    program = HOME / "venv" / "bin" / "mutmut"
    if not program.exists():
        venv.create(HOME / "venv", with_pip=True)
        pip = [str(program.with_name("pip")), "install", "--quiet", PINNED]
        subprocess.run(pip, check=True)
        ours = sysconfig.get_paths()["purelib"]
        lib = next((HOME / "venv" / "lib").iterdir()) / "site-packages"
        (lib / "ours.pth").write_text(f"{ours}\n", "utf-8")
    return program


def copy() -> None:
    """The tree as it stands; results of unchanged modules are kept."""
    for name in ("desktop", "resources", "tests", "docs"):
        shutil.rmtree(TREE / name, ignore_errors=True)
    skipped = shutil.ignore_patterns("__pycache__")
    for name in ("desktop", "resources", "tests/law", "docs"):
        shutil.copytree(ROOT / name, TREE / name, ignore=skipped)
    for name in LEFT_OUT:
        (TREE / "tests" / "law" / name).unlink(missing_ok=True)
    (TREE / "pyproject.toml").write_text(CONFIG, "utf-8")
    # Which test reaches which function: kept from the last run it would not know what moved.
    (TREE / "mutants" / "mutmut-stats.json").unlink(missing_ok=True)


def forget_survivors() -> None:
    """What lived last time is tried again: the tests may have learnt since."""
    for path in (TREE / "mutants" / "desktop" / "law").glob("*.py.meta"):
        meta = json.loads(path.read_text("utf-8"))
        codes = meta["exit_code_by_key"]
        lived = {key: None for key, code in codes.items() if code is None or _kind(code) == "lived"}
        meta["exit_code_by_key"] = codes | lived
        path.write_text(json.dumps(meta), "utf-8")


def results() -> dict[str, dict[str, int | None]]:
    """Module to mutant to exit code; None: not run."""
    folder = TREE / "mutants" / "desktop" / "law"
    found = {}
    for path in sorted(folder.glob("*.py.meta")):
        codes = json.loads(path.read_text("utf-8"))["exit_code_by_key"]
        if codes:
            found[path.name.removesuffix(".py.meta")] = codes
    return found


def report(with_survivors: bool) -> None:
    """Counts per module, then what lived."""
    total: Counter[str] = Counter()
    print("| module | mutants run | killed | timed out | lived | % |\n|---|---|---|---|---|---|")
    for module, codes in results().items():
        one = Counter(_kind(code) for code in codes.values() if code is not None)
        if run := sum(one.values()):
            total += one
            dead = one["killed"] + one["timed out"]
            counts = f"{run} | {one['killed']} | {one['timed out']} | {one['lived']}"
            print(f"| {module} | {counts} | {100 * dead / run:.1f} |")
    run, dead = sum(total.values()), total["killed"] + total["timed out"]
    print(f"\nrun {run}, dead {dead} ({100 * dead / max(1, run):.1f} %), lived {total['lived']}")
    if with_survivors:
        for module, codes in results().items():
            for line in survivors(module, codes):
                print(line)


def _kind(code: int | None) -> str:
    if code in KILLED:
        return "killed"
    return "timed out" if code in TIMED_OUT else "lived"


def survivors(module: str, codes: dict[str, int | None]) -> Iterator[str]:
    """Every mutant that lived, as the lines it changed."""
    source = (TREE / "mutants" / "desktop" / "law" / f"{module}.py").read_text("utf-8")
    functions = {
        node.name: ast.unparse(node).splitlines()
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef)
    }
    for key, code in codes.items():
        name = key.rpartition(".")[2]
        original = functions.get(re.sub(r"__mutmut_\d+$", "__mutmut_orig", name))
        if code is None or _kind(code) != "lived" or original is None or name not in functions:
            continue
        yield f"{module}.{name}"
        for line in difflib.unified_diff(original, functions[name], lineterm="", n=0):
            if line[:3] not in ("---", "+++") and line[:2] != "@@" and "__mutmut_" not in line:
                yield f"    {line}"


def main(arguments: list[str]) -> None:
    """Run what is named, then report."""
    if "--report" not in arguments:
        program = prepare()
        copy()
        forget_survivors()
        wanted = [f"desktop.law.{name}*" for name in arguments if not name.startswith("-")]
        children = "1" if "--one" in arguments else "2"
        run = [str(program), "run", "--max-children", children, *wanted]
        subprocess.run(run, cwd=TREE, check=False)
    report("--report" in arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
