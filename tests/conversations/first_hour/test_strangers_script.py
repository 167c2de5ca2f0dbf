"""A stranger's script: nine people on an empty workspace, from the installation to the first summary.

Nobody reads the documentation: each does what the bot itself puts in front. What it takes of each is counted.
"""

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pytest

from app import serve
from handlers.cli.local_workspace import point_to_sandbox
from handlers.slack import messenger
from sandbox.clock import MovableClock
from sandbox.entities import PostedMessage, View
from sandbox.example import build_example
from sandbox.manifest import follow_manifest
from sandbox.sandbox_user import SandboxUser
from sandbox.server import Sandbox
from schedules.service import Service
from tests.conversations.conftest import MANIFEST, WEDNESDAY
from tests.conversations.first_hour.test_greeting import heard, move

# In seconds: to find and press something, to type a character, to look at a field, and to read a word.
PER_CLICK, PER_CHARACTER, PER_FIELD, PER_WORD = 3.0, 0.4, 3.0, 0.3


@dataclass
class Stranger:
    """Somebody who never saw the bot, and what it takes of him or her."""

    user: SandboxUser
    clicks: int = 0
    characters: int = 0
    fields: int = 0
    words: int = 0
    pages: list[str] = field(default_factory=list)

    async def opens(self) -> None:
        self.clicks += 1
        await self.user.opens_messages()

    async def reads(self, start: str, channel: str | None = None) -> PostedMessage:
        message = await self.user.wait_for(
            lambda: next((each for each in self.user.visible(channel) if each.plain.startswith(start)), None),
            timeout=20,
        )
        self.words += len(message.plain.split())
        return message

    async def presses(self, where: PostedMessage | View, button: str) -> View | None:
        self.clicks += 1
        await self.user.clicks(where, button)
        return self.user.modal

    async def fills_in(self, form: View | None, filled: Mapping[str, object]) -> None:
        """Fill in a form and send it: a person or an option is a click, a text is typed."""
        assert form is not None
        self.fields += len(form.fields)
        for name, value in filled.items():
            is_picked = name in {"people", "leaders", "selling", "channel", "kind"}
            picks = len(value) if isinstance(value, Sequence) and not isinstance(value, str) else 1
            self.clicks += 1 + picks if is_picked else 0
            self.characters += 0 if is_picked else len(str(value))
        assert await self.user.submits(form, filled) is None
        self.clicks += 1

    @property
    def minutes(self) -> float:
        """How long all of it takes somebody who is in no hurry."""
        spent = self.clicks * PER_CLICK + self.characters * PER_CHARACTER
        return (spent + self.fields * PER_FIELD + self.words * PER_WORD) / 60


@pytest.fixture
async def sandbox(request: pytest.FixtureRequest) -> AsyncIterator[Sandbox]:
    """Nine people, and nobody has talked to the bot or invited it yet; a test can ask for another language."""
    workspace = build_example(people=9, language=getattr(request, "param", "nl"), is_empty=True)
    follow_manifest(workspace, json.loads(MANIFEST.read_text(encoding="utf-8")))
    running = Sandbox(workspace=workspace, clock=MovableClock(start=WEDNESDAY))
    await running.start()
    yield running
    await running.stop()


@pytest.fixture
async def service(sandbox: Sandbox, database_url: str, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Service]:
    monkeypatch.setattr(messenger, "RATES", replace(messenger.RATES, channel_seconds=0.01))
    async with serve(point_to_sandbox(sandbox, database_url=database_url), clock=sandbox.clock) as running:
        sandbox.clock.on_move(running.catch_up)
        await sandbox.wait_until_connected()
        yield running


async def set_up(marieke: Stranger, people: Sequence[Stranger]) -> None:
    """Install, read the greeting, invite the bot to #sales, and put eight colleagues in a team."""
    await marieke.opens()
    greeting = await marieke.reads("Hoi Marieke, ik ben Ritme.")
    await marieke.user.invites_bot("sales")
    marieke.clicks += 3
    await marieke.reads("Hoi, ik ben Ritme.", "sales")
    form = await marieke.presses(greeting, "Richt je team in")
    picked = [each.user.user.id for each in people]
    filled = {"people": picked, "team": "Noord", "selling": "Nee, leidt alleen", "channel": "C05SALES"}
    await marieke.fills_in(form, filled)
    placed = await marieke.reads("✓ Team Noord staat, met 8 collega's.")
    assert placed.plain.splitlines()[1].startswith("Ieder hoort in eigen werktijd van me wie het team leidt")


async def begin(rep: Stranger, company: str) -> None:
    """Read who did this and what is seen, and log the first contact."""
    first = rep.user.user.real_name.split()[0]
    told = await rep.reads(f"Hoi {first}, ik ben Ritme.")
    assert told.plain.splitlines()[0].endswith("Marieke Bakker zette je in team Noord.")
    await rep.fills_in(await rep.presses(told, "Log je eerste"), {"who": company})
    answer = rep.user.visible()[-1].plain.splitlines()
    assert answer[0] == f"✓ Telefoontje · {company}"
    assert [line for line in answer if line.endswith("om 08:30 kom ik met je plan.")]


async def test_a_strangers_script_from_the_installation_to_the_first_summary(
    sandbox: Sandbox,
    service: Service,  # noqa: ARG001 - the bot has to run
) -> None:
    everybody = [Stranger(sandbox.person(user.id)) for user in sandbox.workspace.people]
    marieke = next(each for each in everybody if each.user.user.id == "U05MARIEKE")
    reps = [each for each in everybody if each is not marieke]
    await set_up(marieke, reps)
    # In New York it is half past five: Grace hears of it at eight, on her own clock.
    reps.sort(key=lambda each: each.user.user.tz == "America/New_York")
    for number, rep in enumerate(reps):
        if rep is reps[-1]:
            assert heard(rep.user) == []
            await move(sandbox, 18, 12, 1)
        await begin(rep, f"Klant {number} Techniek")

    # The administrator: the bot opened and invited, the form with nine picks, two choices and a name of five letters.
    assert (marieke.fields, marieke.characters, marieke.clicks) == (13, 5, 19)
    assert marieke.minutes < 5
    # A rep: two clicks and a name to the first tick, in under two minutes.
    assert {each.clicks for each in reps} == {2}
    assert max(each.minutes for each in reps) < 2

    home = await marieke.user.opens_home()
    assert home is not None
    assert "Iedereen is begonnen." in home.plain
    assert not [each for each in reps if each.user.user.real_name in home.plain]

    await move(sandbox, 18, 16, 2)
    summary = await marieke.reads("Team Noord · woensdag 18 maart", "sales")
    assert summary.plain.splitlines()[1].startswith("▰")
    assert not [each for each in reps if each.user.user.real_name.split()[0] in summary.plain]

    for hour in (7, 8, 12):  # half past eight in Amsterdam, in London and in New York
        await move(sandbox, 19, hour, 31)
    for rep in reps:
        morning = await rep.reads("Goedemorgen")
        # One company is too few to name somebody each morning, so the plan says how to go on.
        assert "Drie bedrijven noemen" in morning.buttons


@pytest.mark.parametrize("sandbox", ["en"], indirect=True)
async def test_in_an_english_workspace_everything_up_to_the_first_monday_is_in_english(
    sandbox: Sandbox,
    service: Service,  # noqa: ARG001 - the bot has to run
) -> None:
    people = {user.id: Stranger(sandbox.person(user.id)) for user in sandbox.workspace.people}
    marieke = people.pop("U05MARIEKE")
    reps = [each for each in people.values() if each.user.user.tz != "America/New_York"]
    await marieke.opens()
    greeting = await marieke.reads("Hi Marieke, I'm Ritme.")
    await marieke.user.invites_bot("sales")
    await marieke.reads("Hi, I'm Ritme.", "sales")
    form = await marieke.presses(greeting, "Set up your team")
    assert form is not None
    proposed = {block["block_id"]: block["element"].get("initial_option", {}).get("value") for block in form.blocks}
    assert (proposed["language"], proposed["country"]) == ("en", "NL")
    picked = {"people": list(people), "team": "North", "selling": "No, they only lead", "channel": "C05SALES"}
    await marieke.fills_in(form, picked)
    await marieke.reads("✓ Team North is there, with 8 colleagues.")
    for number, rep in enumerate(reps):
        told = await rep.reads(f"Hi {rep.user.user.real_name.split()[0]}, I'm Ritme.")
        await rep.fills_in(await rep.presses(told, "Log your first"), {"who": f"Client {number} Ltd"})
        answer = await rep.user.types_command(f"/log visit Client {number} Ltd, next step friday")
        assert answer is not None
        assert answer.plain.splitlines()[1] == "Next step: Friday 20 March"
    await move(sandbox, 18, 16, 2)
    await marieke.reads("Team North · Wednesday 18 March", "sales")
    await move(sandbox, 19, 8, 31)
    for rep in reps:
        await rep.reads("Good morning")
    await move(sandbox, 23, 9, 1)
    monday = await marieke.reads("Team North · the week of Monday 16 March", "sales")
    assert monday.buttons == ["See what is open", "Change the target", "Write down what you decide"]
