"""When a contact answers is learned from hours that were said, never from the hour of typing (V4, K7)."""

from datetime import time

import pytest
from sqlalchemy import select

from bot.domain.log.reach import GoodHours
from bot.interactions.table import BUTTONS
from bot.services.bot import Bot
from bot.services.log.load_reach import load_reach
from bot.services.people.person_cache import Person
from bot.storage.tables.log import activities
from tests.conftest import StillClock, Talk
from tests.interactions import interact

QUESTION = "Hoe laat had je ze aan de lijn? Dan leer ik wanneer ze opnemen."


async def read_hours(bot: Bot) -> list[time | None]:
    async with bot.database.reading() as connection:
        found = await connection.execute(select(activities.c.called_at).order_by(activities.c.id))
    return list(found.scalars())


async def test_k7_the_hour_of_a_call_is_the_one_that_was_said_and_never_that_of_typing(
    bot: Bot, talk: Talk, clock: StillClock, accounts: dict[str, int]
) -> None:
    for _ in range(6):
        await talk.says("gebeld met Acme, goed gesprek")
        clock.move(days=1)
    async with bot.database.reading() as connection:
        assert (await load_reach(connection, rep=talk.person.rep, account_id=accounts["Acme"])).hours is None
    for _ in range(5):
        await talk.says("om 8u gebeld met Acme, goed gesprek")
        clock.move(days=1)
    async with bot.database.reading() as connection:
        found = await load_reach(connection, rep=talk.person.rep, account_id=accounts["Acme"])
    assert found.hours == GoodHours(begin=8, end=10, answered=5, calls=5)


async def test_v4_it_is_asked_at_most_once_a_week_where_calls_are_made_more_often(
    bot: Bot, talk: Talk, clock: StillClock
) -> None:
    asked = []
    for day in range(12):
        lines = await talk.says("gebeld met Acme, goed gesprek")
        asked += [day] if QUESTION in lines else []
        clock.move(days=1)
        talk.person = await _meet(bot, talk)
    assert asked == [2, 9]


@pytest.mark.parametrize(("label", "hour"), [("8-10 uur", time(9)), ("10-12 uur", time(11)), ("Weet niet meer", None)])
async def test_v4_one_tap_says_when_the_call_was(label: str, hour: time | None, bot: Bot, talk: Talk) -> None:
    lines = [await talk.says("gebeld met Acme, goed gesprek") for _ in range(3)]
    assert [QUESTION in each for each in lines] == [False, False, True]
    for _ in range(2):
        pressed = interact(talk.person, request_key="pressed", value=talk.value_of(label))
        reply = await BUTTONS["call_hour"](bot, pressed)
        assert reply.message is not None
        assert QUESTION not in reply.message.lines
    assert await read_hours(bot) == [None, None, hour]


async def test_v4_a_line_with_several_calls_asks_one_hour_below_its_own_call(bot: Bot, talk: Talk) -> None:
    for name in ("Acme", "Jansen Metaal"):
        for _ in range(2):
            await talk.says(f"gebeld met {name}, goed gesprek")
    lines = await talk.says("2 mails; gebeld met Acme, goed gesprek; gebeld met Jansen Metaal, goed gesprek")
    assert lines.count(QUESTION) == 1
    assert lines.index("✓ Telefoontje · Acme") < lines.index(QUESTION) < lines.index("✓ Telefoontje · Jansen Metaal")
    for _ in range(2):
        pressed = interact(talk.person, request_key="pressed", value=talk.value_of("8-10 uur"))
        reply = await BUTTONS["call_hour"](bot, pressed)
        assert reply.message is not None
        assert reply.message.lines == [line for line in lines if line != QUESTION]
    assert await read_hours(bot) == [None] * 5 + [time(9), None]


async def test_v4_a_call_that_did_not_get_through_is_not_asked_about(talk: Talk) -> None:
    for _ in range(4):
        assert QUESTION not in await talk.says("gebeld met Acme, geen gehoor")


async def _meet(bot: Bot, talk: Talk) -> Person:
    known = await bot.people.find(talk.person.workspace.external_id, talk.person.rep.external_id, now=bot.now())
    assert known is not None
    return known
