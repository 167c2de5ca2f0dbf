"""Use a button, select, picker or menu in a message or view."""

from typing import Any

from sandbox.blocks.elements import STATE_KEYS, Spot, choose_state, read_values
from sandbox.blocks.validate import check_options
from sandbox.delivery import Envelope
from sandbox.entities import Json, PostedMessage, User, View
from sandbox.errors import AnswerRefused, NotThere
from sandbox.protocol.payloads import build_message_action, build_suggestion, build_view_action
from sandbox.running_workspace import RunningWorkspace

_COPIED = ("text", "value", "style", "placeholder", "confirm", "url")


async def use_element(
    stage: RunningWorkspace, *, user: User, where: PostedMessage | View, spot: Spot, choice: Any = None
) -> None:
    """Store a user's choice and send the action to the bot; for an input only if it has ``dispatch_action``.

    Raises NotThere if the message or view no longer exists, TimedOut or NotConnected if the bot does not answer.
    """
    if where.is_gone:
        raise NotThere("the message" if isinstance(where, PostedMessage) else "the view")
    state = _note_choice(where, user=user, spot=spot, choice=choice)
    if spot.is_input and not spot.block.get("dispatch_action"):
        return
    action = _write_action(stage, spot, state)
    if isinstance(where, View):
        payload = build_view_action(stage, user=user, view=where, action=action)
    else:
        payload = build_message_action(stage, user=user, message=where, action=action)
    await stage.delivery.ask(Envelope("interactive", payload), what=spot.label or spot.action_id)


async def look_up_options(
    stage: RunningWorkspace, *, user: User, where: PostedMessage | View, spot: Spot, typed: str
) -> list[Json]:
    """Request suggestions from the bot for the text typed in an external select."""
    payload = build_suggestion(
        stage, user=user, where=where, block_id=spot.block_id, action_id=spot.action_id, typed=typed
    )
    what = spot.label or spot.action_id
    envelope = Envelope("interactive", payload, accepts_response=True)
    answer = await stage.delivery.ask(envelope, what=what) or {}
    if problems := check_options(answer):
        raise AnswerRefused(what, "invalid_options", problems)
    groups: list[Json] = answer.get("option_groups") or [answer]
    return [option for group in groups for option in group.get("options") or ()]


def set_value(where: PostedMessage | View, *, user: User, spot: Spot, state: Json) -> None:
    """Store a filled-in value, without sending anything to the bot."""
    values = where.values if isinstance(where, View) else where.values.setdefault(user.id, {})
    values.setdefault(spot.block_id, {})[spot.action_id] = state


def values_of(where: PostedMessage | View, *, user: User) -> dict[str, dict[str, Json]]:
    """Return the currently filled-in values."""
    filled = where.values if isinstance(where, View) else where.values.get(user.id, {})
    return read_values(where.blocks, filled=filled)


def _note_choice(where: PostedMessage | View, *, user: User, spot: Spot, choice: Any) -> Json:
    if spot.kind == "button":
        return {}
    state = choose_state(spot.element, choice)
    if spot.kind in STATE_KEYS:
        set_value(where, user=user, spot=spot, state=state)
    return state


def _write_action(stage: RunningWorkspace, spot: Spot, state: Json) -> Json:
    copied = {key: spot.element[key] for key in _COPIED if key in spot.element}
    return {
        **copied,
        **state,
        "type": spot.kind,
        "block_id": spot.block_id,
        "action_id": spot.action_id,
        "action_ts": stage.next_ts(),
    }
