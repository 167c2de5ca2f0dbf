"""What a plan may bring up besides the day itself: one thing a morning, when it helps, and not again too soon.

Every part of the method that speaks of its own accord is one of these, and can be switched off on its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol, TypeVar


class MethodPart(StrEnum):
    """A part of the method that can be switched off; in the order in which they go before each other in a plan."""

    LESSON = "lesson"
    PROMISE = "promise"
    REBOUND = "rebound"
    REPEATING = "repeating"
    RELATIONS = "relations"
    REFERRAL = "referral"
    REPUTATION = "reputation"
    LOSS = "loss"
    EXERCISE = "exercise"
    PATTERN = "pattern"
    INTRODUCTION = "introduction"


# The question that turns blame round (N2) comes with an answer, not with a plan, and can be switched off all the same.
TURN = "turn"
# What comes once a month with the month, and can be switched off likewise.
SCORECARD, GOAL = "scorecard", "goal"


class HintAnswer(StrEnum):
    """What a rep said to a hint: it is done, or not now."""

    DONE = "done"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class RestPeriod:
    """After how many days a subject may come back, None for never; and how long the whole part keeps still."""

    subject: int | None
    part: int = 1


# A quarter has at most 92 days: nobody is asked for a referral twice in one.
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
    """Something to bring up; the kinds of hint are in ``hint_kinds``."""

    @property
    def part(self) -> MethodPart:
        """The part of the method that it belongs to."""

    @property
    def subject(self) -> str:
        """A key of ours for what it is about."""


Chosen = TypeVar("Chosen", bound=Hint)


@dataclass(frozen=True, slots=True)
class PastHint:
    """A hint that was given before: on which local day last, and what the rep said to it."""

    part: MethodPart
    subject: str
    day: date
    answer: HintAnswer | None = None


def choose_hint(candidates: Sequence[Chosen], given: Sequence[PastHint], *, today: date) -> Chosen | None:
    """Return the one hint for a local day, None when nothing is due; asked again on that day it is the same one.

    A part that had its turn longest ago goes first; parts that had none yet go in the order of their weight.
    """
    told = {(each.part, each.subject): each for each in given}
    last = {part: max((each.day for each in given if each.part is part), default=date.min) for part in MethodPart}
    todays = [each for each in candidates if _was_told_on(told.get((each.part, each.subject)), today)]
    if todays:
        return todays[0]
    if any(each.day == today for each in given):
        return None
    due = [each for each in candidates if _is_due(each, told.get((each.part, each.subject)), last[each.part], today)]
    return min(due, key=lambda hint: (last[hint.part], _ORDER[hint.part]), default=None)


def rank_parts(given: Sequence[PastHint], *, today: date) -> list[MethodPart]:
    """Return the parts of which a hint may be chosen today, in the order in which they go before each other.

    On a day on which hints were given already only their parts; else all that do not keep still.
    """
    todays = {each.part for each in given if each.day == today}
    last = {part: max((each.day for each in given if each.part is part), default=date.min) for part in MethodPart}
    parts = todays or {part for part in MethodPart if not _keeps_still(part, last[part], today)}
    return sorted(parts, key=lambda part: (last[part], _ORDER[part]))


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
