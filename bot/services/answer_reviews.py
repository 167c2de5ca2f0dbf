"""A rep's week and month, asked for at any moment (R8)."""

from bot.messages.reviews.rep_review import build_month_review, build_week_review
from bot.messages.text.message import Message
from bot.ports import Directory
from bot.services.bot import Bot
from bot.services.calendar.calendars import read_calendar
from bot.services.people.people_book import Person
from bot.services.reviews.review_rep import read_rep_month, read_rep_week


async def _answer_week(bot: Bot, person: Person, _rest: str, _directory: Directory) -> Message:
    today = bot.now().astimezone(person.rep.zone).date()
    async with bot.database.reading() as connection:
        calendar = await read_calendar(connection, person=person, since=today.replace(day=1, month=1))
        week = await read_rep_week(connection, person=person, calendar=calendar, day=today, today=today)
    return build_week_review(bot.speak(person.rep), week)


async def _answer_month(bot: Bot, person: Person, _rest: str, _directory: Directory) -> Message:
    today = bot.now().astimezone(person.rep.zone).date()
    async with bot.database.reading() as connection:
        calendar = await read_calendar(connection, person=person, since=today.replace(day=1, month=1))
        month = await read_rep_month(
            connection, person=person, calendar=calendar, month=today.replace(day=1), today=today
        )
    return build_month_review(bot.speak(person.rep), month)


REVIEW_ANSWERS = {"week": _answer_week, **dict.fromkeys(("maand", "month"), _answer_month)}
