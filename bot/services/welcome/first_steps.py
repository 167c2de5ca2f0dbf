"""What somebody does in the first days: choose the hour of the plan, log the first contact, or not begin now."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.people.rhythm import Rhythm, move_morning
from bot.domain.rhythm.first_days import find_next_morning
from bot.domain.rhythm.occasions import MORNING_NUDGE
from bot.services.calendar.calendars import load_calendar
from bot.services.people.greeting import find_reminder
from bot.services.people.person_cache import Person
from bot.services.rhythm.plan_nudges import reset_next_moment
from bot.storage.database import Database
from bot.storage.people import newcomers as newcomer_rows
from bot.storage.people import people as people_rows


@dataclass(frozen=True, slots=True)
class FirstMorning:
    """When the plan comes for the first time: a local day and time."""

    day: date
    at: time


class Later(StrEnum):
    """What somebody hears who does not begin now: that there will be one reminder, none, or that nothing changes."""

    REMINDED = "later_reminded"
    QUIET = "later_quiet"
    BEGUN = "later_begun"


async def choose_hour(database: Database, *, person: Person, at: time, now: datetime) -> FirstMorning:
    """Save when the plan comes, the later messages of the day moving along, and return the first one; idempotent."""
    rep = person.rep

    async def work(connection: AsyncConnection) -> FirstMorning:
        rhythm = move_morning(rep.rhythm, at)
        await people_rows.change_rep(
            connection,
            workspace_id=rep.workspace_id,
            rep_id=rep.id,
            nudge_at=rhythm.morning_at,
            catch_up_at=rhythm.catch_up_at,
            wrap_up_at=rhythm.wrap_up_at,
        )
        await reset_next_moment(connection, workspace_id=rep.workspace_id, rep_id=rep.id, now=now)
        await newcomer_rows.mark_newcomer(connection, rep_id=rep.id, step="hour_chosen_at", now=now)
        return await _find_first_morning(connection, person, rhythm, now)

    return await database.write(work)


async def note_first_log(database: Database, *, person: Person, now: datetime) -> FirstMorning | None:
    """Save that a newcomer logged something; return when the bot comes back to it, once, if it is going to."""
    rep = person.rep

    async def work(connection: AsyncConnection) -> FirstMorning | None:
        is_first = await newcomer_rows.mark_newcomer(connection, rep_id=rep.id, step="first_logged_at", now=now)
        await people_rows.change_rep(connection, workspace_id=rep.workspace_id, rep_id=rep.id, is_newcomer=False)
        is_silent = rep.rhythm.is_paused or MORNING_NUDGE.kind in rep.rhythm.switched_off
        if not is_first or is_silent or rep.leads_only_on(now.astimezone(rep.zone).date()):
            return None
        return await _find_first_morning(connection, person, rep.rhythm, now)

    return await database.write(work)


async def find_later(database: Database, *, person: Person, now: datetime) -> Later:
    """Return what becomes of somebody who does not begin now."""
    if not person.rep.is_awaited:
        return Later.BEGUN
    async with database.reading() as connection:
        due_at = await find_reminder(connection, rep=person.rep)
    return Later.REMINDED if due_at is not None and due_at > now else Later.QUIET


async def _find_first_morning(
    connection: AsyncConnection, person: Person, rhythm: Rhythm, now: datetime
) -> FirstMorning:
    today = now.astimezone(person.rep.zone).date()
    calendar = await load_calendar(connection, person=person, since=today)
    day = find_next_morning(calendar, at=rhythm.morning_at, zone=person.rep.zone, now=now)
    return FirstMorning(day, rhythm.morning_at)
