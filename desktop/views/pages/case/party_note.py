"""What the number of a party says, and what each kind of party is asked for."""

from __future__ import annotations

from typing import Any

from desktop.identity import birth_of, check_credit_code, check_id_number, sex_of
from desktop.values import Choice, FieldError, half_width

_KINDS = {
    "citizen": "公民：填写姓名和18位身份证号",
    "business": "个体工商户：填写字号、经营者和统一社会信用代码",
    "organisation": "填写单位全称、法定代表人和统一社会信用代码",
}


def identity_note(kind: Any, number: str) -> str:
    """What the number says, by the kind of party; FieldError when it is wrong."""
    if not isinstance(kind, Choice):
        return ""
    if fault := identity_fault(kind, number):
        raise FieldError(fault)
    if not is_citizen(kind):
        return "统一社会信用代码校验通过"
    born, sex = birth_of(half_width(number)), sex_of(half_width(number))
    day = f"{born.year}年{born.month}月{born.day}日" if born else ""
    return f"{day} · {'男' if sex == 'male' else '女'}"


def identity_fault(kind: Choice, number: str) -> str:
    """Why this number cannot belong to a party of this kind; empty when it can."""
    citizen = is_citizen(kind)
    fault = check_id_number(number) if citizen else check_credit_code(number)
    return f"{'身份证号' if citizen else '统一社会信用代码'}{fault}" if fault else ""


def kind_note(kind: Any) -> str:
    """What is to be filled in for such a party."""
    return _KINDS.get(kind.value, "") if isinstance(kind, Choice) else ""


def is_citizen(kind: Any) -> bool:
    """Whether a person of flesh and blood is chosen."""
    return isinstance(kind, Choice) and kind.value == "citizen"


def sex_said(kind: Any, number: Any) -> str:
    """The sex a right identity number says (`male`, `female`), else nothing."""
    if is_citizen(kind) and number and check_id_number(str(number)) is None:
        return sex_of(half_width(str(number)))
    return ""
