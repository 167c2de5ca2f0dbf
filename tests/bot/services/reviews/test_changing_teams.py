"""Whoever changes team leaves the past days in the one, and begins in the other on the day of coming (K4, K10)."""

from dataclasses import dataclass

import pytest

from bot.interactions.front import handle_button, handle_command
from bot.interactions.interaction import Reply
from bot.messages.text.message import Message
from bot.services.bot import Bot
from bot.services.people.person_cache import Person
from tests.bot.interactions.world import Directory
from tests.conftest import StillClock, identify
from tests.interactions import answer_ritme, interact

NORTH = ("Anna", "Bram", "Carla", "Dirk", "Eva")
NO_TOTALS = "Een totaal laat ik zien zodra vier collega's erin meetellen. Zo blijft ieders werk van hemzelf."
SOUTH = ("Farid", "Greet", "Hans", "Ilse")


@dataclass
class TwoTeams:
    """Nine people in two teams; Anna is the administrator."""

    bot: Bot
    clock: StillClock
    done: int = 0

    async def meet(self, who: str) -> Person:
        return await identify(self.bot.people, self.clock, f"U{who.upper()}", who)

    async def says(self, who: str, command: str, text: str) -> Message:
        self.done += 1
        key = f"done:{self.done}"
        done = interact(await self.meet(who), text=text, addressed=text, request_key=key, directory=Directory())
        return await self._make_team(who, await handle_command(self.bot, command, done))

    async def everybody_writes(self) -> None:
        for who in (*NORTH, *SOUTH):
            await self.says(who, "log", "2 mails")

    async def shows(self, who: str, view: str) -> list[str]:
        found = await answer_ritme(self.bot, person=await self.meet(who), text=f"team {view}", directory=Directory())
        return found.lines

    async def _make_team(self, who: str, reply: Reply) -> Message:
        """Return the answer, after "yes, make it" where the bot asked about a team."""
        assert reply.message is not None
        make = [each.label for each in reply.message.controls if each.action == "team_make"]
        return await self.presses(who, reply.message, make[0]) if make else reply.message

    async def presses(self, who: str, message: Message, label: str) -> Message:
        button = next(each for each in message.controls if each.label == label)
        self.done += 1
        pressed = interact(await self.meet(who), value=button.value, request_key=f"done:{self.done}")
        reply = await handle_button(self.bot, button.action, pressed)
        assert reply.message is not None
        return reply.message


@pytest.fixture
async def teams(bot: Bot, accounts: dict[str, int], clock: StillClock) -> TwoTeams:
    """Two teams on Wednesday 25 March, a week after they were made; each of the nine wrote two messages every day."""
    assert accounts
    made = TwoTeams(bot, clock)
    for name, people in (("Noord", NORTH), ("Zuid", SOUTH)):
        for who in people:
            await made.says(who, "ritme", f"team {name}")
    for days in (1, 1, 3, 1, 1):
        await made.everybody_writes()
        clock.move(days=days)
    return made


async def test_k4_a_team_keeps_the_past_days_of_who_leaves_it(teams: TwoTeams) -> None:
    before = await teams.shows("Anna", "week")
    assert before[1] == "▰▰▰▰▱▱▱▱▱▱  30 van 75 berichten"
    told = await teams.says("Eva", "ritme", "team Zuid")
    assert "Team Noord heb je daarvoor verlaten. Tot en met gisteren tel je daar mee, vanaf vandaag hier." in told.lines
    assert await teams.shows("Anna", "week") == before


async def test_k10_the_new_team_shows_nothing_from_before_the_first_day_in_it(teams: TwoTeams) -> None:
    before = {view: await teams.shows("Farid", view) for view in ("vandaag", "week")}
    await teams.says("Eva", "ritme", "team Zuid")
    assert {view: await teams.shows("Farid", view) for view in ("vandaag", "week")} == before


async def test_k4_each_day_counts_in_the_team_of_that_day(teams: TwoTeams) -> None:
    await teams.says("Eva", "ritme", "team Zuid")
    await teams.everybody_writes()
    assert await teams.shows("Anna", "vandaag") == ["Team Noord · woensdag 25 maart", "▰▰▰▰▱▱▱▱▱▱  8 van 20 berichten"]
    assert await teams.shows("Farid", "vandaag") == ["Team Zuid · woensdag 25 maart", "▰▰▰▰▱▱▱▱▱▱  10 van 25 berichten"]
    teams.clock.move(days=7)
    # Eva's Monday and Tuesday are Noord's, her Wednesday to Friday Zuid's: done and asked alike.
    assert (await teams.shows("Anna", "week"))[1] == "▰▰▱▱▱▱▱▱▱▱  28 van 110 berichten"
    assert (await teams.shows("Farid", "week"))[1] == "▰▰▱▱▱▱▱▱▱▱  26 van 115 berichten"
    assert (await teams.shows("Anna", "maand"))[1] == "58 activiteiten: 58 berichten"
    assert (await teams.shows("Farid", "maand"))[1] == "50 activiteiten: 50 berichten"


async def test_k4_a_team_that_loses_its_fourth_keeps_what_it_showed_and_shows_no_new_total(teams: TwoTeams) -> None:
    before = await teams.shows("Farid", "week")
    await teams.says("Ilse", "ritme", "team verlaat")
    assert await teams.shows("Farid", "week") == before
    await teams.everybody_writes()
    assert await teams.shows("Farid", "vandaag") == ["Team Zuid · woensdag 25 maart", NO_TOTALS]


async def test_k12_a_team_that_is_put_back_has_the_days_of_who_had_left_it_too(teams: TwoTeams) -> None:
    await teams.says("Eva", "ritme", "team Zuid")
    before = {who: await teams.shows(who, "week") for who in ("Anna", "Farid")}
    asked = await teams.says("Anna", "ritme", "team verwijder Noord")
    gone = await teams.presses("Anna", asked, "Naar Zuid")
    teams.clock.move(days=1)
    assert (await teams.presses("Anna", gone, "Ongedaan maken")).lines[
        0
    ] == "✓ Team Noord is terug, met wie er nog in hoort."
    assert {who: await teams.shows(who, "week") for who in ("Anna", "Farid")} == before
    await teams.everybody_writes()
    assert (await teams.shows("Farid", "vandaag"))[1] == "▰▰▰▰▱▱▱▱▱▱  10 van 25 berichten"


async def test_k4_the_scorecard_of_a_month_that_is_over_is_of_who_was_in_the_team_then(teams: TwoTeams) -> None:
    for place, who in enumerate(NORTH):
        await teams.says(who, "deal", f"nieuw Acme Deal{place} 20k")
    teams.clock.move(days=7)  # the first of April
    before = await teams.shows("Anna", "maand")
    assert "Relaties: bij 0 van 5 grote deals ken je iemand boven de gebruiker" in before
    await teams.says("Eva", "ritme", "team Zuid")
    assert await teams.shows("Anna", "maand") == before
    # Of the month that goes on, it is who is in it now, set beside who was at the end of the one before.
    card = await teams.shows("Anna", "scorekaart")
    assert "Relaties: bij 0 van 4 grote deals ken je iemand boven de gebruiker" in card
