"""An opened database as the window gets it: who may sit down, and what belongs to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from desktop.commands.keeping import Keeper
from desktop.commands.opening import Office, law
from desktop.law.calendar import Calendar
from desktop.law.pack import BrokenPack
from desktop.roles import Actor
from desktop.services import account, unit
from desktop.services.work import Work
from desktop.values import CHINA


@dataclass(frozen=True)
class Almanac:
    """The legal day and working days; `ahead` is the database server's clock minus ours."""

    calendar: Calendar
    ahead: timedelta

    def today(self) -> date:
        """The database's day in China."""
        return (datetime.now(UTC) + self.ahead).astimezone(CHINA).date()

    def after_workdays(self, day: date, count: int) -> date:
        """By the State Council's notices; years without one are worked out."""
        return self.calendar.workdays_after(day, count)


@dataclass(frozen=True)
class Opened:
    """A database somebody may sit down at; all calls take time.

    `drafts_key` encrypts what is being typed; None where this workstation can keep no key, and
    then no drafts are kept.
    """

    office: Office
    keeper: Keeper
    drafts_key: bytes | None = None

    @property
    def actor(self) -> Actor | None:
        """Who sits here already: the founder of a new office, the login of a connection."""
        return self.office.actor

    def seats(self) -> list[tuple[Actor, str]]:
        """Accounts and their units' names. On a shared database one's own alone."""
        if self.keeper.path is not None:
            return self.office.as_(None).ask(account.actors)
        return (
            [(self.office.actor, self._unit_name(self.office.actor))] if self.office.actor else []
        )

    def as_(self, actor: Actor) -> Office:
        """The database with this account at the desk."""
        return self.office.as_(actor)

    def almanac(self) -> Almanac:
        """Days by the law's calendar and the database's clock."""
        now, calendar = self.office.ask(_clock)
        return Almanac(calendar, now - datetime.now(UTC))

    def close(self) -> None:
        """Give the connections back."""
        self.office.database.close()

    def _unit_name(self, actor: Actor) -> str:
        names = {one.id: one.name for one in self.office.ask(unit.names)}
        return names.get(actor.unit_id, "")


def _clock(work: Work) -> tuple[datetime, Calendar]:
    """The database's clock, and the calendar with the approved years.

    A pack that cannot be joined must not keep the window shut: it is retired there.
    """
    try:
        return work.now, work.law.calendar
    except BrokenPack:
        return work.now, law().calendar
