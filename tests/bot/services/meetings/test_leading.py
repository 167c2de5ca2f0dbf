"""Who leads: several teams side by side, what is never shown of a colleague, and what the channel gets (K10)."""

import pytest

from bot.domain.log.activity import Kind, NamedKind, OwnKindId
from bot.domain.reviews.team_review import Decision, DecisionKind
from bot.messages.meetings.points import describe_decision
from bot.messages.text.message import Button, Controls
from bot.messages.text.words import load_words
from bot.services.bot import Bot
from bot.services.deals.scan_stalls import scan_all
from bot.services.people.set_up_people import join_team
from bot.storage.people import people as people_rows
from tests.bot.services.meetings.team_of_five import TeamOfFive, find_button, make_team
from tests.conftest import StillClock, identify

DECISIONS = (
    Decision(DecisionKind.STEPS_OPEN, 4),
    Decision(DecisionKind.CUSTOMERS_FORGOTTEN, 7),
    Decision(DecisionKind.KIND_BEHIND, 3, Kind.CALL),
    Decision(DecisionKind.KIND_BEHIND, 1, own=NamedKind(OwnKindId(3), "Demo")),
    Decision(DecisionKind.NOBODY_LOGGED, 0),
)


@pytest.fixture
async def team(bot: Bot, accounts: dict[str, int], clock: StillClock) -> TeamOfFive:  # noqa: ARG001 - for their names
    """Four people with a week of messages behind them; it is Monday now, and there is a team Zuid of one."""
    played = await make_team(bot, clock)
    for who in ("USANNE", "UOLIVER", "UTIM", "UBEA"):
        await played.says(who, "log", "15 mails")
    zoe = await identify(bot.people, clock, "UZOE", "Zoe Berg")
    await join_team(bot.database, rep=zoe.rep, name="Zuid", now=bot.now())
    played.people["UZOE"] = zoe
    await played.says("UZOE", "log", "15 mails")
    await played.says("UMARIEKE", "ritme", "team leid Zuid")
    clock.move(days=5)
    return played


@pytest.mark.parametrize("decision", DECISIONS, ids=str)
def test_every_figure_that_asks_for_a_decision_has_buttons(decision: Decision) -> None:
    buttons = describe_decision(load_words("nl"), decision, team_id=1)[-1]
    assert isinstance(buttons, Controls)
    assert [item.action for item in buttons.items if isinstance(item, Button)][-1] == "meeting_add"


async def test_k10_teams_stand_side_by_side_and_are_never_added_up(team: TeamOfFive) -> None:
    # A sum would tell what Zoe did: it is the sum without the four of Noord.
    lines = (await team.says("UMARIEKE", "ritme", "teams")).lines
    assert lines == [
        "Jouw teams, de week van maandag 16 maart",
        "Noord: per persoon per werkdag 5 berichten",
        "Zuid: nog geen totaal; dat komt zodra er vier mensen in meetellen",
        (
            "Elk team apart, zonder optelsom: zo is van niemand te raden wat hij deed. "
            "Meer van één team: /ritme team week en dan de naam."
        ),
    ]


@pytest.mark.parametrize(
    "said", ["week Sanne", "maand @Sanne Bos", "scorekaart sanne bos", "jaar sanne", "netwerk Sanne Bos"]
)
async def test_k10_the_figures_of_a_colleague_are_not_shown_even_to_the_manager(team: TeamOfFive, said: str) -> None:
    assert (await team.says("UMARIEKE", "ritme", said)).lines[0] == (
        "Wat Sanne Bos doet, laat ik niemand anders zien, ook jou als manager niet. "
        "Dat is het eerste wat ik een verkoper beloof."
    )


async def test_a_rep_who_asks_for_the_own_week_by_name_sees_it(team: TeamOfFive) -> None:
    assert (await team.says("USANNE", "ritme", "week Sanne")).lines == (
        await team.says("USANNE", "ritme", "week")
    ).lines


async def test_a_team_without_a_channel_says_how_to_choose_one(team: TeamOfFive) -> None:
    week = await team.says("UMARIEKE", "ritme", "team week Noord")
    assert (await team.shows("UMARIEKE", find_button(week, "Deel in het kanaal"))).lines == [
        "Team Noord heeft nog geen kanaal. Kies er een, dan komt het daar."
    ]


async def test_what_is_shared_is_what_monday_brings_to_the_channel(team: TeamOfFive) -> None:
    workspace_id, team_id = team.team.workspace_id, team.team.id
    await team.bot.database.write(
        lambda connection: people_rows.change_team(
            connection, workspace_id=workspace_id, team_id=team_id, channel="CSALES"
        )
    )
    week = await team.says("UMARIEKE", "ritme", "team week Noord")
    said = await team.shows("UMARIEKE", find_button(week, "Deel in het kanaal"))
    assert said.lines == ["✓ Het komt in het kanaal van team Noord."]
    assert await team.reads_posted("CSALES") == [(await team.reads_monday()).fallback]


async def test_the_stalled_deals_of_two_teams_fit_into_one_message_of_any_platform(team: TeamOfFive) -> None:
    # Slack takes fifty blocks; the rest would be cut without a word.
    for who, kind in (("USANNE", "Dak"), ("UZOE", "Hal")):
        for number in range(9):
            await team.says(who, "deal", f'nieuw Acme "{kind} {number}" {number + 1}k')
    team.clock.move(days=42)
    await scan_all(team.bot.database, now=team.clock.now())
    shown = await team.says("UMARIEKE", "ritme", "team vastgelopen")
    # A total over one person is none (K10).
    assert [line for line in shown.lines if "stilstaan" in line] == ["De grootste deals die stilstaan"] * 2
    assert len(shown.fit(parts=50, characters=12_000)) == len(shown.parts)
