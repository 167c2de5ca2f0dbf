"""Parse Slack's request bodies: the user, an idempotency key that is stable across redelivery, and the text."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.interactions.interaction import read_picked_day
from bot.ports import UploadedFile, UserKey
from handlers.front.pressed import PressedButton
from handlers.front.show import ReplyPlace
from handlers.front.used_shortcut import UsedShortcut

_ENTITY = re.compile(r"<([^<>]*)>")
_CHANNEL = re.compile(r"<#([A-Z0-9]+)(?:\|[^<>]*)?>")
_CHANNEL_ID = re.compile(r"[CG][A-Z0-9]{5,}")
# A mention of a user or channel without a name.
UNNAMED = re.compile(r"<([@#][A-Z0-9]+)\|?>")
_MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|[^<>]*)?>")


def read_user(body: Mapping[str, Any]) -> UserKey:
    """Return the user behind a command, an action, a submitted view or an event."""
    event = body.get("event")
    if event is not None:
        user = event["user"]
        return UserKey(workspace=body["team_id"], user=user["id"] if isinstance(user, dict) else user)
    if "user_id" in body:
        return UserKey(workspace=body["team_id"], user=body["user_id"])
    # In an organisation-wide installation `team` is null, and the workspace is that of the user.
    team = body.get("team") or {"id": body["user"]["team_id"]}
    return UserKey(workspace=team["id"], user=body["user"]["id"])


def find_workspace(body: Mapping[str, Any]) -> str | None:
    """Return the workspace that a request is from, as far as it says so, for the log."""
    workspace = body.get("team_id")
    if workspace is None and isinstance(team := body.get("team"), dict):
        workspace = team.get("id")
    if workspace is None and isinstance(user := body.get("user"), dict):
        workspace = user.get("team_id")
    return workspace if isinstance(workspace, str) else None


def find_actor(body: Mapping[str, Any]) -> UserKey | None:
    """Return the user whose data this request may have changed; None for read-only requests and for bots."""
    event = body.get("event")
    if event is None:
        is_looking = body.get("type") == "block_suggestion" or not ("user" in body or "user_id" in body)
        return None if is_looking else read_user(body)
    if event["type"] == "app_home_opened" or event.get("bot_id") or not event.get("user"):
        return None
    return read_user(body)


def read_request_key(body: Mapping[str, Any]) -> str:
    """Return the idempotency key of a request: the same each time Slack redelivers it."""
    if "event_id" in body:
        return f"event:{body['event_id']}"
    if body.get("type") == "view_submission":
        return f"view:{body['view']['id']}:{body['view'].get('hash', '')}"
    if body.get("type") == "block_suggestion":
        return f"suggestion:{body.get('value', '')}"  # not unique, but a suggestion stores nothing
    if body.get("type") == "block_actions":
        action = body["actions"][0]
        return f"action:{action['action_id']}:{action['action_ts']}"
    return f"command:{body['trigger_id']}"


def read_message_key(body: Mapping[str, Any]) -> str:
    """Return a key that is the same for all presses on one message; outside a message, that of the request."""
    container = body.get("container") or {}
    if "message_ts" not in container:
        return read_request_key(body)
    return f"message:{container['channel_id']}:{container['message_ts']}"


def read_pressed(body: Mapping[str, Any]) -> PressedButton:
    """Return the pressed button or picker, undoing the suffix of `blocks`: a position, or a picker's subject."""
    action = body["actions"][0]
    name, _, behind = str(action["action_id"]).partition(":")
    if action.get("type") == "datepicker":
        return PressedButton(name=name, value=behind, picked=read_picked_day(action.get("selected_date")))
    if action.get("type") == "overflow":
        name, _, value = str(action["selected_option"]["value"]).partition(" ")
        return PressedButton(name=name, value=value)
    return PressedButton(name=name, value=str(action.get("value") or ""))


def read_shortcut(body: Mapping[str, Any]) -> UsedShortcut:
    """Return the used shortcut."""
    message = body.get("message") or {}
    return UsedShortcut(
        name=body["callback_id"],
        text=message.get("text") or "",
        said_at=datetime.fromtimestamp(float(message["ts"]), UTC) if message else None,
    )


def read_place(body: Mapping[str, Any]) -> ReplyPlace:
    """Return where a request is answered: on its response URL, which does not reach a thread from a shortcut."""
    message = body.get("message") or {}
    thread = message.get("thread_ts") or message.get("ts")
    if body.get("type") == "message_action" and thread != message.get("ts"):
        return ReplyPlace(thread=f"{body['channel']['id']} {thread}")
    return ReplyPlace(url=body.get("response_url") or "", is_direct=body.get("type") == "shortcut")


def is_home(body: Mapping[str, Any]) -> bool:
    """Return whether the action was taken on the Home page."""
    return bool((body.get("container") or {}).get("type") == "view")


def read_text(text: str) -> str:
    """Return the text as the user saw it while typing: links and mentions become their labels."""
    return _unescape(_ENTITY.sub(_show_entity, text))


def read_addressed(text: str) -> str:
    """Return the same text but with user and channel mentions kept in Slack's notation, so that their ids remain."""
    return _unescape(_ENTITY.sub(_keep_mention, text))


def read_files(event: Mapping[str, Any]) -> tuple[UploadedFile, ...]:
    """Return the files of a message; one of another company (Slack Connect) has no address."""
    return tuple(
        UploadedFile(file.get("name") or "", file.get("size") or 0, file.get("url_private") or "")
        for file in event.get("files") or ()
    )


def is_said(event: Mapping[str, Any]) -> bool:
    """Return whether a user said this; other subtypes mark edits, deletions and system messages."""
    return event.get("subtype") in {None, "file_share"} and not event.get("bot_id")


def _unescape(text: str) -> str:
    """Undo Slack's escaping, which covers only `&`, `<` and `>`; `&amp;` last, so that nothing is unescaped twice."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def strip_mention(text: str) -> str:
    """Return the text without its first mention, which in an `app_mention` is the bot's."""
    return _MENTION.sub("", text, count=1).strip()


def read_channel_id(typed: str) -> str | None:
    """Return the id of the first channel link in the text, or the text if it is one, as a picker gives it."""
    return found[1] if (found := _CHANNEL.search(typed)) else typed if _CHANNEL_ID.fullmatch(typed) else None


def read_user_id(typed: str) -> str | None:
    """Return the id of the first user mention in the text."""
    return found[1] if (found := _MENTION.search(typed)) else None


def _keep_mention(entity: re.Match[str]) -> str:
    is_mention = _MENTION.fullmatch(entity[0]) or _CHANNEL.fullmatch(entity[0])
    return entity[0] if is_mention else _show_entity(entity)


def _show_entity(entity: re.Match[str]) -> str:
    target, _, label = entity.group(1).partition("|")
    if target[:1] in {"@", "#"}:
        return target[0] + (label or "…")
    return label or ("@" + target[1:] if target[:1] == "!" else target)
