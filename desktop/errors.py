"""What can go wrong for a person at work; anything else is our own bug."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class WorkError(Exception):
    """Refused for a reason the clerk can act on; its Chinese text is shown as it is."""


class Conflict(WorkError):
    """Someone else saved this record first.

    `theirs` holds the values now in the database and `version` the version they carry, so
    that the form can show its own, the original and the saved values side by side.
    """

    def __init__(
        self, message: str, theirs: Mapping[str, Any] | None = None, version: int | None = None
    ) -> None:
        super().__init__(message)
        self.theirs = dict(theirs or {})
        self.version = version


class Forbidden(WorkError):
    """The role may not do this."""


class Blocked(WorkError):
    """The law does not allow this step yet; `findings` says why, by which article."""

    def __init__(self, message: str, findings: tuple[Any, ...] = ()) -> None:
        super().__init__(message)
        self.findings = findings


class Unreachable(WorkError):
    """The database cannot be reached; nothing was saved."""


class Invalid(WorkError):
    """A form was sent with values that cannot stand; `complaints` maps field to sentence."""

    def __init__(self, complaints: Mapping[str, str]) -> None:
        super().__init__("；".join(complaints.values()))
        self.complaints = dict(complaints)
