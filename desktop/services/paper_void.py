"""Voiding a paper together with the step it carried, as far as the law still allows it."""

from __future__ import annotations

from uuid import UUID

from desktop.errors import WorkError
from desktop.models.paper import Paper
from desktop.permissions import Operation
from desktop.services import action, paper, proof_of_service
from desktop.services.work import Work, deed


@deed("作废文书", ("paper", Operation.CHANGE))
def void(work: Work, key: UUID, reason: str) -> None:
    """Void a paper with the action that made it: the case stands where it stood before.

    Refused in words where the paper reached the party or a later step rests on it.
    """
    record = work.get(Paper, key)
    if record.action_id is not None:
        action.void(work, record.action_id, reason)
        return
    if proof_of_service.of_proof(work, key):
        raise WorkError("送达回证不能单独作废；送达登记有误的，请在案件的送达记录中更正。")
    paper.cancel(work, key, reason)
