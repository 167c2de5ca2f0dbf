"""The keeper of the App Homes: every page shows what was stored last, and never anything older.

A page is published with the version that it is to replace, which was read before its figures were. Whoever
publishes newer figures in between changes that version, so the older picture is refused and read again: also
between replicas, and however long a call is under way. A version that got lost (the bot died between publishing
and noting it) is overcome by publishing without one; whoever finds afterwards that another was noted reads again.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial
from typing import Any

import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.delivery.gates import Rate
from bot.messages.home.home import build_home
from bot.services.bot import Bot
from bot.services.delivery.pass_gate import HOMES, acquire
from bot.services.home.show_home import HomePicture, note_home, show_home
from handlers.slack.blocks import draw_home
from handlers.slack.failures import CONNECTION_ERRORS, SERVER_FAULT, explain_refusal
from handlers.slack.incoming import Asker

log = structlog.get_logger()

CONFLICT = "hash_conflict"
# One version is offered so many times, then the page is published without any.
TRIES_WITH_VERSION = 5
MOST_TRIES = 25
# In seconds. What happens so shortly after each other is drawn together; a refused version is noted by then.
PAUSE = 0.15
# One person's page is drawn again no sooner than this after the last time, except at an opening.
SPACING = 3.0
CONFLICT_PAUSE = 0.1
BREAKDOWN_PAUSE = 5.0
BREAKDOWNS_BORNE = 5
# Whoever does not fit gets a fresh page at the next opening, as everybody does.
PAGES_WAITING = 10_000
DRAWN_AT_ONCE = 4
SECONDS_TO_FINISH = 5.0
# Slack takes a hundred pages a minute from a workspace.
RATE = Rate(interval=timedelta(minutes=1) / 65, burst=30)

Job = Callable[[], Awaitable[object]]
Guard = Callable[[str, Job], Callable[[], Awaitable[object]]]


class GateClosed(Exception):
    """The workspace's rate of pages is used up for so many ``seconds``."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class HomeKeeper:
    """Draws pages again in the background, each person's soon and once for all that happened meanwhile.

    ``guard`` is put around each drawing, so that one that fails stops no other.
    """

    def __init__(
        self, *, bot: Bot, client: AsyncWebClient, guard: Guard, pause: float = PAUSE, spacing: float = SPACING
    ) -> None:
        self._bot = bot
        self._client = client
        self._guard = guard
        self._pause = pause
        self._spacing = spacing
        self._queue: asyncio.Queue[tuple[Asker, float]] = asyncio.Queue(maxsize=PAGES_WAITING)
        self._touched: set[Asker] = set()
        self._opened: set[Asker] = set()
        self._later: dict[Asker, asyncio.TimerHandle] = {}
        # Those whose page was drawn less than the spacing ago, until when, in that order; and who of them waits.
        self._drawn_until: dict[Asker, float] = {}
        self._spaced: dict[Asker, asyncio.TimerHandle] = {}
        self._closed_until: dict[str, float] = {}
        self._breakdowns: dict[Asker, int] = {}
        self._workers: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin to draw what is touched."""
        self._workers = [asyncio.create_task(self._work(), name=f"home-{number}") for number in range(DRAWN_AT_ONCE)]

    async def stop(self) -> None:
        """Draw what is waiting, as far as that goes within a few seconds, and end."""
        for timer in self._later.values():
            timer.cancel()
        try:
            async with asyncio.timeout(SECONDS_TO_FINISH):
                await self.settle()
        except TimeoutError:
            log.warning("home.unfinished", pages=self._queue.qsize())
        for worker in self._workers:
            worker.cancel()
        await asyncio.gather(*self._workers, return_exceptions=True)

    async def settle(self) -> None:
        """Draw every page that was touched, without waiting for its spacing."""
        for asker in list(self._spaced):
            self._spaced.pop(asker).cancel()
            self._put(asker)
        if self._workers:
            await self._queue.join()

    def touch(self, asker: Asker, *, is_looking: bool = False) -> None:
        """Say that something of this person has changed; ``is_looking`` says that it was done on the page itself.

        Whoever did not look at the page lately costs one small query, once in the spacing.
        """
        if is_looking:
            self._opened.add(asker)
        if asker in self._touched or asker in self._spaced:
            return
        wait = self._find_spacing(asker)
        if wait > 0 and len(self._spaced) < PAGES_WAITING:
            self._spaced[asker] = asyncio.get_running_loop().call_later(wait, self._end_spacing, asker)
        else:
            self._put(asker)

    def _end_spacing(self, asker: Asker) -> None:
        del self._spaced[asker]
        self._put(asker)

    def _put(self, asker: Asker) -> None:
        if asker in self._touched:
            return
        if self._queue.full():
            log.warning("home.crowded", pages=self._queue.qsize())
            return
        self._touched.add(asker)
        self._queue.put_nowait((asker, asyncio.get_running_loop().time() + self._pause))

    def _find_spacing(self, asker: Asker) -> float:
        """Return for how many seconds the page is not to be drawn again."""
        now = asyncio.get_running_loop().time()
        while self._drawn_until:
            first, until = next(iter(self._drawn_until.items()))
            if until > now:
                break
            del self._drawn_until[first]
        return self._drawn_until.get(asker, now) - now

    def _note_drawn(self, asker: Asker) -> None:
        self._drawn_until.pop(asker, None)
        self._drawn_until[asker] = asyncio.get_running_loop().time() + self._spacing

    async def open(self, asker: Asker, *, shown_hash: str | None) -> None:
        """Draw the page of somebody who looks at it now; ``shown_hash`` is the version that is on the screen."""
        self._opened.add(asker)
        await self._draw(asker, shown_hash=shown_hash)

    async def _work(self) -> None:
        while True:
            asker, due = await self._queue.get()
            await asyncio.sleep(max(0.0, due - asyncio.get_running_loop().time()))
            # From here on a change needs a drawing of its own: this one may have read before it.
            self._touched.discard(asker)
            self._note_drawn(asker)
            await self._guard("home", partial(self._draw, asker))()
            self._queue.task_done()

    async def _draw(self, asker: Asker, *, shown_hash: str | None = None) -> None:
        wait = self._find_wait(asker)
        if wait > 0:
            self._try_later(asker, wait)
            return
        try:
            await self._publish(asker, shown_hash=shown_hash)
        except GateClosed as closed:
            self._try_later(asker, closed.seconds)
        except SlackApiError as error:
            self._bear_refusal(asker, error)
        except CONNECTION_ERRORS as error:
            self._bear_breakdown(asker, reason=type(error).__name__)
        else:
            self._breakdowns.pop(asker, None)
            self._opened.discard(asker)

    async def _publish(self, asker: Asker, *, shown_hash: str | None) -> None:
        """Read and publish until what was published is the newest there is."""
        refusals: Counter[str | None] = Counter()
        for _ in range(MOST_TRIES):
            picture = await self._read(asker)
            if picture is None:
                return
            await self._acquire(picture)
            replaced = picture.known_hash if refusals[shown_hash] else shown_hash or picture.known_hash
            if refusals[replaced] >= TRIES_WITH_VERSION:  # whoever published after that never noted it
                replaced = None
            published = await self._send(asker, picture, replaced=replaced)
            if published is not None and await note_home(self._bot.database, picture=picture, home_hash=published):
                return
            refusals[replaced] += 1
            await asyncio.sleep(CONFLICT_PAUSE)
        log.warning("home.contested", person=asker.user)

    async def _acquire(self, picture: HomePicture) -> None:
        workspace_id = picture.person.workspace.id
        wait = await acquire(self._bot.database, workspace_id=workspace_id, name=HOMES, rate=RATE, now=self._bot.now())
        if wait > timedelta():
            raise GateClosed(wait.total_seconds())

    async def _read(self, asker: Asker) -> HomePicture | None:
        now = self._bot.now()
        person = await self._bot.people.find(asker.workspace, asker.user, now=now)
        if person is None:
            return None
        return await show_home(self._bot.database, person=person, now=now, is_opening=asker in self._opened)

    async def _send(self, asker: Asker, picture: HomePicture, *, replaced: str | None) -> str | None:
        """Publish a picture in place of a version, and return its own; None when another version is there."""
        commands = self._bot.commands
        words = self._bot.speak(picture.person.rep)
        view = draw_home(build_home(words, picture.overview, command=commands.log, ritme=commands.ritme))
        values: dict[str, Any] = {"user_id": asker.user, "view": view}
        if replaced:
            values["hash"] = replaced
        try:
            answer = await self._client.views_publish(**values)
        except SlackApiError as error:
            if error.response.status_code < SERVER_FAULT and error.response.get("error") == CONFLICT:
                return None
            raise
        return str(answer["view"]["hash"])

    def _bear_refusal(self, asker: Asker, error: SlackApiError) -> None:
        if error.response.status_code >= SERVER_FAULT:
            self._bear_breakdown(asker, reason=f"status {error.response.status_code}")
            return
        refusal = explain_refusal(error)
        if refusal.retry_after is None:
            log.warning("home.refused", person=asker.user, reason=refusal.reason)
            self._opened.discard(asker)
            return
        self._closed_until[asker.workspace] = asyncio.get_running_loop().time() + refusal.retry_after
        self._try_later(asker, refusal.retry_after)

    def _bear_breakdown(self, asker: Asker, *, reason: str) -> None:
        borne = self._breakdowns.pop(asker, 0) + 1
        log.warning("home.broken", person=asker.user, reason=reason, time=borne)
        if borne <= BREAKDOWNS_BORNE:
            self._breakdowns[asker] = borne
            self._try_later(asker, BREAKDOWN_PAUSE)
        else:
            self._opened.discard(asker)

    def _find_wait(self, asker: Asker) -> float:
        return self._closed_until.get(asker.workspace, 0.0) - asyncio.get_running_loop().time()

    def _try_later(self, asker: Asker, seconds: float) -> None:
        if asker not in self._later and len(self._later) < PAGES_WAITING:
            self._later[asker] = asyncio.get_running_loop().call_later(seconds, self._try_again, asker)

    def _try_again(self, asker: Asker) -> None:
        del self._later[asker]
        self._put(asker)
