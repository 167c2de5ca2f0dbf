"""Whether a request has what its kind must have; what does not is refused at the door and reaches no listener."""

import json
from collections.abc import Callable, Mapping
from typing import TypeGuard

Json = Mapping[str, object]

# Events that we listen to, each of which somebody does.
OF_SOMEBODY = frozenset({"message", "app_mention", "app_home_opened", "user_change"})


def is_well_formed(body: object) -> bool:
    """Return whether a listener can read this: who it is, what was done, and a key to know it again."""
    if not _is_object(body):
        return False
    if "command" in body:
        return _has_texts(body, "command", "team_id", "user_id", "trigger_id") and _may_have_text(body, "text")
    check = _CHECKS.get(str(body.get("type")))
    return check is not None and check(body)


def _is_verification(body: Json) -> bool:
    return _has_texts(body, "challenge")


def _is_event(body: Json) -> bool:
    event = body.get("event")
    if not _is_object(event) or not _has_texts(event, "type") or not _has_texts(body, "team_id", "event_id"):
        return False
    # Edits, deletions and what other bots say have no user of their own.
    is_of_nobody = event["type"] not in OF_SOMEBODY or event.get("subtype") or event.get("bot_id")
    return bool(is_of_nobody) or (
        _is_user(event.get("user"))
        and (event["type"] == "user_change" or _has_texts(event, "channel"))
        and _may_have_text(event, "text")
        and _may_have_object(event, "view")
    )


def _is_user(user: object) -> bool:
    return (bool(user) and isinstance(user, str)) or (_is_object(user) and _has_texts(user, "id"))


def _is_of_person(body: Json) -> bool:
    user, team = body.get("user"), body.get("team")
    if not _is_object(user) or not _has_texts(user, "id"):
        return False
    return (_is_object(team) and _has_texts(team, "id")) or (team is None and _has_texts(user, "team_id"))


def _is_actions(body: Json) -> bool:
    actions = body.get("actions")
    return (
        _is_of_person(body)
        and isinstance(actions, list)
        and bool(actions)
        and all(_is_object(action) and _has_texts(action, "action_id", "action_ts") for action in actions)
        and _has_texts(body, "trigger_id")
        and _may_have_text(body, "response_url")
        and _is_container(body.get("container"))
    )


def _is_container(container: object) -> bool:
    if container is None:
        return True
    return _is_object(container) and ("message_ts" not in container or _has_texts(container, "channel_id"))


def _is_view(body: Json) -> bool:
    view = body.get("view")
    return (
        _is_of_person(body)
        and _is_object(view)
        and _has_texts(view, "id", "callback_id")
        and _is_kept(view.get("private_metadata"))
        and _is_filled_in(view.get("state"))
    )


def _is_kept(metadata: object) -> bool:
    """Return whether this is what ``draw_view`` puts into a form."""
    if not isinstance(metadata, str):
        return False
    try:
        kept = json.loads(metadata)
    except (ValueError, RecursionError):
        return False
    return (
        _is_object(kept)
        and isinstance(kept.get("subject"), str)
        and isinstance(kept.get("url"), str)
        and (isinstance(kept.get("replaces"), bool))
    )


def _is_filled_in(state: object) -> bool:
    values = state.get("values") if _is_object(state) else None
    return _is_object(values) and all(
        _is_object(fields) and bool(fields) and all(_is_object(field) for field in fields.values())
        for fields in values.values()
    )


def _is_object(value: object) -> TypeGuard[Json]:
    return isinstance(value, Mapping)


def _has_texts(value: Json, *names: str) -> bool:
    return all(isinstance(value.get(name), str) and value[name] for name in names)


def _may_have_text(value: Json, name: str) -> bool:
    return isinstance(value.get(name), str | None)


def _may_have_object(value: Json, name: str) -> bool:
    return value.get(name) is None or _is_object(value[name])


_CHECKS: Mapping[str, Callable[[Json], bool]] = {
    "url_verification": _is_verification,
    "event_callback": _is_event,
    "block_actions": _is_actions,
    "block_suggestion": _is_of_person,
    "view_submission": _is_view,
    "view_closed": _is_of_person,
    "shortcut": _is_of_person,
    "message_action": _is_of_person,
}
