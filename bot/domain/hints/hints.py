"""Choose at most one hint a morning, and keep subjects and parts of the method from repeating too soon.

Every part of the method that sends unprompted messages is listed here and can be switched off separately.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol, TypeVar


class MethodPart(StrEnum):
    """A part of the method that can be switched off; the order is the priority in a plan."""

    PROMISE = "promise"
    LESSON = "lesson"
    REBOUND = "rebound"
    REPEATING = "repeating"
    RELATIONS = "relations"
    REFERRAL = "referral"
    REPUTATION = "reputation"
    LOSS = "loss"
    EXERCISE = "exercise"
    PATTERN = "pattern"
    INTRODUCTION = "introduction"


# The question about the rep's own share (N2) is part of a reply, not of a plan, but can be switched off too.
TURN = "turn"
# Parts of the monthly review, which can be switched off too.
SCORECARD, GOAL = "scorecard", "goal"


class HintAnswer(StrEnum):
    """A rep's response to a hint: done, or not now."""

    DONE = "done"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class RestPeriod:
    """Days before a subject (None: never) and before the whole part may be shown again."""

    subject: int | None
    part: int = 1


# A quarter has at most 92 days, so no customer is asked twice in one quarter.
QUARTER = 92
RESTS: Mapping[MethodPart, RestPeriod] = {
    MethodPart.LESSON: RestPeriod(subject=21, part=2),
    MethodPart.PROMISE: RestPeriod(subject=7),
    MethodPart.REBOUND: RestPeriod(subject=10, part=2),
    MethodPart.REPEATING: RestPeriod(subject=14, part=2),
    MethodPart.RELATIONS: RestPeriod(subject=28, part=3),
    MethodPart.REFERRAL: RestPeriod(subject=QUARTER, part=3),
    MethodPart.REPUTATION: RestPeriod(subject=QUARTER, part=3),
    MethodPart.LOSS: RestPeriod(subject=None),
    MethodPart.EXERCISE: RestPeriod(subject=None),
    MethodPart.PATTERN: RestPeriod(subject=60, part=14),
    MethodPart.INTRODUCTION: RestPeriod(subject=14, part=14),
}


class Hint(Protocol):
    """The interface of a hint; the kinds are in ``hint_kinds``."""

    @property
    def part(self) -> MethodPart:
        """The part of the method."""

    @property
    def subject(self) -> str:
        """A stable key for what the hint is about."""


Chosen = TypeVar("Chosen", bound=Hint)


@dataclass(frozen=True, slots=True)
class PastHint:
    """A hint given before: the latest local day, and the rep's response."""

    part: MethodPart
    subject: str
    day: date
    answer: HintAnswer | None = None


def choose_hint(candidates: Sequence[Chosen], given: Sequence[PastHint], *, today: date) -> Chosen | None:
    """Return the one hint for a local day, None when none is due; idempotent within a day.

    What was, or has to be, promised to a customer comes first (K2). Then parts never shown, in order of priority; then
    the part that was shown longest ago.
    """
    told = {(each.part, each.subject): each for each in given}
    last = {part: max((each.day for each in given if each.part is part), default=date.min) for part in MethodPart}
    todays = [each for each in candidates if _was_told_on(told.get((each.part, each.subject)), today)]
    if todays:
        return todays[0]
    if any(each.day == today for each in given):
        return None
    due = [each for each in candidates if _is_due(each, told.get((each.part, each.subject)), last[each.part], today)]
    return min(due, key=lambda hint: _rank(hint.part, last), default=None)


def rank_parts(given: Sequence[PastHint], *, today: date) -> list[MethodPart]:
    """Return the parts from which a hint may be chosen today, in the order of ``choose_hint``.

    If hints were already given today only their parts, else all parts whose rest period is over.
    """
    todays = {each.part for each in given if each.day == today}
    last = {part: max((each.day for each in given if each.part is part), default=date.min) for part in MethodPart}
    parts = todays or {part for part in MethodPart if not _keeps_still(part, last[part], today)}
    return sorted(parts, key=lambda part: _rank(part, last))


def _rank(part: MethodPart, last: Mapping[MethodPart, date]) -> tuple[bool, date, int]:
    return part is not MethodPart.PROMISE, last[part], _ORDER[part]


def _keeps_still(part: MethodPart, told: date, today: date) -> bool:
    return told != date.min and today < told + timedelta(days=RESTS[part].part)


_ORDER = {part: place for place, part in enumerate(MethodPart)}


def _was_told_on(given: PastHint | None, today: date) -> bool:
    return given is not None and given.day == today


def _is_due(hint: Hint, given: PastHint | None, part_told: date, today: date) -> bool:
    rest = RESTS[hint.part]
    if _keeps_still(hint.part, part_told, today):
        return False
    if given is None:
        return True
    if rest.subject is None or given.answer is HintAnswer.DONE:
        return rest.subject is not None and today >= given.day + timedelta(days=max(rest.subject, QUARTER))
    return today >= given.day + timedelta(days=rest.subject)
