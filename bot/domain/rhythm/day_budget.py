"""How much somebody hears on a day of the bot's own accord, news included, and when what is too much is told (K5)."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from bot.domain.calendar.workdays import WorkCalendar
from bot.domain.delivery.memory import ONCE_IN
from bot.domain.people.people import Rep
from bot.domain.people.rhythm import Intensity
from bot.domain.rhythm.first_days import find_decent_moment, find_opening
from bot.domain.rhythm.occasions import (
    CATCH_UP,
    MORNING_NUDGE,
    READING,
    REP_OCCASIONS,
    WEEK_REVIEW,
    WRAP_UP,
    Occasion,
    ends_week,
    find_silence,
    list_rep_moments,
    to_instant,
)

# Who wants the plan alone hears one piece of news beside it at most.
PLAN_AND_NEWS = 2
# Of what is sent at the same moment, what comes first counts for what comes after it; news is between the two halves.
BEFORE_NEWS, AFTER_NEWS = (MORNING_NUDGE.kind, WEEK_REVIEW.kind), (READING.kind, CATCH_UP.kind, WRAP_UP.kind)
# The plan is added to the outbox this soon after its hour.
PLANNED_WITHIN = timedelta(minutes=15)
_OCCASIONS = frozenset(occasion.kind for occasion in REP_OCCASIONS)


@dataclass(frozen=True, slots=True)
class DayHeard:
    """What a rep heard on a local day, by kind with how often: ``sent``, and ``sending`` at this moment.

    ``planned`` has the kinds that were planned for that day, whatever became of them. ``last`` is the latest day on
    which anything was said, for a rep who ignores the plans and so hears one message a week.
    """

    sent: Mapping[str, int] = field(default_factory=dict)
    sending: Mapping[str, int] = field(default_factory=dict)
    planned: AbstractSet[str] = frozenset()
    last: date | None = None

    def count_beside(self, kind: str) -> int:
        """Return how many messages count beside one of a kind; a plan that was put off is the same one again."""
        kinds = set(self.sent) | {each for each in self.sending if _goes_before(each, kind)}
        return sum(
            1 if each in _OCCASIONS else self.sent.get(each, 0) + self.sending.get(each, 0) for each in kinds - {kind}
        )


NOTHING_HEARD = DayHeard()


def has_room(kind: str, intensity: Intensity, heard: DayHeard) -> bool:
    """Return whether an occasion still fits into the day of a rep; the plan always does, beside one piece of news."""
    most = count_most(intensity) if kind == MORNING_NUDGE.kind else intensity.most_a_day
    return heard.count_beside(kind) < most


def count_most(intensity: Intensity) -> int:
    """Return how many messages a day there are at most, news included."""
    return max(PLAN_AND_NEWS, intensity.most_a_day)


def find_news_moment(rep: Rep, calendar: WorkCalendar, heard: DayHeard, *, is_urgent: bool, now: datetime) -> datetime:
    """Return when a rep is told news (UTC): now when the day has room for it, else early on another working day.

    A place is kept for the plan that is still to come, and for the review of the week unless the news is urgent.
    """
    today = now.astimezone(rep.zone).date()
    if heard.last is not None and today - heard.last < ONCE_IN:
        return _find_opening(rep, calendar, after=heard.last + ONCE_IN - timedelta(days=1))
    decent = find_decent_moment(rep, calendar, now=now)
    if decent > now:
        return decent
    kept = (MORNING_NUDGE,) if is_urgent else (MORNING_NUDGE, WEEK_REVIEW)
    taken = heard.count_beside("") + sum(_is_to_come(each, rep, calendar, heard, now) for each in kept)
    return now if taken < count_most(rep.rhythm.intensity) else _find_opening(rep, calendar, after=today)


def _find_opening(rep: Rep, calendar: WorkCalendar, *, after: date) -> datetime:
    """Return the hour of the plan on the first working day after a day."""
    day = calendar.find_worked_day(after, step=1)
    return to_instant(day, max(find_opening(rep), rep.rhythm.morning_at), rep.zone)


def _is_to_come(occasion: Occasion, rep: Rep, calendar: WorkCalendar, heard: DayHeard, now: datetime) -> bool:
    """Return whether an occasion of today is still to be planned."""
    today = now.astimezone(rep.zone).date()
    moment = next((each for each in list_rep_moments(rep, today) if each.occasion is occasion), None)
    if moment is None or occasion.kind in heard.planned:
        return False
    if to_instant(today, moment.at, rep.zone) + PLANNED_WITHIN <= now:
        return False
    if occasion is WEEK_REVIEW and not ends_week(calendar, today):
        return False
    return find_silence(moment, rep=rep, calendar=calendar) is None


def _goes_before(sending: str, kind: str) -> bool:
    """Return whether what is being sent counts for a kind; of two pieces of news each counts for the other."""
    return _rank(sending) < _rank(kind) or _rank(sending) == _rank(kind) == 1


def _rank(kind: str) -> int:
    return 0 if kind in BEFORE_NEWS else 2 if kind in AFTER_NEWS else 1
