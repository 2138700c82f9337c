"""Builder: workbooks of taking over, and an office whose roster and items they can name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import openpyxl
from office import Office, a_person, an_item, confirm_settings

from desktop.services import opening_batch, opening_file
from desktop.services.opening_file import Checked
from desktop.values import CHINA

TODAY = datetime.now(CHINA).date()
YEAR = TODAY.year
Cells = Mapping[str, Any]


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def ready(office: Office) -> Office:
    """Settings confirmed, an item, and two officers certified for years."""
    confirm_settings(office)
    an_item(office)
    for name in ("王志强", "李海燕"):
        a_person(office, name=name)
    return office


def a_row(**changes: Any) -> dict[str, Any]:
    """A case decided, served and not yet paid, in order by the law; None takes a cell out."""
    row: dict[str, Any] = {
        "立案文号": f"浦黄综执立〔{YEAR}〕第000003号",
        "案由": "涉嫌擅自在公共场地摆摊设点案",
        "来源": "日常巡查",
        "发现时间": ago(60),
        "案情": "当事人在人行道设置摊点。",
        "地点": "浦江县黄宅镇样例路128号门前",
        "是否在辖区内": "是",
        "违法行为日期": ago(60),
        "事项代码": "330217001000",
        "当事人类别": "个体户",
        "当事人": "浦江县样例水果店",
        "证件号码": "92330726MA2E7X8K3G",
        "负责人": "样例经营者",
        "住址": "浦江县黄宅镇样例路128号",
        "电话": "19900000000",
        "主办人": "王志强",
        "协办人": "李海燕",
        "立案日期": ago(59),
        "调查取证日期": ago(58),
        "调查终结日期": ago(50),
        "告知书文号": f"浦黄罚告字〔{YEAR}〕第000002号",
        "告知送达日期": ago(48),
        "告知处罚种类": "罚款",
        "告知罚款": 300,
        "是否告知听证": "否",
        "决定日期": ago(30),
        "决定书文号": f"浦黄罚决字〔{YEAR}〕第000002号",
        "处罚种类": "罚款",
        "罚款": 300,
        "决定送达日期": ago(29),
    }
    row |= changes
    return {label: value for label, value in row.items() if value is not None}


def a_book(path: Path, *cases: Cells, **sheets: Sequence[Cells]) -> Path:
    """A workbook with a sheet per keyword, every heading a row has."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in ({"案件": cases} | sheets).items():
        if rows:
            sheet = book.create_sheet(name)
            labels = list(dict.fromkeys(label for row in rows for label in row))
            sheet.append(labels)
            for row in rows:
                sheet.append([row.get(label) for label in labels])
    book.save(path)
    return path


def checked(office: Office, path: Path, who: str = "clerk") -> Checked:
    file = opening_file.read(path)
    return opening_file.check(office.as_(who).ask, file)


def imported(office: Office, path: Path) -> UUID:
    found = checked(office, path)
    assert not found.barred, found.barred
    assert [one.sentence for one in found.findings if one.blocks] == []
    return office.do(lambda work: opening_batch.apply(work, found.plan, found.file.source))
