"""At which hours somebody answers the telephone, and when to call instead of writing again (V4)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.log.activity import Kind
from bot.domain.log.situations import Situation

# The parts of a day that are told apart, in local hours.
WINDOWS = ((8, 10), (10, 12), (12, 14), (14, 16), (16, 18))
OBSERVATIONS_NEEDED = 5
# A part of the day is proposed when at least two calls were made in it and at least half were answered.
CALLS_NEEDED, SHARE_NEEDED = 2, 0.5
MESSAGES_ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Attempt:
    """A call at a local hour, and whether somebody answered."""

    hour: int
    was_answered: bool


@dataclass(frozen=True, slots=True)
class GoodHours:
    """Part of the day (local hours) in which somebody answers: ``answered`` of ``calls`` made then."""

    begin: int
    end: int
    answered: int
    calls: int


@dataclass(frozen=True, slots=True)
class Reach:
    """What helps to reach somebody; ``is_role`` says that the hours are those of people in the same role."""

    calls_now: bool = False
    hours: GoodHours | None = None
    is_role: bool = False


NOTHING_KNOWN = Reach()


def learn_hours(attempts: Sequence[Attempt]) -> GoodHours | None:
    """Return the part of the day in which calls are answered most, None with fewer than five observations."""
    if len(attempts) < OBSERVATIONS_NEEDED:
        return None
    calls = Counter(_find_window(attempt.hour) for attempt in attempts)
    answered = Counter(_find_window(attempt.hour) for attempt in attempts if attempt.was_answered)
    known = [window for window in WINDOWS if calls[window] >= CALLS_NEEDED]
    best = max(known, key=lambda window: (_share(answered[window], calls[window]), calls[window]), default=None)
    if best is None or answered[best] < calls[best] * SHARE_NEEDED:
        return None
    return GoodHours(begin=best[0], end=best[1], answered=answered[best], calls=calls[best])


def should_call(latest: Sequence[tuple[Kind, Situation | None]]) -> bool:
    """Return whether the latest contacts, newest first, are two messages that nobody answered."""
    newest = latest[:MESSAGES_ENOUGH]
    return len(newest) == MESSAGES_ENOUGH and all(
        kind is Kind.MESSAGE and situation in {None, Situation.UNREACHABLE} for kind, situation in newest
    )


def _find_window(hour: int) -> tuple[int, int]:
    return next(
        (window for window in WINDOWS if window[0] <= hour < window[1]), WINDOWS[0 if hour < WINDOWS[0][0] else -1]
    )


def _share(answered: int, calls: int) -> float:
    """Return the share with one of each added, so that one lucky call proves little."""
    return (answered + 1) / (calls + 2)
