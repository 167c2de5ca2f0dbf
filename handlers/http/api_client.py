"""Calls to an HTTP API with a token: one request each, without retries, on connections that are kept open."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Protocol
from urllib.parse import quote

from bot.ports import SendFailed
from handlers.http.failures import CONNECTION_ERRORS, explain_breakdown, judge_status
from handlers.http.session import open_session

# What ids are made of, besides letters and digits; no slash, which would lead to another path.
IN_AN_ID = ":;=@"
REDIRECTED = 300


class Token(Protocol):
    """A token, as text."""

    def is_expired(self) -> bool:
        """Return whether it is too old to be used, or soon will be."""


class ApiClient:
    """Calls an API; ``fetch_token`` raises ValueError or OSError when it gets none, and is asked once per token."""

    def __init__(self, fetch_token: Callable[[], Awaitable[Token | None]]) -> None:
        self._session = open_session()
        self._fetch_token = fetch_token
        self._token: Token | None = None

    async def close(self) -> None:
        """Close the connections."""
        await self._session.close()

    async def get_token(self) -> str:
        """Return a token that is valid for some minutes more; raises `SendFailed` without one."""
        if self._token is None or self._token.is_expired():
            try:
                self._token = await self._fetch_token()
            except (ValueError, OSError) as error:
                raise SendFailed("no_token") from error
        return str(self._token)

    async def get(self, base: str, *path: str) -> dict[str, Any]:
        """Return the object at a path; raises as `send` does."""
        return await self._call("GET", base, path, json=None)

    async def send(self, method: str, base: str, *path: str, json: Mapping[str, object]) -> None:
        """Send an object to a path, whose parts are quoted.

        Raises:
            SendFailed: it was certainly not taken.
            SendUncertain: it may have been taken.
        """
        await self._call(method, base, path, json=json)

    async def _call(
        self, method: str, base: str, path: tuple[str, ...], *, json: Mapping[str, object] | None
    ) -> dict[str, Any]:
        address = "/".join((base.rstrip("/"), *(quote(each, IN_AN_ID) for each in path)))
        headers = {"Authorization": f"Bearer {await self.get_token()}"}
        try:
            async with self._session.request(
                method, address, json=json, headers=headers, allow_redirects=False
            ) as response:
                if response.status >= REDIRECTED:
                    raise judge_status(response.status, retry_after=response.headers.get("Retry-After", ""))
                return dict(await response.json()) if json is None else {}
        except CONNECTION_ERRORS as error:
            raise explain_breakdown(error) from error
