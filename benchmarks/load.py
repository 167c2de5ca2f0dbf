"""Generate load from a separate process, bounded in number and time: signed slash commands, unless told otherwise."""

import asyncio
import hashlib
import hmac
import multiprocessing
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import aiohttp

if TYPE_CHECKING:
    from multiprocessing.queues import Queue

SECRET = "a-secret-of-the-benchmark"  # noqa: S105 - opens nothing
LONGEST_RUN = 60.0  # seconds
OK = 200


@dataclass(frozen=True, slots=True)
class LoadResult:
    """The result of a load: requests per second, and the median and 99th percentile response time in milliseconds."""

    per_second: float
    p50: float
    p99: float


@dataclass(frozen=True, slots=True)
class Request:
    """The body and the headers of one request."""

    body: str
    headers: Mapping[str, str]


# Makes a request of a text and the number of the request; called in another process.
MakeRequest = Callable[[str, int], Request]


def sign_slash_command(text: str, number: int) -> Request:
    """Return a signed `/log` of one of nine users."""
    body = _make_body(text, number)
    return Request(body, _sign(body))


@dataclass(frozen=True, slots=True)
class Load:
    """The load: URL, number of requests, concurrency; texts are sent in turn, each response must contain ``marker``."""

    url: str
    texts: Sequence[str]
    requests: int
    at_once: int
    marker: str
    make: MakeRequest = sign_slash_command


async def put_load(load: Load) -> LoadResult:
    """Run the load in another process, so that it does not share our event loop, and return its result."""
    context = multiprocessing.get_context("spawn")
    results: Queue[LoadResult | str] = context.Queue()
    process = context.Process(target=_run_client, args=(load, results))
    process.start()
    try:
        outcome = await asyncio.to_thread(results.get, timeout=LONGEST_RUN)
    finally:
        process.join(timeout=5)
        process.kill()
    if isinstance(outcome, str):
        raise RuntimeError(outcome)  # noqa: TRY004 - the load failed, no type is wrong
    return outcome


def _run_client(load: Load, results: "Queue[LoadResult | str]") -> None:
    try:
        results.put(asyncio.run(asyncio.wait_for(_send_all(load), LONGEST_RUN - 5)))
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        results.put(f"the load broke off: {error!r}")


async def _send_all(load: Load) -> LoadResult:
    times: list[float] = []
    numbers = iter(range(load.requests))
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=load.at_once)) as session:

        async def send_in_turn() -> None:
            for number in numbers:
                took = await _send(session, load, number)
                times.append(took)

        began = time.perf_counter()
        await asyncio.gather(*(send_in_turn() for _ in range(load.at_once)))
        took = time.perf_counter() - began
    times.sort()
    return LoadResult(
        per_second=load.requests / took,
        p50=times[len(times) // 2] * 1000,
        p99=times[int(len(times) * 0.99)] * 1000,
    )


async def _send(session: aiohttp.ClientSession, load: Load, number: int) -> float:
    made = load.make(load.texts[number % len(load.texts)], number)
    began = time.perf_counter()
    async with session.post(load.url, data=made.body, headers=made.headers) as response:
        answer = await response.text()
    if response.status != OK or load.marker not in answer:
        raise ValueError(f"status {response.status}: {answer[:200]}")
    return time.perf_counter() - began


def _make_body(text: str, number: int) -> str:
    return urlencode(
        {
            "team_id": "T1",
            "user_id": f"U{number % 9}",
            "channel_id": "C1",
            "command": "/log",
            "text": text,
            "trigger_id": f"{time.time_ns()}.{number}",
            "response_url": "http://127.0.0.1:9/unused",
            "api_app_id": "A1",
        }
    )


def _sign(body: str) -> dict[str, str]:
    stamp = str(int(time.time()))
    digest = hmac.new(SECRET.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
    return {
        "content-type": "application/x-www-form-urlencoded",
        "x-slack-request-timestamp": stamp,
        "x-slack-signature": f"v0={digest}",
    }
