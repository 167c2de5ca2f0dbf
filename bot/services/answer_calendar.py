"""What the bot answers about working days: free days, the usual week, whose holidays, and the year (R4, R5)."""

from collections.abc import Awaitable, Callable

import holidays

from bot.domain.calendar.errors import CountryOrRegionUnknown, FreeDaysUnclear, WeekUnclear
from bot.domain.calendar.free_words import DaysPassed, DaysTooMany, DaysUnclear, read_free_days, read_work_week
from bot.domain.calendar.workdays import CountryUnknown, RegionUnknown, find_subdivision, list_holidays
from bot.domain.reviews.year import count_year
from bot.messages.calendar.free_days import (
    build_free_list,
    build_freed,
    build_place_set,
    build_status_set,
    build_taken_back,
    build_week_set,
)
from bot.messages.home.home_settings import name_week
from bot.messages.reviews.year import build_year
from bot.messages.text.message import Message
from bot.ports import Directory
from bot.services.bot import Bot
from bot.services.calendar.absences import add_free_days, list_free_days, take_back_free_days
from bot.services.calendar.calendars import read_calendar
from bot.services.people.people_book import Person
from bot.services.rhythm.change_week import change_week
from bot.storage.log.activities import count_year_done
from bot.storage.people.people import change_rep

Answer = Callable[[Bot, Person, str, Directory], Awaitable[Message]]

# Words that say by themselves why somebody is free.
REASON_WORDS = ("ziek", "sick", "vakantie", "holiday", "vacation")
KNOWN_COUNTRIES = "NL, BE, DE, LU"
SWITCH_WORDS = {"aan": True, "on": True, "uit": False, "off": False}


async def answer_free(bot: Bot, *, person: Person, text: str) -> Message:
    """Note free days as they were said, or list those ahead when nothing was said.

    Raises:
        FreeDaysUnclear: no days can be read, or they cannot be.
    """
    words = bot.speak(person.rep)
    if not text.strip():
        found = await list_free_days(bot.database, person=person, now=bot.now())
        return build_free_list(words, found, ritme=bot.commands.ritme)
    today = bot.now().astimezone(person.rep.zone).date()
    try:
        free = read_free_days(text, today=today)
    except (DaysUnclear, DaysPassed, DaysTooMany) as error:
        raise FreeDaysUnclear(ERROR_CODES[type(error)]) from error
    freed = await add_free_days(bot.database, person=person, free=free, now=bot.now())
    return build_freed(words, freed.absence, cost=freed.cost)


async def answer_not_free(bot: Bot, *, person: Person, absence_id: int) -> Message:
    """Take free days back."""
    await take_back_free_days(bot.database, rep=person.rep, absence_id=absence_id)
    return build_taken_back(bot.speak(person.rep))


async def _answer_free(bot: Bot, person: Person, rest: str, _directory: Directory) -> Message:
    return await answer_free(bot, person=person, text=rest)


def _make_free_answer(reason: str) -> Answer:
    async def answer(bot: Bot, person: Person, rest: str, _directory: Directory) -> Message:
        return await answer_free(bot, person=person, text=f"{reason} {rest}")

    return answer


async def _answer_week(bot: Bot, person: Person, rest: str, _directory: Directory) -> Message:
    words, week = bot.speak(person.rep), person.rep.week
    if rest:
        try:
            week = read_work_week(rest)
        except DaysUnclear as error:
            raise WeekUnclear from error
        await _change(bot, person, week=week.code)
    return build_week_set(words, days=week.days, week=name_week(words, week.code))


async def _answer_country(bot: Bot, person: Person, rest: str, _directory: Directory) -> Message:
    country = rest.strip().upper() or person.rep.country or person.workspace.country
    try:
        list_holidays(country, bot.now().year)
    except CountryUnknown as error:
        raise CountryOrRegionUnknown(rest, KNOWN_COUNTRIES) from error
    if rest:
        await _change(bot, person, country=country, region=None)
    return build_place_set(bot.speak(person.rep), country=country, region=None if rest else person.rep.region)


async def _answer_region(bot: Bot, person: Person, rest: str, _directory: Directory) -> Message:
    country = person.rep.country or person.workspace.country
    try:
        region = find_subdivision(country, rest.strip())
    except RegionUnknown as error:
        known = ", ".join(holidays.country_holidays(country).subdivisions)
        raise CountryOrRegionUnknown(rest, known or country) from error
    if rest:
        await _change(bot, person, region=region)
    return build_place_set(bot.speak(person.rep), country=country, region=region or person.rep.region)


async def _answer_status(bot: Bot, person: Person, rest: str, _directory: Directory) -> Message:
    chosen = SWITCH_WORDS.get(rest.strip().casefold())
    if chosen is not None:
        rep = person.rep
        await bot.database.write(
            lambda connection: change_rep(
                connection, workspace_id=rep.workspace_id, rep_id=rep.id, follows_status=chosen
            )
        )
        bot.people.forget(person)
    is_on = person.rep.follows_status if chosen is None else chosen
    return build_status_set(bot.speak(person.rep), is_on=is_on, ritme=bot.commands.ritme)


async def _answer_year(bot: Bot, person: Person, _rest: str, _directory: Directory) -> Message:
    rep = person.rep
    today = bot.now().astimezone(rep.zone).date()
    async with bot.database.reading() as connection:
        calendar = await read_calendar(connection, person=person, since=today.replace(month=1, day=1))
        done = await count_year_done(connection, rep_id=rep.id, year=today.year)
    return build_year(bot.speak(rep), count_year(calendar=calendar, targets=rep.targets, done=done, today=today))


async def _change(bot: Bot, person: Person, **values: str | None) -> None:
    await change_week(bot.database, rep=person.rep, values=values, now=bot.now())
    bot.people.forget(person)


ERROR_CODES: dict[type[ValueError], str] = {DaysUnclear: "unclear", DaysPassed: "passed", DaysTooMany: "too_many"}
CALENDAR_ANSWERS: dict[str, Answer] = {
    **dict.fromkeys(("vrij", "off", "free"), _answer_free),
    **{reason: _make_free_answer(reason) for reason in REASON_WORDS},
    **dict.fromkeys(("werkdagen", "workdays", "patroon", "pattern"), _answer_week),
    **dict.fromkeys(("land", "country"), _answer_country),
    **dict.fromkeys(("regio", "region"), _answer_region),
    "status": _answer_status,
    **dict.fromkeys(("jaar", "year"), _answer_year),
}
