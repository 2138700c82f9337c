"""The year view's question."""

from __future__ import annotations

from datetime import date

from office import Office

from desktop.services import year_view
from desktop.services.year_view import YearView


def year(office: Office, number: int) -> YearView:
    return office.ask(lambda work: year_view.view(work, number))


def test_2026_has_the_holidays_and_make_up_days_of_its_notice(local_office: Office) -> None:
    view = year(local_office, 2026)
    assert view.published
    names = [one.name for one in view.holidays]
    assert names == ["元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"]
    assert next(one for one in view.holidays if one.name == "春节").length == 9
    assert date(2026, 2, 14) in view.make_up
    assert len(view.looks) == 365
    assert view.workdays == sum(
        sum(look.works for look in view.month(number)) for number in range(1, 13)
    )
    assert view.workdays == 248


def test_a_year_without_a_notice_is_worked_out_and_says_so(local_office: Office) -> None:
    offered = dict(local_office.ask(year_view.years))
    assert offered[2021]
    assert offered[2026]
    assert not offered[2027]
    view = year(local_office, 2027)
    assert not view.published
    assert view.make_up == ()
    assert "国庆节" in [one.name for one in view.holidays]
