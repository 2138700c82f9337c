"""A workbook on its way in: read, checked, reported, imported."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from office import Office, a_person

from desktop.errors import WorkError
from desktop.services import roster, roster_batch, roster_file
from desktop.services.listing import View
from desktop.services.roster_file import Checked
from desktop.services.roster_import import Answer, Fate

DATA = Path(__file__).parents[1] / "data"


def checked(office: Office, path: Path, who: str = "clerk") -> Checked:
    file = roster_file.read(path)
    return office.ask(lambda work: roster_file.check(work, file), who)


def imported(office: Office, found: Checked, **more: Any) -> Any:
    return office.do(lambda work: roster_batch.apply(work, found.plan, found.file.source, **more))


def names(office: Office) -> set[str]:
    return {row[1] for row in office.ask(lambda work: roster.first(work, View()))}


def workbook(path: Path, *rows: tuple[Any, ...], **sheets: list[tuple[Any, ...]]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for name, lines in sheets.items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line)
    book.save(path)
    return path


HEAD = ("姓名", "性别", "执法证号", "有效期至")


def test_a_clean_workbook_is_imported_whole_and_again_without_change(office: Office) -> None:
    found = checked(office, DATA / "roster_clean.xlsx")
    assert found.plan.counts() == {Fate.NEW: 18}
    imported(office, found)
    assert len(names(office)) == 18
    assert checked(office, DATA / "roster_clean.xlsx").plan.counts() == {Fate.SAME: 18}


def test_every_fault_of_file_and_database_is_named_in_one_pass(
    office: Office, tmp_path: Path
) -> None:
    a_person(office, name="样例甲", number="11330726001")
    path = workbook(
        tmp_path / "花名册.xlsx",
        HEAD,
        ("样例乙", "女", "11330726001", "2030-02-30"),
        ("样例丙", "狗", "11330726003", "2030-02-01"),
    )
    found = checked(office, path)
    said = [(one.row, one.column, one.kind.value) for one in found.findings if one.blocks]
    assert said == [
        (2, "有效期至", "wrong_date"),
        (2, "执法证号", "duplicate"),
        (3, "性别", "wrong_value"),
    ]
    assert all(line.fate is Fate.FAULTY for line in found.plan.lines)
    with pytest.raises(WorkError, match="没有导入任何内容"):
        imported(office, found)
    assert names(office) == {"样例甲"}


def test_a_fault_of_the_database_stands_under_the_heading_of_the_file(
    office: Office, tmp_path: Path
) -> None:
    path = workbook(tmp_path / "a.xlsx", ("姓名", "所属乡镇"), ("样例乙", "白马镇"))
    (finding,) = checked(office, path).findings
    assert finding.sentence.startswith("“Sheet”第2行B列“所属乡镇”：该行属于其他乡镇")


def test_two_sheets_keep_their_own_row_numbers(office: Office, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", HEAD, ("样例乙",), 二队=[HEAD, ("样例丙",)])
    found = checked(office, path)
    assert [found.place(line) for line in found.plan.lines] == ["“Sheet”第2行", "“二队”第2行"]
    imported(office, found)
    assert names(office) == {"样例乙", "样例丙"}


def test_a_table_whose_columns_contradict_each_other_is_not_imported(
    office: Office, tmp_path: Path
) -> None:
    path = workbook(tmp_path / "a.xlsx", ("姓名", "执法证号", "证号"), ("样例乙", "1", "2"))
    assert "重复" in checked(office, path).barred


def test_a_file_without_people_says_so(office: Office, tmp_path: Path) -> None:
    assert checked(office, workbook(tmp_path / "a.xlsx", HEAD)).barred


def test_a_decision_about_a_doubtful_row_can_be_changed_after_a_refusal(
    office: Office, tmp_path: Path
) -> None:
    a_person(office, name="样例乙", number="11330726001")
    found = checked(office, workbook(tmp_path / "a.xlsx", HEAD, ("样例乙", "男", "11330726002")))
    (line,) = found.plan.lines
    for _ in range(2):
        with pytest.raises(WorkError, match="请先选择"):
            imported(office, found)
    imported(office, found, answers={line.row: Answer.LINK})
    assert len(office.ask(lambda work: roster.first(work, View()))) == 1
    imported(office, found, answers={line.row: Answer.CREATE})
    assert len(office.ask(lambda work: roster.first(work, View()))) == 2


def test_the_person_of_another_township_is_not_changed_by_an_import(
    office: Office, tmp_path: Path
) -> None:
    a_person(office, "clerk@白马镇", name="样例乙", number="11330726001")
    same = checked(office, workbook(tmp_path / "a.xlsx", HEAD, ("样例乙", "男", "11330726001")))
    (line,) = same.plan.lines
    assert line.fate is Fate.FAULTY
    assert "其他乡镇" in line.complaints[0].sentence
    alike = checked(office, workbook(tmp_path / "b.xlsx", HEAD, ("样例乙", "男", "11330726002")))
    (line,) = alike.plan.lines
    assert line.fate is Fate.DOUBTFUL
    with pytest.raises(WorkError, match="属于其他乡镇"):
        imported(office, alike, answers={line.row: Answer.LINK})
    imported(office, alike, answers={line.row: Answer.CREATE})


def test_bodies_are_named_in_differences(office: Office, tmp_path: Path) -> None:
    head = ("姓名", "执法证号", "派出部门", "人员来源")
    row = ("样例乙", "11330726001")
    imported(
        office, checked(office, workbook(tmp_path / "a.xlsx", head, (*row, "农业农村局", "下沉")))
    )
    again = checked(office, workbook(tmp_path / "b.xlsx", head, (*row, "交通运输局", "下沉")))
    (line,) = again.plan.lines
    shown = [(one.label, one.before, one.after) for one in line.differences]
    assert shown == [("派出部门", "农业农村", "交通运输")]


def test_the_faulty_rows_come_back_with_their_reasons(office: Office, tmp_path: Path) -> None:
    found = checked(office, workbook(tmp_path / "a.xlsx", HEAD, ("样例乙", "狗")))
    path = tmp_path / "待改正.xlsx"
    roster_file.write_faults(path, found)
    cells = [cell.value for cell in openpyxl.load_workbook(path).active[2]]
    assert cells[0] == "样例乙"
    assert "性别" in str(cells[-1])


def test_imports_are_listed_newest_first_for_the_own_unit(office: Office, tmp_path: Path) -> None:
    imported(office, checked(office, workbook(tmp_path / "甲.xlsx", HEAD, ("样例乙",))))
    imported(office, checked(office, workbook(tmp_path / "乙.xlsx", HEAD, ("样例丙",))))
    found = office.ask(roster_batch.batches)
    assert [(one.file_name, one.added, one.undone_at) for one in found] == [
        ("乙.xlsx", 1, None),
        ("甲.xlsx", 1, None),
    ]
    assert office.ask(roster_batch.batches, "clerk@白马镇") == []
    assert office.ask(roster_batch.batches, "guidance") == []
