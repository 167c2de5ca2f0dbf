"""Slack and Teams in one process, on one site and one database: each by itself, and a linked person on both."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partialmethod

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from app import serve
from bot.storage.tables.people import reps, workspaces
from handlers.cli.local_workspace import point_to_sandbox
from handlers.pages import PageKeeper
from handlers.slack import messenger
from sandbox.sandbox_user import SandboxUser
from sandbox.server import Sandbox
from schedules import timetable
from tests.conversations.conftest import sandbox  # noqa: F401 - a fixture
from tests.handlers.both import Both, OnTeams, open_connector, read_slack, read_teams
from tests.known_people import make_known

pytest.importorskip("microsoft_teams", reason="Microsoft's SDK is not installed: uv sync --extra teams")

THURSDAY_MORNING = datetime(2026, 3, 19, 7, 31, tzinfo=UTC)
FRIDAY_MORNING = datetime(2026, 3, 20, 7, 31, tzinfo=UTC)
MORNING = "Vandaag: 5 berichten, 2 telefoontjes, 1 bezoek."


@pytest.fixture
async def both(
    sandbox: Sandbox,  # noqa: F811
    database_url: str,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[Both]:
    monkeypatch.setattr(messenger, "RATES", replace(messenger.RATES, channel_seconds=0.0))
    monkeypatch.setattr(PageKeeper, "__init__", partialmethod(PageKeeper.__init__, pause=0.02, spacing=0.3))
    monkeypatch.setattr(timetable, "EVERY_SECOND", 0.1)
    settings = point_to_sandbox(sandbox, database_url=database_url).model_copy(
        update={
            "slack_app_token": None,
            "slack_signing_secret": SecretStr(sandbox.signing_secret),
            "teams_is_open": True,
            "http_port": 0,
        }
    )
    async with open_connector() as server, serve(settings, clock=sandbox.clock) as running:
        sandbox.send_requests_to(f"http://127.0.0.1:{running.http_port}/slack/events")
        sandbox.clock.on_move(running.catch_up)
        await make_known(running.bot, sandbox, first="U05MARIEKE")
        yield Both(running, sandbox, server)


@pytest.fixture
def on_slack(both: Both) -> SandboxUser:
    return both.on_slack("U05SANNE")


@pytest.fixture
async def on_teams(both: Both) -> OnTeams:
    """Sanne on Teams, as herself; she begins there, so that she gets a morning."""
    user = both.on_teams("guid-sanne", "Sanne op Teams")
    await user.writes("/ritme")
    await wait_for(lambda: len(read_teams(user)) == 2, both)
    return user


async def wait_for(is_there: Callable[[], bool], both: Both) -> None:
    """Deliver until something is there; at most some seconds, for the pauses in a conversation."""
    for _ in range(150):
        if is_there():
            return
        await both.deliver()
        await asyncio.sleep(0.05)
    raise AssertionError([each.activity for each in both.server.connector.posted[-2:]])


def find_new(before: list[list[str]], after: list[list[str]]) -> list[str]:
    """Return the first line of each message that came since."""
    return [lines[0] for lines in after[len(before) :]]


async def move_to(both: Both, moment: datetime) -> None:
    """Move the clock, and let everything be sent that is due then."""
    await both.sandbox.clock.move_to(moment)
    await both.deliver()
    await asyncio.sleep(0.6)  # the pause between two messages in a conversation of Teams
    await both.deliver()


async def link(both: Both, on_slack: SandboxUser, on_teams: OnTeams) -> None:
    given = await on_slack.types_command("/ritme koppel")
    assert given is not None
    [code] = re.findall(r"\w{4}-\w{4}", given.plain)
    seen = len(read_teams(on_teams))
    await on_teams.writes(f"/ritme koppel {code}")
    await wait_for(lambda: len(read_teams(on_teams)) > seen, both)
    assert read_teams(on_teams)[-1][0] == "Gekoppeld! In Slack en Teams ben je voor mij nu één."
    await wait_for(lambda: read_slack(on_slack)[-1][0].startswith("Je code is net gebruikt"), both)


@pytest.mark.slow
async def test_each_platform_has_its_own_log_and_its_own_mornings(
    both: Both, on_slack: SandboxUser, on_teams: OnTeams
) -> None:
    await on_slack.types_command("/log nieuw Zeehond BV")
    await on_slack.types_command("/log 5 mails")
    await on_teams.writes("/log 2 mails")
    await wait_for(lambda: "2 berichten" in read_teams(on_teams)[-1][0], both)
    await on_teams.writes("bezoek Zeehond BV")  # of a customer of another company, as far as this one knows
    await wait_for(lambda: read_teams(on_teams)[-1][0] == "“Zeehond BV” ken ik nog niet. Is het een nieuwe?", both)

    before = read_slack(on_slack), read_teams(on_teams)
    await move_to(both, THURSDAY_MORNING)
    await wait_for(lambda: len(read_teams(on_teams)) > len(before[1]), both)
    assert find_new(before[0], read_slack(on_slack)) == [f"Goedemorgen Sanne. {MORNING}"]
    assert find_new(before[1], read_teams(on_teams)) == [f"Goedemorgen Sanne. {MORNING}"]
    async with both.service.bot.database.reading() as connection:
        of_workspace = workspaces.c.id == reps.c.workspace_id
        query = select(workspaces.c.platform, reps.c.external_id).join(workspaces, of_workspace)
        known = {tuple(row) for row in await connection.execute(query)}
    assert {("slack", "U05SANNE"), ("teams", "guid-sanne")} <= known
    assert {user for platform, user in known if platform == "teams"} == {"guid-sanne"}


async def test_a_linked_person_has_one_log_and_hears_once(both: Both, on_slack: SandboxUser, on_teams: OnTeams) -> None:
    await link(both, on_slack, on_teams)
    await on_slack.types_command("/log bezoek, 2 mails")
    await on_teams.writes("/log 3 mails")
    await wait_for(lambda: "berichten" in read_teams(on_teams)[-1][-1], both)
    shown = await on_slack.types_command("/ritme")
    assert shown is not None
    await on_teams.writes("/ritme")
    await wait_for(lambda: read_teams(on_teams)[-1][0] == "Vandaag, woensdag 18 maart", both)
    assert shown.plain.splitlines() == read_teams(on_teams)[-1]

    before = read_slack(on_slack), read_teams(on_teams)
    await move_to(both, THURSDAY_MORNING)
    assert find_new(before[0], read_slack(on_slack)) == [f"Goedemorgen Sanne. {MORNING}"]
    assert find_new(before[1], read_teams(on_teams)) == []

    await on_teams.presses("Liever in Teams")
    before = read_slack(on_slack), read_teams(on_teams)
    await move_to(both, FRIDAY_MORNING)
    assert find_new(before[0], read_slack(on_slack)) == []
    assert [line for line in find_new(before[1], read_teams(on_teams)) if line.startswith("Goedemorgen")] == [
        f"Goedemorgen Sanne. {MORNING}"
    ]


@pytest.mark.slow
async def test_a_person_who_unlinks_hears_on_both_again(both: Both, on_slack: SandboxUser, on_teams: OnTeams) -> None:
    await link(both, on_slack, on_teams)
    await on_teams.presses("Losmaken")
    before = read_slack(on_slack), read_teams(on_teams)
    await move_to(both, THURSDAY_MORNING)
    await wait_for(lambda: len(read_teams(on_teams)) > len(before[1]), both)
    assert find_new(before[0], read_slack(on_slack)) == [f"Goedemorgen Sanne. {MORNING}"]
    assert find_new(before[1], read_teams(on_teams)) == [f"Goedemorgen Sanne. {MORNING}"]
