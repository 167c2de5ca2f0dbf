"""Expiry of trigger ids and response URLs."""

from typing import Any

import aiohttp
import pytest

from sandbox.errors import ApiProblem
from sandbox.reply_urls import ReplyUrls
from sandbox.sandbox_user import SandboxUser
from sandbox.server import Sandbox
from sandbox.triggers import TriggerIds
from tests.sandbox.tiny_bot import section

Json = dict[str, Any]


class Seconds:
    """A monotonic clock set by hand."""

    def __init__(self) -> None:
        self.passed = 0.0

    def __call__(self) -> float:
        return self.passed


@pytest.mark.parametrize(("seconds", "code"), [(3.0, ""), (3.1, "expired_trigger_id")])
def test_trigger_lives_three_seconds(seconds: float, code: str) -> None:
    watch = Seconds()
    book = TriggerIds(monotonic=watch)
    trigger_id = book.issue("U1")
    watch.passed = seconds

    try:
        book.exchange(trigger_id)
        found = ""
    except ApiProblem as problem:
        found = problem.code

    assert found == code


@pytest.mark.parametrize(("seconds", "code"), [(1800.0, ""), (1800.1, "expired_url")])
def test_response_url_lives_half_an_hour(seconds: float, code: str) -> None:
    watch = Seconds()
    book = ReplyUrls(monotonic=watch)
    secret = book.issue(user_id="U1", channel_id="C1")
    watch.passed = seconds

    try:
        book.use(secret)
        found = ""
    except ApiProblem as problem:
        found = problem.code

    assert found == code


async def reply(sandbox: Sandbox, secret: str, body: Json) -> tuple[int, str]:
    address = f"{sandbox.address}actions/T05ROTTEK/{secret}"
    async with aiohttp.ClientSession() as session, session.post(address, json=body) as response:
        return response.status, await response.text()


async def test_response_url_serves_five_times(sandbox: Sandbox, sanne: SandboxUser) -> None:
    secret = sandbox.stage.replies.issue(user_id="U05SANNE", channel_id="C05SALES")

    answers = [await reply(sandbox, secret, {"text": str(number)}) for number in range(6)]

    assert answers == [(200, "ok")] * 5 + [(404, "used_url")]
    assert [message.plain for message in sanne.visible("sales")] == ["0", "1", "2", "3", "4"]


async def test_response_url_that_was_never_given_out_is_not_found(sandbox: Sandbox) -> None:
    assert await reply(sandbox, "onzin", {"text": "x"}) == (404, "no_such_url")


async def test_response_url_refuses_what_slack_would_not_take(sandbox: Sandbox, sanne: SandboxUser) -> None:
    secret = sandbox.stage.replies.issue(user_id="U05SANNE", channel_id="C05SALES")

    status, text = await reply(sandbox, secret, {"text": "x", "blocks": [section("x" * 3001)]})

    assert (status, '"error": "invalid_blocks"' in text) == (200, True)
    assert sanne.visible("sales") == []
    assert len(sandbox.workspace.complaints) == 1


async def test_response_url_takes_the_original_away(sandbox: Sandbox, sanne: SandboxUser) -> None:
    said = await sanne.says("sales", "weg ermee")
    secret = sandbox.stage.replies.issue(user_id="U05SANNE", channel_id="C05SALES", origin=said)

    await reply(sandbox, secret, {"delete_original": True})

    assert sanne.visible("sales") == []
