"""Conversations with a small real Bolt app, over the real protocol."""

from typing import Any

from slack_bolt.app.async_app import AsyncApp

from sandbox.visitor import Visitor

Json = dict[str, Any]


async def test_command_is_answered_with_what_the_bot_acknowledges(app: AsyncApp, sanne: Visitor) -> None:
    @app.command("/log")
    async def log(ack: Any, command: Json) -> None:
        await ack(f"Gelogd: {command['text']}")

    shown = await sanne.types_command("/log bezoek Acme")

    assert shown is not None
    assert shown.plain == "Gelogd: bezoek Acme"
    assert shown.addressee == "U05SANNE"
