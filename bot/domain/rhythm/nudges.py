"""Choose the catch-up nudge: the smallest next action, or none (R3, O2)."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.domain.accounts.contact_plan import Suggestion
from bot.domain.home.day import RepDay
from bot.domain.home.progress import Progress
from bot.domain.log.activity import RHYTHM_KINDS, Kind
from bot.domain.log.next_steps import AgreedStep
from bot.domain.log.own_kinds import OwnKind
from bot.domain.rhythm.promises import choose_promises

DONE = "done"
NOT_BEHIND = "not_behind"
NOTHING_LEFT = "nothing_left"
# A rep with this share of the day's targets done is not behind.
ON_THE_WAY = 0.5
# Within this before an appointment nobody is nudged towards it.
ON_THE_ROAD = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class SmallAction:
    """One action for the rest of today: its kind, and the step, the account or the workspace's own kind if known."""

    kind: Kind
    step: AgreedStep | None = None
    suggestion: Suggestion | None = None
    own: OwnKind | None = None


@dataclass(frozen=True, slots=True)
class NoNudge:
    """Why no nudge is sent; ``reason`` is a stable code."""

    reason: str


def choose_catch_up(day: RepDay, *, at: time) -> SmallAction | NoNudge:
    """Return the smallest next action for a rep who is behind, or why no nudge is sent (R3).

    Only today counts: shortfalls of earlier days are never added. A visit is too big to suggest in the afternoon, so a
    rep with only visits left gets no nudge. ``at`` is the rep's local time.
    """
    if day.progress.is_complete or not day.progress.has_targets:
        return NoNudge(DONE)
    if count_share(day.progress) >= ON_THE_WAY:
        return NoNudge(NOT_BEHIND)
    act = find_small_action(day, at=at)
    return act if act is not None else NoNudge(NOTHING_LEFT)


def find_small_action(day: RepDay, *, at: time) -> SmallAction | None:
    """Return the smallest action still open today: a promised step, then a call, then a message, then an own kind.

    None when there is no name for a call or message, and no target of an own kind is open.
    """
    now_due = [step for step in choose_promises(day).named if not _is_near(step, day, at)]
    if now_due:
        return SmallAction(kind=Kind.CALL, step=now_due[0])
    return _find_contact(day) or _find_own(day.progress)


def _is_near(step: AgreedStep, day: RepDay, at: time) -> bool:
    """Return whether a step of today has an hour that passed or is less than one away: the rep is on the way there."""
    if step.due_on != day.day or step.due_time is None:
        return False
    return datetime.combine(day.day, step.due_time) < datetime.combine(day.day, at) + ON_THE_ROAD


def _find_contact(day: RepDay) -> SmallAction | None:
    if not day.suggestions:
        return None
    suggestion = day.suggestions[0]
    # An account with earlier contacts is called rather than written to again (V4).
    kinds = (Kind.CALL, Kind.MESSAGE) if suggestion.contacts > 0 else (Kind.MESSAGE, Kind.CALL)
    for kind in kinds:
        if day.progress.left_of(kind):
            return SmallAction(kind=kind, suggestion=suggestion)
    return None


def _find_own(progress: Progress) -> SmallAction | None:
    """Return the own kind of which least is left (R1)."""
    left = [each for each in progress.own if each.done < each.target]
    nearest = min(left, key=lambda each: each.target - each.done, default=None)
    return None if nearest is None else SmallAction(kind=Kind.OWN, own=nearest.kind)


def count_share(progress: Progress) -> float:
    """Return the share of the day's targets done, from 0 to 1; a surplus of one kind does not offset another."""
    wanted = sum(progress.targets.of(kind) for kind in RHYTHM_KINDS) + sum(each.target for each in progress.own)
    done = sum(min(progress.done_of(kind), progress.targets.of(kind)) for kind in RHYTHM_KINDS)
    done += sum(min(each.done, each.target) for each in progress.own)
    return done / wanted if wanted else 1.0
