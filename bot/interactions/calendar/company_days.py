"""Handlers for days on which a company differs from its country's calendar (R4)."""

from datetime import date

from bot.domain.calendar.company_words import parse_company_days
from bot.domain.calendar.errors import CompanyDaysUnclear
from bot.domain.calendar.free_words import DaysPassed, DaysTooMany, DaysUnclear
from bot.interactions.interaction import Handlers, Interaction, Reply
from bot.messages.calendar.company_days import build_company_days_list, build_company_days_set
from bot.messages.text.button_values import CompanyDayRef
from bot.services.bot import Bot
from bot.services.calendar.company_days import (
    check_may_set_days,
    list_company_days,
    remove_company_day,
    set_company_days,
)
from bot.services.people.person_cache import Person


async def change_company_days(bot: Bot, interaction: Interaction) -> Reply:
    """Store company days, or list the coming ones when no text was typed."""
    person = interaction.person
    if not interaction.text.strip():
        return await _list_days(bot, person)
    check_may_set_days(person)
    try:
        days = parse_company_days(interaction.text, today=_find_today(bot, person))
    except (DaysUnclear, DaysPassed, DaysTooMany) as error:
        raise CompanyDaysUnclear from error
    words = bot.speak(person.rep)
    unnamed = words.plain("company_days.unnamed_worked" if days.is_worked else "company_days.unnamed")
    await set_company_days(bot.database, person=person, days=days, unnamed=unnamed)
    return Reply(message=build_company_days_set(words, days))


async def cancel(bot: Bot, interaction: Interaction) -> Reply:
    """Remove a company day, so that the country's calendar applies again, and list the remaining ones."""
    day_id = interaction.read(CompanyDayRef).day_id
    await remove_company_day(bot.database, person=interaction.person, day_id=day_id)
    return await _list_days(bot, interaction.person)


async def _list_days(bot: Bot, person: Person) -> Reply:
    ahead = await list_company_days(bot.database, person=person, today=_find_today(bot, person))
    message = build_company_days_list(bot.speak(person.rep), ahead, may_change=person.rep.role.leads)
    return Reply(message=message)


def _find_today(bot: Bot, person: Person) -> date:
    return bot.now().astimezone(person.rep.zone).date()


BUTTONS: Handlers = {"company_back": cancel}
WORDS: Handlers = dict.fromkeys(("bedrijf", "company"), change_company_days)
