"""What keeps a promise, and what becomes of it when another is made: told and never lost (V2, K9, K12)."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.interactions.agenda import show_agenda
from bot.interactions.log.entries import BUTTONS
from bot.services.bot import Bot
from bot.storage.tables.log import next_steps
from tests.conftest import StillClock, Talk
from tests.interactions import interact


async def list_steps(bot: Bot) -> list[tuple[str, str]]:
    """Return the day of every step, with its state."""
    async with bot.database.reading() as connection:
        query = select(next_steps.c.due_on, next_steps.c.state).order_by(next_steps.c.id)
        return [(f"{row.due_on:%d-%m}", row.state) for row in await connection.execute(query)]


@pytest.mark.parametrize(
    ("agreed", "before", "then", "kept"),
    [
        (
            "called Acme, demo tomorrow at 2pm",
            "emailed Acme the agenda",
            "called Acme",
            "Afspraak van do 19 mrt nagekomen. Dat merken ze.",
        ),
        (
            "gebeld met Acme, morgen 14:00 langs",
            "gebeld met Acme",
            "bezoek Acme",
            "Afspraak van do 19 mrt nagekomen. Dat merken ze.",
        ),
        (
            "bezoek Acme, morgen offerte sturen",
            "gebeld met Acme",
            "offerte gemaild naar Acme",
            "Afspraak van do 19 mrt nagekomen. Dat merken ze.",
        ),
    ],
)
async def test_what_does_not_fit_leaves_a_promise_open_and_what_fits_keeps_it(
    bot: Bot, talk: Talk, clock: StillClock, agreed: str, before: str, then: str, kept: str
) -> None:
    await talk.says(agreed)
    clock.move(days=1)
    assert kept not in await talk.says(before)
    assert await list_steps(bot) == [("19-03", "open")]
    clock.move(hours=6)
    assert kept in await talk.says(then)
    assert await list_steps(bot) == [("19-03", "kept")]


async def test_a_visit_logged_in_the_morning_is_not_the_appointment_of_the_afternoon(
    bot: Bot, talk: Talk, clock: StillClock
) -> None:
    await talk.says("gebeld met Acme, bezoek morgen 17:00")
    clock.move(days=1)
    await talk.says("bezoek Acme")
    assert await list_steps(bot) == [("19-03", "open")]


async def test_two_promises_of_another_kind_stand_beside_each_other(bot: Bot, talk: Talk) -> None:
    await talk.says("gebeld met Acme, wil vrijdag een prijs")
    await talk.says("gebeld met Acme, bezoek donderdag 14:00")
    assert await list_steps(bot) == [("20-03", "open"), ("19-03", "open")]
    shown = await show_agenda(bot, interact(talk.person, text="wat heb ik beloofd?"))
    assert shown.message is not None
    assert shown.message.lines[1:] == ["do 19 mrt 14:00: Acme", "vr 20 mrt: Acme · een prijs"]


@pytest.mark.parametrize(
    ("language", "told", "label", "kept"),
    [
        (
            "nl",
            "Dit komt in de plaats van wat er stond voor vr 20 mrt.",
            "Allebei laten staan",
            "✓ Blijft staan: Acme, vrijdag 20 maart.",
        ),
        ("en", "It takes the place of what stood for Fri 20 Mar.", "Keep both", "✓ Kept: Acme, Friday 20 March."),
    ],
)
async def test_a_promise_that_takes_the_place_of_another_says_so_and_both_can_be_kept(
    bot: Bot, talk: Talk, language: str, told: str, label: str, kept: str
) -> None:
    talk.person = replace(talk.person, rep=replace(talk.person.rep, language=language))
    await talk.says("gebeld met Acme, terugbellen vrijdag")
    assert told in await talk.says("gebeld met Acme, terugbellen maandag")
    assert await list_steps(bot) == [("20-03", "moved"), ("23-03", "open")]
    both = interact(talk.person, request_key="both", value=talk.value_of(label))
    for _ in range(2):
        reply = await BUTTONS["step_both"](bot, both)
        assert reply.message is not None
        assert reply.message.lines == [kept]
    assert await list_steps(bot) == [("20-03", "open"), ("23-03", "open")]
