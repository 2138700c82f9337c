"""Opinions: given on screen by the account of the seat, or recorded from the signed paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from desktop.errors import Forbidden, Invalid, WorkError
from desktop.models.account import Account
from desktop.models.action import CaseAction
from desktop.models.base import fields_of
from desktop.models.case import Case
from desktop.models.opinion import Delegation, Opinion, Verdict
from desktop.permissions import Operation
from desktop.roles import SEATED, Role, Seat
from desktop.services import case, case_action, content, digest, fact_record
from desktop.services.case_action import Held
from desktop.services.checking import refuse
from desktop.services.work import Work, deed

__all__ = ["Delegation", "InboxLine", "OpinionLine", "Verdict"]
FIELDS = fields_of(Opinion)
_LEVEL = {Verdict.APPROVE: "ok", Verdict.RETURN: "warn", Verdict.REFUSE: "bad"}
_SCANS = {
    ".pdf": "application/pdf",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
}
_GIVE = (("opinion", Operation.ADD),)


@dataclass(frozen=True)
class OpinionLine:
    """One seat of an approval as shown. `mine`: this account may give it now."""

    seat: Seat
    label: str
    state: tuple[str, str]
    words: str = ""
    name: str = ""
    day: date | None = None
    mine: bool = False
    open: bool = False
    recorded: bool = False
    scan: UUID | None = None
    approves: bool = False


@dataclass(frozen=True)
class InboxLine:
    """One action that waits for an opinion of this account."""

    action_id: UUID
    case_id: UUID
    title: str
    label: str
    seat: Seat
    since: datetime | None
    from_: str


def of_action(work: Work, held: Held) -> list[Opinion]:
    """The opinions of the running round, the oldest first."""
    given = [one for one in fact_record.opinions(work, held.case_id) if one.action_id == held.id]
    turn = _turn(given)
    return [one for one in given if one.turn == turn]


def _turn(given: list[Opinion]) -> int:
    """A returned action starts a new round."""
    if not given:
        return 1
    last = given[-1]
    return last.turn + 1 if last.verdict is Verdict.RETURN else last.turn


def lines(work: Work, held: Held) -> list[OpinionLine]:
    """Every seat in order, with what was said and whose turn it is."""
    given = {one.seat: one for one in of_action(work, held)}
    found: list[OpinionLine] = []
    turn = held.preparing
    for seat in held.action.opinions:
        one = given.get(seat)
        if one is not None:
            found.append(_said(one))
            turn = turn and one.verdict is Verdict.APPROVE
            continue
        waiting = ("info", "待签署") if turn else ("info", "未到")
        found.append(
            OpinionLine(seat, seat.label, waiting, mine=turn and may_sit(work, seat), open=turn)
        )
        turn = False
    return found


def _said(one: Opinion) -> OpinionLine:
    return OpinionLine(
        seat=one.seat,
        label=one.seat.label,
        state=(_LEVEL[one.verdict], one.verdict.label),
        words=one.words,
        name=one.name,
        day=one.given_on,
        recorded=one.on_paper,
        scan=one.scan_id,
        approves=one.verdict is Verdict.APPROVE,
    )


def approved_on(work: Work, held: Held) -> date | None:
    """The day of the last opinion, once every seat has approved."""
    given = of_action(work, held)
    seats = [one.seat for one in given if one.verdict is Verdict.APPROVE]
    if any(seat not in seats for seat in held.action.opinions):
        return None
    return max((one.given_on for one in given), default=None)


def may_sit(work: Work, seat: Seat) -> bool:
    """Whether this account gives the opinions of a seat, itself or for another."""
    if work.me.role in SEATED[seat]:
        return True
    if not digest.may_read(work, Delegation.__tablename__):
        return False
    query = select(Delegation.id).where(
        Delegation.removed_at.is_(None),
        Delegation.unit_id == work.unit_id,
        Delegation.seat == seat,
        Delegation.to_login == work.me.login,
        Delegation.since <= work.today,
        Delegation.until.is_(None) | (Delegation.until >= work.today),
    )
    return work.session.execute(query).first() is not None


@deed("送审", ("case_action", Operation.CHANGE))
def submit(work: Work, key: UUID) -> None:
    """Hand an action round for opinions; until it is returned it cannot be changed."""
    record = work.open(CaseAction, key)
    held = case_action.one(work, key)
    if not held.action.opinions:
        raise WorkError("这一事项不需要审批。")
    if not held.preparing:
        raise WorkError("这一事项的文书已经制发。")
    _refuse_gaps(work, held)
    record.submitted_at = work.now


def _refuse_gaps(work: Work, held: Held) -> None:
    """Nobody is asked to sign a paper that still lacks something."""
    from desktop.services import action_look

    record = work.get(Case, held.case_id)
    day = action_look.proposed_day(work, held)
    lacking = [
        f"《{one.title}》：{'、'.join(one.missing)}"
        for one in action_look.papers_of(work, record, held, day)
        if one.missing and not one.optional
    ]
    if lacking:
        raise WorkError(f"还缺少内容，补全后再送审——{'；'.join(lacking)}。")


def last_of(work: Work, held: Held) -> Opinion | None:
    """The last opinion anybody gave on an action, of whatever round."""
    given = [one for one in fact_record.opinions(work, held.case_id) if one.action_id == held.id]
    return given[-1] if given else None


@deed("签署意见", *_GIVE)
def give(work: Work, key: UUID, seat: Seat, verdict: Verdict, words: str) -> None:
    """The opinion of the account at the desk, signed with its name and time."""
    held = _open(work, key, seat)
    if not may_sit(work, seat):
        roles = "、".join(role.label for role in SEATED[seat])
        raise Forbidden(f"“{seat.label}”的意见由{roles}签署；有签字件的，请按签字件登记。")
    _same_hands(work, held, seat, work.me.person_id, work.me.name)
    _add(work, held, seat, verdict, words, (work.me.name, work.today, None, None))


@deed("按签字件登记意见", *_GIVE)
def record(
    work: Work,
    key: UUID,
    seat: Seat,
    verdict: Verdict,
    words: str,
    name: str,
    on: date,
    scan_name: str,
    scan: bytes,
) -> None:
    """An opinion that stands on signed paper: who, when, and the scan."""
    held = _open(work, key, seat)
    refuse(_paper_faults(work, name, on, scan_name, scan))
    _same_hands(work, held, seat, None, name.strip())
    ending = scan_name[scan_name.rfind(".") :].lower()
    kept = content.keep(work, scan, _SCANS[ending])
    _add(work, held, seat, verdict, words, (name.strip(), on, kept, scan_name))


def _paper_faults(work: Work, name: str, on: date, scan_name: str, scan: bytes) -> dict[str, str]:
    found: dict[str, str] = {}
    if not name.strip():
        found["name"] = "请填写签字件上的签署人"
    if on > work.today:
        found["given_on"] = "签署日期不能晚于今天"
    ending = scan_name[scan_name.rfind(".") :].lower() if "." in scan_name else ""
    if ending not in _SCANS or not scan:
        found["scan_name"] = "请附上签字件的扫描件（PDF、JPG 或者 PNG）"
    return found


def _open(work: Work, key: UUID, seat: Seat) -> Held:
    """The action, if this seat is the one whose turn it is."""
    held = case_action.one(work, key)
    if not held.preparing:
        raise WorkError("这一事项的文书已经制发，意见不能再更改。")
    current = next((one for one in lines(work, held) if one.open), None)
    if current is None or current.seat is not seat:
        expected = f"现在应由“{current.label}”签署" if current else "没有待签署的意见"
        raise WorkError(f"还不能签署“{seat.label}”的意见：{expected}。")
    return held


def _same_hands(work: Work, held: Held, seat: Seat, person: UUID | None, name: str) -> None:
    """The reviewer is not an officer of the case; who signs as head does not also sign as team."""
    handlers = case.handlers(work, held.case_id)
    handles = any(one.person_id == person or one.name == name for one in handlers)
    if seat is Seat.REVIEWER and handles:
        raise WorkError(
            f"{name}是本案承办人，不能担任本案的法制审核人员（行政处罚法 第五十八条）。"
        )
    if seat in (Seat.HEAD, Seat.PRINCIPAL):
        teams = [one for one in of_action(work, held) if one.seat is Seat.TEAM]
        if any(one.name == name for one in teams):
            raise WorkError(
                f"{name}已作为承办机构负责人签署，不能再作为行政机关负责人签署同一事项。"
            )


def _add(
    work: Work,
    held: Held,
    seat: Seat,
    verdict: Verdict,
    words: str,
    signed: tuple[str, date, UUID | None, str | None],
) -> None:
    if verdict is not Verdict.APPROVE and not words.strip():
        raise Invalid({"words": "退回或者不同意的，请写明理由"})
    name, on, scan, scan_name = signed
    given = [one for one in fact_record.opinions(work, held.case_id) if one.action_id == held.id]
    work.session.add(
        Opinion(
            id=work.new_id(),
            unit_id=work.get(CaseAction, held.id).unit_id,
            action_id=held.id,
            case_id=held.case_id,
            turn=_turn(given),
            seat=seat,
            verdict=verdict,
            words=words.strip() or verdict.label,
            name=name,
            person_id=work.me.person_id if scan is None else None,
            given_on=on,
            entered_at=work.now,
            entered_by=work.me.login,
            on_paper=scan is not None,
            scan_id=scan,
            scan_name=scan_name,
        )
    )
    if verdict is not Verdict.APPROVE:
        work.get(CaseAction, held.id).submitted_at = None
    work.session.flush()


def inbox(work: Work) -> list[InboxLine]:
    """What waits for an opinion of this account, then what came back to it."""
    return _waiting(work) + _returned(work)


def _returned(work: Work) -> list[InboxLine]:
    """Actions this account entered that somebody sent back."""
    query = select(CaseAction).where(
        CaseAction.unit_id == work.unit_id,
        CaseAction.entered_by == work.me.name,
        CaseAction.submitted_at.is_(None),
        CaseAction.issued_on.is_(None),
        CaseAction.removed_at.is_(None),
        CaseAction.id.in_(select(Opinion.action_id).where(Opinion.unit_id == work.unit_id)),
    )
    found = []
    for record in work.session.execute(query).scalars():
        held = case_action.one(work, record.id)
        last = last_of(work, held)
        if last is None or last.verdict is Verdict.APPROVE:
            continue
        title, label = work.get(Case, held.case_id).cause, f"{held.action.label}（已退回）"
        back = last.entered_at
        found.append(InboxLine(held.id, held.case_id, title, label, last.seat, back, last.name))
    return found


def _waiting(work: Work) -> list[InboxLine]:
    """What is in the round and has come to a seat of this account, the longest waiting first."""
    query = (
        select(CaseAction)
        .where(
            CaseAction.unit_id == work.unit_id,
            CaseAction.submitted_at.is_not(None),
            CaseAction.issued_on.is_(None),
            CaseAction.removed_at.is_(None),
        )
        .order_by(CaseAction.submitted_at)
    )
    found = []
    for record in work.session.execute(query).scalars():
        held = case_action.one(work, record.id)
        mine = next((one for one in lines(work, held) if one.mine), None)
        if mine is not None:
            title = work.get(Case, held.case_id).cause
            found.append(
                InboxLine(
                    held.id,
                    held.case_id,
                    title,
                    held.action.label,
                    mine.seat,
                    held.submitted_at,
                    held.entered_by,
                )
            )
    return found


@deed("委托签署意见", ("delegation", Operation.ADD))
def delegate(work: Work, seat: Seat, to_login: str, since: date, until: date | None) -> UUID:
    """Let another account of the unit give the opinions of one's own seat for a time."""
    if work.me.role not in SEATED[seat]:
        raise Forbidden(f"只有担任“{seat.label}”的人员可以委托他人签署。")
    query = select(Account.role).where(
        Account.login == to_login, Account.unit_id == work.unit_id, Account.active
    )
    role = work.session.execute(query).scalar()
    if role is None:
        raise Invalid({"to_login": "本单位没有这个账号"})
    if seat in (Seat.HEAD, Seat.PRINCIPAL) and role is not Role.HEAD:
        raise Invalid({"to_login": "行政机关负责人的意见只能委托另一名负责人签署"})
    if until is not None and until < since:
        raise Invalid({"until": "截止日期早于起始日期"})
    record_ = Delegation(
        id=work.new_id(),
        unit_id=work.unit_id,
        seat=seat,
        from_login=work.me.login,
        to_login=to_login,
        since=since,
        until=until,
    )
    work.session.add(record_)
    return record_.id
