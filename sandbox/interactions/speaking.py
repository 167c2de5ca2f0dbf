"""Send a message in a channel or to the bot."""

import re
from collections.abc import Sequence
from uuid import uuid4

from sandbox.api.files import write_file
from sandbox.blocks.mrkdwn import escape_text
from sandbox.entities import Channel, Json, PostedMessage, SharedFile, User
from sandbox.errors import NotThere
from sandbox.posting import Content, post_message
from sandbox.protocol.payloads import build_event
from sandbox.running_workspace import RunningWorkspace

# What Slack turns into a link while typing: URLs, e-mail addresses and bare domains.
_LINKS = re.compile(
    r"(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<url>https?://[^\s<>]+[^\s<>.,;:!?)])"
    r"|(?P<domain>\b(?:[\w-]+\.)+(?:nl|com|be|eu|org|net|de|io|uk|fr)\b(?:/[^\s<>]*)?)",
    re.IGNORECASE,
)


async def say(
    stage: RunningWorkspace,
    *,
    user: User,
    channel: Channel,
    text: str,
    files: Sequence[SharedFile] = (),
    thread_ts: str | None = None,
) -> PostedMessage:
    """Post a typed message, with any files, and send the event to the bot if it is in the channel."""
    if user.id not in channel.members:
        raise NotThere(channel.name, [])
    content = Content(text=link_text(stage, text), files=tuple(files), thread_ts=thread_ts)
    message = post_message(stage, content, channel_id=channel.id, user_id=user.id)
    for event in _list_events(stage, channel, message):
        await stage.delivery.tell(build_event(stage, event=event))
    return message


def link_text(stage: RunningWorkspace, typed: str) -> str:
    """Return typed text as Slack sends it: escaped, with user and channel mentions and links."""
    typed = typed.replace("<@BOT>", f"<@{stage.workspace.bot.id}>")
    parts = re.split(r"(<@\w+>)", typed)
    return "".join(_link_part(stage, part) for part in parts)


def _link_part(stage: RunningWorkspace, part: str) -> str:
    if part.startswith("<@") and stage.workspace.has_user(part[2:-1]):
        return part
    linked = _LINKS.sub(_write_link, escape_text(part))
    for user in stage.workspace.users:
        for name in (user.real_name, user.name):
            linked = re.sub(rf"(?<!\w)@{re.escape(name)}\b", f"<@{user.id}>", linked, flags=re.IGNORECASE)
    for channel in stage.workspace.channels:
        if channel.name:
            linked = re.sub(rf"(?<!\w)#{re.escape(channel.name)}\b", f"<#{channel.id}|{channel.name}>", linked)
    return linked


def _write_link(match: re.Match[str]) -> str:
    if match["mail"]:
        return f"<mailto:{match[0]}|{match[0]}>"
    return f"<{match[0]}>" if match["url"] else f"<http://{match[0]}|{match[0]}>"


def _list_events(stage: RunningWorkspace, channel: Channel, message: PostedMessage) -> list[Json]:
    bot = stage.workspace.bot
    if bot.id not in channel.members:
        return []
    event = _write_event(stage, channel, message)
    events = []
    if f"message.{_kind(channel)}" in stage.workspace.events:
        events.append({**event, "type": "message", "channel_type": _kind(channel).removesuffix("s")})
    if f"<@{bot.id}>" in message.text and not channel.is_im and "app_mention" in stage.workspace.events:
        events.append({**event, "type": "app_mention"})
    return events


def _kind(channel: Channel) -> str:
    if channel.is_im:
        return "im"
    return "groups" if channel.is_private else "channels"


def _write_event(stage: RunningWorkspace, channel: Channel, message: PostedMessage) -> Json:
    user = stage.workspace.user(message.user_id)
    shared: Json = {}
    if message.files:
        shared = {"subtype": "file_share", "files": [write_file(stage, file) for file in message.files]}
    return {
        **shared,
        "user": user.id,
        "ts": message.ts,
        "client_msg_id": str(uuid4()),
        "text": message.text,
        "team": stage.workspace.team_of(user),
        "channel": channel.id,
        "event_ts": message.ts,
        **({"thread_ts": message.thread_ts} if message.thread_ts else {}),
    }
