"""The two ways to receive Slack's requests: a websocket (Socket Mode), or signed HTTP."""

from contextlib import AsyncExitStack

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from handlers.front.in_flight import InFlight
from handlers.http.signed_endpoint import SignedEndpoint
from handlers.http.site import refuse

PATH = "/slack/events"


async def connect_socket(stack: AsyncExitStack, app: AsyncApp, *, app_token: str, base_url: str) -> None:
    """Open the websocket; the stack closes it when the requests in flight are acknowledged. The SDK reconnects."""
    in_flight = InFlight()
    handler = AsyncSocketModeHandler(app, app_token, web_client=AsyncWebClient(base_url=base_url))

    async def handle(_client: object, request: SocketModeRequest) -> None:
        async with in_flight.track():
            await handler.handle(handler.client, request)

    handler.client.socket_mode_request_listeners[:] = [handle]
    await handler.connect_async()  # type: ignore[no-untyped-call] # slack_bolt leaves it untyped
    stack.push_async_callback(handler.close_async)
    stack.push_async_callback(in_flight.finish)


def build_endpoint(app: AsyncApp, *, secret: str) -> SignedEndpoint:
    """Return the HTTP endpoint for Slack, which hands verified requests to Bolt."""

    async def dispatch(request: web.Request, body: bytes) -> web.Response:
        try:
            asked = AsyncBoltRequest(body=body.decode(), query={}, headers=dict(request.headers))
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            # Bolt parses ids from the body in its constructor, and raises these on a body that is not a JSON object.
            return refuse(400)
        response: web.Response = await to_aiohttp_response(await app.async_dispatch(asked))
        return response

    return SignedEndpoint(dispatch, secret=secret)
