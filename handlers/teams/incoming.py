"""Parse the activities of the Bot Framework: the user, an idempotency key, the text, and what was pressed."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.interactions.interaction import read_picked_day
from bot.ports import FoundChannel, Profile, UploadedFile
from bot.storage.delivery.conversations import Reached
from handlers.front.html_text import read_html
from handlers.front.keys import make_key
from handlers.front.untrusted import check_id, read_mapping, read_moment
from handlers.front.used_shortcut import UsedShortcut

DOWNLOAD = "application/vnd.microsoft.teams.file.download.info"
# Teams puts a mention in the text as a tag; the entity that belongs to it says who was mentioned.
_TAG = re.compile(r"<at(?:\s[^>]*)?>(.*?)</at>", re.DOTALL)
# Between people who are known by another id only, their mention is told by that.
FOREIGN = re.compile(r"<@(29:[^<>]+)>")
_ADDRESSED = re.compile(r"<@([^<>]+)>")
_THREAD = ";messageid="
LONGEST_ID, LONGEST_ADDRESS = 64, 255  # that can be stored
LONGEST_MESSAGE = 100_000  # of HTML, in characters: more than Teams takes


@dataclass(frozen=True, slots=True)
class Activity:
    """What a user did in Teams; ``name`` is that of an invoke, ``value`` what was pressed or filled in.

    ``reply_to`` is the id of the message with the card. ``conversation`` is a channel itself, and ``thread`` the id of
    the first message of a thread in it.
    """

    name: str
    id: str
    tenant: str
    user: str
    user_name: str
    chat_id: str  # of the user, for the API of Teams
    conversation: str
    channel: FoundChannel | None
    service_url: str
    thread: str | None = None
    reply_to: str = ""
    text: str = ""
    addressed: str = ""
    timezone: str = ""
    locale: str = ""
    action: str = ""
    value: Mapping[str, Any] = field(default_factory=dict)
    files: tuple[UploadedFile, ...] = ()

    @property
    def is_personal(self) -> bool:
        """Whether it is a chat of two."""
        return self.channel is None

    @property
    def request_key(self) -> str:
        """The idempotency key: the same each time this activity is delivered; as short as a hash."""
        return make_key(self.conversation, self.id)

    @property
    def message_key(self) -> str:
        """A key that is the same for all presses on one card."""
        return make_key(self.conversation, self.reply_to or self.id)

    @property
    def address(self) -> str:
        """The address of its conversation: the user, or the channel."""
        return self.user if self.is_personal else self.conversation

    @property
    def is_with_bot(self) -> bool:
        """Whether the bot is in the conversation: what is used on a message may be anywhere, between any two people."""
        return not self.name.startswith("composeExtension/")

    @property
    def place(self) -> Reached:
        """Where to reply."""
        return Reached(self.conversation, self.service_url)

    @property
    def profile(self) -> Profile:
        """The user as this activity shows him or her."""
        return Profile(self.user, self.user_name, self.timezone, self.locale, self.tenant)


@dataclass(frozen=True, slots=True)
class Pressed:
    """A pressed button or date field: its action name, its value, the picked day, and all that was sent with it."""

    name: str
    value: str
    picked: date | None
    data: Mapping[str, Any]


def parse_activity(body: Mapping[str, Any]) -> Activity:
    """Return the activity of a request.

    Raises:
        ValueError: an id is missing, or a part has another type than it should.
    """
    try:
        return _parse(body)
    except (LookupError, TypeError, AttributeError) as error:
        raise ValueError("no activity") from error


def read_pressed(activity: Activity) -> Pressed:
    """Return what was pressed: an action of a card, a button that opens a dialog, or its fallback on an old client."""
    action = read_mapping(activity.value.get("action")) or activity.value
    data = read_mapping(action.get("data")) or action
    verb = str(action.get("verb") or data.get("verb") or "")
    picked = read_picked_day(data.get(str(data.get("picked") or "")))
    return Pressed(name=verb, value=str(data.get("value") or ""), picked=picked, data=data)


def read_used(activity: Activity) -> UsedShortcut:
    """Return the command that was chosen in the menu of a message, whose text it comes with, or elsewhere."""
    message = read_mapping(activity.value.get("messagePayload"))
    body = read_mapping(message.get("body"))
    content = str(body.get("content") or "")[:LONGEST_MESSAGE]
    text = read_html(content) if body.get("contentType") == "html" else content
    return UsedShortcut(str(activity.value.get("commandId") or ""), text, read_moment(message.get("createdDateTime")))


def read_mentioned(addressed: str) -> str | None:
    """Return the id of the first user mentioned in the text."""
    return found[1] if (found := _ADDRESSED.search(addressed)) else None


def _parse(body: Mapping[str, Any]) -> Activity:
    sender, conversation = body["from"], body["conversation"]
    channel_data = read_mapping(body.get("channelData"))
    tenant, team, channel = (read_mapping(channel_data.get(each)) for each in ("tenant", "team", "channel"))
    client = read_mapping(next((each for each in body.get("entities") or () if each.get("type") == "clientInfo"), None))
    text = body.get("text") or ""
    is_personal = conversation.get("conversationType", "personal") == "personal"
    place, _, thread = conversation["id"].partition(_THREAD)
    return Activity(
        name=body.get("name") or "",
        id=check_id(body["id"], LONGEST_ADDRESS),
        tenant=check_id(tenant.get("id") or conversation.get("tenantId"), LONGEST_ID),
        user=check_id(sender.get("aadObjectId"), LONGEST_ID),
        user_name=str(sender.get("name") or ""),
        chat_id=str(sender.get("id") or ""),
        conversation=check_id(place, LONGEST_ADDRESS),
        # The first channel has the name of its team.
        channel=None if is_personal else FoundChannel(place, str(channel.get("name") or team.get("name") or "")),
        service_url=check_id(body["serviceUrl"], LONGEST_ADDRESS),
        thread=check_id(thread, LONGEST_ID) if thread else None,
        reply_to=str(body.get("replyToId") or ""),
        text=_show_mentions(body, text, is_addressed=False),
        addressed=_show_mentions(body, text, is_addressed=True),
        timezone=str(client.get("timezone") or body.get("localTimezone") or ""),
        locale=str(body.get("locale") or client.get("locale") or ""),
        action=str(body.get("action") or ""),
        value=read_mapping(body.get("value")),
        files=_read_files(body),
    )


def _show_mentions(body: Mapping[str, Any], text: str, *, is_addressed: bool) -> str:
    """Return the text without the mention of the bot, and with those of others by name, or by id when addressed."""
    ours = body["recipient"]["id"]
    mentioned = [each for each in body.get("entities") or () if each.get("type") == "mention"]
    for entity in mentioned:
        who, shown = entity["mentioned"], entity.get("text") or ""
        user = who.get("aadObjectId") or who["id"]
        named = f"@{who.get('name') or ''}"
        text = text.replace(shown, "" if who["id"] == ours else f"<@{user}>" if is_addressed else named, 1)
    return html.unescape(_TAG.sub(r"\1", text)).replace("\xa0", " ").strip()


def _read_files(body: Mapping[str, Any]) -> tuple[UploadedFile, ...]:
    """Return the files of a message, without an address: Teams hands them out in a way that is not supported yet."""
    found = [each for each in body.get("attachments") or () if each.get("contentType") == DOWNLOAD]
    return tuple(UploadedFile(str(each.get("name") or ""), 0, "") for each in found)
