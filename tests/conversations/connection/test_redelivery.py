"""A command, a button and a form redelivered by Slack, or replayed by another user, through the real listeners."""

import json
from dataclasses import replace
from typing import Any

import pytest

from sandbox.delivery import BotLink, Envelope
from sandbox.entities import PostedMessage
from sandbox.sandbox_user import SandboxUser
from sandbox.server import Sandbox
from schedules.service import Service
from tests.bot.interactions.world import dump
from tests.conversations.test_deal_story import lines
from tests.snapshots import Rows


class Recorder:
    """Forwards every payload, and records it for a replay."""

    def __init__(self, link: BotLink) -> None:
        self.link = link
        self.sent: list[Envelope] = []

    async def send(self, envelope: Envelope) -> dict[str, Any] | None:
        self.sent.append(envelope)
        return await self.link.send(envelope)

    async def stop(self) -> None:
        await self.link.stop()

    async def send_again(self, *, own: str = "", others: str = "") -> None:
        """Replay the last payload, with its user replaced by another."""
        payload = json.dumps(self.sent[-1].payload)
        await self.link.send(
            replace(self.sent[-1], payload=json.loads(payload.replace(own, others) if own else payload))
        )


@pytest.fixture
def recorder(sandbox: Sandbox, sanne: SandboxUser) -> Recorder:  # noqa: ARG001 - she meets the bot before
    recording = Recorder(sandbox.stage.delivery.link)
    sandbox.stage.delivery.link = recording
    return recording


async def read_log(service: Service) -> Rows:
    """Return the stored activities and the outbox."""
    rows = await dump(service.bot.database)
    return {name: rows[name] for name in ("activities", "next_steps", "drafts", "deals", "deal_events", "accounts")}


async def log_visit(sandbox_user: SandboxUser) -> PostedMessage:
    shown = await sandbox_user.types_command("/log bezoek Acme, over de zeehond")
    assert isinstance(shown, PostedMessage)
    return shown


# Unchanged, by a colleague, and from another workspace.
AGAIN = pytest.mark.parametrize(("own", "others"), [("", ""), ("U05SANNE", "U05OLIVER"), ("T05ROTTEK", "T05OTHER")])


@AGAIN
async def test_a_command_that_comes_again_is_done_once(
    service: Service, sanne: SandboxUser, oliver: SandboxUser, recorder: Recorder, own: str, others: str
) -> None:
    await oliver.types_command("/ritme")
    await log_visit(sanne)
    before = await read_log(service)
    await recorder.send_again(own=own, others=others)
    assert await read_log(service) == before


@AGAIN
async def test_a_button_that_comes_again_is_done_once(
    service: Service, sanne: SandboxUser, oliver: SandboxUser, recorder: Recorder, own: str, others: str
) -> None:
    await oliver.types_command("/ritme")
    shown = await sanne.clicks(await log_visit(sanne), "Ongedaan maken", grace=2)
    assert isinstance(shown, PostedMessage)
    before = await read_log(service)
    await recorder.send_again(own=own, others=others)
    assert await read_log(service) == before
    assert "zeehond" not in " ".join(line for message in oliver.visible() for line in lines(message))


@pytest.mark.daily
@AGAIN
async def test_a_form_that_comes_again_is_stored_once(
    service: Service, sanne: SandboxUser, oliver: SandboxUser, recorder: Recorder, own: str, others: str
) -> None:
    await oliver.types_command("/ritme")
    await sanne.clicks(await log_visit(sanne), "Wijzigen", grace=2)
    assert sanne.modal is not None
    assert await sanne.submits(sanne.modal, {"note": "over de narwal"}) is None
    before = await read_log(service)
    assert "over de narwal" in {row["note"] for row in before["activities"]}
    await recorder.send_again(own=own, others=others)
    assert await read_log(service) == before
