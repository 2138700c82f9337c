"""Who reported a violation is read by those of the own unit who work cases, and by nobody else."""

from __future__ import annotations

from uuid import UUID

import pytest
from case_life import Life, a_case
from office import Office
from sqlalchemy import select

from desktop.errors import Forbidden, WorkError
from desktop.models.content import Content, SealedContent
from desktop.models.paper import Paper
from desktop.services import content, paper
from desktop.services.work import Work

REPORTER = "赵密样"


def a_complaint(office: Office) -> tuple[Life, UUID]:
    """A case with its register of the complaint issued."""
    case = a_case(office)
    case.do("complaint", 9, reporter=REPORTER, phone="13900000000")
    return case, case.paper("complaint_register")


def test_those_who_work_the_case_read_the_register(office: Office) -> None:
    _, key = a_complaint(office)
    for who in ("clerk", "officer", "captain", "reviewer", "head"):
        found = office.ask(lambda work: paper.pdf(work, key), who)
        assert found.startswith(b"%PDF")


def test_the_county_sees_that_the_register_exists_and_reads_neither_it_nor_its_data(
    office: Office,
) -> None:
    case, key = a_complaint(office)
    titles = [row[1] for row in office.ask(lambda work: paper.of_case(work, case.id), "guidance")]
    assert "投诉举报登记表" in titles
    with pytest.raises(Forbidden, match="密封保存"):
        office.ask(lambda work: paper.pdf(work, key), "guidance")
    with pytest.raises(WorkError):
        office.ask(lambda work: work.session.execute(select(SealedContent.data)).all(), "guidance")


def test_nothing_of_the_reporter_stands_in_what_the_county_reads(office: Office) -> None:
    _, key = a_complaint(office)

    def kept(work: Work) -> tuple[str, str, bool]:
        record = work.get(Paper, key)
        return record.data, record.digest, work.session.get(Content, record.content_id) is None

    data, digest, apart = office.ask(kept, "guidance")
    sealed = office.ask(lambda work: content.sealed_of(work, work.get(Paper, key).content_id))
    assert data == "{}"
    assert apart
    assert REPORTER in sealed.data
    assert digest
    assert digest not in sealed.data


def test_another_township_reads_nothing_of_it(office: Office) -> None:
    _, key = a_complaint(office)
    sealed = office.ask(lambda work: work.get(Paper, key).content_id)
    with pytest.raises(WorkError, match="无权查看"):
        office.ask(lambda work: content.read(work, sealed), "clerk@白马镇")


def test_a_paper_that_names_no_reporter_is_open_to_the_county(office: Office) -> None:
    case = a_case(office).do("lead", 9).do("filing", 8)
    key = office.ask(lambda work: paper.of_case(work, case.id))[-1][0]
    assert office.ask(lambda work: paper.pdf(work, key), "guidance").startswith(b"%PDF")
