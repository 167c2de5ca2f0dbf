"""Parse the activities of the Bot Framework: the user, an idempotency key, the text, and what was pressed."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bot.interactions.interaction import read_picked_day
from bot.ports import Profile, UploadedFile
from bot.storage.delivery.conversations import Reached
from handlers.front.keys import make_key

DOWNLOAD = "application/vnd.microsoft.teams.file.download.info"
# Teams puts a mention in the text as a tag; the entity that belongs to it says who was mentioned.
_TAG = re.compile(r"<at(?:\s[^>]*)?>(.*?)</at>", re.DOTALL)
_ADDRESSED = re.compile(r"<@([^<>]+)>")
_THREAD = ";messageid="
LONGEST_ID, LONGEST_ADDRESS = 64, 255  # that can be stored


@dataclass(frozen=True, slots=True)
class Activity:
    """What a user did in Teams; ``name`` is that of an invoke, ``value`` what was pressed or filled in.

    ``reply_to`` is the id of the message with the card. ``conversation`` is a channel itself, not a thread in it.
    """

    name: str
    id: str
    tenant: str
    user: str
    user_name: str
    chat_id: str  # of the user, for the API of Teams
    conversation: str
    is_personal: bool
    channel_name: str
    service_url: str
    reply_to: str = ""
    text: str = ""
    addressed: str = ""
    timezone: str = ""
    locale: str = ""
    action: str = ""
    value: Mapping[str, Any] = field(default_factory=dict)
    files: tuple[UploadedFile, ...] = ()

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
    action = _read_mapping(activity.value.get("action")) or activity.value
    data = _read_mapping(action.get("data")) or action
    verb = str(action.get("verb") or data.get("verb") or "")
    picked = read_picked_day(data.get(str(data.get("picked") or "")))
    return Pressed(name=verb, value=str(data.get("value") or ""), picked=picked, data=data)


def read_mentioned(addressed: str) -> str | None:
    """Return the id of the first user mentioned in the text."""
    return found[1] if (found := _ADDRESSED.search(addressed)) else None


def _parse(body: Mapping[str, Any]) -> Activity:
    sender, conversation = body["from"], body["conversation"]
    channel_data = _read_mapping(body.get("channelData"))
    tenant, team, channel = (_read_mapping(channel_data.get(each)) for each in ("tenant", "team", "channel"))
    client = _read_mapping(
        next((each for each in body.get("entities") or () if each.get("type") == "clientInfo"), None)
    )
    text = body.get("text") or ""
    return Activity(
        name=body.get("name") or "",
        id=_check(body["id"], LONGEST_ADDRESS),
        tenant=_check(tenant.get("id") or conversation.get("tenantId"), LONGEST_ID),
        user=_check(sender.get("aadObjectId"), LONGEST_ID),
        user_name=str(sender.get("name") or ""),
        chat_id=str(sender.get("id") or ""),
        conversation=_check(conversation["id"].partition(_THREAD)[0], LONGEST_ADDRESS),
        is_personal=conversation.get("conversationType", "personal") == "personal",
        channel_name=str(channel.get("name") or team.get("name") or ""),  # the first channel has the name of its team
        service_url=_check(body["serviceUrl"], LONGEST_ADDRESS),
        reply_to=str(body.get("replyToId") or ""),
        text=_show_mentions(body, text, is_addressed=False),
        addressed=_show_mentions(body, text, is_addressed=True),
        timezone=str(client.get("timezone") or body.get("localTimezone") or ""),
        locale=str(body.get("locale") or client.get("locale") or ""),
        action=str(body.get("action") or ""),
        value=_read_mapping(body.get("value")),
        files=_read_files(body),
    )


def _check(text: object, limit: int) -> str:
    if not isinstance(text, str) or not 0 < len(text) <= limit or not text.isprintable():
        raise TypeError(text)
    return text


def _read_mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


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
