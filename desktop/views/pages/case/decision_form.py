"""The draft of the decision: facts and evidence, notice, hearing, review, penalty, correction."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal

from desktop.fields import Field
from desktop.services import decision
from desktop.services.work import Draft, Work
from desktop.views.kit.card_form import CardForm
from desktop.views.kit.desk import Desk
from desktop.views.kit.form import Layout
from desktop.views.kit.form_page import FormPage
from desktop.views.kit.paper_dialog import show_paper
from desktop.views.kit.text import button
from desktop.views.pages.case.evidence import EvidenceEditor, in_words

_EVIDENCE = Field(name="evidence", label="证据清单", required=False)
FIELDS = {**decision.FIELDS, "evidence": _EVIDENCE}
_LAYOUT: Layout = (
    "事实和证据",
    ("facts",),
    ("evidence",),
    "告知和陈述申辩",
    ("notice_number", "notice_served_on", "notified_penalty", "notified_fine"),
    ("defence",),
    ("defence_text", "defence_review"),
    "听证",
    ("hearing", "hearing_on"),
    ("hearing_opinion",),
    "审核和讨论",
    ("reviewed_on", "discussed_on"),
    "处罚和裁量",
    ("penalty", "fine", "discretion_basis", "discretion_band"),
    ("discretion",),
    "责令改正",
    ("correction",),
)
PREVIEW = "草稿，文号在正式制发时编排；内容以制发的文书为准。"


class DecisionPage(FormPage):
    """`saved` carries the id of the case once the draft is stored."""

    saved = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "拟定处罚决定")
        self._case: UUID | None = None
        self.save.setText("保存草稿")
        self.preview = button("保存并预览", "eye", keys="Ctrl+P")
        self.preview.clicked.connect(self.send_and_preview)
        self.foot.insertWidget(self.foot.count() - 1, self.preview)
        self._wants_preview = False

    def start(self, case_id: UUID, title: str = "") -> None:
        """The draft of a case, a fresh one beginning with what the lead says."""
        self.put_aside()
        self._case = case_id
        self.title.setText(f"处罚决定书稿：{title}" if title else "处罚决定书稿")
        self._desk.ask(self, lambda work: decision.open_(work, case_id), self._show, "form")

    def send_and_preview(self) -> None:
        """Store the draft, then show the paper as it would print."""
        self._wants_preview = True
        super().send()

    def send(self) -> None:
        """Store the draft."""
        self._wants_preview = False
        super().send()

    def _show(self, draft: Draft) -> None:
        case_id = self._case
        assert case_id is not None
        form = CardForm(
            self._desk, FIELDS, _LAYOUT, own={"evidence": EvidenceEditor(self._desk.almanac)}
        )
        self.begin(form, f"decision:{case_id}", draft.version, draft.values)
        key = draft.id

        def deed(work: Work, values: dict[str, Any], version: int | None) -> int:
            return decision.save(work, case_id, Draft(key, version, values))

        def stored(_: int) -> None:
            self.drop()
            if self._wants_preview:
                self._preview(case_id)
            else:
                self.saved.emit(case_id)

        self.save_with(FIELDS, draft.values, deed, stored, _shown)
        form.boxes["facts"].editor.setFocus()

    def _preview(self, case_id: UUID) -> None:
        self.start(case_id, self.title.text().partition("：")[2])
        show_paper(
            self,
            self._desk,
            lambda work: decision.preview(work, case_id),
            "行政处罚决定书",
            PREVIEW,
        )


def _shown(name: str, value: Any) -> str | None:
    return in_words(value or ()) if name == "evidence" else None
