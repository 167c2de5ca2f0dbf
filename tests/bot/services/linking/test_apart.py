"""Only the one person crosses between two workspaces: no colleague, no channel and no customer does."""

import asyncio
import random
from datetime import UTC, datetime, timedelta

import pytest

from bot.interactions.welcome.channels import handle_invitation
from bot.settings import SLACK, TEAMS
from bot.storage.database import Database
from tests.bot.interactions.world import Directory, dump
from tests.bot.services.linking.platforms import Platforms, Someone, link
from tests.conftest import StillClock
from tests.snapshots import Rows

FIRST_MORNING = datetime(2026, 3, 19, 7, 31, tzinfo=UTC)
AT_HOME = "Collega's en kanalen kies je in Slack: daar is je team."


@pytest.fixture
async def both(database: Database, clock: StillClock) -> Platforms:
    platforms = Platforms(database, clock)
    await platforms.meet(TEAMS, "guid-piet", "Piet Vos")
    return platforms


def find_workspaces(rows: Rows, table: str) -> set[int]:
    return {row["workspace_id"] for row in rows[table]}


async def test_what_a_linked_person_logs_elsewhere_stays_in_the_workspace_of_the_log(
    both: Platforms, slack: Someone, teams: Someone
) -> None:
    home = (await slack.find()).workspace.id
    await slack.says("log", "nieuw Zeehond BV, bezoek Zeehond BV")
    await link(slack, teams)
    await teams.says("log", "gebeld met Zeehond BV, morgen mailen")
    await teams.says("log", "nieuw Otter BV")
    await teams.says("deal", "nieuw Zeehond BV 12k")
    rows = await dump(both.database)
    for table in ("accounts", "activities", "next_steps", "deals"):
        assert find_workspaces(rows, table) <= {home}, table
    piet = await both.meet(TEAMS, "guid-piet", "Piet Vos")
    assert not any("Zeehond" in line for line in (await piet.says("deal", "")) + await piet.says("ritme", "mensen"))


@pytest.mark.parametrize(
    ("command", "text"),
    [
        ("ritme", "rol @guid-piet manager"),
        ("ritme", "kanaal #verkoop"),
        ("ritme", "vertrekt @guid-piet"),
        ("ritme", "inrichten"),
    ],
)
async def test_nobody_and_no_channel_is_named_where_the_team_is_not(
    both: Platforms, slack: Someone, teams: Someone, command: str, text: str
) -> None:
    await slack.says("ritme", "team Noord")
    await link(slack, teams)
    before = await dump(both.database)
    assert (await teams.says(command, text, directory=Directory()))[0] == AT_HOME
    after = await dump(both.database)
    assert {table: rows for table, rows in after.items() if rows != before[table]} == {}


async def test_a_channel_to_which_a_linked_person_invites_the_bot_is_not_greeted(
    both: Platforms, slack: Someone, teams: Someone
) -> None:
    await link(slack, teams)
    before = (await dump(both.database))["deliveries"]
    await handle_invitation(teams.bot, await teams.find(), channel="19:verkoop")
    assert (await dump(both.database))["deliveries"] == before


async def test_a_colleague_who_logs_elsewhere_gets_no_role_here(
    both: Platforms, slack: Someone, teams: Someone
) -> None:
    bram_there = await both.meet(TEAMS, "guid-bram", "Bram Smit")
    bram = await both.meet(SLACK, "UBRAM", "Bram")
    assert teams.name
    await link(bram_there, bram)
    said = await slack.says("ritme", "rol @UBRAM manager", directory=Directory())
    assert said[0] == "Bram Smit houdt het log in een ander chatprogramma bij, en telt daar mee."
    assert {row["role"] for row in (await dump(both.database))["reps"] if "bram" in row["external_id"].casefold()} == {
        "rep"
    }


async def test_a_code_that_two_people_type_at_once_links_one_of_them(both: Platforms, slack: Someone) -> None:
    others = [await both.meet(TEAMS, f"guid-{name}", name) for name in ("a", "b", "c")]
    await slack.links()
    code = slack.read_code()
    answers = await asyncio.gather(*(each.links(code) for each in others))
    assert sorted(lines[0].startswith("Gekoppeld!") for lines in answers) == [False, False, True]
    assert len((await dump(both.database))["linked_reps"]) == 1


async def test_two_codes_that_cross_link_once(both: Platforms, slack: Someone, teams: Someone) -> None:
    await slack.links()
    await teams.links()
    answers = await asyncio.gather(slack.links(teams.read_code()), teams.links(slack.read_code()))
    assert sorted(lines[0].startswith("Gekoppeld!") for lines in answers) == [False, True]
    assert len((await dump(both.database))["linked_reps"]) == 1


@pytest.mark.parametrize("seed", range(3))
async def test_whatever_is_chosen_each_morning_comes_once_where_it_is_wanted(
    both: Platforms, slack: Someone, teams: Someone, seed: int
) -> None:
    """A walk of linking, unlinking, choosing and changing the log, with a morning after each step."""
    chance, heard, moment = random.Random(seed), None, FIRST_MORNING  # noqa: S311
    for _ in range(8):
        if heard is None:
            await link(*chance.sample([slack, teams], 2))
            heard = SLACK if (await slack.find()).workspace.platform == SLACK else TEAMS
        else:
            heard = await _choose(chance, slack, teams, heard)
        await both.deliver()
        slack.take(), teams.take()
        await both.wait_until(moment)
        mornings = {
            each.platform: sum(line.startswith("Goedemorgen") for line in each.take()) for each in (slack, teams)
        }
        assert mornings == {each: int(heard in {None, each}) for each in (SLACK, TEAMS)}
        moment += timedelta(days=3 if moment.weekday() == 4 else 1)


async def _choose(chance: random.Random, slack: Someone, teams: Someone, heard: str) -> str | None:
    """Do one of what a linked person can, and return where he or she hears of the bot from then on; None for both."""
    someone = chance.choice([slack, teams])
    what = chance.choice(["unlink", "hear", "log"])
    await someone.says("log", f"{chance.randint(1, 3)} mails")
    await someone.links()
    labels = {each.label for each in someone.answer.controls}
    if what == "hear":
        label = next(each for each in labels if each.startswith("Liever in "))
        await someone.presses(label)
        return TEAMS if "Teams" in label else SLACK
    if what == "log":
        label = next((each for each in labels if each.startswith("Mijn log van")), "")
        if label:
            await someone.presses(label)
        return heard
    await someone.says("ritme", "ontkoppel")
    return None
