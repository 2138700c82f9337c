"""The form of a lead: where it comes from, what was done, by whom, who handles it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal

from desktop.fields import Field
from desktop.services import case_form, lead
from desktop.services.case_form import Items, LeadForm
from desktop.services.work import Draft, Work
from desktop.values import CHINA
from desktop.views.kit.card_form import CardForm
from desktop.views.kit.desk import Desk
from desktop.views.kit.editors import ReferenceEditor
from desktop.views.kit.form import Layout
from desktop.views.kit.form_page import FormPage
from desktop.views.pages.case.officers import OfficersEditor
from desktop.views.pages.case.party_note import identity_note, kind_note, sex_said
from desktop.views.pages.case.village_picker import VillagePicker

_OFFICERS = Field(name="officers", label="承办人（两名持证执法人员）", required=False)


class LeadPage(FormPage):
    """`saved` carries the id of the case."""

    saved = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "登记线索")
        self.officers: OfficersEditor | None = None
        self._day: date | None = None
        self._items: dict[UUID, str] = {}
        self._places: VillagePicker | None = None

    def start(self, key: UUID | None = None) -> None:
        """A blank lead, or one to complete."""
        self.put_aside()
        self.title.setText("修改线索" if key else "登记线索")
        self._desk.ask(
            self,
            lambda work: case_form.opened(work, key),
            lambda found: self._show(found, key),
            "form",
        )

    def _show(self, found: LeadForm, key: UUID | None) -> None:
        fields = _fields(found)
        officers = self.officers = OfficersEditor(found.candidates)
        form = CardForm(
            self._desk,
            fields,
            _layout(found),
            own={"officers": officers},
            notes={"party_identity": self._identity_note, "party_kind": kind_note},
        )
        places = self._places = VillagePicker(form, found)
        values = found.draft.values
        labels = {"item_id": found.item_name, "village_id": places.name(values.get("village_id"))}
        self.begin(form, f"case:{key or 'new'}", found.draft.version, values, labels)
        self.save_with(fields, values, _deed(key), self._done(key), self._shown)
        editor = form.boxes["item_id"].editor
        if isinstance(editor, ReferenceEditor):
            editor.searched.connect(lambda _: self._offer())
        self._day = None
        self._take(found.items)
        self._look_at_day()
        form.edited.connect(self._edited)
        form.boxes["source"].editor.setFocus()

    def _done(self, key: UUID | None) -> Callable[[Any], None]:
        def done(result: Any) -> None:
            self.drop()
            self.saved.emit(key or result)

        return done

    def _edited(self, name: str) -> None:
        if name == "found_at":
            self._look_at_day()
        elif name == "village_id" and self._places is not None:
            self._places.chosen()
        elif name in ("party_kind", "party_identity") and self.form is not None:
            self.form.boxes["party_identity"].check(leaving=True)
            self._fill_sex()

    def _look_at_day(self) -> None:
        """Only items in force on the day the act was found may be chosen."""
        found_at = self.form.value("found_at") if self.form else None
        day = found_at.astimezone(CHINA).date() if isinstance(found_at, datetime) else None
        if day is None or day == self._day:
            return
        self._day = day
        self._desk.ask(self, lambda work: case_form.items_on(work, day), self._take, "items")

    def _take(self, items: Items) -> None:
        self._items = dict(items)
        self._offer()
        chosen = self.form.value("item_id") if self.form else None
        if self.form is not None and chosen is not None and chosen not in self._items:
            said = f"所选事项在发现之日（{self._day}）未生效或者已收回，请重新选择"
            self.form.boxes["item_id"].say("bad", said)

    def _offer(self) -> None:
        """The items whose code or name holds what is typed."""
        editor = self.form.boxes["item_id"].editor if self.form else None
        if isinstance(editor, ReferenceEditor):
            words = editor.line.text().strip()
            exact = words in self._items.values()
            found = [
                (key, name)
                for key, name in self._items.items()
                if exact or all(word in name for word in words.split())
            ]
            editor.offer(found)

    def _identity_note(self, number: str) -> str:
        return identity_note(self.form.value("party_kind") if self.form else None, number)

    def _fill_sex(self) -> None:
        """A citizen's number says the sex; what stands there already stays."""
        form = self.form
        if form is None or form.value("party_sex") is not None:
            return
        if sex := sex_said(form.value("party_kind"), form.value("party_identity")):
            sexes: Any = lead.FORM["party_sex"].kind
            form.put("party_sex", sexes.of(sex))

    def _shown(self, name: str, value: Any) -> str | None:
        """References in words, where a collision is compared."""
        if name == "item_id" and value is not None:
            return self._items.get(value, "（另一事项）")
        if name == "village_id" and self._places is not None:
            return self._places.name(value) or "（未选）"
        if name == "officers" and self.officers is not None:
            return self.officers.names(value or ()) or "（未定）"
        return None


def _fields(found: LeadForm) -> dict[str, Field]:
    fields = {**lead.FORM, "officers": _OFFICERS}
    fields["item_id"] = replace(fields["item_id"], hint="输入代码或名称；只列发现之日有效的事项")
    if found.excluded_area:
        label = f"在{found.excluded_area}内（不属赋权范围）"
        fields["excluded_area"] = replace(fields["excluded_area"], label=label)
    return fields


def _layout(found: LeadForm) -> Layout:
    where = ("inside", "excluded_area") if found.excluded_area else ("inside",)
    return (
        "来源和时间",
        ("source", "found_at", "act_on", "act_ended_on"),
        "违法行为",
        ("item_id", "cause"),
        (("village_id", "place", *where) if found.villages else ("place", *where)),
        ("summary",),
        "当事人",
        ("party_kind", "party_name", "party_identity"),
        ("party_sex", "party_representative", "party_representative_post", "party_guardian"),
        ("party_address", "party_phone"),
        "承办人",
        ("officers",),
    )


def _deed(key: UUID | None) -> Callable[[Work, dict[str, Any], int | None], Any]:
    if key is None:
        return lambda work, values, _: lead.register(work, values)
    return lambda work, values, version: lead.save(work, Draft(key, version, values))
