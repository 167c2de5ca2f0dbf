"""Classify the failures of a client that posts with httpx; imported only with such a client."""

import json
from collections.abc import Awaitable

import httpx

from bot.ports import SendFailed, SendUncertain
from handlers.http.failures import judge_status

NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


async def post(call: Awaitable[object]) -> None:
    """Await a call that posts something.

    Raises:
        SendFailed: it was certainly not posted.
        SendUncertain: it may have been posted.
    """
    try:
        await call
    except (KeyError, json.JSONDecodeError):  # posted; the client misses the id in the answer
        return
    except NOT_SENT as error:
        raise SendFailed("cannot_connect") from error
    except httpx.HTTPStatusError as error:
        after = error.response.headers.get("Retry-After", "")
        raise judge_status(error.response.status_code, retry_after=after) from error
    except httpx.HTTPError as error:
        raise SendUncertain(type(error).__name__) from error
    except (ValueError, OSError) as error:  # raised by the client while it fetches a token, before anything is sent
        raise SendFailed("no_token") from error
