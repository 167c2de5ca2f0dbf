"""The dependencies of every Slack listener: the bot, the identity of the user, and ways to reply."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.interactions.interaction import Interaction, Place
from bot.services.bot import Bot
from bot.services.people.person_cache import Person
from handlers.front.identify import identify
from handlers.front.later import LaterReplies
from handlers.front.mentions import find_name, name_mentions
from handlers.pages import PageKeeper
from handlers.slack import incoming
from handlers.slack.people import SlackDirectory, fetch_profile
from handlers.slack.replies import Replier, SlackSurface


@dataclass(frozen=True, slots=True)
class SlackContext:
    """The dependencies of the listeners: ``replier`` answers on a response URL, ``later`` through the outbox."""

    bot: Bot
    later: LaterReplies
    homes: PageKeeper
    replier: Replier = field(default_factory=Replier)

    def at(self, body: Mapping[str, Any], client: AsyncWebClient) -> SlackSurface:
        """Return the ways to answer this request."""
        user, trigger_id = incoming.read_user(body).user, body.get("trigger_id") or ""
        return SlackSurface(client, self.replier, user=user, trigger_id=trigger_id, at=incoming.read_place(body))

    async def identify(self, body: Mapping[str, Any], client: AsyncWebClient) -> Person:
        """Return the person behind a request; a first request fetches the profile from Slack and stores it.

        Raises:
            StrangerRefused: the person belongs to another workspace.
            GuestRefused: the person is a guest whom nobody allowed.
        """
        found = incoming.read_user(body)
        fetch = partial(fetch_profile, client, found.user)
        return await identify(self.bot, self.later, workspace=found.workspace, user=found.user, fetch=fetch)

    async def read(self, body: Mapping[str, Any], client: AsyncWebClient, *, text: str = "") -> Interaction:
        """Return what all requests have in common as an interaction; the caller adds what was pressed or filled in."""
        person, directory = await self.identify(body, client), SlackDirectory(client)
        text = await name_mentions(text, incoming.UNNAMED, partial(find_name, self.bot, person, directory))
        return Interaction(
            person=person,
            directory=directory,
            request_key=incoming.read_request_key(body),
            message_key=incoming.read_message_key(body),
            text=incoming.read_text(text),
            addressed=incoming.read_addressed(text),
            place=Place.PAGE if incoming.is_home(body) else Place.CHAT,
            opens_forms="trigger_id" in body,
            files=incoming.read_files(body.get("event") or {}),
        )
