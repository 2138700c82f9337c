"""What a roster workbook may hold: its columns, and how names of bodies are recognised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from desktop.fields import Field, longest
from desktop.models.posting import PostingKind, TeamPost
from desktop.models.unit import UnitKind
from desktop.services import certificate, person, posting
from desktop.services.founding import TEAM_SUFFIX
from desktop.services.unit import UnitName
from desktop.values import half_width


def _optional(field: Field, **changes: Any) -> Field:
    return replace(field, required=False, **changes)


def _named(name: str, field: Field) -> Field:
    """A body by its name: text in a sheet, resolved to a unit afterwards."""
    return replace(field, name=name, kind=str, required=False, check=longest(60))


_PERSON = ("name", "sex", "id_number", "phone", "born_on", "establishment", "rank", "education")
FIELDS: Mapping[str, Field] = {
    **{name: person.FIELDS[name] for name in _PERSON},
    "team": Field(
        name="team",
        label="所属队伍",
        required=False,
        aliases=("所属乡镇", "乡镇", "乡镇（街道）", "所在乡镇", "队伍", "所属中队", "单位"),
    ),
    "kind": _optional(posting.FIELDS["kind"]),
    "home": _named("home", posting.FIELDS["home_unit_id"]),
    "station": _named("station", posting.FIELDS["station_unit_id"]),
    "post": _optional(posting.FIELDS["post"]),
    "duty": posting.FIELDS["duty"],
    "since": _optional(posting.FIELDS["since"]),
    **certificate.ARRIVAL,
    "politics": person.FIELDS["politics"],
    "major": person.FIELDS["major"],
    "joined_on": person.FIELDS["joined_on"],
    "duty_state": _optional(person.FIELDS["duty_state"]),
    "note": person.FIELDS["note"],
}
PERSON_COLUMNS = (*_PERSON, "politics", "major", "joined_on", "duty_state", "note")
POSTING_COLUMNS = ("kind", "home_unit_id", "station_unit_id", "post", "duty", "since")
CERTIFICATE_COLUMNS = tuple(certificate.ARRIVAL)


class Places:
    """Recognises townships and departments by the names people write."""

    def __init__(self, units: Iterable[UnitName]) -> None:
        self._townships: dict[str, UUID] = {}
        self._departments: dict[str, UUID] = {}
        for one in units:
            if one.kind is UnitKind.TOWNSHIP:
                for spelling in (one.name, one.name + TEAM_SUFFIX, _bare(one.name)):
                    self._townships[spelling] = one.id
            elif one.kind is UnitKind.DEPARTMENT:
                self._departments[one.name] = one.id

    def township(self, text: str) -> UUID | None:
        """`黄宅`, `黄宅镇`, `浦江县黄宅镇`, `黄宅镇综合行政执法队`."""
        plain = _plain(text)
        return self._townships.get(plain) or self._townships.get(
            plain.removesuffix("人民政府").removesuffix("办事处")
        )

    def department(self, text: str) -> UUID | None:
        """`综合执法`, `县综合执法局`, `浦江县市场监督管理局`, `农业农村局`."""
        plain = _plain(text).removeprefix("县")
        for name, key in self._departments.items():
            if any(word in plain for word in (name, *_ALSO.get(name, ()))):
                return key
        return None


_ALSO = {
    "综合执法": ("综合行政执法局", "综合行政执法", "城管", "执法局"),
    "市场监管": ("市场监督管理", "市监", "市场监督"),
    "自然资源": ("自然资源和规划", "资规", "国土"),
    "交通运输": ("交通",),
    "农业农村": ("农业", "农林", "畜牧"),
    "文化市场": ("文广旅", "文旅", "文化"),
    "卫生健康": ("卫健", "卫生"),
    "生态环境": ("环保", "环境"),
    "应急管理": ("应急", "安监"),
}


def _plain(text: str) -> str:
    return half_width(text).removeprefix("浙江省").removeprefix("金华市").removeprefix("浦江县")


def _bare(name: str) -> str:
    return name.removesuffix("街道").removesuffix("镇").removesuffix("乡")


def assumed(values: Mapping[str, Any]) -> dict[str, Any]:
    """What a row leaves open but says between the lines: auxiliaries, posts, sources."""
    found = dict(values)
    if not found.get("kind"):
        found["kind"] = PostingKind.SECONDED if found.get("home_unit_id") else PostingKind.OWN
    if not found.get("post"):
        auxiliary = found["kind"] is PostingKind.AUXILIARY
        found["post"] = TeamPost.HELPER if auxiliary else TeamPost.OFFICER
    return found
