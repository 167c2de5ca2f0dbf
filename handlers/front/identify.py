"""Find out who makes a request; who is new is met, and greeted."""

import structlog

from bot.services.bot import Bot
from bot.services.people.person_cache import FetchProfile, Meeting, Person
from handlers.front.later import LaterReplies


async def identify(bot: Bot, later: LaterReplies, *, workspace: str, user: str, fetch: FetchProfile) -> Person:
    """Return the person behind a request; at first contact ``fetch`` loads the profile, which is stored.

    Raises:
        StrangerRefused: the person belongs to another workspace.
        GuestRefused: the person is a guest whom nobody allowed.
    """
    person = await bot.people.identify(workspace, user, fetch=fetch, now=bot.now(), meeting=Meeting.CAME)
    if person.rep.is_awaited:  # perhaps met just now, and to be greeted
        later.wake_dispatcher()
    structlog.contextvars.bind_contextvars(workspace_id=person.workspace.id)
    return person
