"""Publish personal Home pages with optimistic locking: a stale page never replaces a newer one, even across replicas.

A page is published together with the hash of the version it replaces. That hash is loaded before the figures are. If
another request or replica published newer figures in between, the platform's hash has changed, it refuses the stale
page, and the figures are loaded again. A hash is lost if the bot crashes between publishing and saving it; then the
page is published without a hash. Saving detects that another process saved a hash meanwhile, and the loop runs again.
"""

import asyncio
from collections import Counter
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Protocol

import structlog

from bot.domain.delivery.rate_limits import RateLimit
from bot.domain.people.errors import RightMissing
from bot.interactions.front import explain_unexpected
from bot.interactions.page import draw_page
from bot.logs import log_context
from bot.messages.text.message import Message
from bot.ports import SendFailed, SendUncertain, UserKey
from bot.services.bot import Bot
from bot.services.delivery.acquire_call import HOMES, acquire_call
from bot.services.home.load_home import HomeSnapshot, load_home, save_home_version
from handlers.redraw import Guard, RedrawQueue

log = structlog.get_logger()

# Refusals of one hash before the page is published without one: by then it counts as lost.
TRIES_WITH_VERSION = 5
MOST_TRIES = 25
# In seconds. Debounce: changes within this time share one rendering.
PAUSE = 0.15
# In seconds. The shortest interval between two background renderings of one page; opening the page ignores it.
SPACING = 3.0
# In seconds. The process that won a conflict has usually saved its hash by then.
CONFLICT_PAUSE = 0.1
BREAKDOWN_PAUSE = 5.0
BREAKDOWNS_BORNE = 5


class PagePublisher(Protocol):
    """The port for publishing a Home page on one platform."""

    @property
    def rate(self) -> RateLimit:
        """The platform's rate limit for publishing pages, per workspace."""
        ...

    async def publish(self, user: UserKey, page: Message, *, replaces: str | None) -> str | None:
        """Publish a page in place of the version with hash ``replaces``, and return the new hash; None on a conflict.

        Raises:
            SendFailed: the page was not published.
            SendUncertain: the page may have been published.
        """
        ...


class PageKeeper:
    """Publishes a person's Home page when it is opened, and in the background after a change."""

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
        """Schedule a rendering after a change to this person's data; ``is_looking``: the change was made on the page.

        A page that was not opened lately is not rendered: it costs one small query per ``spacing`` seconds.
        """
        if is_looking:
            self._opened.add(user)
        self._queue.touch(user)

    async def open(self, user: UserKey, *, shown_hash: str | None) -> None:
        """Render and publish the page that a user has just opened; ``shown_hash`` is the version on the screen."""
        self._opened.add(user)
        with _log_page(user):
            await self._draw(user, shown_hash=shown_hash)

    async def refuse(self, user: UserKey, refusal: RightMissing) -> None:
        """Publish a page that says why there is none, and who can change that."""
        page = await explain_unexpected(self._bot, user, refusal, line="", is_stored=False)
        try:
            await self._publisher.publish(user, page, replaces=None)
        except (SendFailed, SendUncertain) as failure:
            log.warning("home.refused", reason=str(failure))

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
        """Load and publish until the published page is the newest version, at most `MOST_TRIES` times."""
        refusals: Counter[str | None] = Counter()
        for _ in range(MOST_TRIES):
            picture = await self._read(user)
            if picture is None or not await self._acquire(user, picture):
                return
            replaced = picture.known_hash if refusals[shown_hash] else shown_hash or picture.known_hash
            if refusals[replaced] >= TRIES_WITH_VERSION:  # the process that published after it never saved its hash
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
        """Return whether the workspace's rate limit allows another page; if not, schedule it for later."""
        wait = await acquire_call(
            self._bot.database,
            workspace_id=picture.person.here.workspace_id,
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
