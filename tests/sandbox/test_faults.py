"""Injected faults: rate limits, failures, repeated events and dropped connections."""

import asyncio
from collections.abc import Callable
from typing import Any

import aiohttp
import pytest
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.api.dispatch import METHODS
from sandbox.api.rates import MethodRateLimits
from sandbox.faults import Faults
from sandbox.sandbox_user import SandboxUser
from sandbox.server import Sandbox

Json = dict[str, Any]


class Seconds:
    """A monotonic clock set by hand."""

    def __init__(self) -> None:
        self.passed = 0.0

    def __call__(self) -> float:
        return self.passed


def hear_messages(app: AsyncApp, take: Callable[[Json, Any], None]) -> None:
    @app.event("message")
    async def hear(body: Json, request: Any) -> None:
        take(body, request)


def test_faults_are_off_by_default() -> None:
    faults = Faults()

    assert not faults.rate_limits
    assert not faults.take_server_error("chat.postMessage")
    assert not faults.take_dropped_response("chat.postMessage")
    assert not faults.take_dropped_connection()


# Rate limits


def test_channel_takes_a_burst_and_then_a_message_a_second() -> None:
    seconds = Seconds()
    gate = MethodRateLimits(monotonic=seconds)

    burst = [gate.wait_for_channel("C1", burst=3) for _ in range(4)]
    other = gate.wait_for_channel("C2", burst=3)
    seconds.passed = 1.0
    later = [gate.wait_for_channel("C1", burst=3) for _ in range(2)]

    assert (burst, other, later) == ([0, 0, 0, 1], 0, [0, 1])


def test_workspace_takes_several_hundred_messages_a_minute() -> None:
    gate = MethodRateLimits(monotonic=Seconds())

    waits = [gate.wait_for_channel(f"C{number}", burst=1) for number in range(301)]

    assert waits == [0] * 300 + [60]


def test_method_is_taken_as_often_as_its_tier_says() -> None:
    seconds = Seconds()
    gate = MethodRateLimits(monotonic=seconds)
    name, method = "conversations.list", METHODS["conversations.list"]

    waits = [gate.wait_for_method(name, method) for _ in range(21)]
    seconds.passed = 60.0

    assert waits == [0] * 20 + [60]
    assert gate.wait_for_method(name, method) == 0


async def test_message_above_the_rate_is_answered_with_429(sandbox: Sandbox, client: AsyncWebClient) -> None:
    sandbox.faults.rate_limits = True
    sandbox.faults.burst = 1
    await client.chat_postMessage(channel="C05SALES", text="een")

    with pytest.raises(SlackApiError) as raised:
        await client.chat_postMessage(channel="C05SALES", text="twee")

    response = raised.value.response
    assert (response.status_code, response["error"], response.headers["Retry-After"]) == (
        429,
        "ratelimited",
        "1",
    )
    await client.chat_postMessage(channel="U05SANNE", text="elders")


# Failures


async def test_next_calls_fail_and_the_one_after_succeeds(
    sandbox: Sandbox, client: AsyncWebClient, sanne: SandboxUser
) -> None:
    sandbox.faults.server_errors = 1

    with pytest.raises(SlackApiError) as raised:
        await client.chat_postMessage(channel="C05SALES", text="een")
    await client.chat_postMessage(channel="C05SALES", text="twee")

    assert raised.value.response.status_code == 503
    assert [message.plain for message in sanne.visible("sales")] == ["twee"]


async def test_failures_may_be_meant_for_one_method(sandbox: Sandbox, client: AsyncWebClient) -> None:
    sandbox.faults.server_errors = 1
    sandbox.faults.only_methods = frozenset({"chat.postMessage"})

    await client.auth_test()

    assert sandbox.faults.server_errors == 1


async def test_response_is_lost_after_the_message_was_posted(
    sandbox: Sandbox, client: AsyncWebClient, sanne: SandboxUser
) -> None:
    sandbox.faults.drop_responses = 1

    with pytest.raises(aiohttp.ClientError):
        await client.chat_postMessage(channel="C05SALES", text="een")

    assert [message.plain for message in sanne.visible("sales")] == ["een"]


async def test_retrying_a_lost_response_posts_the_message_twice(sandbox: Sandbox, sanne: SandboxUser) -> None:
    client = AsyncWebClient(token=sandbox.bot_token, base_url=sandbox.base_url)
    sandbox.faults.drop_responses = 1

    await client.chat_postMessage(channel="C05SALES", text="een")

    assert [message.plain for message in sanne.visible("sales")] == ["een", "een"]


async def test_slow_calls_take_longer(sandbox: Sandbox, client: AsyncWebClient) -> None:
    sandbox.faults.slow = 0.2
    loop = asyncio.get_running_loop()
    began = loop.time()

    await client.auth_test()

    assert loop.time() - began >= 0.2


# Events


async def test_repeated_event_has_the_same_id_and_counts_its_retries(
    sandbox: Sandbox, app: AsyncApp, sanne: SandboxUser
) -> None:
    heard: list[tuple[str, list[str]]] = []
    hear_messages(
        app, lambda body, request: heard.append((body["event_id"], request.headers.get("x-slack-retry-num", [])))
    )
    sandbox.faults.repeat_events = True

    await sanne.says("hoi")

    first, second = heard
    assert first[0] == second[0]
    assert (first[1], second[1]) == (["0"], ["1"])


@pytest.mark.slow
async def test_event_that_was_not_acknowledged_comes_again(sandbox: Sandbox, app: AsyncApp, sanne: SandboxUser) -> None:
    heard: list[str] = []
    came_again = asyncio.Event()

    def fail_once(body: Json, _request: Any) -> None:
        heard.append(body["event_id"])
        if len(heard) == 1:
            raise RuntimeError
        came_again.set()

    hear_messages(app, fail_once)
    sandbox.stage.delivery.retry_delays = (0.0,)

    await sanne.says("hoi")
    await asyncio.wait_for(came_again.wait(), timeout=5)

    assert heard == [heard[0]] * 2


async def test_connection_is_cut_and_the_bot_comes_back(sandbox: Sandbox, app: AsyncApp, sanne: SandboxUser) -> None:
    heard: list[str] = []
    hear_messages(app, lambda body, _request: heard.append(body["event"]["text"]))
    sandbox.faults.drop_connection = 1

    await sanne.says("een")
    await asyncio.sleep(0.1)
    await sandbox.wait_until_connected()
    await sanne.says("twee")

    assert heard == ["een", "twee"]
    assert sandbox.faults.drop_connection is None
