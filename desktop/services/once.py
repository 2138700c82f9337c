"""Asking the database once for what several parts of the same question need."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from desktop.services.work import Work

P = ParamSpec("P")
T = TypeVar("T")


def once(
    question: Callable[Concatenate[Work, P], T],
) -> Callable[Concatenate[Work, P], T]:
    """Answer from what the same question has already read; a deed always reads anew.

    The answer lives as long as the question's own transaction. Callers do not change it.
    """

    @wraps(question)
    def ask(work: Work, /, *args: P.args, **kwargs: P.kwargs) -> T:
        if work.deed_id is not None:
            return question(work, *args, **kwargs)
        held: dict[Any, Any] = work.session.info.setdefault("once", {})
        key = (question, args, tuple(sorted(kwargs.items())))
        if key not in held:
            held[key] = question(work, *args, **kwargs)
        answer: T = held[key]
        return answer

    return ask
