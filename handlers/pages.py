"""Personal pages kept up to date: each shows what was stored last, and never anything older.

A page is published with the version that it is to replace, which was read before its figures were. Whoever
publishes newer figures in between changes that version, so the older picture is refused and read again: also
between replicas, and however long a call is under way. A version that got lost (the bot died between publishing
and noting it) is overcome by publishing without one; whoever finds afterwards that another was noted reads again.
"""

import asyncio
from collections import Counter
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Protocol

import structlog

from bot.domain.delivery.rate_limits import RateLimit
from bot.interactions.page import draw_page
from bot.logs import log_context
from bot.messages.text.message import Message
from bot.ports import SendFailed, SendUncertain, UserKey
from bot.services.bot import Bot
from bot.services.delivery.rate_limits import HOMES, acquire
from bot.services.home.load_home import HomeSnapshot, load_home, save_home_version
from handlers.redraw import Guard, RedrawQueue

log = structlog.get_logger()

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


class PagePublisher(Protocol):
    """Shows a page on one platform; ``rate`` is how often that may be done in a workspace."""

    @property
    def rate(self) -> RateLimit:
        """What the platform allows."""
        ...

    async def publish(self, user: UserKey, page: Message, *, replaces: str | None) -> str | None:
        """Publish a page in place of a version, and return its own; None when another version is there.

        Raises:
            SendFailed: it was certainly not published.
            SendUncertain: it may have been published.
        """
        ...


class PageKeeper:
    """Publishes the page of a person when it is opened, and again in the background after a change."""

    def __init__(
        self, *, bot: Bot, publisher: PagePublisher, guard: Guard, pause: float = PAUSE, spacing: float = SPACING
    ) -> None:
        self._bot = bot
        self._publisher = publisher
        self._queue = RedrawQueue[UserKey](self._draw, context=_log_page, guard=guard, pause=pause, spacing=spacing)
        self._opened: set[UserKey] = set()
        self._closed_until: dict[str, float] = {}
        self._breakdowns: dict[UserKey, int] = {}
        self.start, self.stop, self.settle = self._queue.start, self._queue.stop, self._queue.settle

    def touch(self, user: UserKey, *, is_looking: bool = False) -> None:
        """Say that something of this person has changed; ``is_looking`` says that it was done on the page itself.

        Whoever did not look at the page lately costs one small query, once in the spacing.
        """
        if is_looking:
            self._opened.add(user)
        self._queue.touch(user)

    async def open(self, user: UserKey, *, shown_hash: str | None) -> None:
        """Draw the page of somebody who looks at it now; ``shown_hash`` is the version that is on the screen."""
        self._opened.add(user)
        with _log_page(user):
            await self._draw(user, shown_hash=shown_hash)

    async def _draw(self, user: UserKey, *, shown_hash: str | None = None) -> None:
        wait = self._closed_until.get(user.workspace, 0.0) - asyncio.get_running_loop().time()
        if wait > 0:
            self._queue.try_later(user, wait)
            return
        try:
            await self._publish(user, shown_hash=shown_hash)
        except SendFailed as refusal:
            self._bear_refusal(user, refusal)
        except SendUncertain as breakdown:
            self._bear_breakdown(user, reason=str(breakdown))
        else:
            self._breakdowns.pop(user, None)
            self._opened.discard(user)

    async def _publish(self, user: UserKey, *, shown_hash: str | None) -> None:
        """Read and publish until what was published is the newest there is."""
        refusals: Counter[str | None] = Counter()
        for _ in range(MOST_TRIES):
            picture = await self._read(user)
            if picture is None or not await self._acquire(user, picture):
                return
            replaced = picture.known_hash if refusals[shown_hash] else shown_hash or picture.known_hash
            if refusals[replaced] >= TRIES_WITH_VERSION:  # whoever published after that never noted it
                replaced = None
            published = await self._publisher.publish(user, draw_page(self._bot, picture), replaces=replaced)
            if published is not None and await save_home_version(
                self._bot.database, picture=picture, home_hash=published
            ):
                return
            refusals[replaced] += 1
            await asyncio.sleep(CONFLICT_PAUSE)
        log.warning("home.contested")

    async def _acquire(self, user: UserKey, picture: HomeSnapshot) -> bool:
        """Return whether the workspace's rate allows another page; if not, it is drawn later."""
        wait = await acquire(
            self._bot.database,
            workspace_id=picture.person.workspace.id,
            name=HOMES,
            rate=self._publisher.rate,
            now=self._bot.now(),
        )
        if wait > timedelta():
            self._queue.try_later(user, wait.total_seconds())
        return wait <= timedelta()

    async def _read(self, user: UserKey) -> HomeSnapshot | None:
        now = self._bot.now()
        person = await self._bot.people.find(user.workspace, user.user, now=now)
        if person is None:
            return None
        return await load_home(self._bot.database, person=person, now=now, is_opening=user in self._opened)

    def _bear_refusal(self, user: UserKey, refusal: SendFailed) -> None:
        if refusal.retry_after is None:
            log.warning("home.refused", reason=refusal.reason)
            self._opened.discard(user)
            return
        self._closed_until[user.workspace] = asyncio.get_running_loop().time() + refusal.retry_after
        self._queue.try_later(user, refusal.retry_after)

    def _bear_breakdown(self, user: UserKey, *, reason: str) -> None:
        borne = self._breakdowns.pop(user, 0) + 1
        log.warning("home.broken", reason=reason, time=borne)
        if borne <= BREAKDOWNS_BORNE:
            self._breakdowns[user] = borne
            self._queue.try_later(user, BREAKDOWN_PAUSE)
        else:
            self._opened.discard(user)


def _log_page(user: UserKey) -> AbstractContextManager[None]:
    return log_context(workspace=user.workspace, person=user.user)
