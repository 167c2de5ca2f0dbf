"""What belongs under the answer to a contact: its deal, and days that suit its next step (V1, V2)."""

from datetime import datetime, timedelta

from bot.domain.home.day import Afterthought
from bot.domain.log.activity import Entry
from bot.domain.log.step_habits import suggest_steps
from bot.messages.log.activity_logged import lacks_next_step
from bot.services.calendar.calendars import read_calendar
from bot.services.people.people_book import Person
from bot.storage.database import Database
from bot.storage.deals import deals as deal_rows
from bot.storage.log import next_steps as step_rows

STEPS_LOOKED_AT = 60


async def read_afterthought(
    database: Database, *, person: Person, entry: Entry, now: datetime, asks: bool = True
) -> Afterthought:
    """Return what belongs under an answer; nothing is read for a contact that needs nothing."""
    asks = asks and lacks_next_step(entry)
    if entry.deal_id is None and not asks:
        return Afterthought()
    async with database.reading() as connection:
        deal = None
        if entry.deal_id is not None:
            deal = await deal_rows.find_deal(connection, workspace_id=person.workspace.id, deal_id=entry.deal_id)
        if not asks:
            return Afterthought(deal=deal)
        today = now.astimezone(person.rep.zone).date()
        past = await step_rows.list_latest_moments(connection, rep_id=person.rep.id, limit=STEPS_LOOKED_AT)
        calendar = await read_calendar(connection, person=person, since=today - timedelta(days=1))
    moments = suggest_steps(past, today=today, is_worked=lambda day: calendar.judge(day).part is not None)
    return Afterthought(deal=deal, moments=moments)
