"""Answer an activity: in the body of its response, in the conversation, or in place of the message it came from."""

from dataclasses import dataclass, field

from bot.interactions.interaction import Attachment, Interaction
from bot.messages.text.message import Form, Message, Option
from bot.storage.delivery.conversations import Reached
from handlers.front.posting import Connector, try_posting
from handlers.front.show import ReplyPlace
from handlers.teams.cards import CONTENT_TYPE, attach, draw_card, draw_message, make_card
from handlers.teams.forms import draw_form, draw_suggestions
from handlers.teams.text import Element, literal

RESPONSE = "response"  # the place of a reply that replaces the card in the response to its own action
SAID = "application/vnd.microsoft.activity.message"
FOUND = "application/vnd.microsoft.search.searchResponse"
DONE = "\u2713"


@dataclass(slots=True)
class TeamsSurface:
    """The `Surface` of one activity; what is to go into its response is kept in ``message`` and ``form``.

    ``key`` is that of the request: a form carries it, so that a form that is sent twice does its work once.
    """

    connector: Connector
    at: Reached
    key: str
    message: Message | None = field(default=None, init=False)
    form: Form | None = field(default=None, init=False)

    async def open(self, form: Form, _place: ReplyPlace) -> None:
        """Keep a form, to be shown in the response."""
        self.form = form

    async def post(self, message: Message, place: ReplyPlace) -> bool:
        """Put a message into the response, or in place of the message ``place.url``; see `Surface`."""
        if not place.url or not place.replaces:
            return False
        if place.url == RESPONSE:
            self.message = message
            return True
        return await try_posting(self.connector.update(self.at, place.url, draw_message(message)))

    async def bring(self, _attachment: Attachment, _interaction: Interaction) -> bool:
        """Return False: Teams wants the user's consent for a file, which is not asked for yet."""
        return False

    async def post_form(self, form: Form) -> bool:
        """Post a form in the conversation; the outbox cannot keep one."""
        return await self.post_card(make_card(draw_form(form, key=self.key), fallback=form.title))

    async def post_card(self, card: Element) -> bool:
        """Post a card in the conversation, and return whether Teams took it."""
        return await try_posting(self.connector.send(self.at, {"type": "message", "attachments": [attach(card)]}))

    async def finish(self) -> Element:
        """Return the response to an action of a card, the card in its place or nothing new; a form comes below it."""
        if self.form is not None:
            await self.post_form(self.form)
        return show(draw_card(self.message)) if self.message else say(DONE)


def show(card: Element) -> Element:
    """Return the response that replaces a card."""
    return {"statusCode": 200, "type": CONTENT_TYPE, "value": card}


def say(text: str) -> Element:
    """Return the response that leaves a card as it is."""
    return {"statusCode": 200, "type": SAID, "value": text}


def suggest(options: list[Option]) -> Element:
    """Return the response to a field that searches."""
    return {"statusCode": 200, "type": FOUND, "value": {"results": draw_suggestions(options)}}


def tell(message: Message | None) -> Element:
    """Return the response of a dialog that says something instead of opening, or that closes."""
    return {"task": {"type": "message", "value": literal(message.fallback)}} if message else {}
