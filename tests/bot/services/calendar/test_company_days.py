"""Company days, off or worked, set by a manager and applied to all calendars."""

from datetime import date, timedelta

import pytest

from bot.domain.calendar.errors import CompanyDayGone, CompanyDaysUnclear
from bot.domain.calendar.workdays import OffKind
from bot.domain.people.errors import ManagersOnly
from bot.messages.text.button_values import CompanyDayRef
from bot.services.bot import Bot
from bot.services.calendar.calendars import load_calendar
from bot.services.people.person_cache import Person, PersonCache
from tests.bot.services.calendar.test_calendar_answers import ask
from tests.conftest import StillClock, identify
from tests.interactions import press


@pytest.fixture
async def ben(people: PersonCache, clock: StillClock, anna: Person) -> Person:  # noqa: ARG001 - Anna comes first
    """A rep who is not a manager."""
    return await identify(people, clock, "UBEN", "Ben Bakker")


async def judge(bot: Bot, person: Person, day: date) -> str:
    async with bot.database.reading() as connection:
        judged = (await load_calendar(connection, person=person, since=day)).judge(day)
    return judged.off.reason if judged.off else "worked"


async def test_a_day_off_for_everybody_is_in_everybodys_calendar(bot: Bot, anna: Person, ben: Person) -> None:
    assert await ask(bot, anna, "bedrijf vrij 24 december kerstsluiting") == [
        "Het hele bedrijf is vrij: do 24 dec (kerstsluiting). Niemand hoort dan van me.",
    ]
    assert await judge(bot, ben, date(2026, 12, 24)) == f"{OffKind.HOLIDAY}: kerstsluiting"


async def test_a_holiday_can_be_worked(bot: Bot, anna: Person, ben: Person) -> None:
    assert (await judge(bot, ben, date(2026, 4, 6))).startswith(OffKind.HOLIDAY)
    assert (await ask(bot, anna, "company works 6 april"))[0] == (
        "Er wordt gewoon gewerkt: ma 6 apr, ook als de kalender een feestdag kent."
    )
    assert await judge(bot, ben, date(2026, 4, 6)) == "worked"


async def test_a_span_of_days_is_listed_day_by_day_and_taken_back(bot: Bot, anna: Person) -> None:
    await ask(bot, anna, "bedrijf dicht 28 t/m 30 december inventaris")
    assert await ask(bot, anna, "bedrijf") == [
        "Dagen van het bedrijf",
        "maandag 28 december · vrij · inventaris",
        "dinsdag 29 december · vrij · inventaris",
        "woensdag 30 december · vrij · inventaris",
    ]
    message = await press(bot, "company_back", CompanyDayRef(1), person=anna)
    assert message.lines[1] == "dinsdag 29 december · vrij · inventaris"


async def test_what_was_said_last_of_a_day_holds(bot: Bot, anna: Person) -> None:
    await ask(bot, anna, "bedrijf vrij 24 december")
    await ask(bot, anna, "bedrijf vrij 24 december kerst")
    assert (await ask(bot, anna, "bedrijf"))[1:] == ["donderdag 24 december · vrij · kerst"]


async def test_only_who_leads_changes_the_companys_days(bot: Bot, anna: Person, ben: Person) -> None:
    await ask(bot, anna, "bedrijf vrij 24 december")
    with pytest.raises(ManagersOnly):
        await ask(bot, ben, "bedrijf vrij 25 maart")
    with pytest.raises(ManagersOnly):
        await press(bot, "company_back", CompanyDayRef(1), person=ben)
    assert await ask(bot, ben, "bedrijf") == [
        "Dagen van het bedrijf",
        "donderdag 24 december · vrij · bedrijf gesloten",
    ]


@pytest.mark.parametrize("said", ["vrij ooit", "feest 24 december", "vrij 1 januari 2026", "vrij 1 april t/m 1 juni"])
async def test_what_cannot_be_read_changes_nothing(bot: Bot, anna: Person, said: str) -> None:
    with pytest.raises(CompanyDaysUnclear):
        await ask(bot, anna, f"bedrijf {said}")
    assert (await ask(bot, anna, "bedrijf"))[0] == "Het bedrijf volgt gewoon de feestdagen van het land."


async def test_another_company_keeps_its_own_days(
    bot: Bot, anna: Person, people: PersonCache, clock: StillClock
) -> None:
    stranger = await identify(people, clock, "UANNA", "Anna de Wit", workspace="T2")
    await ask(bot, anna, "bedrijf vrij 24 december")
    with pytest.raises(CompanyDayGone):
        await press(bot, "company_back", CompanyDayRef(1), person=stranger)
    assert await judge(bot, stranger, date(2026, 12, 24)) == "worked"
    assert await judge(bot, anna, date(2026, 12, 24)) == f"{OffKind.HOLIDAY}: bedrijf gesloten"


async def test_school_holidays_are_a_hint_where_the_region_is_known(bot: Bot, anna: Person, clock: StillClock) -> None:
    assert not any("Schoolvakanties" in line for line in await ask(bot, anna, "vrij"))
    await ask(bot, anna, "regio noord")
    clock.moment += timedelta(days=100)
    # From 26 June: the summer holiday of the northern region begins on 4 July, the autumn holiday on 10 October.
    hint = next(line for line in await ask(bot, anna, "vrij") if line.startswith("Schoolvakanties"))
    assert hint == (
        "Schoolvakanties (dan is het stil bij klanten): Zomervakantie za 4 jul t/m zo 16 aug, "
        "Herfstvakantie za 10 okt t/m zo 18 okt."
    )
