"""Writes docs/facts.md: every fact with its type, its label and the guards that look at it.

Run it after a fact or a guard was added: ``.venv/bin/python tests/law/facts_document.py``.
Which guard looks at which fact is read from the source of the guards: names of facts as
attributes or words in a predicate and in the functions it calls.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from desktop.law.facts import Facts, labels
from desktop.law.law import Law
from desktop.values import Choice

TODAY = date(2026, 4, 10)
IMPLIED = {
    "threshold": {"field_of_law", "party_type"},
    "decision_day": {"decided_on"},
    "filing_day": {"filed_on"},
}

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs" / "facts.md"
HEAD = """# The vocabulary of facts

Written by `tests/law/facts_document.py`; a test keeps it from going stale. Never edit it by hand.

What guards look at (`desktop.law.facts.Facts`). Every fact may be absent: that means *not known*,
never *no*. Days are legal days in China, moments are Beijing time, amounts are yuan. G00 looks at
every day. "Settled by" names the steps whose own day the fact is (`procedure/step`).

A list or set is put together by the program: `officers` are person, name, certified, auxiliary,
related; `records` name, began, ended, people; `evidence` name, obtained_on; an interval since,
until, reason, cite, kind.
"""


def uses() -> dict[str, set[str]]:
    """Fact to the guards that look at it."""
    functions = dict(_functions())
    tables = dict(_tables())
    found: dict[str, set[str]] = {name: set() for name in labels()}
    for key, node in functions.items():
        for guard in _guards_of(node):
            for name in _seen(key, functions, tables):
                found[name].add(guard)
    return found


def _modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted((ROOT / "desktop" / "law").glob("guards*.py")):
        yield path.stem, ast.parse(path.read_text("utf-8"))


def _functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    for module, tree in _modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                yield f"{module}.{node.name}", node


def _tables() -> Iterator[tuple[str, ast.expr]]:
    """Constants of the modules: facts are named in them too."""
    for module, tree in _modules():
        for node in tree.body:
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                yield f"{module}.{node.targets[0].id}", node.value
            if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                assert node.value is not None
                yield f"{module}.{node.target.id}", node.value


def _guards_of(node: ast.FunctionDef) -> Iterator[str]:
    for one in node.decorator_list:
        if isinstance(one, ast.Call) and ast.unparse(one.func) == "guard":
            yield str(ast.literal_eval(one.args[0]))


def _seen(key: str, functions: dict[str, ast.FunctionDef], tables: dict[str, Any]) -> set[str]:
    """Names of facts in a function and in every function and table it names, in any module."""
    found: set[str] = set()
    done: set[str] = set()
    waiting = [key]
    while waiting:
        at = waiting.pop()
        if at in done:
            continue
        done.add(at)
        module = at.partition(".")[0]
        for node in ast.walk(functions[at] if at in functions else tables[at]):
            if isinstance(node, ast.Attribute) and node.attr in labels():
                found.add(node.attr)
            if isinstance(node, ast.Attribute):
                found |= IMPLIED.get(node.attr, set())
            if isinstance(node, ast.Constant) and node.value in labels():
                found.add(str(node.value))
            if isinstance(node, ast.Name):
                waiting += _places(module, node.id, functions, tables)
    return found


def _places(
    module: str, name: str, functions: dict[str, ast.FunctionDef], tables: dict[str, Any]
) -> list[str]:
    every = [*functions, *tables]
    here = f"{module}.{name}"
    if here in functions or here in tables:
        return [here]
    return [] if name.startswith("_") else [one for one in every if one.endswith(f".{name}")]


def settles() -> dict[str, list[str]]:
    """Fact to the steps whose day it is."""
    law, found = Law.load(), dict[str, list[str]]()
    for key in law.procedure_keys:
        for step in law.procedure(key, TODAY).steps:
            for name in step.settles:
                found.setdefault(name, []).append(f"{key}/{step.key}")
    return found


def _kind(hint: Any) -> str:
    kind = next(one for one in get_args(hint) if one is not type(None))
    if get_origin(kind) in (tuple, frozenset):
        word = "list" if get_origin(kind) is tuple else "set"
        return f"{word} of {_name(get_args(kind)[0])}"
    return _name(kind)


def _name(kind: type) -> str:
    if issubclass(kind, Choice):
        return " \\| ".join(f"`{one.value}`" for one in kind)
    plain = {"bool": "yes or no", "str": "text", "int": "integer", "Decimal": "amount"}
    further = {"date": "day", "datetime": "moment"}
    return {**plain, **further}.get(kind.__name__, kind.__name__)


def document() -> str:
    """The whole file."""
    guards, steps = uses(), settles()
    hints = {n: h for n, h in get_type_hints(Facts).items() if isinstance(h, UnionType)}
    lines = [HEAD, "| fact | type | label | guards | settled by |", "|---|---|---|---|---|"]
    for name in sorted(labels()):
        by = ", ".join(sorted(guards[name] - {"G00"}))
        own = ", ".join(steps.get(name, []))
        lines.append(f"| `{name}` | {_kind(hints[name])} | {labels()[name]} | {by} | {own} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    DOCUMENT.write_text(document(), "utf-8")
