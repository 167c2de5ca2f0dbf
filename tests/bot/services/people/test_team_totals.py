"""A small team shows totals only while each of its people agrees; asked privately, taken back at once (K10)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import uuid4

import pytest
from sqlalchemy import select

from bot.interactions.front import handle_button, handle_command, handle_form
from bot.interactions.interaction import Filled, Reply
from bot.messages.text.message import ChoiceField, Message
from bot.services.bot import Bot
from bot.services.delivery.compose_delivery import compose_deliveries
from bot.services.delivery.delivery_batch import OutgoingMessage
from bot.services.people.person_cache import Person
from bot.storage.delivery.deliveries import DELIVERY_COLUMNS, Delivery
from bot.storage.tables.delivery import deliveries
from tests.bot.interactions.filled_in import SETTINGS
from tests.bot.services.deals.deal_chat import Mentions
from tests.conftest import StillClock, identify
from tests.interactions import interact

NAMES = {"UANNA": "Anna de Wit", "UBRAM": "Bram Smit", "UCARLA": "Carla Vos", "UDIRK": "Dirk Bos", "UEVA": "Eva Mol"}
CALLS = "▰▰▰▰▰▱▱▱▱▱  3 van 6 telefoontjes"
NO_TOTALS = "Een totaal laat ik zien zodra vier collega's erin meetellen. Zo blijft ieders werk van hemzelf."


@dataclass
class Team:
    """People of one workspace, by the start of their names."""

    bot: Bot
    clock: StillClock

    async def now(self, who: str) -> Person:
        external = f"U{who.upper()}"
        return await identify(self.bot.people, self.clock, external, NAMES[external])

    async def says(self, who: str, command: str, text: str) -> list[str]:
        reply = await self.asks(who, command, text)
        assert reply.message is not None
        return reply.message.lines

    async def asks(self, who: str, command: str, text: str) -> Reply:
        done = interact(
            await self.now(who), text=text, addressed=text, directory=Mentions(), request_key=f"said:{uuid4()}"
        )
        return await handle_command(self.bot, command, done)

    async def presses(self, who: str, message: Message, label: str) -> Message:
        button = next(each for each in message.controls if each.label == label)
        done = interact(await self.now(who), value=button.value, request_key=f"pressed:{uuid4()}")
        reply = await handle_button(self.bot, button.action, done)
        assert reply.message is not None
        return reply.message

    async def hears(self, kind: str) -> dict[str, Message]:
        """Return the messages of a kind that wait or were sent, by the person."""
        async with self.bot.database.reading() as connection:
            query = select(*DELIVERY_COLUMNS).where(deliveries.c.kind == kind).order_by(deliveries.c.id)
            found = [Delivery(**row) for row in (await connection.execute(query)).mappings()]
        composed = await compose_deliveries(self.bot.database, found, now=self.clock.now())
        return {each.address.channel: each.message for each in composed.values() if isinstance(each, OutgoingMessage)}

    async def shows(self) -> list[str]:
        return (await self.says("Anna", "ritme", "team vandaag"))[1:]


@pytest.fixture
async def team(bot: Bot, accounts: dict[str, int], clock: StillClock) -> Team:
    assert accounts
    made = Team(bot, clock)
    for who in ("Anna", "Bram", "Carla"):
        await made.says(who, "ritme", "team Noord")
        await made.says(who, "log", "gebeld met Acme")
    return made


async def agree(team: Team, *everybody: str) -> None:
    for who in everybody:
        await team.says(who, "ritme", "team cijfers ja")


async def test_k10_each_of_a_small_team_is_asked_once_and_privately(team: Team) -> None:
    assert await team.shows() == [NO_TOTALS]
    asked = await team.hears("totals_asked")
    assert set(asked) == {"UANNA", "UBRAM", "UCARLA"}
    assert asked["UBRAM"].lines[0] == (
        "Team Noord is klein: jij, Anna de Wit en Carla Vos. Totalen laat ik daarom nog niet zien, want dan is te "
        "raden wat van wie komt. Mag het van jou toch?"
    )
    assert [button.label for button in asked["UBRAM"].controls] == ["Prima", "Liever niet"]
    await team.shows()
    async with team.bot.database.reading() as connection:
        query = select(deliveries.c.id).where(deliveries.c.kind == "totals_asked")
        assert len((await connection.execute(query)).all()) == 3


async def test_k10_totals_are_shown_when_all_said_yes_and_not_before(team: Team) -> None:
    await team.shows()
    asked = await team.hears("totals_asked")
    for who in ("Anna", "Bram"):
        await team.presses(who, asked[f"U{who.upper()}"], "Prima")
    assert await team.shows() == [NO_TOTALS]
    await team.presses("Carla", asked["UCARLA"], "Prima")
    assert await team.shows() == [CALLS]


@pytest.mark.parametrize("way", ["line", "button"])
async def test_k10_one_no_ends_it_at_once_and_nobody_hears_whose(team: Team, way: str) -> None:
    await agree(team, "Anna", "Bram", "Carla")
    if way == "line":
        await team.says("Bram", "ritme", "team cijfers nee")
    else:
        state = (await team.asks("Bram", "ritme", "team cijfers")).message
        assert state is not None
        await team.presses("Bram", state, "Liever niet")
    assert await team.shows() == [NO_TOTALS]
    for who in ("Anna", "Carla"):
        assert "Bram" not in " ".join(await team.says(who, "ritme", "team cijfers"))
    await agree(team, "Bram")
    assert await team.shows() == [CALLS]


async def test_k10_a_change_of_the_team_asks_anew(team: Team) -> None:
    await agree(team, "Anna", "Bram", "Carla")
    await team.says("Carla", "ritme", "team verlaat")
    assert await team.shows() == [NO_TOTALS]
    assert set(await team.hears("totals_asked")) == {"UANNA", "UBRAM"}
    await agree(team, "Anna", "Bram")
    assert await team.shows() == ["▰▰▰▰▰▱▱▱▱▱  2 van 4 telefoontjes"]


async def test_k10_a_yes_about_other_people_than_there_are_now_does_not_count(team: Team) -> None:
    await team.shows()
    asked = await team.hears("totals_asked")
    await team.says("Carla", "ritme", "team verlaat")
    said = await team.presses("Bram", asked["UBRAM"], "Prima")
    assert said.lines == ["Team Noord is intussen veranderd. Zodra er iets te laten zien is, vraag ik het je opnieuw."]
    await agree(team, "Anna")
    assert await team.shows() == [NO_TOTALS]


async def test_k10_four_people_are_not_asked_and_a_kind_of_three_of_them_is_not_shown(team: Team) -> None:
    await team.says("Dirk", "ritme", "team Noord")
    for who in ("Anna", "Bram", "Carla", "Dirk"):
        await team.says(who, "log", "2 mails")
    assert await team.shows() == ["▰▰▰▰▱▱▱▱▱▱  8 van 20 berichten"]
    assert await team.hears("totals_asked") == {}
    await team.says("Dirk", "log", "gebeld met Acme")
    assert (await team.shows())[1] == "▰▰▰▰▰▱▱▱▱▱  4 van 8 telefoontjes"


async def test_k5_joining_is_known_to_who_leads_the_team_in_one_message_without_figures(team: Team) -> None:
    await team.says("Dirk", "ritme", "team Noord")
    heard = await team.hears("team_joined")
    assert {channel: message.lines for channel, message in heard.items()} == {
        "UANNA": ["Bram Smit, Carla Vos en Dirk Bos doen nu mee met team Noord."]
    }


TOTALS = ("team vandaag", "team week", "team maand", "team scorekaart", "dekking team", "patronen")
# A figure: a number that is no part of a date, and no name.
FIGURE = re.compile(r"\d+ (?:van|activiteit|afspra|deal|klant|prospect|gesloten)|: \d|%")


@pytest.mark.parametrize("size", [3, 4])
async def test_k10_no_view_shows_a_figure_over_three_people_and_each_may_over_four(team: Team, size: int) -> None:
    everybody = ("Anna", "Bram", "Carla", "Dirk")[:size]
    for who in everybody:
        await team.says(who, "ritme", "team Noord")
        await team.says(who, "log", "bezoek Acme, volgende stap morgen")
        await team.says(who, "log", "vorige week dinsdag 3 mails")
        await team.says(who, "log", "16 februari 2 mails")
    shown = {text: await team.says("Anna", "ritme", text) for text in TOTALS}
    figures = {text for text, lines in shown.items() if [line for line in lines[1:] if FIGURE.search(line)]}
    assert ("team vandaag" in figures, figures == set()) == (size == 4, size == 3)


async def change_settings(team: Team, who: str, **changes: str) -> Mapping[str, str | None]:
    """Open the other settings, submit them with some changes, and return what was filled in at the start."""
    form = (await team.asks(who, "ritme", "instellingen meer")).form
    assert form is not None
    opened = {field.name: field.initial for field in form.fields if isinstance(field, ChoiceField)}
    filled = Filled(values={**SETTINGS, "target_call": "2", **opened, **changes})
    done = interact(await team.now(who), filled=filled, request_key=f"form:{uuid4()}")
    reply = await handle_form(team.bot, "more_settings", done)
    assert reply.problems == {}
    return opened


async def test_k10_the_settings_show_what_somebody_answered_and_change_it(team: Team) -> None:
    for who in ("Anna", "Bram", "Carla"):
        await team.says(who, "ritme", "team cijfers ja")
    assert CALLS in await team.shows()
    opened = await change_settings(team, "Bram")
    assert opened["totals"] is not None
    assert opened["totals"].startswith("agrees:")
    assert CALLS in await team.shows()
    await change_settings(team, "Bram", totals=opened["totals"].replace("agrees", "refuses"))
    assert CALLS not in await team.shows()
    # Agreeing is about these people only.
    await change_settings(team, "Bram", totals="agrees:1,2,9")
    assert CALLS not in await team.shows()
    await change_settings(team, "Bram", totals=opened["totals"])
    assert CALLS in await team.shows()


async def test_k10_who_saves_other_settings_has_not_answered_about_totals(team: Team) -> None:
    await team.says("Anna", "ritme", "team cijfers ja")
    opened = await change_settings(team, "Bram")
    assert (opened["totals"] or "").startswith("refuses:")
    await team.says("Carla", "ritme", "team cijfers ja")
    await team.says("Bram", "ritme", "team cijfers ja")
    assert CALLS in await team.shows()
