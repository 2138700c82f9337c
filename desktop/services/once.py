"""Asking the database once for what several parts of the same question need.

A deed reads anew each time, because it writes in between; inside `reading` it does not write, and
what it has asked there is remembered until the end of the block.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from desktop.services.work import Work

P = ParamSpec("P")
T = TypeVar("T")
_ONCE, _READING = "once", "reading"


@contextmanager
def reading(work: Work) -> Iterator[None]:
    """A stretch of a deed that only reads: answers are remembered, and forgotten at its end."""
    if work.deed_id is None or _READING in work.session.info:
        yield
        return
    work.session.flush()
    work.session.info[_READING] = {}
    try:
        yield
    finally:
        del work.session.info[_READING]


def once(
    question: Callable[Concatenate[Work, P], T],
) -> Callable[Concatenate[Work, P], T]:
    """Answer from what the same question has already read.

    The answer lives as long as the question's own transaction, or the block of `reading`. Callers
    do not change it.
    """

    @wraps(question)
    def ask(work: Work, /, *args: P.args, **kwargs: P.kwargs) -> T:
        held = _memory(work)
        if held is None:
            return question(work, *args, **kwargs)
        key = (question, args, tuple(sorted(kwargs.items())))
        if key not in held:
            held[key] = question(work, *args, **kwargs)
        answer: T = held[key]
        return answer

    return ask


def foresee(work: Work, question: Callable[..., Any], *args: Any, answer: Any) -> None:
    """Give the answer beforehand, of records not written yet; within a question, or `reading`.

    `question` is one declared with `once`, `args` as it will be asked.
    """
    held = _memory(work)
    assert held is not None, "a deed foresees nothing unless it is reading"
    held[question.__wrapped__, args, ()] = answer  # type: ignore[attr-defined]


def _memory(work: Work) -> dict[Any, Any] | None:
    """Where answers are kept, None where every question is asked anew."""
    if work.deed_id is None:
        held: dict[Any, Any] = work.session.info.setdefault(_ONCE, {})
        return held
    reads: dict[Any, Any] | None = work.session.info.get(_READING)
    return reads
