from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from office import Office, a_person, an_arrival, id_number

from desktop.errors import Conflict, Forbidden, Invalid
from desktop.models.certificate import CertificateState
from desktop.models.person import Sex
from desktop.models.posting import PostingKind, TeamPost
from desktop.services import certificate, person, posting, roster
from desktop.services.listing import View
from desktop.services.work import Draft


def shown(office: Office, view: View, who: str = "clerk") -> list[str]:
    return [row[1] for row in office.ask(lambda work: roster.first(work, view), who)]


def test_a_new_person_stands_on_the_roster_of_the_team(office: Office) -> None:
    a_person(office, name="单雄信")
    (row,) = office.ask(lambda work: roster.first(work, View()))
    assert row[1:5] == ("单雄信", "黄宅镇", TeamPost.OFFICER, PostingKind.OWN)
    assert row[9][:2] == ("ok", "合规")


@pytest.mark.parametrize(
    "words", ["单雄信", "雄信", "sxx", "dxx", "11330726", "单 sxx", "ｓｘｘ", "１１３３０７２６"]
)
def test_a_person_is_found_by_name_initials_of_all_readings_and_number(
    office: Office, words: str
) -> None:
    a_person(office, name="单雄信")
    a_person(office, name="毛海燕", number="22990")
    assert shown(office, View(words=words)) == ["单雄信"]


@pytest.mark.parametrize("who", ["officer", "guidance", "administrator", "security", "auditor"])
def test_every_role_may_search_the_roster(office: Office, who: str) -> None:
    a_person(office, name="单雄信")
    a_person(office, name="毛海燕")
    assert shown(office, View(words="sxx"), who) == ["单雄信"]


def test_a_person_is_found_by_the_whole_identity_number_only(office: Office) -> None:
    number = id_number()
    a_person(office, name="单雄信", id_number=number)
    a_person(office, name="毛海燕")
    assert shown(office, View(words=number)) == ["单雄信"]
    assert shown(office, View(words=number[:17])) == []


def test_birth_date_and_sex_come_from_the_identity_number(office: Office) -> None:
    key = a_person(office, id_number=id_number(date(1984, 5, 6), 13), sex=None)
    draft = office.ask(lambda work: person.open_(work, key))
    assert draft.values["born_on"] == date(1984, 5, 6)
    assert draft.values["sex"].label == "男"


def test_the_same_identity_number_twice_is_refused_and_names_the_other(office: Office) -> None:
    number = id_number()
    a_person(office, name="单雄信", id_number=number)
    with pytest.raises(Invalid, match="单雄信"):
        a_person(office, name="单二", id_number=number)
    assert shown(office, View()) == ["单雄信"]


def test_a_wrong_form_names_every_fault_at_once(office: Office) -> None:
    with pytest.raises(Invalid) as refused:
        a_person(
            office,
            name="",
            id_number="330726199002283180",
            phone="1380579",
            kind=PostingKind.SECONDED,
            until=date(2020, 1, 1),
        )
    assert set(refused.value.complaints) == {"name", "id_number", "phone", "home_unit_id", "until"}


def test_two_clerks_saving_the_same_person_collide_and_see_the_other(office: Office) -> None:
    key = a_person(office, name="单雄信")
    mine = office.ask(lambda work: person.open_(work, key))
    theirs = Draft(key, mine.version, {**mine.values, "education": "本科"})
    office.do(lambda work: person.save(work, theirs))
    with pytest.raises(Conflict) as refused:
        office.do(lambda work: person.save(work, Draft(key, mine.version, {"major": "法学"})))
    assert refused.value.theirs["education"] == "本科"


def test_saving_changes_what_the_person_is_found_by(office: Office) -> None:
    key = a_person(office, name="单雄信")
    draft = office.ask(lambda work: person.open_(work, key))
    office.do(lambda work: person.save(work, Draft(key, draft.version, {"name": "毛海燕"})))
    assert shown(office, View(words="mhy")) == ["毛海燕"]
    assert shown(office, View(words="sxx")) == []


def test_a_secret_change_alone_still_counts_as_a_change(office: Office) -> None:
    key = a_person(office)
    draft = office.ask(lambda work: person.open_(work, key))
    first = Draft(key, draft.version, {"phone": "13800000001"})
    office.do(lambda work: person.save(work, first))
    with pytest.raises(Conflict):
        office.do(lambda work: person.save(work, Draft(key, draft.version, {"phone": None})))


@pytest.mark.parametrize("who", ["officer", "captain", "reviewer", "guidance", "auditor"])
def test_only_clerks_keep_the_roster(office: Office, who: str) -> None:
    with pytest.raises(Forbidden):
        a_person(office, who)


def test_another_township_sees_the_person_but_neither_secrets_nor_changes(office: Office) -> None:
    key = a_person(office, name="单雄信", id_number=id_number())
    assert shown(office, View(), "clerk@白马镇") == ["单雄信"]
    draft = office.ask(lambda work: person.open_(work, key), "clerk@白马镇")
    assert draft.values["id_number"] is None
    with pytest.raises(Forbidden):
        office.do(lambda work: person.save(work, draft), "clerk@白马镇")


def test_moving_ends_the_old_posting_the_day_before(office: Office) -> None:
    key = a_person(office, since=date(2023, 1, 1))
    office.do(
        lambda work: posting.move(
            work, key, an_arrival(work, since=date(2025, 3, 1), post=TeamPost.DEPUTY)
        )
    )
    history = office.ask(
        lambda work: [(one.since, one.until, one.post) for one in posting.all_of(work, key)]
    )
    assert history == [
        (date(2025, 3, 1), None, TeamPost.DEPUTY),
        (date(2023, 1, 1), date(2025, 2, 28), TeamPost.OFFICER),
    ]
    (then,) = office.ask(lambda work: roster.first(work, View(as_of=date(2025, 2, 28))))
    assert then[3] is TeamPost.OFFICER


def test_a_team_has_one_captain_at_a_time(office: Office) -> None:
    a_person(office, post=TeamPost.CAPTAIN)
    with pytest.raises(Invalid, match="队长"):
        a_person(office, post=TeamPost.CAPTAIN)


def test_a_dual_managed_person_moves_only_with_the_recorded_opinion(office: Office) -> None:
    home = office.units["综合执法"]
    key = a_person(office, kind=PostingKind.DUAL, home_unit_id=home)
    moved = {"kind": PostingKind.DUAL, "home_unit_id": home, "since": date(2025, 1, 1)}
    with pytest.raises(Invalid, match="征求意见"):
        office.do(lambda work: posting.move(work, key, an_arrival(work, **moved)))
    moved |= {"consent": "同意调整", "consent_on": date(2024, 12, 20)}
    office.do(lambda work: posting.move(work, key, an_arrival(work, **moved)))


def test_a_renewal_keeps_the_old_certificate(office: Office) -> None:
    key = a_person(office, number="11330726001", valid_until=date(2026, 11, 1))
    (old,) = office.ask(lambda work: [one.id for one in certificate.all_of(work, key)])
    fresh = {"issued_on": date(2026, 11, 2), "valid_until": date(2031, 11, 1)}
    office.do(lambda work: certificate.renew(work, old, fresh))
    found = office.ask(
        lambda work: [(one.valid_until, one.state) for one in certificate.all_of(work, key)]
    )
    assert found == [
        (date(2031, 11, 1), CertificateState.VALID),
        (date(2026, 11, 1), CertificateState.REPLACED),
    ]


def test_a_suspended_certificate_does_not_let_its_holder_act_from_that_day(office: Office) -> None:
    key = a_person(office)
    (card,) = office.ask(lambda work: [one.id for one in certificate.all_of(work, key)])
    since = date(2026, 5, 10)
    state = CertificateState.SUSPENDED
    office.do(lambda work: certificate.change_state(work, card, state, since, "年度清理"))
    before = office.ask(lambda work: certificate.held_on(work, key, date(2026, 5, 9)) is not None)
    after = office.ask(lambda work: certificate.held_on(work, key, since) is None)
    assert before and after


def test_a_number_already_held_by_someone_else_is_refused_by_name(office: Office) -> None:
    a_person(office, name="单雄信", number="11330726009")
    with pytest.raises(Invalid, match="单雄信"):
        a_person(office, number="11330726009")


def test_lists_keep_their_number_of_statements(
    office: Office, statements: Callable[[Office], list[str]]
) -> None:
    for _ in range(5):
        a_person(office)
    seen = statements(office)
    office.ask(lambda work: roster.first(work, View()))
    assert len([one for one in seen if one.lstrip().upper().startswith("SELECT")]) <= 4


def test_a_birth_date_against_the_identity_number_is_named(office: Office) -> None:
    number = id_number(date(1990, 3, 7), 124)
    with pytest.raises(Invalid) as refused:
        a_person(office, id_number=number, born_on=date(1990, 3, 8), sex=Sex.MALE)
    assert set(refused.value.complaints) == {"born_on", "sex"}
