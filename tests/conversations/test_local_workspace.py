"""The local workspace as a newcomer plays it: the example team, and a clock that is moved."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app import serve
from handlers.cli.local_workspace import connect_clock, play_opening, point_to_sandbox
from sandbox.clock import MovableClock
from sandbox.entities import PostedMessage
from sandbox.example import build_example
from sandbox.page.presets import list_presets
from sandbox.sandbox_user import SandboxUser
from sandbox.server import Sandbox

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
# A week in which nothing is closed; the month ends in the next.
MONDAY = datetime(2026, 3, 16, 10, 30, tzinfo=AMSTERDAM)


@pytest.fixture
async def sandbox(start: datetime, tmp_path: Path) -> AsyncIterator[Sandbox]:
    """The local workspace with its example team, started at a moment; without its two years, which take seconds."""
    running = Sandbox(workspace=build_example(), clock=MovableClock(start=start))
    await running.start()
    settings = point_to_sandbox(running, database_url=f"sqlite:///{tmp_path}/ritme.db")
    async with serve(settings, clock=running.clock) as service:
        connect_clock(running, service)
        await running.wait_until_connected()
        await play_opening(running, settings, service, has_history=False)
        yield running
    await running.stop()


def heard(who: SandboxUser, channel: str | None = None) -> list[PostedMessage]:
    return [each for each in who.visible(channel) if each.user_id == "U05RITME" and not each.addressee]


def at(who: SandboxUser, message: PostedMessage) -> str:
    """When a message came, on the user's own clock."""
    return datetime.fromtimestamp(float(message.ts), who.zone).strftime("%a %d %b %H:%M")


@pytest.mark.parametrize("start", [MONDAY + timedelta(days=number) for number in range(7)], ids="{:%A}".format)
async def test_steps_of_the_readme_work_on_every_day_of_the_week(sandbox: Sandbox) -> None:
    sanne, marieke = sandbox.person("U05SANNE"), sandbox.person("U05MARIEKE")
    assert [heard(sandbox.person(user.id)) for user in sandbox.workspace.people] == [[], [], []]

    logged = await sanne.types_command("/log visit Acme")
    assert logged is not None
    assert logged.plain.startswith("✓ Bezoek · Acme")
    presets = {preset.words: preset.moment for preset in list_presets(sandbox.clock.now(), zone=sanne.zone)}
    morning = presets["clock_workday"]
    await sandbox.clock.move_to(morning)
    nudge = await sanne.wait_for(lambda: next((each for each in heard(sanne) if at(sanne, each)[11:] == "08:30"), None))
    assert nudge.plain.startswith("Goedemorgen Sanne. Vandaag: ")
    assert morning.weekday() < 5

    presets = {preset.words: preset.moment for preset in list_presets(sandbox.clock.now(), zone=sanne.zone)}
    await sandbox.clock.move_to(presets["clock_today"])
    summary = await marieke.wait_for(
        lambda: next((each for each in reversed(heard(marieke, "sales")) if at(marieke, each)[11:] == "17:00"), None)
    )
    assert summary.plain.startswith("Team Noord")


@pytest.mark.parametrize("start", [datetime(2026, 3, 26, 9, 30, tzinfo=UTC)])
async def test_one_leap_of_a_week_brings_the_days_the_monday_and_the_month(sandbox: Sandbox) -> None:
    sanne, oliver, marieke = (sandbox.person(f"U05{name}") for name in ("SANNE", "OLIVER", "MARIEKE"))
    await oliver.changes_zone("America/New_York")
    await sandbox.clock.move_to(datetime(2026, 4, 1, 18, 0, tzinfo=AMSTERDAM))
    await sandbox.clock.move_to(sandbox.clock.now() + timedelta(seconds=2))

    workdays = [f"{day} 08:30" for day in ("Thu 26 Mar", "Fri 27 Mar", "Mon 30 Mar", "Tue 31 Mar", "Wed 01 Apr")]
    # When the clock starts Sanne's first morning is over, and Oliver, who is in New York by now, still sleeps.
    assert [at(sanne, each) for each in heard(sanne) if at(sanne, each)[11:] == "08:30"] == workdays[1:]
    assert [at(oliver, each) for each in heard(oliver) if at(oliver, each)[11:] == "08:30"] == workdays
    assert [at(marieke, each) for each in heard(marieke, "sales") if each.plain.startswith("Team Noord")] == [
        "Thu 26 Mar 17:00",
        "Fri 27 Mar 17:00",
        "Mon 30 Mar 09:00",
        "Mon 30 Mar 17:00",
        "Tue 31 Mar 17:00",
        "Wed 01 Apr 09:30",
        "Wed 01 Apr 17:00",
    ]
