"""Made-up rosters that look like what offices really keep; run it to write them again.

Every name, identity number, phone and certificate number is invented (样例). The identity
numbers carry right check digits, so that only the faults planted on purpose are found.
"""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import xlwt
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

HERE = Path(__file__).resolve().parent
FULL_WIDTH = str.maketrans("0123456789X-", "０１２３４５６７８９Ｘ－")


@dataclass(frozen=True)
class Sample:
    """One invented person."""

    name: str
    male: bool
    id_number: str
    phone: str
    kind: str
    home: str
    post: str
    certificate: str
    law: str
    issued: date | None
    until: date | None
    since: date
    note: str = ""

    @property
    def sex(self) -> str:
        return "男" if self.male else "女"


def id_number(born: date, serial: int) -> str:
    """An identity number of 浦江县 with the right check digit (GB 11643)."""
    body = f"330726{born:%Y%m%d}{serial:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True))
    return body + "10X98765432"[total % 11]


KINDS = (
    ("本级自有", ""),
    ("下沉派驻", "农业农村局"),
    ("双重管理", "综合行政执法局"),
    ("双重管理", "市场监督管理局"),
    ("本级自有", ""),
    ("下沉派驻", "交通运输局"),
)
POSTS = ("队长", "副队长", "执法队员", "法制审核员", "执法队员", "内勤", "执法队员", "执法队员")
LAWS = ("综合执法", "市场监管", "农业", "交通运输", "自然资源", "应急管理")


def persons(names: Sequence[str], offset: int) -> list[Sample]:
    """Invented people for these names; `offset` keeps the numbers of files apart."""
    return [_person(name, place, offset + place) for place, name in enumerate(names)]


def _person(name: str, place: int, number: int) -> Sample:
    male = place % 3 != 2
    born = date(1968 + (number * 7) % 33, 1 + number % 12, 1 + (number * 5) % 28)
    kind, home = KINDS[place % len(KINDS)]
    issued = date(2023 + place % 3, 1 + (place * 5) % 12, 1 + (place * 11) % 28)
    return Sample(
        name=name,
        male=male,
        id_number=id_number(born, 100 + number * 2 + (1 if male else 0)),
        phone=f"1380000{1000 + number:04d}",
        kind=kind,
        home=home,
        post=POSTS[place % len(POSTS)] if place < 8 else "执法队员",
        certificate=f"11330726{900 + number:04d}",
        law=LAWS[place % len(LAWS)],
        issued=issued,
        until=date(issued.year + 5, issued.month, issued.day),
        since=date(2022 + place % 4, 1 + (place * 7) % 12, 15),
    )


def auxiliary(name: str, place: int, number: int) -> Sample:
    """An invented auxiliary: no certificate."""
    one = _person(name, place, number)
    return Sample(
        name, one.male, one.id_number, one.phone, "辅助人员", "", "辅助队员", "", "", None, None,
        one.since, "样例",
    )  # fmt: skip


CLEAN = [
    "楼望春",
    "张溪白",
    "黄稻香",
    "陈听泉",
    "方竹心",
    "郑月泉",
    "傅砚田",
    "于梅坞",
    "洪岩松",
    "朱宝掌",
    "石浦清",
    "周仙华",
    "徐葡萄",
    "吴书画",
    "金水晶",
    "何挂锁",
]
HUANGZHAI = [
    "楼一帆",
    "张二川",
    "黄三秋",
    "陈四方",
    "方五味",
    "郑六合",
    "傅七弦",
    "于八音",
    "洪九皋",
    "朱十全",
]
XIANHUA = ["张三", "李四平", "王五", "欧阳锋华", "赵六"]
BAIMA = ["孙样一", "钱样二", "周样三", "吴样四", "郑样五", "冯样六"]
HEADINGS = [
    "序号",
    "姓名",
    "性别",
    "身份证号",
    "手机",
    "所属乡镇",
    "人员来源",
    "派出部门",
    "队内职务",
    "执法证号",
    "执法领域",
    "发证日期",
    "有效期至",
    "到岗日期",
    "备注",
]


def _record(number: int, one: Sample, town: str) -> list[Any]:
    return [
        number, one.name, one.sex, one.id_number, one.phone, town, one.kind, one.home, one.post,
        one.certificate, one.law, one.issued, one.until, one.since, one.note,
    ]  # fmt: skip


def clean() -> bytes:
    """Sixteen officers and two auxiliaries, nothing wrong with any of them."""
    book = openpyxl.Workbook()
    sheet = _active(book, "花名册")
    sheet.append(["黄宅镇综合行政执法队人员花名册（样例，人员均为虚构）"])
    sheet.merge_cells("A1:O1")
    sheet.append(HEADINGS)
    people = [*persons(CLEAN, 100), auxiliary("蒋样甲", 1, 140), auxiliary("沈样乙", 2, 141)]
    for number, one in enumerate(people, start=1):
        sheet.append(_record(number, one, "黄宅镇"))
    for row in sheet.iter_rows(min_row=3, min_col=4, max_col=5):
        for cell in row:
            cell.number_format = "@"
    for row in sheet.iter_rows(min_row=3, min_col=12, max_col=14):
        for cell in row:
            cell.number_format = "yyyy-mm-dd"
    return _saved(book)


def huangzhai() -> bytes:
    """Titles, a two-row heading, merged cells, notes below, a hidden column, every date shape."""
    book = openpyxl.Workbook()
    sheet = _active(book, "执法人员")
    _huangzhai_heading(sheet)
    for number, values in enumerate(_huangzhai_rows(), start=5):
        for column, value in enumerate(values, start=1):
            if value not in ("", None):
                sheet.cell(number, column, value)
    sheet["L8"].number_format = 'yyyy"年"m"月"'
    for place in ("L7", "M7", "N7"):
        sheet[place].number_format = "yyyy/m/d"
    sheet.merge_cells("F5:F14")
    sheet.merge_cells("A15:O15")
    sheet.merge_cells("A20:O20")
    sheet.column_dimensions["E"].hidden = True
    sheet.cell(60, 3).alignment = Alignment(horizontal="center")
    other = book.create_sheet("填表说明")
    other["A1"] = "一、本表由乡镇（街道）综合行政执法队填报（样例）。"
    other["A2"] = "二、日期请填写到日。"
    return _saved(book)


def _huangzhai_heading(sheet: Worksheet) -> None:
    sheet["A1"] = "浦江县黄宅镇综合行政执法队执法人员花名册（样例）"
    sheet["A1"].font = Font(size=18, bold=True)
    sheet.merge_cells("A1:P1")
    sheet["A2"] = (
        "填报单位：黄宅镇综合行政执法队（样例，姓名和号码均为虚构）　　填报日期：2026年11月20日"
    )
    sheet.merge_cells("A2:P2")
    upper = [
        "序号",
        "姓名",
        "性别",
        "身份证号码",
        "联系电话",
        "所属乡镇",
        "人员类型",
        "派出单位",
        "队内职务",
        "执法证件",
    ]
    for column, label in enumerate([*upper, "", "", "", "到岗\n日期", "备 注", "血型"], start=1):
        if label:
            sheet.cell(3, column, label)
    for column, label in zip("JKLM", ("证号", "执法领域", "发证日期", "有效期至"), strict=True):
        sheet[f"{column}4"] = label
    sheet.merge_cells("J3:M3")
    for column in "ABCDEFGHINOP":
        sheet.merge_cells(f"{column}3:{column}4")


def _huangzhai_rows() -> Iterator[list[Any]]:
    rows = [_record(n, one, "") for n, one in enumerate(persons(HUANGZHAI, 200), start=1)]
    rows[0][5] = "黄宅镇"
    rows[0][11:14] = "2024.3.5", "2029年3月4日", "2022-01-15"
    rows[1][3] = rows[1][3].translate(FULL_WIDTH)
    rows[1][4] = "１３８ ０００００２０１"
    rows[1][11:14] = "20240305", "20290304", 44946
    # Row 7 holds real date cells. In row 8 only a month was typed: Excel keeps its first day.
    rows[3][11] = date(2024, 3, 1)
    rows[4][3] = int(rows[4][3][:17] + "0")
    rows[5][9] = rows[2][9]
    rows[6][11] = "2024.2.30"
    rows[7][3] = f" {rows[7][3][:6]} {rows[7][3][6:14]} {rows[7][3][14:].lower()}"
    rows[8][13] = "2024年3月"
    rows[9][4] = 13800000209
    yield from rows
    yield ["二、辅助人员"]
    helpers = [auxiliary("姚样丙", 0, 230), auxiliary("卢样丁", 2, 231)]
    for number, one in enumerate(helpers, start=11):
        yield _record(number, one, "黄宅镇")
    last = _record(13, auxiliary("倪样戊", 1, 232), "黄宅镇")
    last[9:11] = "/", "无"
    yield last
    yield ["合计", "13人"]
    yield ["备注：1. 执法证件为全国统一行政执法证；2. 辅助人员不具有执法资格。"]
    yield ["", "填表人：样例内勤", "", "", "", "审核人：样例队长"]


def xianhua() -> bytes:
    """An old xls with other column names and names spread by blanks."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("仙华人员")
    sheet.write_merge(0, 1, 0, 12, "仙华街道执法队伍人员情况表（样例）")
    for column, label in enumerate(_xianhua_labels()):
        sheet.write(2, column, label)
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    for number, values in enumerate(_xianhua_rows(), start=3):
        for column, value in enumerate(values):
            if value not in ("", None):
                sheet.write(number, column, value, *([day] if isinstance(value, date) else []))
    sheet.write(9, 0, "注：本表数据均为虚构，仅作样例。")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _xianhua_labels() -> list[str]:
    return [
        "编号", "姓　名", "性 别", "公民身份号码*", "手机号码（11位）", "乡镇(街道)", "来源", "原单位",
        "岗位", "行政执法证号", "领证日期", "证件有效期", "下沉日期",
    ]  # fmt: skip


def _xianhua_rows() -> Iterator[list[Any]]:
    for number, one in enumerate(persons(XIANHUA, 300), start=1):
        row = _record(number, one, "仙华街道")
        row[1] = "　".join(one.name) if len(one.name) < 3 else one.name
        row[9:15] = one.certificate, one.issued, one.until, one.since
        if number == 3:
            wrong = "0" if row[3][17] != "0" else "1"
            row[3] = row[3][:17] + wrong
        if number == 4:
            row[11] = "长期"
        yield row


def baima() -> bytes:
    """What Excel writes as csv on a Chinese Windows: GB18030, serial days, a short phone."""
    lines = ["白马镇执法人员名单（样例）" + "," * 12]
    lines.append(
        "姓名,性别,身份证号,手机,所属乡镇,人员来源,派出部门,队内职务,执法证号,执法领域,发证日期,有效期至,到岗日期"
    )
    for number, one in enumerate(persons(BAIMA, 400), start=1):
        row = _record(number, one, "白马镇")[1:14]
        row[10] = f"{one.issued:%Y/%m/%d}" if one.issued else ""
        row[11] = str((one.until - date(1899, 12, 30)).days) if one.until else ""
        if number == 2:
            row[3] = row[3][:10]
        lines.append(",".join(map(str, row)))
    lines += ["合计,6人" + "," * 11, "," * 12]
    return "\r\n".join([*lines, ""]).encode("gb18030")


def _active(book: openpyxl.Workbook, title: str) -> Worksheet:
    sheet = book.worksheets[0]
    sheet.title = title
    return sheet


def _saved(book: openpyxl.Workbook) -> bytes:
    """The workbook with no trace of when it was written."""
    stream = io.BytesIO()
    book.save(stream)
    written = io.BytesIO()
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(written, "w") as new:
        for part in old.infolist():
            data = re.sub(
                rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2026-11-20T00:00:00Z", old.read(part)
            )
            entry = zipfile.ZipInfo(part.filename, (2026, 11, 20, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, data)
    return written.getvalue()


FILES = {
    "roster_clean.xlsx": clean,
    "roster_huangzhai.xlsx": huangzhai,
    "roster_xianhua.xls": xianhua,
    "roster_baima.csv": baima,
}


def write_all(folder: Path) -> None:
    for name, make in FILES.items():
        (folder / name).write_bytes(make())


if __name__ == "__main__":
    write_all(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
