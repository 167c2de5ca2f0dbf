"""Teams are joined, asked about before they are made, left, renamed, removed, and led besides the own one."""

from datetime import UTC, date, datetime

import pytest

from bot.domain.calendar.day_spans import DaySpan
from bot.domain.people.team_line import TeamLine, TeamVerb, parse_team_line
from bot.interactions.front import handle_button, handle_command
from bot.interactions.interaction import Reply
from bot.services.bot import Bot
from bot.services.home.load_home import load_home
from bot.services.people.person_cache import Person
from bot.storage.people.team_spans import load_spans
from tests.bot.interactions.world import Directory
from tests.conftest import StillClock, identify
from tests.interactions import interact


class Room:
    """What two people do with teams; Anna is the administrator."""

    def __init__(self, bot: Bot, clock: StillClock) -> None:
        self.bot = bot
        self.clock = clock
        self.reply = Reply()
        self._done = 0

    async def says(self, name: str, text: str) -> list[str]:
        done = interact(
            await self.meet(name), text=text, addressed=text, request_key=self._next_key(), directory=Directory()
        )
        return self._show(await handle_command(self.bot, "ritme", done))

    async def presses(self, name: str, label: str) -> list[str]:
        assert self.reply.message is not None
        button = next(each for each in self.reply.message.controls if each.label == label)
        done = interact(await self.meet(name), value=button.value, request_key=self._next_key())
        return self._show(await handle_button(self.bot, button.action, done))

    async def meet(self, name: str) -> Person:
        return await identify(self.bot.people, self.clock, f"U{name.upper()}", name)

    def _next_key(self) -> str:
        self._done += 1
        return f"done:{self._done}"

    def _show(self, reply: Reply) -> list[str]:
        self.reply = reply
        return reply.message.lines if reply.message else []


SEEN = (
    "Wie het team leidt, ziet totalen en open afspraken (pas vanaf vier mensen, of als jullie het allemaal goedvinden) "
    "en welke deals "
    "stilstaan. Nooit je dag, je scorekaart of je lessen: die zijn van jou."
)
LEFT = "Je zit niet meer in team {}. Je eigen cijfers blijven van jou."
# Of who was in it before today.
LEFT_DAYS = (
    "Je zit niet meer in team {}. Wat je tot en met gisteren deed, telt daar nog mee; je eigen cijfers blijven van jou."
)
NEEDS_CHANNEL = "Een manager kiest waar de samenvatting komt."


@pytest.fixture
async def room(bot: Bot, clock: StillClock) -> Room:
    made = Room(bot, clock)
    await made.says("Anna", "team Noord")
    await made.says("Bram", "team Noord")
    return made


async def test_an_unknown_team_is_asked_about_and_says_which_one_is_left(room: Room) -> None:
    asked = ["Team Nord bestaat nog niet. Maken, of bedoelde je een ander?", "Je verlaat er team Noord mee."]
    assert await room.says("Bram", "team Nord") == asked
    assert await room.presses("Bram", "Nieuw: «Nord»") == [
        "Team Nord bestaat nu, en jij zit erin. Collega's kiezen het zelf bij /ritme, onder Team.",
        SEEN,
        "Team Noord heb je daarvoor verlaten.",
        NEEDS_CHANNEL,
    ]
    assert await room.presses("Bram", "Terug naar Noord") == [
        "Je zit nu in team Noord.",
        SEEN,
        "Team Nord heb je daarvoor verlaten. Tot en met gisteren tel je daar mee, vanaf vandaag hier.",
        NEEDS_CHANNEL,
    ]


async def test_the_team_that_was_meant_is_joined_with_a_tap(room: Room) -> None:
    assert await room.says("Carla", "team Nord") == ["Team Nord bestaat nog niet. Maken, of bedoelde je een ander?"]
    assert await room.presses("Carla", "Noord: doe mee") == ["Je zit nu in team Noord.", SEEN, NEEDS_CHANNEL]


async def test_a_team_is_left_and_found_again(room: Room) -> None:
    assert await room.says("Bram", "team verlaat") == [LEFT.format("Noord")]
    assert (await room.presses("Bram", "Terug naar Noord"))[0] == "Je zit nu in team Noord."
    assert (await room.says("Carla", "team verlaat"))[0] == (
        "Je zit nog niet in een team. Maak of kies er een met: /ritme team Noord"
    )


async def test_a_manager_renames_a_team_and_a_rep_does_not(room: Room) -> None:
    refused = "Dat kan alleen een manager of beheerder: Anna."
    assert (await room.says("Bram", "team Noord heet nu Noordwest"))[0] == refused
    assert await room.says("Anna", "team Noord heet nu Noordwest") == ["✓ Team Noord heet nu Noordwest."]
    assert await room.says("Anna", "team hernoem Noordwest naar NOORDWEST") == ["✓ Team Noordwest heet nu NOORDWEST."]
    assert (await room.says("Anna", "team Zuid heet nu Oost"))[0] == (
        "Team “Zuid” ken ik niet. De teams zijn: NOORDWEST."
    )


async def test_a_team_is_not_renamed_to_another_one(room: Room) -> None:
    await room.says("Bram", "team Zuid")
    await room.presses("Bram", "Nieuw: «Zuid»")
    assert (await room.says("Anna", "team Zuid heet nu noord"))[0] == ("Er is al een team Noord. Kies een andere naam.")


async def test_a_team_with_people_is_removed_after_they_were_moved(room: Room) -> None:
    await room.says("Carla", "team Zuid")
    await room.presses("Carla", "Nieuw: «Zuid»")
    assert await room.says("Anna", "team verwijder Noord") == [
        "In team Noord zitten nog 2 collega's. Waar gaan zij heen? Daarna haal ik het team weg."
    ]
    assert await room.presses("Anna", "Naar Zuid") == ["✓ Team Noord is weg. Wie erin zat, zit nu in Zuid."]
    assert await room.says("Bram", "team verlaat") == [LEFT.format("Zuid")]


async def test_k10_who_is_moved_counts_from_the_day_it_is_there_not_in_utc(room: Room, clock: StillClock) -> None:
    await room.says("Carla", "team Zuid")
    await room.presses("Carla", "Nieuw: «Zuid»")
    clock.moment = datetime(2026, 3, 18, 23, 30, tzinfo=UTC)  # half past midnight in Amsterdam
    await room.says("Anna", "team verwijder Noord")
    await room.presses("Anna", "Naar Zuid")
    bram = (await room.meet("Bram")).rep
    async with room.bot.database.reading() as connection:
        spans = await load_spans(connection, team_id=bram.team_id or 0)
    assert spans[bram.id] == (DaySpan(since=date(2026, 3, 19)),)


async def test_an_empty_team_is_removed_after_a_question(room: Room) -> None:
    for name in ("Anna", "Bram"):
        await room.says(name, "team verlaat")
    assert await room.says("Anna", "team verwijder Noord") == ["Team Noord weghalen? Er zit niemand in."]
    assert await room.presses("Anna", "Ja, haal weg") == ["✓ Team Noord is weg."]
    assert await room.says("Anna", "team") == [
        "Er zijn nog geen teams. Het eerste maak je hier; collega's kiezen het daarna."
    ]


async def test_a_manager_sees_each_team_that_he_leads(room: Room) -> None:
    await room.says("Carla", "team Zuid")
    await room.presses("Carla", "Nieuw: «Zuid»")
    own = await room.says("Anna", "team vandaag")
    assert await room.says("Anna", "team leid Zuid") == ["✓ Je leidt nu ook team Zuid."]
    both = await room.says("Anna", "team vandaag")
    assert both[: len(own) + 1] == ["Team Noord", *own]
    assert both[len(own) + 1] == "Team Zuid"
    assert await room.says("Anna", "team vandaag zuid") == both[len(own) + 1 :]
    anna = await room.meet("Anna")
    page = await load_home(room.bot.database, person=anna, now=room.clock.now(), is_opening=True)
    assert page is not None
    assert [day.team.name for day in page.overview.led_days] == ["Zuid"]
    await room.says("Anna", "team leid Zuid niet meer")
    assert await room.says("Anna", "team vandaag") == own


async def test_a_manager_chooses_the_channel_of_each_team_that_he_leads(room: Room) -> None:
    await room.says("Carla", "team Zuid")
    await room.presses("Carla", "Nieuw: «Zuid»")
    await room.says("Anna", "team leid Zuid")
    told = (
        "De samenvatting van team {} komt voortaan op werkdagen om 17:00 in #sales. Nooit met namen, en totalen alleen "
        "als er minstens vier mensen in meetellen."
    )
    assert await room.says("Anna", "kanaal zuid #sales") == [told.format("Zuid")]
    assert await room.says("Anna", "kanaal #sales") == [told.format("Noord")]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Noord", TeamLine(TeamVerb.JOIN, "Noord")),
        ("Leiden", TeamLine(TeamVerb.JOIN, "Leiden")),
        ("verlaat", TeamLine(TeamVerb.LEAVE)),
        ("leave Noord", TeamLine(TeamVerb.LEAVE, "Noord")),
        ("Noord heet nu Zuid-West", TeamLine(TeamVerb.RENAME, "Noord", "Zuid-West")),
        ('rename "North" to "South"', TeamLine(TeamVerb.RENAME, "North", "South")),
        ("verwijder Zuid", TeamLine(TeamVerb.REMOVE, "Zuid")),
        ("leid Zuid", TeamLine(TeamVerb.LEAD, "Zuid")),
        ("lead South no more", TeamLine(TeamVerb.LEAD_NO_MORE, "South")),
    ],
)
def test_a_team_line_says_what_to_do_with_which_team(typed: str, expected: TeamLine) -> None:
    assert parse_team_line(typed) == expected


async def test_k12_a_removed_team_is_put_back_with_those_who_are_still_where_they_went(room: Room) -> None:
    await room.says("Carla", "team Zuid")
    await room.presses("Carla", "Nieuw: «Zuid»")
    await room.says("Anna", "team verwijder Noord")
    await room.presses("Anna", "Naar Zuid")
    removed = room.reply
    await room.says("Bram", "team verlaat")
    room.reply = removed
    assert await room.presses("Anna", "Ongedaan maken") == ["✓ Team Noord is terug, met wie er nog in hoort."]
    assert await room.says("Anna", "team verlaat") == [LEFT_DAYS.format("Noord")]
    assert (await room.says("Bram", "team verlaat"))[0] == (
        "Je zit nog niet in een team. Maak of kies er een met: /ritme team Noord"
    )


async def test_k12_a_removed_team_does_not_come_back_beside_a_new_one_of_its_name(room: Room) -> None:
    await room.says("Anna", "team verwijder Noord")
    await room.presses("Anna", "Naar geen team")
    removed = room.reply
    await room.says("Bram", "team Noord")
    room.reply = removed
    assert await room.presses("Anna", "Ongedaan maken") == ["Er is al een team Noord. Kies een andere naam."]
