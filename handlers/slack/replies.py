"""Answer a request: in a modal, with a file, or at its ``response_url``, if that is the configured Slack's (SSRF)."""

from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from bot.interactions.interaction import Attachment, Interaction, Reply, Shown
from bot.messages.text.message import Form, Message
from handlers.front.show import ReplyPlace
from handlers.http.hooks import HookPoster
from handlers.http.hosts import find_prefix
from handlers.slack.blocks import draw_reply
from handlers.slack.clients import SITES
from handlers.slack.uploads import upload_attachment
from handlers.slack.views import draw_view, open_view

SLACK = "https://slack.com/api/"


class Replier(HookPoster):
    """Posts replies, only to the Slack at ``base_url``."""

    def __init__(self, *, base_url: str = SLACK) -> None:
        super().__init__(find_prefix(base_url, "hooks", sites=SITES))

    async def post(self, url: str, message: Message, *, replaces: bool) -> bool:
        """Post a message to a response URL, and return whether Slack took it."""
        return await self.send(url, {**draw_reply(message), "replace_original": replaces})


@dataclass(frozen=True, slots=True)
class SlackSurface:
    """The `Surface` of one request: ``url`` is its response URL and ``trigger_id`` opens a modal, where it has them.

    ``is_direct``: it came from nowhere in particular, or from a thread, which a response URL does not reach.
    """

    client: AsyncWebClient
    replier: Replier
    url: str
    trigger_id: str
    is_direct: bool = False

    def place(self, reply: Reply) -> ReplyPlace:
        """Return where a reply goes."""
        return ReplyPlace(url=self.url, replaces=reply.shown is Shown.REPLACED, is_direct=self.is_direct)

    async def open(self, form: Form, place: ReplyPlace) -> None:
        """Open a modal; see `Surface.open`."""
        await open_view(self.client, self.trigger_id, draw_view(form, place=place))

    async def post(self, message: Message, place: ReplyPlace) -> bool:
        """Post to the place's response URL."""
        return await self.replier.post(place.url, message, replaces=place.replaces)

    async def bring(self, attachment: Attachment, interaction: Interaction) -> bool:
        """Upload a file to the person's direct messages with the bot."""
        return await upload_attachment(self.client, interaction.person.rep.external_id, attachment)
