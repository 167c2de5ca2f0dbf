"""What Slack sends, made plain: who asked, a key that is the same when the request comes again, and the text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.ports import UserKey

_ENTITY = re.compile(r"<([^<>]*)>")
_CHANNEL = re.compile(r"<#([A-Z0-9]+)(?:\|[^<>]*)?>")
_MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|[^<>]*)?>")


@dataclass(frozen=True, slots=True)
class PressedButton:
    """A button or a picker that was used: its name, what it is about, and the day that was picked."""

    name: str
    value: str
    picked: date | None = None


def read_user(body: Mapping[str, Any]) -> UserKey:
    """Return who is behind a command, an action, a submitted view or an event."""
    event = body.get("event")
    if event is not None:
        user = event["user"]
        return UserKey(workspace=body["team_id"], user=user["id"] if isinstance(user, dict) else user)
    if "user_id" in body:
        return UserKey(workspace=body["team_id"], user=body["user_id"])
    # In an organisation-wide installation `team` is null and the person knows the workspace.
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
    """Return who did something that may have changed what is kept of him or her; None for looking and for bots."""
    event = body.get("event")
    if event is None:
        is_looking = body.get("type") == "block_suggestion" or not ("user" in body or "user_id" in body)
        return None if is_looking else read_user(body)
    if event["type"] == "app_home_opened" or event.get("bot_id") or not event.get("user"):
        return None
    return read_user(body)


def read_request_key(body: Mapping[str, Any]) -> str:
    """Return a key that is the same when Slack brings the same request again."""
    if "event_id" in body:
        return f"event:{body['event_id']}"
    if body.get("type") == "view_submission":
        return f"view:{body['view']['id']}:{body['view'].get('hash', '')}"
    if body.get("type") == "block_suggestion":
        return f"suggestion:{body.get('value', '')}"  # which stores nothing
    if body.get("type") == "block_actions":
        action = body["actions"][0]
        return f"action:{action['action_id']}:{action['action_ts']}"
    return f"command:{body['trigger_id']}"


def read_message_key(body: Mapping[str, Any]) -> str:
    """Return a key that is the same however often the buttons of one message are pressed."""
    container = body.get("container") or {}
    if "message_ts" not in container:
        return read_request_key(body)
    return f"message:{container['channel_id']}:{container['message_ts']}"


def read_pressed(body: Mapping[str, Any]) -> PressedButton:
    """Return what was pressed; ``blocks`` puts a position behind a button's name, and the subject behind a picker's."""
    action = body["actions"][0]
    name, _, behind = str(action["action_id"]).partition(":")
    if action.get("type") == "datepicker":
        return PressedButton(name=name, value=behind, picked=_read_day(action.get("selected_date")))
    return PressedButton(name=name, value=str(action.get("value") or ""))


def _read_day(picked: object) -> date | None:
    """Return the day that was picked; one that no calendar has is none."""
    try:
        return date.fromisoformat(str(picked)) if picked else None
    except ValueError:
        return None


def is_home(body: Mapping[str, Any]) -> bool:
    """Return whether something was done on the person's own page."""
    return bool((body.get("container") or {}).get("type") == "view")


def read_text(text: str) -> str:
    """Return what a person saw in the message field: Slack's links and mentions become their labels."""
    return _unescape(_ENTITY.sub(_show_entity, text))


def read_addressed(text: str) -> str:
    """Return the same with people and channels as Slack writes them, so that it can be found who is meant."""
    return _unescape(_ENTITY.sub(_keep_mention, text))


def read_command_text(body: Mapping[str, Any]) -> str:
    """Return what was typed after a command."""
    return _unescape(body.get("text") or "")


def _unescape(text: str) -> str:
    """Return the text with the three characters that Slack escapes, and no others, as they were typed."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def strip_mention(text: str) -> str:
    """Return the text without the mention with which it begins."""
    return _MENTION.sub("", text, count=1).strip()


def read_channel_id(typed: str) -> str | None:
    """Return the id of a channel that Slack made a link of."""
    return found[1] if (found := _CHANNEL.search(typed)) else None


def read_user_id(typed: str) -> str | None:
    """Return the id of a person who is mentioned."""
    return found[1] if (found := _MENTION.search(typed)) else None


def _keep_mention(entity: re.Match[str]) -> str:
    is_mention = _MENTION.fullmatch(entity[0]) or _CHANNEL.fullmatch(entity[0])
    return entity[0] if is_mention else _show_entity(entity)


def _show_entity(entity: re.Match[str]) -> str:
    target, _, label = entity.group(1).partition("|")
    if label:
        return ("@" if target[:1] == "@" else "#" if target[:1] == "#" else "") + label
    return "@" + target[1:] if target[:1] == "!" else target
