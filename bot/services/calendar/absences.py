"""A rep's absences: add, cancel, and list together with public holidays (R4)."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.calendar.errors import FreeDaysGone
from bot.domain.calendar.free_list import FreeList
from bot.domain.calendar.free_words import SICK, FreeDays
from bot.domain.calendar.school_holidays import list_school_holidays
from bot.domain.calendar.workdays import Absence, DayPart, WorkCalendar
from bot.domain.log.next_steps import AgreedStep
from bot.domain.people.people import Rep
from bot.services.calendar.calendars import load_calendar
from bot.services.people.person_cache import Person
from bot.storage.calendar import calendars as calendar_rows
from bot.storage.calendar.calendars import NewAbsence
from bot.storage.database import Database
from bot.storage.deals.stalls import review_again
from bot.storage.log.next_steps import list_steps_between

# How far ahead public holidays are listed.
HOLIDAYS_AHEAD = timedelta(days=90)
SCHOOL_AHEAD = timedelta(days=120)
# More than this in one leave are moved from the list of steps.
STEPS_LISTED = 8


@dataclass(frozen=True, slots=True)
class StoredFreeDays:
    """The absences as stored, and how many workdays they cost (a half day is 0.5).

    ``steps`` are the rep's open steps that fall on whole days off, ``back_on`` is the first working day after them.
    """

    absence: Absence
    cost: float
    steps: tuple[AgreedStep, ...]
    back_on: date


async def add_free_days(database: Database, *, person: Person, free: FreeDays, now: datetime) -> StoredFreeDays:
    """Store absences, and return how many workdays they cost.

    Idempotent without a request key: the days are unique for a rep.
    """
    rep = person.rep

    async def work(connection: AsyncConnection) -> StoredFreeDays:
        absence = NewAbsence(
            workspace_id=rep.workspace_id,
            rep_id=rep.id,
            first_day=free.first_day,
            last_day=free.last_day,
            part=free.part,
            reason=free.reason,
            created_at=now,
        )
        await calendar_rows.add_absence(connection, absence)
        await review_again(connection, owner_id=rep.id)
        after = await load_calendar(connection, person=person, since=free.first_day)
        stored = next(
            each
            for each in after.absences
            if (each.first_day, each.last_day, each.part) == (free.first_day, free.last_day, free.part)
        )
        # Told again they cost the same: what they cost is what the days would be without them.
        others = tuple(absence for absence in after.absences if absence is not stored)
        return StoredFreeDays(
            absence=stored,
            cost=_count_cost(replace(after, absences=others), after, free),
            steps=await _list_steps(connection, rep, stored, today=now.astimezone(rep.zone).date()),
            back_on=after.find_worked_day(free.last_day, step=1),
        )

    return await database.write(work)


async def _list_steps(
    connection: AsyncConnection, rep: Rep, absence: Absence, *, today: date
) -> tuple[AgreedStep, ...]:
    """Return the open steps that cannot be kept because of an absence; of one that passed the mornings speak."""
    if absence.part is not DayPart.WHOLE or absence.last_day < today:
        return ()
    found = await list_steps_between(
        connection, rep_id=rep.id, first=absence.first_day, last=absence.last_day, limit=STEPS_LISTED
    )
    return tuple(found)


async def cancel_free_days(database: Database, *, rep: Rep, absence_id: int) -> None:
    """Delete a rep's absence.

    Raises:
        FreeDaysGone: it does not exist (any more), or is another rep's.
    """

    async def work(connection: AsyncConnection) -> None:
        if not await calendar_rows.remove_absence(connection, rep_id=rep.id, absence_id=absence_id):
            raise FreeDaysGone
        await review_again(connection, owner_id=rep.id)

    await database.write(work)


async def take_back_today(database: Database, *, rep: Rep, now: datetime, sick_only: bool) -> Absence | None:
    """Make today a workday again, and return the days that were taken back as one absence; None when none was typed.

    Sickness is taken back from today on; other free days, unless ``sick_only``, when they are of today alone.
    """
    today = now.astimezone(rep.zone).date()

    async def work(connection: AsyncConnection) -> Absence | None:
        known = await calendar_rows.list_absences_from(connection, rep_id=rep.id, source="typed", since=today)
        taken = [each for each in known if each.covers(today) and _can_end(each, today, sick_only=sick_only)]
        for absence in taken:
            if absence.first_day < today:
                yesterday = today - timedelta(days=1)
                await calendar_rows.change_absence(connection, absence_id=absence.id, last_day=yesterday)
            else:
                await calendar_rows.remove_absence(connection, rep_id=rep.id, absence_id=absence.id)
        if not taken:
            return None
        await review_again(connection, owner_id=rep.id)
        longest = max(taken, key=lambda absence: absence.last_day)
        return replace(longest, first_day=today)

    return await database.write(work)


def _can_end(absence: Absence, today: date, *, sick_only: bool) -> bool:
    is_of_today = absence.first_day == absence.last_day == today
    return absence.reason in SICK or (is_of_today and not sick_only)


async def list_free_days(database: Database, *, person: Person, now: datetime) -> FreeList:
    """Return a rep's coming absences and public holidays."""
    today = now.astimezone(person.rep.zone).date()
    async with database.reading() as connection:
        calendar = await load_calendar(connection, person=person, since=today)
    return FreeList(
        absences=calendar.absences,
        holidays=tuple(calendar.list_holidays_ahead(today, HOLIDAYS_AHEAD)),
        school_holidays=list_school_holidays(
            country=calendar.country, region=calendar.region, first=today, last=today + SCHOOL_AHEAD
        ),
    )


def _count_cost(before: WorkCalendar, after: WorkCalendar, free: FreeDays) -> float:
    span = (free.first_day, free.last_day)
    return before.count_worked_days(*span) - after.count_worked_days(*span)
