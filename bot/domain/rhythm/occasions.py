"""Scheduled messages (occasions), and whether one is due (R2, R3, R4, R8).

Local due times are computed here with ``zoneinfo``: cron triggers would fire twice in the hour that repeats in October,
and skip the one that is missing in March.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.calendar.workdays import DayPart, WorkCalendar
from bot.domain.delivery.memory import MORNING
from bot.domain.people.people import Rep, Team
from bot.domain.people.rhythm import Intensity, Rhythm

DUE = "due"
NOT_YET = "not_yet"
TOO_LATE = "too_late"
SWITCHED_OFF = "switched_off"
PAUSED = "paused"
LEFT = "left"
NOT_BEGUN = "not_begun"
LEADS_ONLY = "leads_only"
NOT_IN_INTENSITY = "not_in_intensity"
SILENT = "silent_today"
OFF_AT_THIS_HOUR = "off_at_this_hour"
QUIET_HOURS = "quiet_hours"
WEEK_INSTEAD = "week_review_instead"
# The minimum window of an occasion that a rep moved past its usual end.
SHORTEST_WINDOW = timedelta(hours=2)
# On half a day, occasions in the free half move to the edge of the worked half.
AFTERNOON_BEGINS = time(13)
MORNING_ENDS = time(12)
# A search over a week and a day covers every occasion; without a result there is none.
LONGEST_WEEK = 8
# Tuesday and Thursday; on the last working day the review of the week comes.
READING_DAYS = (1, 3)
READING_IN_AFTERNOON = time(15)
# Of the days of a month that may bring something to read, the first has the month and the second the scorecard.
MONTH_PLACE, SCORECARD_PLACE = 0, 1
# What found no room on its own day comes on one of the days after it, up to this one.
LAST_PLACE = 4
# In minutes.
READING_AFTER, LAST_MINUTE = 150, 24 * 60 - 1


@dataclass(frozen=True, slots=True)
class Occasion:
    """A kind of scheduled message; ``usual`` is its default local time, after ``latest`` it is no longer relevant."""

    kind: str
    usual: time
    latest: time


MORNING_NUDGE = Occasion(kind=MORNING, usual=time(8, 30), latest=time(12))
CATCH_UP = Occasion(kind="catch_up", usual=time(13, 30), latest=time(16))
# What is to be read rather than done: the month, the scorecard, a lesson. Never on top of the plan.
READING = Occasion(kind="reading", usual=time(11), latest=time(15))
WRAP_UP = Occasion(kind="wrap_up", usual=time(16, 45), latest=time(19))
WEEK_REVIEW = Occasion(kind="week_review", usual=time(16, 45), latest=time(19))
TEAM_SUMMARY = Occasion(kind="team_summary", usual=time(17), latest=time(20))
TEAM_WEEK = Occasion(kind="team_week", usual=time(9), latest=time(13))
TEAM_MONTH = Occasion(kind="team_month", usual=time(9, 30), latest=time(13))

REP_OCCASIONS = (MORNING_NUDGE, READING, CATCH_UP, WRAP_UP, WEEK_REVIEW)
TEAM_OCCASIONS = (TEAM_SUMMARY, TEAM_WEEK, TEAM_MONTH)
# The week review replaces another message, so that Friday has no more messages than other days.
PART_OF: dict[Intensity, frozenset[str]] = {
    Intensity.WEEKLY: frozenset({MORNING_NUDGE.kind}),
    Intensity.QUIET: frozenset({MORNING_NUDGE.kind}),
    Intensity.STANDARD: frozenset({MORNING_NUDGE.kind, READING.kind, CATCH_UP.kind, WEEK_REVIEW.kind}),
    Intensity.ACTIVE: frozenset({MORNING_NUDGE.kind, READING.kind, CATCH_UP.kind, WRAP_UP.kind, WEEK_REVIEW.kind}),
}
# The occasion that the week review replaces, so that the day stays within the intensity's maximum.
GIVES_WAY = {Intensity.STANDARD: CATCH_UP.kind, Intensity.ACTIVE: WRAP_UP.kind}


@dataclass(frozen=True, slots=True)
class OccasionVerdict:
    """Whether an occasion is to be sent for a local day, and why or why not.

    ``due_at`` and ``expires_at`` are instants in UTC; ``reason`` is a stable code.
    """

    occasion: Occasion
    day: date
    due_at: datetime
    expires_at: datetime
    reason: str

    @property
    def is_due(self) -> bool:
        """Whether it is to be sent."""
        return self.reason == DUE

    @property
    def was_missed(self) -> bool:
        """Whether it would have been sent if the bot had been running."""
        return self.reason == TOO_LATE


@dataclass(frozen=True, slots=True)
class OccasionMoment:
    """An occasion at a local time of a local day, before it is judged."""

    occasion: Occasion
    day: date
    at: time


def to_instant(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """Return the UTC instant of a local time.

    A time that occurs twice (end of DST) is its first occurrence; a time that is skipped (start of DST) is one hour
    later, as on a clock that was not changed.
    """
    return datetime.combine(day, clock, tzinfo=zone).astimezone(UTC)


def list_rep_moments(rep: Rep, day: date) -> list[OccasionMoment]:
    """Return the moments of a day for a rep's intensity and regular week; empty on a day off."""
    if rep.week.part_of(day) is None:
        return []
    wanted = PART_OF[rep.rhythm.intensity]
    return [moment for moment in list_all_rep_moments(rep, day) if moment.occasion.kind in wanted]


def list_all_rep_moments(rep: Rep, day: date) -> list[OccasionMoment]:
    """Return all moments of a day for a rep, whatever the intensity and the week."""
    part = rep.week.part_of(day) or DayPart.WHOLE
    return [
        OccasionMoment(occasion=occasion, day=day, at=_find_time(occasion, rep.rhythm, part))
        for occasion in REP_OCCASIONS
    ]


def list_team_moments(team: Team, day: date) -> list[OccasionMoment]:
    """Return the moments of a day for a team's channel."""
    at = {TEAM_SUMMARY.kind: team.summary_at}
    return [
        OccasionMoment(occasion=occasion, day=day, at=at.get(occasion.kind, occasion.usual))
        for occasion in TEAM_OCCASIONS
    ]


def find_next_rep_moment(rep: Rep, *, after: datetime) -> datetime | None:
    """Return the first instant strictly after ``after`` at which a message to a rep may be due.

    None while the rep is paused, has left or has not begun. Based on the regular week only: absences are checked when
    the moment is due, because they can be cancelled until then.
    """
    if rep.rhythm.is_paused or rep.left_at is not None or rep.is_awaited:
        return None
    return _find_next(lambda day: list_rep_moments(rep, day), after=after, zone=rep.zone)


def find_next_team_moment(team: Team, *, after: datetime) -> datetime | None:
    """Return the first instant strictly after ``after`` at which a message to a team's channel may be due."""
    return _find_next(lambda day: list_team_moments(team, day), after=after, zone=team.zone)


def judge_rep_moment(
    moment: OccasionMoment, *, rep: Rep, calendar: WorkCalendar, now: datetime
) -> OccasionVerdict | None:
    """Judge an occasion of a rep (R2, R3, R4) at ``now``; None when it does not occur on that day.

    Conditions on the rep's figures (behind, done) are checked when the message is composed.
    """
    if moment.occasion is WEEK_REVIEW and not ends_week(calendar, moment.day):
        return None
    if rep.rhythm.intensity is Intensity.WEEKLY and not calendar.is_first_of_week(moment.day):
        return None
    if moment.occasion is READING and not _has_reading(calendar, moment.day):
        return None
    verdict = _judge_window(moment, zone=rep.zone, now=now, ends_at=rep.rhythm)
    return _explain(verdict, find_silence(moment, rep=rep, calendar=calendar))


def find_silence(moment: OccasionMoment, *, rep: Rep, calendar: WorkCalendar) -> str | None:
    """Return why a message to a rep is suppressed at this local moment, None when it may be sent."""
    return next(_find_rep_reasons(moment, rep=rep, calendar=calendar), None)


def judge_team_moment(
    moment: OccasionMoment, *, team: Team, calendar: WorkCalendar, now: datetime
) -> OccasionVerdict | None:
    """Judge an occasion of a team (R8) at ``now``; None when it does not occur on that day."""
    judged = calendar.judge(moment.day)
    if moment.occasion is TEAM_WEEK and not (judged.part and calendar.is_first_of_week(moment.day)):
        return None
    if moment.occasion is TEAM_MONTH and not (judged.part and calendar.is_first_of_month(moment.day)):
        return None
    verdict = _judge_window(moment, zone=team.zone, now=now)
    return _explain(verdict, judged.off.reason if judged.off else None)


def _find_next(
    list_moments: Callable[[date], list[OccasionMoment]], *, after: datetime, zone: ZoneInfo
) -> datetime | None:
    today = after.astimezone(zone).date()
    for ahead in range(LONGEST_WEEK):
        day = today + timedelta(days=ahead)
        instants = [to_instant(moment.day, moment.at, zone) for moment in list_moments(day)]
        later = [instant for instant in instants if instant > after]
        if later:
            return min(later)
    return None


def _find_time(occasion: Occasion, rhythm: Rhythm, part: DayPart) -> time:
    at = {
        MORNING_NUDGE.kind: rhythm.morning_at,
        READING.kind: _find_reading_time(rhythm),
        CATCH_UP.kind: rhythm.catch_up_at,
        WRAP_UP.kind: rhythm.wrap_up_at,
        WEEK_REVIEW.kind: rhythm.wrap_up_at,
    }[occasion.kind]
    if part.covers(at):
        return at
    if occasion is MORNING_NUDGE:
        return AFTERNOON_BEGINS
    if occasion is READING and part is DayPart.AFTERNOON:
        return READING_IN_AFTERNOON
    return MORNING_ENDS if occasion in (WRAP_UP, WEEK_REVIEW) else at


def _find_reading_time(rhythm: Rhythm) -> time:
    """Return some time after the plan, so that the two never come together."""
    minutes = rhythm.morning_at.hour * 60 + rhythm.morning_at.minute + READING_AFTER
    return time(*divmod(min(minutes, LAST_MINUTE), 60))


def _find_rep_reasons(moment: OccasionMoment, *, rep: Rep, calendar: WorkCalendar) -> Iterator[str]:
    """Return the reasons to suppress this occasion, in order of weight."""
    rhythm = rep.rhythm
    judged = calendar.judge(moment.day)
    yield from _find_rest(rep, moment.day)
    if moment.occasion.kind not in PART_OF[rhythm.intensity]:
        yield NOT_IN_INTENSITY
    if rhythm.is_paused:
        yield PAUSED
    if judged.off is not None:
        yield judged.off.reason
    elif judged.part is not None and not judged.part.covers(moment.at):
        yield OFF_AT_THIS_HOUR
    if moment.occasion.kind in rhythm.switched_off:
        yield SWITCHED_OFF
    if rhythm.silent_on == moment.day:
        yield SILENT
    if GIVES_WAY.get(rhythm.intensity) == moment.occasion.kind and _gives_way(moment.day, rhythm, calendar):
        yield WEEK_INSTEAD
    if rhythm.is_quiet_at(moment.at):
        yield QUIET_HOURS


def _find_rest(rep: Rep, day: date) -> Iterator[str]:
    """Return why nothing at all is said to a rep of the bot's own accord."""
    if rep.left_at is not None:
        yield LEFT
    if rep.is_awaited:
        yield NOT_BEGUN
    if rep.leads_only_on(day):
        yield LEADS_ONLY


def _gives_way(day: date, rhythm: Rhythm, calendar: WorkCalendar) -> bool:
    return WEEK_REVIEW.kind not in rhythm.switched_off and ends_week(calendar, day)


def find_place_in_month(
    calendar: WorkCalendar, day: date, *, told: Collection[date] = (), full: Collection[date] = ()
) -> int | None:
    """Return how many days of the month could bring something to read before this one; None when it cannot itself.

    The last working day of a week cannot: the review of the week comes then. A day in ``told`` did bring something,
    also when it turned out to be free; one in ``full`` had no room for it (K5).
    """
    if not _may_have_reading(calendar, day):
        return None
    before = (day.replace(day=number) for number in range(1, day.day))
    return sum(each not in full and (each in told or _may_have_reading(calendar, each)) for each in before)


def _may_have_reading(calendar: WorkCalendar, day: date) -> bool:
    return calendar.is_worked(day) and (not calendar.is_last_of_week(day) or calendar.is_first_of_week(day))


def _has_reading(calendar: WorkCalendar, day: date) -> bool:
    """Return whether a day may bring something to read: the month, then the scorecard, and twice a week a lesson."""
    place = find_place_in_month(calendar, day)
    return place is not None and (place <= LAST_PLACE or day.weekday() in READING_DAYS)


def has_lesson(calendar: WorkCalendar, day: date) -> bool:
    """Return whether a day may bring a lesson to read: twice a week, and where the month has nothing to tell."""
    return day.weekday() in READING_DAYS or find_place_in_month(calendar, day) in (MONTH_PLACE, SCORECARD_PLACE)


def ends_week(calendar: WorkCalendar, day: date) -> bool:
    """Return whether a day is the last working day of its week, on which the review of the week comes."""
    return calendar.is_worked(day) and calendar.is_last_of_week(day)


def _judge_window(
    moment: OccasionMoment, *, zone: ZoneInfo, now: datetime, ends_at: Rhythm | None = None
) -> OccasionVerdict:
    due_at = to_instant(moment.day, moment.at, zone)
    expires_at = max(to_instant(moment.day, moment.occasion.latest, zone), due_at + SHORTEST_WINDOW)
    if ends_at is not None and ends_at.quiet_from > moment.at:
        expires_at = min(expires_at, to_instant(moment.day, ends_at.quiet_from, zone))
    reason = TOO_LATE if now >= expires_at else DUE if now >= due_at else NOT_YET
    return OccasionVerdict(
        occasion=moment.occasion, day=moment.day, due_at=due_at, expires_at=expires_at, reason=reason
    )


def _explain(verdict: OccasionVerdict, reason: str | None) -> OccasionVerdict:
    if reason is None:
        return verdict
    return OccasionVerdict(
        occasion=verdict.occasion,
        day=verdict.day,
        due_at=verdict.due_at,
        expires_at=verdict.expires_at,
        reason=reason,
    )
