"""What the day asks for after the morning: the smallest next act, or nothing (R3, O2)."""

from dataclasses import dataclass

from bot.domain.accounts.contact_plan import Suggestion
from bot.domain.home.day import RepDay
from bot.domain.home.progress import Progress
from bot.domain.log.activity import Kind
from bot.domain.log.next_steps import AgreedStep

DONE = "done"
NOT_BEHIND = "not_behind"
NOTHING_LEFT = "nothing_left"
# Who has done this share of the day's targets is not behind.
ON_THE_WAY = 0.5


@dataclass(frozen=True, slots=True)
class SmallAction:
    """One thing that can still be done today: of which kind, and with whom when that is known."""

    kind: Kind
    step: AgreedStep | None = None
    suggestion: Suggestion | None = None


@dataclass(frozen=True, slots=True)
class NoNudge:
    """Why nothing is said; ``reason`` is a stable code."""

    reason: str


def choose_catch_up(day: RepDay) -> SmallAction | NoNudge:
    """Return the smallest next act of somebody who is behind, or why nothing is said (R3).

    Only today counts: what was left undone before is no debt. A visit is too big to be asked for in the afternoon,
    so whoever has only that left hears nothing.
    """
    if day.progress.is_complete:
        return NoNudge(DONE)
    if count_share(day.progress) >= ON_THE_WAY:
        return NoNudge(NOT_BEHIND)
    act = find_small_action(day)
    return act if act is not None else NoNudge(NOTHING_LEFT)


def find_small_action(day: RepDay) -> SmallAction | None:
    """Return the smallest act that is still open today: a promise first, then a call, then a message."""
    if day.steps_due:
        return SmallAction(kind=Kind.CALL, step=day.steps_due[0])
    suggestion = day.suggestions[0] if day.suggestions else None
    # Whoever was in touch before is called rather than written to once more (V4).
    wants_call = suggestion is not None and suggestion.contacts > 0
    kinds = (Kind.CALL, Kind.MESSAGE) if wants_call else (Kind.MESSAGE, Kind.CALL)
    for kind in kinds:
        if day.progress.left_of(kind):
            return SmallAction(kind=kind, suggestion=suggestion)
    return None


def count_share(progress: Progress) -> float:
    """Return which share of the day's targets is done, from 0 to 1; what is done beyond one target fills no other."""
    wanted = sum(progress.targets.of(kind) for kind in Kind)
    done = sum(min(progress.done_of(kind), progress.targets.of(kind)) for kind in Kind)
    return done / wanted if wanted else 1.0
