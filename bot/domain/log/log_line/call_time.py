"""Find the hour of a call in its line: "om 10u gebeld met Acme", "called Acme at 10:30" (V4, K7)."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from bot.domain.log.activity import Kind
from bot.domain.log.log_line.kind_words import WordForm
from bot.domain.log.log_line.kinds import Activity
from bot.domain.log.log_line.line import Line, TokenUse
from bot.domain.log.log_line.moments import LineDates, TimeSpan, find_time_at
from bot.domain.log.log_line.role_words import CALLED_OFF, NEXT_WORDS, STILL_TO_DO
from bot.domain.text.words import word_set

# Between a call and its hour stand the account, and words such as these.
_BETWEEN = word_set("met with to naar net al pas even toen nog just the de een a opnieuw weer nogmaals , - &")
# Told of a call that is still to come.
_NOT_YET = STILL_TO_DO | NEXT_WORDS | CALLED_OFF | word_set("worden be terug back")
_TOLD = (WordForm.DONE, WordForm.NAMED, WordForm.TALK, WordForm.MEET, WordForm.CHOSEN)


@dataclass(frozen=True, slots=True)
class CallTime:
    """The local hour of a call, and the tokens that say it."""

    at: time
    span: tuple[int, int]


def find_call_time(line: Line, segments: Sequence[int], activity: Activity, *, kind: Kind) -> CallTime | None:
    """Return the hour that stands beside the word for a call, None when the line says none.

    An hour with a day right before or behind it belongs to that day: see ``find_time_of_day``.
    """
    if kind is not Kind.CALL or activity.form not in _TOLD:
        return None
    first, last = bisect_left(segments, activity.segment), bisect_right(segments, activity.segment)
    if any(line.keys[at] in _NOT_YET for at in range(first, last) if line.taken[at] is None):
        return None
    for at in range(first, last):
        found = find_time_at(line, at)
        if found is not None and found.clock.time is not None and _is_beside(line, activity, found):
            return CallTime(found.clock.time, (found.start, found.end))
    return None


def find_time_of_day(line: Line, moment: LineDates, *, kind: Kind) -> CallTime | None:
    """Return the hour beside the day on which a call was made: "gisteren om 16u", "vanochtend 9:15"."""
    if kind is not Kind.CALL or moment.happened is None:
        return None
    first, last = moment.happened
    for at in (*range(max(0, first - len(("om", "half", "elf", "uur"))), first), last):
        found = find_time_at(line, at) if at < len(line) else None
        if found is not None and found.clock.time is not None and (found.end == first or found.start == last):
            return CallTime(found.clock.time, (found.start, found.end))
    return None


def keep_past(found: CallTime | None, moment: LineDates, *, now: datetime) -> time | None:
    """Return the hour of a call, None for one that is still to come; ``now`` is in the rep's zone."""
    if found is None or (moment.day == now.date() and found.at > now.time()):
        return None
    return found.at


def _is_beside(line: Line, activity: Activity, found: TimeSpan) -> bool:
    """Return whether only the account and small words stand between a call and an hour, and no day beside the hour."""
    if TokenUse.DAY in (_use(line, found.start - 1), _use(line, found.end)):
        return False
    if line.key(found.end) in ("op", "on") and _use(line, found.end + 1) is TokenUse.DAY:
        return False
    start, end = (found.end, activity.start) if found.start < activity.start else (activity.end, found.start)
    return all(
        line.taken[at] in (TokenUse.ACCOUNT, TokenUse.KIND) or line.keys[at] in _BETWEEN for at in range(start, end)
    )


def _use(line: Line, index: int) -> TokenUse | None:
    return line.taken[index] if 0 <= index < len(line) else None
