"""The roles an account can have, and who acts."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from desktop.values import Choice


class Role(Choice):
    """One account has one role; the three 管理员 may not be held by the same person."""

    CLERK = "clerk", "内勤"
    OFFICER = "officer", "执法人员"
    CAPTAIN = "captain", "队长"
    REVIEWER = "reviewer", "法制审核员"
    HEAD = "head", "机关负责人"
    GUIDANCE = "guidance", "县指导办"
    ADMINISTRATOR = "administrator", "系统管理员"
    SECURITY = "security", "安全管理员"
    AUDITOR = "auditor", "审计管理员"


class Seat(Choice):
    """Whose opinion an approval form asks for."""

    OFFICERS = "officers", "承办人"
    TEAM = "team", "承办机构"
    REVIEWER = "reviewer", "法制审核"
    HEAD = "head", "负责人"
    PRINCIPAL = "principal", "正职负责人"
    HOST = "host", "听证主持人"
    GUIDANCE = "guidance", "县指导办"


SEATED = {
    Seat.OFFICERS: (Role.OFFICER, Role.CLERK),
    Seat.TEAM: (Role.CAPTAIN,),
    Seat.REVIEWER: (Role.REVIEWER,),
    Seat.HEAD: (Role.HEAD,),
    Seat.PRINCIPAL: (Role.HEAD,),
    Seat.HOST: (Role.REVIEWER, Role.OFFICER, Role.CAPTAIN),
    Seat.GUIDANCE: (Role.GUIDANCE,),
}
"""The roles whose accounts give the opinion of a seat on screen."""


@dataclass(frozen=True)
class Actor:
    """Who is at the desk: the account, its role and the unit it acts for."""

    login: str
    name: str
    role: Role
    unit_id: UUID
    person_id: UUID | None = None
