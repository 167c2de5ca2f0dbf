"""HTTP mode: the same bot, over signed requests."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.errors import AnswerRefused, NotConnected
from sandbox.sandbox_user import SandboxUser
from sandbox.server import Sandbox
from tests.sandbox.tiny_bot import add_listeners

Json = dict[str, Any]


async def serve(bolt: AsyncApp) -> tuple[web.AppRunner, str]:
    async def answer(request: web.Request) -> web.Response:
        response: web.Response = await to_aiohttp_response(await bolt.async_dispatch(await to_bolt_request(request)))
        return response

    app = web.Application()
    app.router.add_post("/slack/events", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return runner, f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"


@pytest.fixture
async def heard(sandbox: Sandbox, client: AsyncWebClient) -> AsyncIterator[list[Json]]:
    """Register the bot's listeners over HTTP, and return the list of received payloads."""
    bolt = AsyncApp(name="tiny", client=client, signing_secret=sandbox.signing_secret, process_before_response=True)
    bodies: list[Json] = []
    add_listeners(bolt, heard=bodies)
    runner, url = await serve(bolt)
    sandbox.send_requests_to(url)
    yield bodies
    await runner.cleanup()


async def test_command_is_answered(heard: list[Json], sanne: SandboxUser) -> None:
    shown = await sanne.types_command("/log bezoek De Vries & Zn.")

    assert shown is not None
    assert shown.text == "Bezoek bij Acme vastgelegd"
    assert heard[0]["text"] == "bezoek De Vries &amp; Zn."


async def test_event_is_answered(heard: list[Json], sanne: SandboxUser) -> None:
    await sanne.says("hoi")

    assert [message.plain for message in sanne.visible()] == ["hoi", "Gehoord: hoi"]
    assert len(heard) == 1


async def test_modal_is_opened_sent_in_and_taken(heard: list[Json], sanne: SandboxUser) -> None:
    await sanne.types_command("/log")
    form = sanne.modal
    assert form is not None

    assert await sanne.submits(form, {"Soort": "visit", "Notitie": "fout"}) == {"note": "Dit kan niet"}
    assert await sanne.submits(form, {"Notitie": "goed"}) is None
    assert form.is_gone
    assert [body.get("type", "command") for body in heard] == ["command", *["view_submission"] * 2]


async def test_request_with_another_secret_is_refused_by_the_bot(
    sandbox: Sandbox, client: AsyncWebClient, sanne: SandboxUser
) -> None:
    runner, url = await serve(AsyncApp(name="tiny", client=client, signing_secret="another"))
    sandbox.send_requests_to(url)

    with pytest.raises(AnswerRefused) as raised:
        await sanne.types_command("/log hoi")

    assert raised.value.code == "http_401"
    await runner.cleanup()


async def test_command_to_nobody_fails(sandbox: Sandbox, sanne: SandboxUser) -> None:
    sandbox.send_requests_to("http://127.0.0.1:9/slack/events")

    with pytest.raises(NotConnected):
        await sanne.types_command("/log hoi")
