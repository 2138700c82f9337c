"""The forms in force: found by name and day, and what a set of data still lacks for one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from desktop.documents.form import Form
from desktop.documents.form_source import parse_form
from desktop.documents.placeholder import TemplateError
from desktop.resources import resources

__all__ = ["Form", "TemplateError", "form_names", "forms", "load_form", "missing_fields"]


@cache
def _forms() -> tuple[Form, ...]:
    folder = resources() / "forms"
    return tuple(parse_form(p.name, p.read_bytes()) for p in sorted(folder.glob("*.toml")))


def forget() -> None:
    """Read the forms afresh at the next use, as after an update."""
    _forms.cache_clear()


def forms() -> tuple[Form, ...]:
    """Every version of every form."""
    return _forms()


def form_names() -> dict[str, str]:
    """Every form's id and Chinese name."""
    return {form.id: form.name for form in _forms()}


def load_form(form_id: str, on: date | None = None) -> Form:
    """The version of a form in force on a day, or the newest.

    Raises TemplateError if there is no such form, or none in force that early.
    """
    versions = sorted(
        (form for form in _forms() if form.id == form_id), key=lambda form: form.since
    )
    if not versions:
        raise TemplateError(f"没有名为“{form_id}”的文书模板")
    in_force = [form for form in versions if on is None or form.since <= on]
    if not in_force:
        first = versions[0]
        raise TemplateError(
            f"“{first.name}”模板自 {first.since} 起使用，{on} 尚无可用版本，请核对文书日期"
        )
    return in_force[-1]


def missing_fields(form: Form, data: Mapping[str, Any]) -> list[str]:
    """Labels of the mandatory fields without a value, in the form's order.

    A field of list entries is named with the number of the first entry that lacks it.
    """
    lacking = []
    for field in form.required:
        if field.when is not None and not _holds(field.when, data):
            continue
        for place, value in _values(data, field.path.split("."), ""):
            if value is None or value in ("", [], {}) or not str(value).strip():
                lacking.append(field.label + place)
                break
    return lacking


def _holds(condition: Any, data: Mapping[str, Any]) -> bool:
    try:
        return bool(condition.holds(data))
    except TemplateError:
        return False


def _values(value: Any, path: list[str], place: str) -> Iterator[tuple[str, Any]]:
    """Everything a path leads to, with the words that say which list entry it is in.

    A list that should have entries and has none leads to nothing.
    """
    if not path:
        yield place, value
        return
    step, rest = path[0], path[1:]
    if step == "*" and isinstance(value, list | tuple) and value:
        for number, item in enumerate(value, 1):
            yield from _values(item, rest, f"{place}（第{number}项）")
    elif step.isdigit() and isinstance(value, list | tuple) and int(step) < len(value):
        yield from _values(value[int(step)], rest, place)
    elif isinstance(value, Mapping):
        yield from _values(value.get(step), rest, place)
    else:
        yield place, None
