"""The keeper of the App Homes: every page shows what was stored last, and never anything older.

A page is published with the version that it is to replace, which was read before its figures were. Whoever
publishes newer figures in between changes that version, so the older picture is refused and read again: also
between replicas, and however long a call is under way. A version that got lost (the bot died between publishing
and noting it) is overcome by publishing without one; whoever finds afterwards that another was noted reads again.
"""

import asyncio
from collections import Counter
from datetime import timedelta
from typing import Any

import structlog
from slack_sdk.errors import SlackApiError

from bot.domain.delivery.gates import Rate
from bot.interactions.page import draw_page
from bot.ports import SendFailed
from bot.services.bot import Bot
from bot.services.delivery.pass_gate import HOMES, acquire
from bot.services.home.show_home import HomePicture, note_home, show_home
from handlers.redraw import Guard, RedrawQueue
from handlers.slack.blocks import draw_home
from handlers.slack.clients import SlackClients
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
# Slack takes a hundred pages a minute from a workspace.
RATE = Rate(interval=timedelta(minutes=1) / 65, burst=30)


class GateClosed(Exception):
    """The workspace's rate of pages is used up for so many ``seconds``."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class HomeKeeper:
    """Publishes the page of a person when it is opened, and again in the background after a change."""

    def __init__(
        self, *, bot: Bot, clients: SlackClients, guard: Guard, pause: float = PAUSE, spacing: float = SPACING
    ) -> None:
        self._bot = bot
        self._clients = clients
        self._queue = RedrawQueue[Asker](self._draw, guard=guard, pause=pause, spacing=spacing)
        self._opened: set[Asker] = set()
        self._closed_until: dict[str, float] = {}
        self._breakdowns: dict[Asker, int] = {}
        self.start, self.stop, self.settle = self._queue.start, self._queue.stop, self._queue.settle

    def touch(self, asker: Asker, *, is_looking: bool = False) -> None:
        """Say that something of this person has changed; ``is_looking`` says that it was done on the page itself.

        Whoever did not look at the page lately costs one small query, once in the spacing.
        """
        if is_looking:
            self._opened.add(asker)
        self._queue.touch(asker)

    async def open(self, asker: Asker, *, shown_hash: str | None) -> None:
        """Draw the page of somebody who looks at it now; ``shown_hash`` is the version that is on the screen."""
        self._opened.add(asker)
        await self._draw(asker, shown_hash=shown_hash)

    async def _draw(self, asker: Asker, *, shown_hash: str | None = None) -> None:
        wait = self._closed_until.get(asker.workspace, 0.0) - asyncio.get_running_loop().time()
        if wait > 0:
            self._queue.try_later(asker, wait)
            return
        try:
            await self._publish(asker, shown_hash=shown_hash)
        except GateClosed as closed:
            self._queue.try_later(asker, closed.seconds)
        except (SlackApiError, SendFailed) as error:
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
        client = await self._clients.get(asker.workspace)
        values: dict[str, Any] = {"user_id": asker.user, "view": draw_home(draw_page(self._bot, picture))}
        if replaced:
            values["hash"] = replaced
        try:
            answer = await client.views_publish(**values)
        except SlackApiError as error:
            if error.response.status_code < SERVER_FAULT and error.response.get("error") == CONFLICT:
                return None
            raise
        return str(answer["view"]["hash"])

    def _bear_refusal(self, asker: Asker, error: SlackApiError | SendFailed) -> None:
        if isinstance(error, SlackApiError) and error.response.status_code >= SERVER_FAULT:
            self._bear_breakdown(asker, reason=f"status {error.response.status_code}")
            return
        refusal = explain_refusal(error) if isinstance(error, SlackApiError) else error
        if refusal.retry_after is None:
            log.warning("home.refused", person=asker.user, reason=refusal.reason)
            self._opened.discard(asker)
            return
        self._closed_until[asker.workspace] = asyncio.get_running_loop().time() + refusal.retry_after
        self._queue.try_later(asker, refusal.retry_after)

    def _bear_breakdown(self, asker: Asker, *, reason: str) -> None:
        borne = self._breakdowns.pop(asker, 0) + 1
        log.warning("home.broken", person=asker.user, reason=reason, time=borne)
        if borne <= BREAKDOWNS_BORNE:
            self._breakdowns[asker] = borne
            self._queue.try_later(asker, BREAKDOWN_PAUSE)
        else:
            self._opened.discard(asker)
