"""Load one person's morning, as the dispatcher does for a batch."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.services.calendar.calendars import load_companies, load_rep_calendars
from bot.services.hints.hint_context import HintContext, load_hint_contexts
from bot.services.people.person_cache import Person


async def look_at_morning(connection: AsyncConnection, person: Person, *, now: datetime) -> HintContext:
    """Return the morning of a person."""
    companies = await load_companies(connection, {person.workspace.id: person.workspace})
    calendars = await load_rep_calendars(connection, [person.rep], companies=companies, since=now.date())
    [look] = await load_hint_contexts(connection, [person], calendars=calendars, companies=companies, now=now)
    return look
