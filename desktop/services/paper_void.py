"""Voiding a paper together with the step it carried, as far as the law still allows it."""

from __future__ import annotations

from uuid import UUID

from desktop.models.paper import Paper
from desktop.permissions import Operation
from desktop.services import case_filing, decision, paper
from desktop.services.work import Work, deed


@deed("作废文书", ("paper", Operation.CHANGE))
def void(work: Work, key: UUID, reason: str) -> None:
    """Void a paper; a filing or a decision that rests on it is open again, its number void.

    Refused in words where a later step rests on it: a served decision, a filed case whose
    decision is already drafted.
    """
    record = work.get(Paper, key)
    if record.case_id is not None and record.form_id == decision.FORM:
        decision.void(work, record.case_id, key, reason)
    elif record.case_id is not None and record.form_id == case_filing.FORM:
        case_filing.void(work, record.case_id, key, reason)
    else:
        paper.cancel(work, key, reason)
