"""Targets for everybody in a team from a day on, and which targets held on a day (R1)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.people.people import Rep


@dataclass(frozen=True, slots=True)
class DayTargets:
    """How many of each kind on a working day."""

    message: int
    call: int
    visit: int


@dataclass(frozen=True, slots=True)
class TargetChange:
    """The targets of a rep until a local day, from which others held."""

    rep_id: int
    from_day: date
    was: DayTargets


def find_targets_on(rep: Rep, changes: Sequence[TargetChange], day: date) -> Rep:
    """Return a rep with the targets that held on a day: those before the first change after it."""
    after = [each for each in changes if each.rep_id == rep.id and each.from_day > day]
    if not after:
        return rep
    was = min(after, key=lambda each: each.from_day).was
    return replace(rep, targets=replace(rep.targets, message=was.message, call=was.call, visit=was.visit))
