"""Reading 10,000 roster rows with all checks against pandas+calamine merely reading them.

Run: python bench/roster_import.py [rows]. The target is 1.5 (design/performance.md). What a
process costs to start is printed apart: pandas is already imported when its clock starts, and
our child, which starts anew for every file, is charged its whole life less a bare start.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pandas as pd

from desktop.exchange.reading import read_sheets
from desktop.exchange.sheet import read_rows
from desktop.services.roster_sheet import FIELDS

RUNS = 7
HEADINGS = (
    "序号",
    "姓名", "性别", "身份证号", "手机", "所属乡镇", "人员来源", "派出部门", "队内职务",
    "执法证号", "执法领域", "发证日期", "有效期至", "到岗日期", "备注",
)  # fmt: skip
FIRST, SECOND = "楼张黄陈方郑傅于洪朱石周徐吴金何", "望溪稻听竹月砚梅岩宝清华萄书水锁"


def _id_number(born: date, serial: int) -> str:
    body = f"330726{born:%Y%m%d}{serial:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True))
    return body + "10X98765432"[total % 11]


def make(path: Path, rows: int) -> None:
    """A roster of made-up people, each with a number of their own."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("花名册")
    sheet.append(["浦江县执法人员花名册（样例）"])
    sheet.append(HEADINGS)
    for n in range(rows):
        born = date(1966, 1, 1) + timedelta(days=n % 13_000)
        issued = date(2021, 1, 1) + timedelta(days=n % 1_700)
        sheet.append([
            n + 1, FIRST[n % 16] + SECOND[n // 16 % 16] + SECOND[n // 256 % 16],
            "男" if n % 3 else "女", _id_number(born, 100 + n // 13_000 * 2 + n % 2),
            f"138{n:08d}", "黄宅镇", "本级自有" if n % 2 else "下沉派驻",
            "" if n % 2 else "农业农村局", "执法队员", f"1133{n:08d}", "综合执法",
            issued, f"{issued.year + 5}.{issued.month}.{min(issued.day, 28)}",
            f"{issued:%Y年%m月%d日}", "样例" if n % 5 == 0 else "",
        ])  # fmt: skip
    book.save(path)


def timed(job: Callable[[], object]) -> float:
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def ours(path: Path, rows: int) -> None:
    reading = read_rows(read_sheets(path), FIELDS, ("id_number", "number"))
    assert len(reading.rows) == rows, reading.findings[:3]
    assert not reading.findings, reading.findings[:3]


def bare_start() -> None:
    """The child's start without work: the interpreter, our package, the reading library."""
    code = "import desktop.__main__, desktop.commands.read_sheet, python_calamine"
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.PIPE)


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "roster.xlsx"
        make(path, rows)
        rival = lambda: pd.read_excel(path, engine="calamine", dtype=str, header=1)  # noqa: E731
        rival()
        measures = [
            (timed(rival), timed(lambda: ours(path, rows)), timed(bare_start)) for _ in range(RUNS)
        ]
    pandas, whole, start = (statistics.median(column) for column in zip(*measures, strict=True))
    print(f"{rows} rows x {len(HEADINGS)} columns, median of {RUNS} runs")
    print(f"pandas+calamine, merely reading      {pandas:.3f} s   1.00")
    print(
        f"ours, all checks, without the start  {whole - start:.3f} s   {(whole - start) / pandas:.2f}"
    )
    print(f"ours, all checks, start of the child {whole:.3f} s   {whole / pandas:.2f}")
    print(f"start of the child alone             {start:.3f} s")


if __name__ == "__main__":
    main()
