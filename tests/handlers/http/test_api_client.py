"""The client of an API with a token."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass

import pytest
from aiohttp import web

from benchmarks.quick_slack import listen
from bot.ports import SendFailed
from handlers.http.api_client import ApiClient


@dataclass
class Token:
    """A token that can expire."""

    text: str
    is_old: bool = False

    def is_expired(self) -> bool:
        return self.is_old

    def __str__(self) -> str:
        return self.text


@pytest.fixture
async def server() -> AsyncIterator[tuple[str, list[tuple[str, str]]]]:
    """The address of an API, and the raw path and the token of each call."""
    seen: list[tuple[str, str]] = []

    async def answer(request: web.Request) -> web.Response:
        seen.append((request.raw_path, request.headers["Authorization"]))
        return web.json_response({}) if "moved" not in request.path else web.Response(status=302)

    site = web.Application()
    site.router.add_route("*", "/{tail:.*}", answer)
    async with listen(site) as address:
        yield address, seen


async def test_a_token_is_fetched_once_until_it_is_old(server: tuple[str, list[tuple[str, str]]]) -> None:
    address, seen = server
    first = Token("one")
    tokens = [first, Token("two")]

    async def fetch() -> Token:
        return tokens.pop(0)

    async with AsyncExitStack() as stack:
        client = ApiClient(fetch)
        stack.push_async_callback(client.close)
        for _ in range(2):
            await client.send("POST", address, "a", json={})
        first.is_old = True
        await client.send("POST", address, "a", json={})
    assert [token for _, token in seen] == ["Bearer one", "Bearer one", "Bearer two"]


async def test_an_id_leads_to_no_other_path_and_a_redirect_nowhere(
    server: tuple[str, list[tuple[str, str]]],
) -> None:
    address, seen = server

    async def fetch() -> Token:
        return Token("one")

    async with AsyncExitStack() as stack:
        client = ApiClient(fetch)
        stack.push_async_callback(client.close)
        await client.send("PUT", f"{address}/emea/", "19:x@thread;messageid=1", "../b?c#d", json={})
        with pytest.raises(SendFailed, match="status_302"):
            await client.send("POST", address, "moved", json={})
    assert [path for path, _ in seen] == ["/emea/19:x@thread;messageid=1/..%2Fb%3Fc%23d", "/moved"]


async def test_without_a_token_nothing_is_called(server: tuple[str, list[tuple[str, str]]]) -> None:
    address, seen = server

    async def fetch() -> Token:
        raise ValueError

    async with AsyncExitStack() as stack:
        client = ApiClient(fetch)
        stack.push_async_callback(client.close)
        with pytest.raises(SendFailed, match="no_token"):
            await client.send("POST", address, "a", json={})
    assert seen == []
