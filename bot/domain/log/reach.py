"""When a contact answers the telephone, and when to call instead of writing again (V4)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from bot.domain.log.activity import Kind
from bot.domain.log.situations import Situation

# The time windows that are compared, in local hours.
WINDOWS = ((8, 10), (10, 12), (12, 14), (14, 16), (16, 18))
# With fewer calls no window is suggested.
OBSERVATIONS_NEEDED = 5
# A window is suggested when it has at least two calls and at least half of them were answered.
CALLS_NEEDED, SHARE_NEEDED = 2, 0.5
# The hour of a call is asked at most this often, with this many windows to choose from (V4).
ASKS_APART, WINDOWS_OFFERED = timedelta(days=7), 3
# After two unanswered messages a call is suggested (V4).
MESSAGES_ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Attempt:
    """A call at a local hour, and whether it was answered."""

    hour: int
    was_answered: bool


@dataclass(frozen=True, slots=True)
class GoodHours:
    """The time window (local hours) in which a contact answers best: ``answered`` of ``calls`` made in it."""

    begin: int
    end: int
    answered: int
    calls: int


@dataclass(frozen=True, slots=True)
class Reach:
    """Advice on reaching a contact; ``is_role`` means the hours are those of all contacts in the same role."""

    calls_now: bool = False
    hours: GoodHours | None = None
    is_role: bool = False


NOTHING_KNOWN = Reach()


def learn_hours(attempts: Sequence[Attempt]) -> GoodHours | None:
    """Return the window with the highest answer rate, None with fewer than five calls."""
    if len(attempts) < OBSERVATIONS_NEEDED:
        return None
    calls = Counter(_find_window(attempt.hour) for attempt in attempts)
    answered = Counter(_find_window(attempt.hour) for attempt in attempts if attempt.was_answered)
    known = [window for window in WINDOWS if calls[window] >= CALLS_NEEDED]
    best = max(known, key=lambda window: (_share(answered[window], calls[window]), calls[window]), default=None)
    if best is None or answered[best] < calls[best] * SHARE_NEEDED:
        return None
    return GoodHours(begin=best[0], end=best[1], answered=answered[best], calls=calls[best])


def offer_windows(now: time) -> tuple[tuple[int, int], ...]:
    """Return the windows in which a call of today may have been made: the latest three that have begun by now."""
    begun = [window for window in WINDOWS if window[0] <= now.hour] or [WINDOWS[0]]
    return tuple(begun[-WINDOWS_OFFERED:])


def may_ask_hour(*, asked_on: date | None, today: date) -> bool:
    """Return whether a rep may be asked again for the hour of a call, at most once a week (V4)."""
    return asked_on is None or today - asked_on >= ASKS_APART


def should_call(latest: Sequence[tuple[Kind, Situation | None]]) -> bool:
    """Return whether the two latest contacts (``latest`` is newest first) are unanswered messages."""
    newest = latest[:MESSAGES_ENOUGH]
    return len(newest) == MESSAGES_ENOUGH and all(
        kind is Kind.MESSAGE and situation in {None, Situation.UNREACHABLE} for kind, situation in newest
    )


def _find_window(hour: int) -> tuple[int, int]:
    return next(
        (window for window in WINDOWS if window[0] <= hour < window[1]), WINDOWS[0 if hour < WINDOWS[0][0] else -1]
    )


def _share(answered: int, calls: int) -> float:
    """Return the answer rate with one success and one failure added (Laplace), so that one lucky call proves little."""
    return (answered + 1) / (calls + 2)
