"""The answer to a contact that was stored, with what its deal and the rep's habits add to it (V1, V2)."""

from datetime import timedelta

from bot.domain.home.day import Afterthought, Logged
from bot.domain.log.activity import Entry
from bot.domain.log.step_habits import suggest_steps
from bot.messages.log.activity_logged import build_activity_logged, lacks_next_step
from bot.messages.text.message import Message
from bot.services.bot import Bot
from bot.services.calendar.calendars import read_calendar
from bot.services.people.people_book import Person
from bot.storage.deals import deals as deal_rows
from bot.storage.log import next_steps as step_rows

STEPS_LOOKED_AT = 60


async def answer_logged(
    bot: Bot, *, person: Person, logged: Logged, changed: bool = False, none_agreed: bool = False
) -> Message:
    """Say what was stored; ``none_agreed`` says that no next step was agreed, so that nobody asks again."""
    after = await read_afterthought(bot, person=person, entry=logged.entry, asks=not none_agreed)
    words = bot.speak(person.rep)
    return build_activity_logged(words, logged, after=after, changed=changed, none_agreed=none_agreed)


async def read_afterthought(bot: Bot, *, person: Person, entry: Entry, asks: bool = True) -> Afterthought:
    """Return what belongs under an answer; nothing is looked up for a contact that needs nothing."""
    asks = asks and lacks_next_step(entry)
    if entry.deal_id is None and not asks:
        return Afterthought()
    async with bot.database.reading() as connection:
        deal = None
        if entry.deal_id is not None:
            deal = await deal_rows.find_deal(connection, workspace_id=person.workspace.id, deal_id=entry.deal_id)
        if not asks:
            return Afterthought(deal=deal)
        today = bot.now().astimezone(person.rep.zone).date()
        past = await step_rows.list_latest_moments(connection, rep_id=person.rep.id, limit=STEPS_LOOKED_AT)
        calendar = await read_calendar(connection, person=person, since=today - timedelta(days=1))
    moments = suggest_steps(past, today=today, is_worked=lambda day: calendar.judge(day).part is not None)
    return Afterthought(deal=deal, moments=moments)
