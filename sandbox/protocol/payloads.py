"""Build the payloads sent to the bot, in the shapes that Slack documents."""

import time
from typing import Any

from sandbox.blocks.elements import read_values
from sandbox.entities import Channel, PostedMessage, User, View
from sandbox.identifiers import make_id
from sandbox.running_workspace import RunningWorkspace

Json = dict[str, Any]


def build_command(stage: RunningWorkspace, *, user: User, channel: Channel, command: str, text: str) -> Json:
    """Build the payload of a slash command typed in a channel."""
    workspace = stage.workspace
    return {
        "token": stage.credentials.verification_token,
        "team_id": workspace.team_id,
        "team_domain": workspace.domain,
        "channel_id": channel.id,
        "channel_name": name_channel(channel),
        "user_id": user.id,
        "user_name": user.name,
        "command": command,
        "text": text,
        "api_app_id": workspace.app_id,
        "is_enterprise_install": "false",
        "response_url": write_reply_url(stage, user=user, channel=channel, kind="commands"),
        "trigger_id": stage.triggers.issue(user.id),
    }


def build_message_action(stage: RunningWorkspace, *, user: User, message: PostedMessage, action: Json) -> Json:
    """Build the payload of an action on an element of a message.

    As in Slack, the payload of an ephemeral message does not contain the message itself.
    """
    channel = stage.workspace.channel(message.channel_id)
    is_ephemeral = message.addressee is not None
    payload = {
        **_head(stage, user=user, kind="block_actions"),
        "container": {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": channel.id,
            "is_ephemeral": is_ephemeral,
        },
        "trigger_id": stage.triggers.issue(user.id),
        "channel": {"id": channel.id, "name": name_channel(channel)},
        "state": {"values": read_values(message.blocks, filled=message.values.get(user.id, {}))},
        "response_url": write_reply_url(stage, user=user, channel=channel, kind="actions", origin=message),
        "actions": [action],
    }
    return payload if is_ephemeral else {**payload, "message": write_message(stage, message)}


def build_shortcut(stage: RunningWorkspace, *, user: User, callback_id: str, message: PostedMessage | None) -> Json:
    """Build the payload of a shortcut; one of a message has that message, its channel and a response URL."""
    kind = "shortcut" if message is None else "message_action"
    payload = {
        **_head(stage, user=user, kind=kind),
        "callback_id": callback_id,
        "trigger_id": stage.triggers.issue(user.id),
        "action_ts": stage.next_ts(),
    }
    if message is None:
        return payload
    channel = stage.workspace.channel(message.channel_id)
    return payload | {
        "message_ts": message.ts,
        "channel": {"id": channel.id, "name": name_channel(channel)},
        "message": write_message(stage, message),
        "response_url": write_reply_url(stage, user=user, channel=channel, kind="actions"),
    }


def build_view_action(stage: RunningWorkspace, *, user: User, view: View, action: Json) -> Json:
    """Build the payload of an action on an element of a modal or Home tab."""
    return {
        **_head(stage, user=user, kind="block_actions"),
        "container": {"type": "view", "view_id": view.id},
        "trigger_id": stage.triggers.issue(user.id, view_id=view.id),
        "view": write_view(stage, view),
        "actions": [action],
    }


def build_submission(stage: RunningWorkspace, *, user: User, view: View) -> Json:
    """Build the payload of a submitted modal."""
    return {
        **_head(stage, user=user, kind="view_submission"),
        "trigger_id": stage.triggers.issue(user.id, view_id=view.id),
        "view": write_view(stage, view),
        "response_urls": [],
    }


def build_closing(stage: RunningWorkspace, *, user: User, view: View, is_cleared: bool) -> Json:
    """Build the payload of a closed modal; ``is_cleared``: all modals were closed."""
    return {
        **_head(stage, user=user, kind="view_closed"),
        "view": write_view(stage, view),
        "is_cleared": is_cleared,
    }


def build_suggestion(
    stage: RunningWorkspace, *, user: User, where: PostedMessage | View, block_id: str, action_id: str, typed: str
) -> Json:
    """Build the payload that requests suggestions for the text typed so far."""
    payload = {
        **_head(stage, user=user, kind="block_suggestion"),
        "action_id": action_id,
        "block_id": block_id,
        "value": typed,
    }
    if isinstance(where, View):
        return {
            **payload,
            "container": {"type": "view", "view_id": where.id},
            "view": write_view(stage, where),
        }
    channel = stage.workspace.channel(where.channel_id)
    container = {"type": "message", "message_ts": where.ts, "channel_id": channel.id}
    return {
        **payload,
        "container": container,
        "channel": {"id": channel.id, "name": name_channel(channel)},
        "message": write_message(stage, where),
    }


def build_event(stage: RunningWorkspace, *, event: Json) -> Json:
    """Wrap an event in the envelope of the Events API."""
    workspace = stage.workspace
    return {
        "token": stage.credentials.verification_token,
        "team_id": workspace.team_id,
        "api_app_id": workspace.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": make_id("Ev"),
        "event_time": int(time.time()),
        "is_ext_shared_channel": False,
        "event_context": make_id("4-"),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": workspace.team_id,
                "user_id": workspace.bot.id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
    }


def write_message(stage: RunningWorkspace, message: PostedMessage) -> Json:
    """Return a message as Slack's API represents it."""
    author = stage.workspace.user(message.user_id)
    written: Json = {
        "type": "message",
        "user": author.id,
        "ts": message.ts,
        "text": message.text,
        "team": stage.workspace.team_of(author),
    }
    if author.is_bot:
        written |= {"bot_id": stage.workspace.bot_id, "app_id": stage.workspace.app_id}
    for key, value in (("blocks", message.blocks), ("thread_ts", message.thread_ts)):
        if value:
            written[key] = value
    if message.edited_ts:
        written["edited"] = {"user": author.id, "ts": message.edited_ts}
    if message.files:
        written["files"] = [{"id": file.id, "name": file.name, "title": file.title} for file in message.files]
    return written


def write_view(stage: RunningWorkspace, view: View) -> Json:
    """Return a view as Slack's API represents it, with the values filled in so far."""
    return {
        "callback_id": "",
        "private_metadata": "",
        "external_id": "",
        "clear_on_close": False,
        "notify_on_close": False,
        "close": None,
        "submit": None,
        "title": None,
        **view.content,
        "id": view.id,
        "team_id": stage.workspace.team_id,
        "app_id": stage.workspace.app_id,
        "bot_id": stage.workspace.bot_id,
        "app_installed_team_id": stage.workspace.team_id,
        "hash": view.hash,
        "root_view_id": view.root_id or view.id,
        "previous_view_id": view.previous_id,
        "state": {"values": read_values(view.blocks, filled=view.values)},
    }


def write_reply_url(
    stage: RunningWorkspace, *, user: User, channel: Channel, kind: str, origin: PostedMessage | None = None
) -> str:
    """Return a new response URL for a user in a channel."""
    secret = stage.replies.issue(user_id=user.id, channel_id=channel.id, origin=origin)
    return f"{stage.address}{kind}/{stage.workspace.team_id}/{secret}"


def name_channel(channel: Channel) -> str:
    """Return the name of a channel as it appears in payloads."""
    if channel.is_im:
        return "directmessage"
    return "privategroup" if channel.is_private else channel.name


def _head(stage: RunningWorkspace, *, user: User, kind: str) -> Json:
    workspace = stage.workspace
    return {
        "type": kind,
        "team": {"id": workspace.team_id, "domain": workspace.domain},
        "enterprise": None,
        "is_enterprise_install": False,
        "user": {
            "id": user.id,
            "username": user.name,
            "name": user.name,
            "team_id": workspace.team_of(user),
        },
        "api_app_id": workspace.app_id,
        "token": stage.credentials.verification_token,
    }
