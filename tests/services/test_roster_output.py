"""What leaves the roster: paper, workbook, and the panel of one person."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from office import Office, a_person, an_arrival, id_number

from desktop.documents.render import render
from desktop.documents.template import load_form, missing_fields
from desktop.models.certificate import CertificateKind, CertificateState
from desktop.models.posting import PostingKind, TeamPost
from desktop.services import (
    certificate,
    person,
    person_card,
    posting,
    posting_form,
    roster,
    roster_export,
    roster_paper,
)
from desktop.services.listing import View
from desktop.services.person_card import PersonCard
from desktop.services.roster_export import Export
from desktop.services.work import obstacle


def paper(office: Office, view: View | None = None) -> dict[str, Any]:
    return office.ask(lambda work: roster_paper.paper(work, view or View()))


def exported(office: Office, who: str = "clerk", **more: Any) -> Export:
    return office.do(lambda work: roster_export.gather(work, View(), **more), who)


def card(office: Office, key: Any, who: str = "clerk", day: date | None = None) -> PersonCard:
    return office.ask(lambda work: person_card.card(work, key, day), who)


def test_the_paper_lists_who_the_list_shows_and_lacks_nothing(office: Office) -> None:
    a_person(office, name="单雄信", post=TeamPost.CAPTAIN, executive_deputy=True)
    a_person(office, name="毛海燕", kind=PostingKind.AUXILIARY, post=TeamPost.HELPER, number=None)
    data = paper(office)
    assert data["单位"]["名称"] == "浦江县黄宅镇综合行政执法队"
    assert [line["姓名"] for line in data["人员"]] == ["毛海燕", "单雄信"]
    assert [line["证件状态"] for line in data["人员"]] == ["无执法证", "有效"]
    assert data["人员"][1]["备注"] == "常务副乡镇长（主任）"
    assert data["制表人"] == "样例内勤"
    assert missing_fields(load_form(roster_paper.FORM), data) == []
    assert render(load_form(roster_paper.FORM), data).pages == 1


def test_the_paper_of_some_rows_holds_only_these(office: Office) -> None:
    a_person(office, name="单雄信")
    chosen = a_person(office, name="毛海燕")
    data = paper(office, View(filters={"ids": [chosen]}))
    assert [line["姓名"] for line in data["人员"]] == ["毛海燕"]
    assert data["人数"] == 1


def test_a_paper_of_several_teams_names_none_of_them(office: Office) -> None:
    a_person(office)
    a_person(office, "clerk@白马镇")
    assert paper(office)["单位"]["名称"] == "浦江县乡镇（街道）综合行政执法队"


def test_the_paper_shows_the_state_of_its_own_day(office: Office) -> None:
    key = a_person(office, valid_until=date(2026, 6, 30))
    (held,) = office.ask(lambda work: [one.id for one in certificate.all_of(work, key)])
    lost, since = CertificateState.LOST, date(2026, 5, 10)
    office.do(lambda work: certificate.change_state(work, held, lost, since, "遗失"))

    def state(day: date) -> str:
        return str(paper(office, View(as_of=day))["人员"][0]["证件状态"])

    assert state(since - timedelta(days=1)) == "有效"
    assert state(since) == "遗失补办中"


def test_secrets_are_exported_with_their_ends_only_unless_asked_for_whole(office: Office) -> None:
    number = id_number(date(1990, 2, 28), 316)
    a_person(office, id_number=number, phone="13800000001")
    masked = exported(office).rows[0]
    assert masked["id_number"] == f"330726********{number[-4:]}"
    assert masked["phone"] == "138****0001"
    assert exported(office, whole=True).rows[0]["id_number"] == number


@pytest.mark.parametrize("who", ["officer", "reviewer", "guidance", "auditor"])
def test_roles_without_the_right_get_no_secret_columns(office: Office, who: str) -> None:
    a_person(office, name="单雄信", id_number=id_number())
    export = exported(office, who, whole=True)
    assert [row["name"] for row in export.rows] == ["单雄信"]
    assert not {"id_number", "phone"} & {*export.fields, *export.rows[0]}


def test_another_township_exports_the_person_without_the_secrets(office: Office) -> None:
    a_person(office, name="单雄信", id_number=id_number())
    (row,) = exported(office, "clerk@白马镇", whole=True).rows
    assert row["name"] == "单雄信"
    assert row["id_number"] is None


def test_an_export_is_noted_in_the_record_of_deeds(office: Office) -> None:
    from sqlalchemy import select

    from desktop.models.deed import Deed

    exported(office)
    names = office.ask(lambda work: list(work.session.execute(select(Deed.name)).scalars()))
    assert "导出花名册" in names


def test_numbers_are_text_in_the_exported_workbook(office: Office, tmp_path: Path) -> None:
    number = id_number()
    a_person(office, name="单雄信", id_number=number)
    path = tmp_path / "花名册.xlsx"
    roster_export.write(path, exported(office, whole=True))
    sheet = openpyxl.load_workbook(path).active
    heads = [cell.value for cell in sheet[2]]
    cell = sheet[3][heads.index("身份证号")]
    assert (cell.value, cell.number_format) == (number, "@")


def test_the_panel_says_why_a_person_may_not_act(office: Office) -> None:
    key = a_person(office, valid_until=date(2026, 3, 1))
    level, words, reason = card(office, key, day=date(2026, 3, 13)).mark
    assert (level, words) == ("bad", "证件已过期12天")
    assert "2026-03-01" in reason
    assert "第四十二条" in reason


def test_a_state_counts_on_the_list_from_its_own_day(office: Office) -> None:
    key = a_person(office)
    (held,) = office.ask(lambda work: [one.id for one in certificate.all_of(work, key)])
    state, since = CertificateState.SUSPENDED, date(2026, 5, 10)
    office.do(lambda work: certificate.change_state(work, held, state, since, "年度清理"))
    before = card(office, key, day=since - timedelta(days=1)).mark
    after = card(office, key, day=since).mark
    assert before[:2] == ("ok", "合规")
    assert after[:2] == ("bad", "证件暂扣")
    assert "年度清理" in after[2]


def test_a_supervision_card_alone_lets_nobody_act(office: Office) -> None:
    key = a_person(office, certificate_kind=CertificateKind.SUPERVISION)
    assert card(office, key).mark[1] == "无执法证"


def test_the_panel_hides_secrets_from_those_who_may_not_see_them(office: Office) -> None:
    key = a_person(office, id_number=id_number())
    own = dict(card(office, key).overview)["身份证号"]
    assert own.startswith("330726****")
    for who in ("officer", "clerk@白马镇"):
        assert dict(card(office, key, who).overview)["身份证号"] == "仅本单位内勤、队长可见"


def test_the_panel_keeps_the_whole_history(office: Office) -> None:
    key = a_person(office, since=date(2023, 1, 1), valid_until=date(2026, 11, 1))
    (old,) = office.ask(lambda work: [one.id for one in certificate.all_of(work, key)])
    fresh = {"issued_on": date(2026, 11, 2), "valid_until": date(2031, 11, 1)}
    office.do(lambda work: certificate.renew(work, old, fresh))
    moved = date(2025, 3, 1)
    office.do(lambda work: posting.move(work, key, an_arrival(work, since=moved)))
    found = card(office, key)
    assert [one.state for one in found.certificates] == ["有效", "已换证"]
    assert found.live != old
    assert [one.period for one in found.postings] == ["2025-03-01 至今", "2023-01-01 至 2025-02-28"]


def test_a_grey_button_can_say_why(office: Office) -> None:
    own, other = office.units["黄宅镇"], office.units["白马镇"]
    assert obstacle(office.actors["clerk"], person.save, own) == ""
    assert "其他单位" in obstacle(office.actors["clerk"], person.save, other)
    assert "执法人员" in obstacle(office.actors["officer"], person.save, own)


def test_served_townships_are_typed_by_name(office: Office) -> None:
    known = office.ask(posting_form.bodies)
    field = posting_form.fields(known)["served"]
    assert field.parse("郑宅、白马镇") == "郑宅、白马镇"
    with pytest.raises(ValueError, match="某某镇"):
        field.parse("郑宅、某某镇")
    keys = [office.units["郑宅镇"], office.units["白马镇"]]
    assert known.served("郑宅、白马镇") == keys
    key = a_person(office, served=keys)
    values = office.ask(lambda work: posting_form.following(work, key, known))
    assert set(values["served"].split("、")) == {"郑宅镇", "白马镇"}


def test_someone_who_left_is_not_on_the_list_of_a_later_day(office: Office) -> None:
    key = a_person(office, name="单雄信")
    office.do(lambda work: posting.finish(work, key, date(2026, 6, 30)))
    on = [date(2026, 6, 30), date(2026, 7, 1)]
    found = [
        [row[1] for row in office.ask(lambda work, d=d: roster.first(work, View(as_of=d)))]
        for d in on
    ]
    assert found == [["单雄信"], []]
    assert card(office, key, day=date(2026, 7, 1)).mark[1] == "不在册"
