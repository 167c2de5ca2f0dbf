"""What the bot answers about the days on which a company differs from its country (R4)."""

from collections.abc import Awaitable, Callable
from datetime import date

from bot.domain.calendar.company_words import CompanyDays, read_company_days
from bot.domain.calendar.errors import CompanyDaysUnclear
from bot.domain.calendar.free_words import DaysPassed, DaysTooMany, DaysUnclear
from bot.domain.people.errors import ManagersOnly
from bot.messages.calendar.company_days import build_company_days_list, build_company_days_set
from bot.messages.text.message import Message
from bot.ports import Directory
from bot.services.bot import Bot
from bot.services.people.people_book import Person
from bot.storage.calendar import calendars as calendar_rows

Answer = Callable[[Bot, Person, str, Directory], Awaitable[Message]]


async def answer_company(bot: Bot, person: Person, text: str, _directory: Directory | None = None) -> Message:
    """Note days for the whole company, or list those ahead when nothing was said.

    Raises:
        ManagersOnly: the rep does not lead.
        CompanyDaysUnclear: no days can be read, or they cannot be.
    """
    if not text.strip():
        return await _list_days(bot, person)
    _check_may(person)
    try:
        days = read_company_days(text, today=_find_today(bot, person))
    except (DaysUnclear, DaysPassed, DaysTooMany) as error:
        raise CompanyDaysUnclear from error
    await _store(bot, person, days)
    return build_company_days_set(bot.speak(person.rep), days, ritme=bot.commands.ritme)


async def answer_not_company_day(bot: Bot, *, person: Person, day_id: int) -> Message:
    """Let the company follow its country again on a day, and list what is left.

    Raises:
        ManagersOnly: the rep does not lead.
    """
    _check_may(person)
    workspace_id = person.workspace.id
    await bot.database.write(
        lambda connection: calendar_rows.remove_company_day(connection, workspace_id=workspace_id, day_id=day_id)
    )
    return await _list_days(bot, person)


async def _store(bot: Bot, person: Person, days: CompanyDays) -> None:
    unnamed = bot.speak(person.rep).plain("company_days.unnamed_worked" if days.is_worked else "company_days.unnamed")
    await bot.database.write(
        lambda connection: calendar_rows.set_company_days(
            connection, workspace_id=person.workspace.id, days=days.list_days(unnamed=unnamed)
        )
    )


async def _list_days(bot: Bot, person: Person) -> Message:
    today = _find_today(bot, person)
    async with bot.database.reading() as connection:
        found = await calendar_rows.list_company_days(connection, workspace_ids=[person.workspace.id])
    ahead = [day for day in found.get(person.workspace.id, ()) if day.day >= today]
    return build_company_days_list(
        bot.speak(person.rep), ahead, may_change=person.rep.role.leads, ritme=bot.commands.ritme
    )


def _check_may(person: Person) -> None:
    if not person.rep.role.leads:
        raise ManagersOnly


def _find_today(bot: Bot, person: Person) -> date:
    return bot.now().astimezone(person.rep.zone).date()


COMPANY_ANSWERS: dict[str, Answer] = dict.fromkeys(("bedrijf", "company"), answer_company)
