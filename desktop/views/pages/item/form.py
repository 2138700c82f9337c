"""The form of an empowered item, as the county's notice lists it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal

from desktop.fields import Field
from desktop.services import item, item_card
from desktop.services.item_card import ItemForm
from desktop.services.work import Draft, Work
from desktop.views.kit.card_form import CardForm
from desktop.views.kit.desk import Desk
from desktop.views.kit.editors import ReferenceEditor
from desktop.views.kit.form import Layout
from desktop.views.kit.form_page import FormPage

_TOWN = Field(name="unit_id", label="乡镇（街道）", kind=UUID)
_FIELDS = {**item.FIELDS, "unit_id": _TOWN}
_ITEM: Layout = (
    "事项",
    ("code", "field_of_law", "department_id"),
    ("name",),
    ("norm_violated",),
    ("norm_applied",),
    "法定罚款幅度（法律没有规定数额的不填）",
    ("fine_least", "fine_most"),
)
_NOTICE = ("notice_number", "notice_on", "since")


class ItemFormPage(FormPage):
    """`saved` carries the id of the item."""

    saved = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "新增赋权事项")
        self._words: dict[UUID, str] = {}

    def start(self, key: UUID | None = None) -> None:
        """A blank item, or one to change."""
        self.put_aside()
        self.title.setText("编辑赋权事项" if key else "新增赋权事项")
        self._desk.ask(
            self,
            lambda work: item_card.opened(work, key),
            lambda found: self._show(found, key),
            "form",
        )

    def _show(self, found: ItemForm, key: UUID | None) -> None:
        county = not found.own and key is None
        notice = ("unit_id", *_NOTICE) if county else _NOTICE
        form = CardForm(self._desk, _FIELDS, (*_ITEM, "县政府通告", notice))
        values = found.draft.values
        self._words = dict((*found.departments, *found.townships))
        labels = {"department_id": self._words.get(values["department_id"] or UUID(int=0), "")}
        self.begin(form, f"item:{key or 'new'}", found.draft.version, values, labels)
        for name, offers in (("department_id", found.departments), ("unit_id", found.townships)):
            editor = form.boxes[name].editor if name in form.boxes else None
            if isinstance(editor, ReferenceEditor):
                editor.offer(offers)
        self.save_with(_FIELDS, values, _deed(key, values), self._stored, self._shown)
        form.boxes["code"].editor.setFocus()

    def _stored(self, key: UUID) -> None:
        self.drop()
        self.saved.emit(key)

    def _shown(self, name: str, value: Any) -> str | None:
        if name in ("department_id", "unit_id") and value is not None:
            return self._words.get(value, "（另一单位）")
        return None


def _deed(
    key: UUID | None, held: dict[str, Any]
) -> Callable[[Work, dict[str, Any], int | None], UUID]:
    """What the form does not show (the withdrawal) stays as it is."""

    def save(work: Work, values: dict[str, Any], version: int | None) -> UUID:
        town = values.get("unit_id")
        return item.save(work, Draft(key, version, {**held, **values}), town)

    return save
