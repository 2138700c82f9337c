"""Keeping the persons of the roster: arrive, change, move, leave."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from desktop.errors import Conflict, WorkError
from desktop.identity import birth_of, sex_of
from desktop.models.base import fields_of
from desktop.models.person import DutyState, Person, PersonSecret, Sex
from desktop.permissions import Operation
from desktop.services import certificate, digest, names, posting, search
from desktop.services.checking import complaints, only, refuse
from desktop.services.work import Draft, Work, deed

PERSON = fields_of(Person)
SECRET = fields_of(PersonSecret)
FIELDS = {**PERSON, **SECRET}
ARRIVAL = {**FIELDS, **posting.FIELDS, **certificate.ARRIVAL}
_WRITES = (
    ("person", Operation.ADD),
    ("person_secret", Operation.ADD),
    ("posting", Operation.ADD),
)


def blank(work: Work) -> Draft:
    """A new person's form, with what can be assumed: serving, from today, in the own team."""
    values: dict[str, Any] = dict.fromkeys(ARRIVAL)
    values.update(duty_state=DutyState.SERVING, since=work.today, station_unit_id=work.unit_id)
    return Draft(None, None, values)


def open_(work: Work, key: UUID) -> Draft:
    """A person's form: core values and, where the role may see them, the secrets."""
    record = work.get(Person, key)
    values = {name: getattr(record, name) for name in PERSON}
    secret = secret_of(work, key)
    values.update({name: getattr(secret, name, None) for name in SECRET})
    return Draft(record.id, record.version, values)


@deed("新增人员", *_WRITES)
def arrive(work: Work, values: Mapping[str, Any]) -> UUID:
    """A new person with the first posting and, where a number is given, the certificate."""
    tidy = derived(values)
    found = (
        complaints(FIELDS, tidy)
        | posting.faults(tidy, posting.dual_homes(work))
        | certificate.faults(work, tidy)
    )
    found |= _duplicates(work, tidy, None) | contradictions(tidy)
    refuse(found)
    record = Person(id=work.new_id(), unit_id=work.unit_id, **core(tidy))
    work.session.add(record)
    work.session.flush()
    work.session.add(_new_secret(work, record.id, tidy))
    posting.start(work, record.id, tidy)
    if tidy.get("number"):
        certificate.issue(work, record.id, tidy)
    index(work, record, fresh=True)
    return record.id


@deed("修改人员", ("person", Operation.CHANGE), ("person_secret", Operation.CHANGE))
def save(work: Work, draft: Draft) -> int:
    """Change the core values; answers the new version, or raises Conflict with theirs."""
    if draft.id is None:
        raise WorkError("新增人员请使用“新增人员”表单。")
    record = work.open(Person, draft.id)
    if record.version != draft.version:
        raise Conflict(
            "这条记录刚被他人修改，请核对差异后重新保存。",
            theirs=open_(work, draft.id).values,
            version=record.version,
        )
    tidy = derived({**open_(work, draft.id).values, **draft.values})
    refuse(complaints(FIELDS, tidy) | _duplicates(work, tidy, draft.id) | contradictions(tidy))
    for name, value in core(tidy).items():
        setattr(record, name, value)
    _change_secret(work, record, tidy)
    flag_modified(record, "name")  # a change of secrets alone is a new version too
    work.session.flush()
    index(work, record, fresh=False)
    return record.version


def index(work: Work, record: Person, *, fresh: bool) -> None:
    """Write what the person is found by."""
    numbers = certificate.numbers_of(work, record.id)
    texts = {record.id: (record.name, record.initials, *numbers)}
    search.write(work, "person", texts, record.unit_id, fresh=fresh)


def keys_of_name(name: str) -> dict[str, str]:
    """The stored sort and search keys of a name."""
    return {
        "stroke_key": names.stroke_key(name),
        "pinyin_key": names.pinyin_key(name),
        "initials": names.initials(name),
    }


def core(values: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of Person for some form values, sort and search keys included."""
    return {**only(PERSON, values), **keys_of_name(values["name"])}


def derived(values: Mapping[str, Any]) -> dict[str, Any]:
    """Birth date and sex from the ID number where they were left open."""
    tidy = dict(values)
    number = tidy.get("id_number")
    if number and FIELDS["id_number"].check is not None and not FIELDS["id_number"].check(number):
        tidy["born_on"] = tidy.get("born_on") or birth_of(number)
        tidy["sex"] = tidy.get("sex") or Sex.of(sex_of(number))
    return tidy


def contradictions(values: Mapping[str, Any]) -> dict[str, str]:
    """Birth date or sex that the identity number contradicts; a wrong number says so itself."""
    number, check = values.get("id_number"), FIELDS["id_number"].check
    if not number or (check is not None and check(number)):
        return {}
    found: dict[str, str] = {}
    born, sex = values.get("born_on"), values.get("sex")
    if born and born != birth_of(number):
        found["born_on"] = f"出生日期与身份证号中的 {birth_of(number)} 不一致，请核对原件"
    if sex and sex is not Sex.of(sex_of(number)):
        found["sex"] = "性别与身份证号不一致，请核对原件"
    return found


def _duplicates(work: Work, values: Mapping[str, Any], own: UUID | None) -> dict[str, str]:
    number = values.get("id_number")
    if not number:
        return {}
    others = [key for key in digest.person_by_secret(work, number) if key != own]
    if not others:
        return {}
    name = work.session.execute(select(Person.name).where(Person.id == others[0])).scalar()
    return {"id_number": f"身份证号与已有人员“{name}”相同，请核对；如系同一人，请直接修改该人员"}


def secret_of(work: Work, person_id: UUID) -> PersonSecret | None:
    """None where there is none or the role may not see it."""
    if work.actor is not None and not digest.may_look(work):
        return None
    query = select(PersonSecret).where(
        PersonSecret.person_id == person_id, PersonSecret.removed_at.is_(None)
    )
    return work.session.execute(query).scalar_one_or_none()


def secret_values(work: Work, values: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of PersonSecret for some form values."""
    number, phone = values.get("id_number") or None, values.get("phone") or None
    return {
        "id_number": number,
        "phone": phone,
        "id_digest": digest.of(work, number),
        "phone_digest": digest.of(work, phone),
    }


def _new_secret(work: Work, person_id: UUID, values: Mapping[str, Any]) -> PersonSecret:
    return PersonSecret(
        id=work.new_id(),
        unit_id=work.unit_id,
        person_id=person_id,
        **secret_values(work, values),
    )


def _change_secret(work: Work, record: Person, values: Mapping[str, Any]) -> None:
    secret = secret_of(work, record.id)
    if secret is None:
        work.session.add(_new_secret(work, record.id, values))
        return
    for name, value in secret_values(work, values).items():
        setattr(secret, name, value)


@deed("移除人员", ("person", Operation.CHANGE))
def remove(work: Work, key: UUID, reason: str) -> None:
    """Take a person entered by mistake off the roster; history and audit keep the rows."""
    if not reason.strip():
        raise WorkError("请填写移除原因。")
    record = work.open(Person, key)
    record.note = f"{record.note or ''}\n移除原因：{reason.strip()}".strip()
    for one in (*posting.all_of(work, key), *certificate.all_of(work, key)):
        work.remove(one)
    work.remove(record)


def may_see_secrets(work: Work) -> bool:
    """Whether the role may see identity numbers and phones of its own unit at all."""
    return digest.may_look(work)


def masked(name: str, value: Any) -> str:
    """A value in words; secrets show their ends only."""
    field = FIELDS[name]
    text = field.show(value)
    if not field.secret or not text:
        return text
    return f"{text[:6]}********{text[-4:]}" if len(text) > 11 else f"{text[:3]}****{text[-4:]}"
