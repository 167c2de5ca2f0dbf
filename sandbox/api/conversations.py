"""The ``conversations.*`` methods: channels, their members and their history."""

from typing import TypeVar

from sandbox.api.call import ApiCall, Method
from sandbox.entities import Channel, Json, PostedMessage
from sandbox.errors import ApiProblem
from sandbox.protocol.payloads import write_message
from sandbox.protocol.people import write_channel
from sandbox.workspace import ScreenChange

Item = TypeVar("Item")
_READ = ("channels:read", "groups:read", "im:read")
_HISTORY = ("channels:history", "groups:history", "im:history")


def open_dm(call: ApiCall) -> Json:
    """Return the direct message with a user; created if it does not exist."""
    if call.maybe("channel"):
        return {"channel": {"id": call.channel().id}}
    user_ids = call.text("users").split(",")
    if len(user_ids) > 1:
        raise ApiProblem("method_not_supported_for_channel_type", ["the sandbox has no group messages"])
    if not call.stage.workspace.has_user(user_ids[0]):
        raise ApiProblem("user_not_found")
    return {"channel": {"id": call.stage.workspace.open_dm(user_ids[0]).id}}


def show(call: ApiCall) -> Json:
    """Return one channel."""
    return {"channel": write_channel(call.stage.workspace, call.channel())}


def list_channels(call: ApiCall) -> Json:
    """Return a page of the channels of the requested types, by default the public ones."""
    wanted = (call.maybe("types") or "public_channel").split(",")
    workspace = call.stage.workspace
    found = [each for each in workspace.channels if _type_of(each) in wanted and _is_seen(call, each)]
    page, cursor = _cut_page(call, [write_channel(workspace, each) for each in found], default=100)
    return {"channels": page, "response_metadata": {"next_cursor": cursor}}


def list_members(call: ApiCall) -> Json:
    """Return a page of the ids of a channel's members."""
    page, cursor = _cut_page(call, list(call.channel().members), default=100)
    return {"members": page, "response_metadata": {"next_cursor": cursor}}


def join(call: ApiCall) -> Json:
    """Add the bot to a public channel."""
    channel, workspace = call.channel(), call.stage.workspace
    if channel.is_im or channel.is_private:
        raise ApiProblem("method_not_supported_for_channel_type")
    if workspace.bot.id not in channel.members:
        channel.members.append(workspace.bot.id)
        workspace.announce(ScreenChange("channels"))
    return {"channel": write_channel(workspace, channel)}


def read_history(call: ApiCall) -> Json:
    """Return the messages of a channel, newest first, without ephemeral ones."""
    channel = call.channel()
    if call.stage.workspace.bot.id not in channel.members:
        raise ApiProblem("not_in_channel")
    said = [each for each in call.stage.workspace.messages.get(channel.id, ()) if _is_within(call, each)]
    said.reverse()
    limit = call.number("limit", 100)
    return {
        "messages": [_write(call, message) for message in said[:limit]],
        "has_more": len(said) > limit,
        "pin_count": 0,
        "response_metadata": {"next_cursor": said[limit - 1].ts if len(said) > limit else ""},
    }


def _is_within(call: ApiCall, message: PostedMessage) -> bool:
    stamp = float(message.ts)
    oldest, latest = float(call.maybe("oldest") or 0), float(call.maybe("latest") or "inf")
    before = float(call.maybe("cursor") or "inf")
    if message.addressee is not None or stamp >= before:
        return False
    return oldest <= stamp <= latest if call.flag("inclusive") else oldest < stamp < latest


def _write(call: ApiCall, message: PostedMessage) -> Json:
    written = write_message(call.stage, message)
    if message.metadata is not None and call.flag("include_all_metadata"):
        written["metadata"] = message.metadata
    return written


def _type_of(channel: Channel) -> str:
    if channel.is_im:
        return "im"
    return "private_channel" if channel.is_private else "public_channel"


def _is_seen(call: ApiCall, channel: Channel) -> bool:
    return not (channel.is_im or channel.is_private) or call.stage.workspace.bot.id in channel.members


def _cut_page(call: ApiCall, items: list[Item], *, default: int) -> tuple[list[Item], str]:
    start, limit = int(call.maybe("cursor") or 0), call.number("limit", default)
    end = start + limit
    return items[start:end], str(end) if end < len(items) else ""


METHODS = {
    "conversations.open": Method(open_dm, ("im:write",), tier=3),
    "conversations.info": Method(show, _READ, tier=3),
    "conversations.list": Method(list_channels, _READ, tier=2),
    "conversations.members": Method(list_members, _READ, tier=4),
    "conversations.join": Method(join, ("channels:join",), tier=3),
    "conversations.history": Method(read_history, _HISTORY, tier=3),
}
