"""A question is answered, and nothing is ever logged for it (K8)."""

import pytest

from bot.services.bot import Bot
from bot.services.people.person_cache import Person
from tests.bot.interactions.log.test_own_words import count_entries, name_buttons, write
from tests.conftest import StillClock, Talk, identify

AGREED = ["Je afspraken", "do 19 mrt 14:00: Acme"]


@pytest.fixture
async def oliver(bot: Bot, clock: StillClock) -> Person:
    return await identify(bot.people, clock, "UOLIVER", "Oliver Stone", locale="en-GB")


@pytest.mark.parametrize(
    "asked",
    [
        "heb ik Acme vandaag al gebeld",
        "did I call Acme yesterday?",
        "hoeveel calls heb ik deze week gedaan",
        "how many visits did I do this week?",
        "wanneer ga ik naar Acme",
        "when am I seeing Acme",
        "wat heb ik afgesproken met Acme",
        "what should I ask Acme",
        "heb ik 3 calls gedaan vandaag",
        "laatste contact met Acme?",
    ],
)
async def test_k8_nothing_is_logged_for_a_question_and_nothing_is_asked_to_log_it(
    bot: Bot, talk: Talk, asked: str
) -> None:
    await talk.says("gebeld met Acme, donderdag 14u langs")
    answer = await write(bot, talk.person, asked)
    assert {"Telefoontje", "Call", "Nieuw: «Acme»", "Ongedaan maken"}.isdisjoint(name_buttons(answer))
    assert await count_entries(bot) == 1


@pytest.mark.parametrize(
    "asked", ["mijn afspraken", "wat staat er open?", "wanneer ga ik naar Acme", "/ritme afspraken"]
)
async def test_what_was_agreed_is_shown_with_its_hour(bot: Bot, talk: Talk, asked: str) -> None:
    await talk.says("gebeld met Acme, donderdag 14u langs")
    assert (await write(bot, talk.person, asked)).lines[:2] == AGREED


async def test_last_week_is_the_week_before(bot: Bot, talk: Talk, oliver: Person) -> None:
    await talk.says("vorige week dinsdag 3 calls")
    for asked in ("wat heb ik vorige week gedaan?", "/ritme vorige week", "/ritme week vorige"):
        answer = await write(bot, talk.person, asked)
        assert answer.lines[0] == "Je week vanaf maandag 9 maart", asked
        assert any("3" in line and "telefoontjes" in line for line in answer.lines), asked
    answer = await write(bot, oliver, "what did I do last week")
    assert answer.lines == ["Your week from Monday 9 March", "There are no contacts in your log in that week."]


async def test_what_stands_still_is_told_without_a_team_too(bot: Bot, talk: Talk) -> None:
    assert (await write(bot, talk.person, "/ritme vastgelopen")).lines == [
        "Je hebt nog geen open deals. Een naam en een bedrag is genoeg om er een te openen."
    ]
    await write(bot, talk.person, "/deal nieuw Acme Kassen 45k")
    assert (await write(bot, talk.person, "welke deals staan stil?")).lines == ["Geen van je open deals staat stil."]


async def test_a_command_is_named_as_the_reader_types_it(bot: Bot, talk: Talk, oliver: Person) -> None:
    assert "/vragen" in " ".join((await write(bot, talk.person, "/vragen")).lines)
    assert "/questions" in " ".join((await write(bot, oliver, "/questions")).lines)
