"""A message with a chart: an image block, or its alt text if the upload fails."""

from collections.abc import AsyncIterator

import pytest

from bot.messages.text.chart import Trend, TrendPanel
from bot.messages.text.message import Message, Paragraph, Picture
from bot.messages.text.text import Span
from bot.ports import Address
from handlers.installation import SingleInstallation
from handlers.slack.clients import SlackClients
from handlers.slack.messenger import SlackMessenger
from sandbox.clock import MovableClock
from sandbox.example import build_example
from sandbox.server import Sandbox

ALT = "Staafdiagram: van 3 naar 5."
MESSAGE = Message(
    fallback="De week",
    parts=(
        Paragraph((Span("De week"),)),
        Picture(chart=Trend("Acht weken", ("2-2", "9-2"), (TrendPanel("Berichten", (3, 5), ("3", "5")),)), alt=ALT),
    ),
)


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    running = Sandbox(workspace=build_example(), clock=MovableClock())
    await running.start()
    yield running
    await running.stop()


async def send(sandbox: Sandbox) -> dict[str, object]:
    """Post the message, and return its second block as it appears in the channel."""
    clients = SlackClients(SingleInstallation(sandbox.bot_token), base_url=sandbox.base_url)
    address = Address(workspace=sandbox.workspace.team_id, channel="C05SALES")
    await SlackMessenger(clients).send(address=address, message=MESSAGE, delivery_id="7")
    [message] = sandbox.workspace.visible_messages("U05SANNE", "C05SALES")
    found: dict[str, object] = message.blocks[1]
    return found


async def test_the_picture_is_in_the_one_message(sandbox: Sandbox) -> None:
    block = await send(sandbox)
    [file] = sandbox.workspace.files.values()
    assert (block["type"], block["slack_file"], block["alt_text"]) == ("image", {"id": file.id}, ALT)
    assert file.content[:4] == b"\x89PNG"


async def test_without_the_upload_the_words_stand_for_the_picture(sandbox: Sandbox) -> None:
    sandbox.workspace.scopes = sandbox.workspace.scopes - {"files:write"}
    block = await send(sandbox)
    assert block["type"] == "context"
    assert sandbox.workspace.files == {}
