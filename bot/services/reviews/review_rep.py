"""Reading a rep's week and month (R8)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.calendar.workdays import WorkCalendar
from bot.domain.certainties.feedback import Feedback, find_owed
from bot.domain.delivery.memory import NOTHING_SAID, Memory
from bot.domain.home.progress import Progress
from bot.domain.log.activity import Counts
from bot.domain.people.counted_targets import count_period, sum_targets
from bot.domain.people.people import Rep
from bot.domain.reviews.reached import was_reached
from bot.domain.reviews.review import (
    RepMonth,
    RepWeek,
    Steps,
    find_best_hour,
    find_monday,
    find_month_before,
    find_month_end,
    find_same_days,
    find_same_part,
)
from bot.domain.reviews.streak import LONGEST, count_streak
from bot.services.people.person_cache import Person
from bot.storage.certainties.feedback import list_feedback
from bot.storage.log.activities import count_all_between
from bot.storage.people.target_changes import list_applied
from bot.storage.reviews import reviews as review_rows
from bot.storage.reviews.team_reviews import count_steps_by_rep

SUNDAY = timedelta(days=6)
WEEK = timedelta(days=7)
# A poor score is the thought of two weeks at most (K5).
OWED_LATELY = timedelta(days=13)
# How far back calls count for the hour at which contacts are reached.
CALLS_LOOKED_AT = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class RepCalendar:
    """A rep with the days on which he or she works, and what was told of the bot's own accord before today.

    ``full`` has the days of this month that had no room for something to read.
    """

    rep: Rep
    calendar: WorkCalendar
    told: Memory = NOTHING_SAID
    full: frozenset[date] = frozenset()


async def load_rep_week(
    connection: AsyncConnection, *, person: Person, calendar: WorkCalendar, day: date, today: date
) -> RepWeek:
    """Return the week of a local day, up to and including that day; ``today`` is the rep's local day."""
    return (await load_rep_weeks(connection, [RepCalendar(person.rep, calendar)], day=day, today=today))[person.rep.id]


async def load_rep_weeks(
    connection: AsyncConnection, reps: Sequence[RepCalendar], *, day: date, today: date
) -> dict[int, RepWeek]:
    """Return the same of several reps, by rep, in a handful of statements whatever their number."""
    if not reps:
        return {}
    rep_ids, monday = [each.rep.id for each in reps], find_monday(day)
    active = await review_rows.list_active_days(connection, rep_ids=rep_ids, since=day - LONGEST)
    done = await count_all_between(connection, rep_ids=rep_ids, first=monday, last=day)
    spans_before = {each.rep.id: find_same_days(each.calendar, monday=monday, day=day) for each in reps}
    before = await _count_before(connection, spans_before, first=monday - WEEK)
    steps = await count_steps_by_rep(connection, rep_ids=rep_ids, first=monday, last=day, today=today)
    hours = await _find_best_hours(connection, [each.rep for each in reps], day)
    open_ends = await review_rows.count_open_ends(connection, rep_ids=rep_ids, first=monday, last=day)
    owed = await _find_owed(connection, rep_ids, today=today)
    changes = await list_applied(connection, rep_ids=rep_ids, after=monday)
    quiet = [rep_id for rep_id in rep_ids if not any(done.get(rep_id, {}).values())]
    won = await review_rows.count_won(connection, rep_ids=quiet, first=monday, last=day) if quiet else {}
    return {
        rep.id: RepWeek(
            monday=monday,
            days=calendar.count_days(monday, day),
            progress=Progress(
                done=done.get(rep.id, {}),
                targets=sum_targets(count_period(rep, calendar, monday, day, changes=changes)),
            ),
            before=before.get(rep.id, {}),
            before_until=spans_before[rep.id],
            won=won.get(rep.id, 0),
            steps=steps.get(rep.id, Steps()),
            streak=count_streak(calendar, active=active.get(rep.id, ()), today=day),
            best_hour=hours.get(rep.id),
            open_ends=open_ends.get(rep.id, 0),
            owed=owed.get(rep.id),
            goes_on=bool(calendar.list_counted(day + timedelta(days=1), monday + SUNDAY)),
            leads_only=rep.leads_only_on(day),
        )
        for rep, calendar in ((each.rep, each.calendar) for each in reps)
    }


async def _count_before(
    connection: AsyncConnection, until: Mapping[int, date | None], *, first: date
) -> dict[int, Counts]:
    """Return by rep what was done in the week before: all of it, or up to a day that counts as far (K4)."""
    found: dict[int, Counts] = {}
    for last in sorted({each or first + SUNDAY for each in until.values()}):
        rep_ids = [rep_id for rep_id, each in until.items() if (each or first + SUNDAY) == last]
        found |= await count_all_between(connection, rep_ids=rep_ids, first=first, last=last)
    return found


async def _find_owed(connection: AsyncConnection, rep_ids: Sequence[int], *, today: date) -> dict[int, Feedback]:
    """Return by rep the poor score of late because of which nothing was promised yet."""
    said = await list_feedback(connection, rep_ids=rep_ids, since=today - OWED_LATELY, only_contactable=True)
    said = [each for each in said if each.step_id is None]
    owed = {rep_id: find_owed([each for each in said if each.rep_id == rep_id], today=today) for rep_id in rep_ids}
    return {rep_id: each for rep_id, each in owed.items() if each is not None}


async def load_rep_month(
    connection: AsyncConnection, *, person: Person, calendar: WorkCalendar, month: date, today: date
) -> RepMonth:
    """Return the month that starts on ``month`` against the one before; ``today`` is the rep's local day.

    A month that is not over is set beside the same part of the one before, by the days that count (K4).
    """
    reps = [RepCalendar(person.rep, calendar)]
    until = find_same_part(calendar, month=month, today=today)
    return (await load_rep_months(connection, reps, month=month, today=today, before_until=until))[person.rep.id]


async def load_rep_months(
    connection: AsyncConnection,
    reps: Sequence[RepCalendar],
    *,
    month: date,
    today: date,
    before_until: date | None = None,
) -> dict[int, RepMonth]:
    """Return the same of several reps, by rep, in a handful of statements whatever their number.

    ``before_until`` is the last day of the part of the month before that is counted, None for all of it.
    """
    if not reps:
        return {}
    rep_ids, before = [each.rep.id for each in reps], find_month_before(month)
    spans = ((month, find_month_end(month)), (before, before_until or month - timedelta(days=1)))
    done, done_before = [
        await count_all_between(connection, rep_ids=rep_ids, first=first, last=last) for first, last in spans
    ]
    steps, steps_before = [
        await count_steps_by_rep(connection, rep_ids=rep_ids, first=first, last=last, today=today)
        for first, last in spans
    ]
    return {
        each.rep.id: RepMonth(
            month=month,
            days=each.calendar.count_days(month, find_month_end(month)),
            done=done.get(each.rep.id, {}),
            steps=steps.get(each.rep.id, Steps()),
            before=done_before.get(each.rep.id, {}),
            steps_before=steps_before.get(each.rep.id, Steps()),
            own_kinds=each.rep.own_kinds,
            before_until=before_until,
        )
        for each in reps
    }


async def _find_best_hours(connection: AsyncConnection, reps: Sequence[Rep], day: date) -> dict[int, int | None]:
    """Return the hour at which the calls of each rep reached people best, by rep; who did not call is absent."""
    calls: dict[int, dict[int, tuple[int, int]]] = {}
    for row in await review_rows.list_calls(connection, rep_ids=[rep.id for rep in reps], since=day - CALLS_LOOKED_AT):
        hours = calls.setdefault(row.rep_id, {})
        reached, every = hours.get(row.called_at.hour, (0, 0))
        hours[row.called_at.hour] = (reached + was_reached(row.note), every + 1)
    return {rep_id: find_best_hour(hours) for rep_id, hours in calls.items()}
