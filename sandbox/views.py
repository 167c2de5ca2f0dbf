"""Open, push, update and publish views (modals and Home tabs), within Slack's limits."""

from typing import Any

from sandbox.blocks.validate import LARGEST_VIEW, check_view, measure_view
from sandbox.entities import Json, View
from sandbox.errors import ApiProblem
from sandbox.identifiers import make_block_id, make_hash, make_id
from sandbox.running_workspace import RunningWorkspace
from sandbox.workspace import MODAL_STACK, fill_ids


def make_view(stage: RunningWorkspace, *, user_id: str, content: Any, view_id: str | None = None) -> View:
    """Build a view from the bot's JSON; raises ApiProblem when Slack would refuse it."""
    if isinstance(content, dict) and measure_view(content) > LARGEST_VIEW:
        raise ApiProblem("view_too_large")
    if problems := check_view(content):
        raise ApiProblem("invalid_arguments", problems)
    _check_external_id(stage, content.get("external_id"), own_id=view_id)
    return View(
        id=view_id or make_id("V"),
        user_id=user_id,
        content={**content, "blocks": fill_ids(content["blocks"], make=make_block_id)},
        hash=make_hash(stage.clock.now()),
        directory=stage.workspace,
    )


def open_view(stage: RunningWorkspace, view: View) -> View:
    """Open a modal for a user."""
    _need_modal(view)
    stage.workspace.set_modals(view.user_id, [view])
    return view


def push_view(stage: RunningWorkspace, view: View) -> View:
    """Push a modal on top of the open ones; raises ApiProblem ``push_limit_reached`` after the third."""
    _need_modal(view)
    stack = stage.workspace.modals.get(view.user_id, [])
    if not stack:
        raise ApiProblem("not_found")
    if len(stack) >= MODAL_STACK:
        raise ApiProblem("push_limit_reached")
    view.root_id, view.previous_id = stack[0].id, stack[-1].id
    stage.workspace.set_modals(view.user_id, [*stack, view])
    return view


def replace_view(stage: RunningWorkspace, view: View, content: Any, *, known_hash: str | None = None) -> View:
    """Update an open view; filled-in values are kept where block id and action id are the same.

    Raises ApiProblem ``hash_conflict`` when the bot's hash is not that of the latest version.
    """
    if known_hash is not None and known_hash != view.hash:
        raise ApiProblem("hash_conflict")
    fresh = make_view(stage, user_id=view.user_id, content=content, view_id=view.id)
    if fresh.kind != view.kind:
        raise ApiProblem("invalid_arguments", ["[ERROR] cannot change the type [json-pointer:/view/type]"])
    kept = {(spot.block_id, spot.action_id, spot.kind) for spot in fresh.spots}
    view.values = {
        block_id: {
            action_id: state for action_id, state in actions.items() if (block_id, action_id, state["type"]) in kept
        }
        for block_id, actions in view.values.items()
    }
    view.content, view.hash = fresh.content, fresh.hash
    stage.workspace.change_view(view)
    return view


def publish_home(stage: RunningWorkspace, *, user_id: str, content: Any, known_hash: str | None = None) -> View:
    """Publish a user's Home tab; raises ApiProblem ``hash_conflict`` when the bot's hash is outdated."""
    current = stage.workspace.homes.get(user_id)
    if known_hash is not None and current is not None and known_hash != current.hash:
        raise ApiProblem("hash_conflict")
    view = make_view(stage, user_id=user_id, content=content, view_id=current.id if current is not None else None)
    if view.kind != "home":
        raise ApiProblem("invalid_arguments", ["[ERROR] must be a home view [json-pointer:/view/type]"])
    stage.workspace.set_home(view)
    return view


def _need_modal(view: View) -> None:
    if view.kind != "modal":
        raise ApiProblem("invalid_arguments", ["[ERROR] must be a modal [json-pointer:/view/type]"])


def _check_external_id(stage: RunningWorkspace, external_id: Json | str | None, *, own_id: str | None) -> None:
    if not external_id:
        return
    for view in stage.workspace.list_views():
        if view.content.get("external_id") == external_id and view.id != own_id:
            raise ApiProblem("duplicate_external_id")
