"""Validate the shape of a request by parsing it with the same functions as the listeners."""

from collections.abc import Callable, Mapping
from typing import Any

from handlers.front.show import ReplyPlace, read_form_subject
from handlers.slack import incoming
from handlers.slack.views import read_filled

# The events with a listener, each caused by a user; those with a subtype or a bot id are ignored, so not checked.
OF_SOMEBODY = frozenset({"message", "app_mention", "app_home_opened", "member_joined_channel", "user_change"})
UNREADABLE = (LookupError, TypeError, AttributeError, ValueError, RecursionError)


def is_well_formed(body: Any) -> bool:
    """Return whether a listener can parse this body: the user, the action, and an idempotency key."""
    try:
        kind = "command" if "command" in body else body["type"]
        _READERS[kind](body)
    except UNREADABLE:
        return False
    return True


def _read_command(body: Mapping[str, Any]) -> None:
    _check_texts(body["command"], body["trigger_id"], body.get("text") or "-")
    _read_key(body)


def _read_event(body: Mapping[str, Any]) -> None:
    event = body["event"]
    _check_texts(event["type"], body["team_id"], body["event_id"], event.get("text") or "-")
    if event["type"] not in OF_SOMEBODY or not incoming.is_said(event):
        return
    _read_key(body)
    for file in incoming.read_files(event):
        _check_texts(file.name or "-", file.source or "-", str(int(file.size)))
    if event["type"] != "user_change":
        _check_texts(event["channel"])
    (event.get("view") or {}).get("hash")


def _read_actions(body: Mapping[str, Any]) -> None:
    _read_key(body)
    incoming.read_message_key(body)
    pressed = incoming.read_pressed(body)
    texts = (action[name] for action in body["actions"] for name in ("action_id", "action_ts"))
    _check_texts(pressed.name, body["trigger_id"], body.get("response_url") or "-", *texts)


def _read_view(body: Mapping[str, Any]) -> None:
    _read_key(body)
    view = body["view"]
    kept = view["private_metadata"]
    read_filled(view).values.items()
    _check_texts(view["id"], view["callback_id"], ReplyPlace.read(kept).url or "-", read_form_subject(kept) or "-")


def _read_shortcut(body: Mapping[str, Any]) -> None:
    _read_key(body)
    incoming.read_shortcut(body)
    _check_texts(body["callback_id"], body["trigger_id"], body.get("response_url") or "-")


def _read_key(body: Mapping[str, Any]) -> None:
    requester = incoming.read_user(body)
    _check_texts(requester.workspace, requester.user, incoming.read_request_key(body))


def _check_texts(*values: object) -> None:
    if not all(isinstance(value, str) and value for value in values):
        raise TypeError(values)


_READERS: Mapping[str, Callable[[Mapping[str, Any]], object]] = {
    "command": _read_command,
    "url_verification": lambda body: _check_texts(body["challenge"]),
    "event_callback": _read_event,
    "block_actions": _read_actions,
    "block_suggestion": _read_key,
    "view_submission": _read_view,
    "view_closed": incoming.read_user,
    "shortcut": _read_shortcut,
    "message_action": _read_shortcut,
}
