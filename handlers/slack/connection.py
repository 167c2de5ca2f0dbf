"""How Slack's requests reach the bot: a websocket that we open (Socket Mode), or a port that Slack calls (HTTP)."""

from contextlib import AsyncExitStack

from aiohttp import web
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

PATH = "/slack/events"


async def connect_socket(stack: AsyncExitStack, app: AsyncApp, *, app_token: str, base_url: str) -> None:
    """Open the websocket; it opens itself again when it drops."""
    client = AsyncWebClient(base_url=base_url)
    handler = AsyncSocketModeHandler(app, app_token, web_client=client)
    await handler.connect_async()  # type: ignore[no-untyped-call] # slack_bolt leaves it untyped
    stack.push_async_callback(handler.close_async)


async def listen_http(stack: AsyncExitStack, app: AsyncApp, *, host: str, port: int) -> int:
    """Listen for signed requests on ``/slack/events`` (and ``/health``), and return the port."""
    site = app.web_app(path=PATH)
    site.router.add_get("/health", _answer_health)
    runner = web.AppRunner(site, access_log=None)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    listener = web.TCPSite(runner, host, port)
    await listener.start()
    return int(runner.addresses[0][1])


async def _answer_health(_request: web.Request) -> web.Response:
    return web.Response(text="ok")
