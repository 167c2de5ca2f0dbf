"""Submit or close a modal."""

import re
from collections.abc import Mapping
from typing import Any

from sandbox.blocks.elements import STATE_KEYS, TEXT_KINDS, Spot, choose_state
from sandbox.delivery import Envelope
from sandbox.entities import Json, User, View
from sandbox.errors import AnswerRefused, ApiProblem, NotThere
from sandbox.interactions.acting import set_value, values_of
from sandbox.protocol.payloads import build_closing, build_submission
from sandbox.running_workspace import RunningWorkspace
from sandbox.views import make_view, push_view, replace_view

# Codes for which the client itself refuses to submit a form; the page has a sentence for each.
REQUIRED, TOO_SHORT, TOO_LONG = "required", "too_short", "too_long"
NOT_A_NUMBER, NOT_AN_ADDRESS, NOT_A_URL = "not_a_number", "not_an_address", "not_a_url"
_SHAPES = {
    "email_text_input": (re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+"), NOT_AN_ADDRESS),
    "url_text_input": (re.compile(r"https?://\S+"), NOT_A_URL),
    "number_input": (re.compile(r"-?\d+(?:\.\d+)?"), NOT_A_NUMBER),
}


def fill_in(view: View, *, user: User, filled: Mapping[str, Any]) -> None:
    """Fill in a form by the label, action id or block id of each field; raises NotThere for an unknown name."""
    for name, choice in filled.items():
        spots = [spot for spot in view.spots if spot.is_called(name) and spot.kind in STATE_KEYS]
        if not spots:
            raise NotThere(name, [spot.label or spot.action_id for spot in view.spots])
        set_value(view, user=user, spot=spots[0], state=choose_state(spots[0].element, choice))


async def send_in(stage: RunningWorkspace, *, user: User, view: View) -> dict[str, str] | None:
    """Submit a modal and carry out the bot's response; return the error of each field, or None when it was accepted.

    If the client itself refuses a field, its error is a code such as ``required`` and nothing is sent to the bot.
    Raises TimedOut, NotConnected, or AnswerRefused for an invalid response.
    """
    if view.is_gone or not view.submit:
        raise NotThere("the view to send in")
    if refused := _refuse_fields(view, user=user):
        return refused
    payload = build_submission(stage, user=user, view=view)
    envelope = Envelope("interactive", payload, accepts_response=True)
    answer = await stage.delivery.ask(envelope, what=view.title)
    try:
        return _follow_answer(stage, user=user, view=view, answer=answer or {})
    except ApiProblem as problem:
        raise AnswerRefused(view.title, problem.code, problem.problems) from problem


async def close_view(stage: RunningWorkspace, *, user: User, view: View, is_cleared: bool = False) -> None:
    """Close a modal, or all of them when ``is_cleared``; the bot gets an event if the view has ``notify_on_close``."""
    stack = stage.workspace.modals.get(user.id, [])
    if view not in stack:
        raise NotThere("the view to close")
    is_cleared = is_cleared or bool(view.content.get("clear_on_close"))
    gone = stack if is_cleared else stack[stack.index(view) :]
    stage.workspace.set_modals(user.id, [each for each in stack if each not in gone])
    for each in gone:
        if each.content.get("notify_on_close"):
            payload = build_closing(stage, user=user, view=each, is_cleared=is_cleared)
            await stage.delivery.ask(Envelope("interactive", payload), what=each.title)


def _refuse_fields(view: View, *, user: User) -> dict[str, str]:
    values = values_of(view, user=user)
    reasons = {
        spot.block_id: _refuse_field(spot, values[spot.block_id][spot.action_id])
        for spot in view.spots
        if spot.is_input
    }
    return {block_id: reason for block_id, reason in reasons.items() if reason}


def _refuse_field(spot: Spot, state: Json) -> str:
    value = state.get(STATE_KEYS[spot.kind][0])
    if not value:
        return "" if spot.block.get("optional") else REQUIRED
    if spot.kind not in TEXT_KINDS:
        return ""
    if len(value) < int(spot.element.get("min_length") or 0):
        return TOO_SHORT
    if len(value) > int(spot.element.get("max_length") or 3000):
        return TOO_LONG
    shape, reason = _SHAPES.get(spot.kind, (None, ""))
    return reason if shape and not shape.fullmatch(value) else ""


def _follow_answer(stage: RunningWorkspace, *, user: User, view: View, answer: Json) -> dict[str, str] | None:
    action = answer.get("response_action")
    if action == "errors":
        return _read_errors(view, answer.get("errors"))
    if action == "update":
        replace_view(stage, view, answer.get("view"))
    elif action == "push":
        push_view(stage, make_view(stage, user_id=user.id, content=answer.get("view")))
    elif action == "clear":
        stage.workspace.set_modals(user.id, [])
    elif action is None and not any(answer.values()):
        stack = stage.workspace.modals.get(user.id, [])
        stage.workspace.set_modals(user.id, [each for each in stack if each is not view])
    else:
        raise ApiProblem("invalid_response_action", [str(answer)])
    return None


def _read_errors(view: View, errors: Any) -> dict[str, str]:
    blocks = {spot.block_id for spot in view.spots if spot.is_input}
    if not isinstance(errors, dict) or not errors or not set(errors) <= blocks:
        raise ApiProblem("invalid_errors", [f"errors for {errors}, input blocks are {sorted(blocks)}"])
    return errors
