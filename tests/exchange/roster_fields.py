"""The declared fields these tests read rosters with, apart from the models (a layer above)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from desktop.exchange.cells import Cell, Sheet
from desktop.exchange.finding import Finding, Kind
from desktop.exchange.sheet import Reading, read_rows
from desktop.fields import Field, longest
from desktop.identity import check_id_number, check_mobile, normal_id_number
from desktop.values import Choice, half_width

DATA = Path(__file__).resolve().parents[1] / "data"
UNIQUE = ("id_number", "certificate_number")


class Sex(Choice):
    MALE = "male", "男"
    FEMALE = "female", "女"


class Source(Choice):
    OWN = "own", "本级自有", "自有"
    SECONDED = "seconded", "下沉派驻"
    DUAL = "dual", "双重管理"
    AUXILIARY = "auxiliary", "辅助人员", "辅助"


def _field(name: str, label: str, *aliases: str, **more: Any) -> Field:
    return Field(**{"name": name, "label": label, "aliases": aliases, "required": False, **more})


FIELDS = {
    field.name: field
    for field in (
        _field("name", "姓名", required=True, check=longest(80)),
        _field("sex", "性别", kind=Sex),
        _field(
            "id_number",
            "身份证号",
            "身份证号码",
            "公民身份号码",
            required=True,
            secret=True,
            normal=normal_id_number,
            check=check_id_number,
        ),
        _field("phone", "手机", "手机号码", "联系电话", normal=half_width, check=check_mobile),
        _field("team", "所属乡镇", "乡镇（街道）"),
        _field("source", "人员来源", "人员类型", "来源", kind=Source),
        _field("department", "派出部门", "派出单位", "原单位"),
        _field("post", "队内职务", "岗位"),
        _field("certificate_number", "执法证号", "证号", "行政执法证号", normal=half_width),
        _field("law", "执法领域"),
        _field("issued_on", "发证日期", "领证日期", kind=date),
        _field("valid_until", "有效期至", "证件有效期", kind=date),
        _field("joined_on", "到岗日期", "下沉日期", kind=date),
        _field("note", "备注"),
    )
}
GOOD_ID = "330726199605139013"


def a_sheet(*rows: list[Cell], **more: Any) -> Sheet:
    """A sheet with these rows, named 名册."""
    return Sheet("名册", [list(row) for row in rows], **more)


def reading(*rows: list[Cell], **more: Any) -> Reading:
    return read_rows([a_sheet(*rows, **more)], FIELDS, UNIQUE)


def kinds(findings: list[Finding]) -> list[tuple[int, str, Kind]]:
    return [(finding.row, finding.column, finding.kind) for finding in findings]
