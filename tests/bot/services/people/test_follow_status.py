"""A profile status that announces an absence marks days as free, if the rep allows it, and undoes that when it ends."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.ports import Away, Profile
from bot.services.bot import Bot
from bot.services.calendar.absences import list_free_days
from bot.services.people.person_cache import Person
from handlers.slack.people import read_status
from tests.bot.services.calendar.test_calendar_answers import ask
from tests.conftest import StillClock

PROFILE = Profile(external_id="UANNA", name="Anna de Wit", timezone="Europe/Amsterdam", locale="nl-NL", workspace="T1")
# Friday 27 March, midnight in Amsterdam.
MIDNIGHT = datetime(2026, 3, 27, 23, tzinfo=UTC)


async def set_status(bot: Bot, away: Away | None) -> None:
    await bot.people.follow_profile(replace(PROFILE, away=away), now=bot.now())


async def list_free(bot: Bot, person: Person) -> list[tuple[date, date, str]]:
    free = await list_free_days(bot.database, person=person, now=bot.now())
    return [(absence.first_day, absence.last_day, absence.reason) for absence in free.absences]


async def test_nobody_is_free_by_a_status_without_having_asked_for_it(bot: Bot, anna: Person) -> None:
    await set_status(bot, Away(until=MIDNIGHT))
    assert await list_free(bot, anna) == []


async def test_a_holiday_status_makes_free_until_it_ends(bot: Bot, anna: Person) -> None:
    [answer] = await ask(bot, anna, "status aan")
    assert answer == ("Zet je Slack-status op vakantie of ziek, dan ben je voor mij vrij tot die status afloopt.")
    await set_status(bot, Away(until=MIDNIGHT))
    await set_status(bot, Away(until=MIDNIGHT))
    assert await list_free(bot, anna) == [(date(2026, 3, 18), date(2026, 3, 27), "vakantie")]


async def test_a_status_without_an_end_is_believed_for_two_weeks(bot: Bot, anna: Person) -> None:
    await ask(bot, anna, "status on")
    await set_status(bot, Away(is_sick=True))
    assert await list_free(bot, anna) == [(date(2026, 3, 18), date(2026, 4, 1), "ziek")]


async def test_a_status_that_goes_gives_the_days_back(bot: Bot, anna: Person, clock: StillClock) -> None:
    await ask(bot, anna, "status aan")
    await set_status(bot, Away(until=MIDNIGHT))
    clock.move(days=2)
    await set_status(bot, None)
    # Wednesday and Thursday were free; work resumes on Friday.
    assert await list_free(bot, anna) == []
    clock.move(days=-2)
    assert await list_free(bot, anna) == [(date(2026, 3, 18), date(2026, 3, 19), "vakantie")]


async def test_own_free_days_stay_what_they_are(bot: Bot, anna: Person) -> None:
    await ask(bot, anna, "status aan")
    await ask(bot, anna, "vrij vrijdag")
    await set_status(bot, Away(until=MIDNIGHT))
    await set_status(bot, None)
    assert await list_free(bot, anna) == [(date(2026, 3, 20), date(2026, 3, 20), "")]


@pytest.mark.parametrize(
    ("emoji", "text", "ends", "away"),
    [
        (":palm_tree:", "Vacationing", 1774652400, Away(until=MIDNIGHT)),
        (":palm_tree:", "", 0, Away()),
        (":face_with_thermometer:", "Out sick", 0, Away(is_sick=True)),
        ("", "vakantie tot maandag", 0, Away()),
        ("", "Ziek", 0, Away(is_sick=True)),
        (":house_with_garden:", "Working remotely", 0, None),
        (":spiral_calendar_pad:", "In a meeting", 1774652400, None),
        ("", "", 0, None),
    ],
)
def test_slacks_statuses_are_read(emoji: str, text: str, ends: int, away: Away | None) -> None:
    shown = {"status_emoji": emoji, "status_text": text, "status_expiration": ends}
    assert read_status(shown) == away
