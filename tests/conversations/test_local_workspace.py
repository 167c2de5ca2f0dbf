"""The local workspace as a newcomer plays it: the example team, and a clock that is moved."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app import serve
from handlers.cli.local_workspace import connect_clock, play_opening, point_to_sandbox
from sandbox.clock import MovableClock, list_presets
from sandbox.entities import PostedMessage
from sandbox.example import build_example
from sandbox.example_lines import LINES, TRIES
from sandbox.sandbox_user import SandboxUser
from sandbox.server import Sandbox
from sandbox.tour import Tour

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOT_UNDERSTOOD = re.compile(r"ken ik niet|I do not know|Je typte|You typed")
# A week in which nothing is closed; the month ends in the next.
MONDAY = datetime(2026, 3, 16, 10, 30, tzinfo=AMSTERDAM)


@asynccontextmanager
async def open_workspace(
    folder: Path, *, start: datetime, language: str = "", has_history: bool = False
) -> AsyncIterator[Sandbox]:
    """The local workspace with its example team, started at a moment; its two years of history take seconds."""
    running = Sandbox(workspace=build_example(language=language), clock=MovableClock(start=start))
    await running.start()
    settings = point_to_sandbox(running, database_url=f"sqlite:///{folder}/ritme.db", language=language)
    async with serve(settings, clock=running.clock) as service:
        connect_clock(running, service)
        await running.wait_until_connected()
        await play_opening(running, settings, service, has_history=has_history)
        yield running
    await running.stop()


@pytest.fixture
async def sandbox(start: datetime, tmp_path: Path) -> AsyncIterator[Sandbox]:
    async with open_workspace(tmp_path, start=start) as running:
        yield running


def heard(who: SandboxUser, channel: str | None = None) -> list[PostedMessage]:
    return [each for each in who.visible(channel) if each.user_id == "U05RITME" and not each.addressee]


def at(who: SandboxUser, message: PostedMessage) -> str:
    """When a message came, on the user's own clock."""
    return datetime.fromtimestamp(float(message.ts), who.zone).strftime("%a %d %b %H:%M")


@pytest.mark.parametrize(
    "start",
    [
        # `make check` plays one day.
        pytest.param(day, id=f"{day:%A}", marks=pytest.mark.daily if f"{day:%A}" == "Wednesday" else pytest.mark.slow)
        for day in (MONDAY + timedelta(days=number) for number in range(7))
    ],
)
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


@pytest.mark.slow
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
        # At 17:00 nobody has logged anything, and the open steps of days before rest (K5).
    ]


def newest(who: SandboxUser, channel: str | None = None) -> str:
    """What the bot said last."""
    return next(each.plain for each in reversed(who.visible(channel)) if each.user_id == "U05RITME")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "start"),
    [("", datetime(2026, 3, 27, 15, 30, tzinfo=AMSTERDAM)), ("en", datetime(2026, 3, 24, 9, 0, tzinfo=AMSTERDAM))],
    ids=["Dutch on a Friday", "English on a Tuesday"],
)
async def test_tour_shows_a_day_a_stall_a_question_a_loss_and_a_monday(
    tmp_path: Path, language: str, start: datetime
) -> None:
    async with open_workspace(tmp_path, start=start, language=language, has_history=True) as sandbox:
        clicks = iter(Tour(sandbox.stage).clicks)
        sanne, marieke = sandbox.person("U05SANNE"), sandbox.person("U05MARIEKE")
        seen: list[str] = []

        async def click(times: int = 1) -> None:
            for _ in range(times):
                await next(clicks)()
                seen.append(newest(sanne))

        await click(5)
        logged, agreed, morning, deals, question = seen
        assert [text.split()[0] for text in (logged, agreed)] == ["✓", "✓"]
        assert morning.split()[0] in {"Goedemorgen", "Good"}
        assert "Brouwerij De Haan" in morning
        assert next(line.split(" · ")[0] for line in deals.splitlines() if "⚠" in line) == "Brouwerij De Haan"
        assert question.splitlines()[0].startswith("Brouwerij De Haan")
        assert "“" in question

        await click()
        form = sanne.modal
        assert form is not None
        await click()
        assert form.is_gone
        # One question, about her own share (N2).
        assert seen[-1].splitlines()[1].count("?") == 1

        await click()
        assert at(marieke, heard(marieke, "sales")[-1])[:3] == "Mon"
        assert sandbox.clock.now().astimezone(AMSTERDAM).strftime("%a %H:%M") == "Mon 09:30"
        await click()
        assert at(marieke, heard(marieke, "sales")[-1])[11:] == "17:00"
        await click()
        assert sanne.home is not None
        assert list(clicks) == []


@pytest.mark.slow
@pytest.mark.parametrize("start", [datetime(2026, 3, 26, 10, 30, tzinfo=AMSTERDAM)])
@pytest.mark.parametrize("language", ["nl", "en"])
async def test_every_line_that_the_page_suggests_is_understood(sandbox: Sandbox, language: str) -> None:
    marieke = sandbox.person("U05MARIEKE")
    asked = [line.text for line in (*TRIES[language], *LINES[language])]
    answers: dict[str, str] = {}
    for text in asked:
        if text.endswith(("verloren", "lost")):
            await marieke.types_command("/deal nieuw Acme Tweede 45k")  # the line before it won the only one
        shown = await marieke.types_command(text if text.startswith("/") else f"/log {text}")
        answers[text] = shown.plain if shown is not None else ""
        if marieke.modal is not None:
            await marieke.closes(marieke.modal, all_of_them=True)
    nonsense = await marieke.types_command("/ritme qwertyuiop")

    assert nonsense is not None
    assert NOT_UNDERSTOOD.search(nonsense.plain)
    assert {text: answer for text, answer in answers.items() if NOT_UNDERSTOOD.search(answer)} == {}
