"""The ``views.*`` methods: modals and Home tabs."""

from sandbox.api.call import ApiCall, Method
from sandbox.entities import Json, View
from sandbox.errors import ApiProblem
from sandbox.protocol.payloads import write_view
from sandbox.views import make_view, open_view, publish_home, push_view, replace_view


def open_modal(call: ApiCall) -> Json:
    """Open a modal for the user of the trigger."""
    content = call.structure("view")
    trigger = call.stage.triggers.exchange(call.text("trigger_id"))
    view = make_view(call.stage, user_id=trigger.user_id, content=content)
    return {"view": write_view(call.stage, open_view(call.stage, view))}


def push_modal(call: ApiCall) -> Json:
    """Push a modal on top of the one in which the trigger was issued."""
    content = call.structure("view")
    trigger = call.stage.triggers.exchange(call.text("trigger_id"))
    if trigger.view_id is None or call.stage.workspace.find_view(trigger.view_id) is None:
        raise ApiProblem("not_found")
    view = make_view(call.stage, user_id=trigger.user_id, content=content)
    return {"view": write_view(call.stage, push_view(call.stage, view))}


def update_view(call: ApiCall) -> Json:
    """Update an open modal or the Home tab, by its id or external id."""
    view = _find_view(call)
    replace_view(call.stage, view, call.structure("view"), known_hash=call.maybe("hash"))
    return {"view": write_view(call.stage, view)}


def publish(call: ApiCall) -> Json:
    """Publish the Home tab of one user."""
    user = call.person("user_id")
    view = publish_home(call.stage, user_id=user.id, content=call.structure("view"), known_hash=call.maybe("hash"))
    return {"view": write_view(call.stage, view)}


def _find_view(call: ApiCall) -> View:
    view_id, external_id = call.maybe("view_id"), call.maybe("external_id")
    for view in call.stage.workspace.list_views():
        if view.id == view_id or (external_id and view.content.get("external_id") == external_id):
            return view
    raise ApiProblem("not_found")


METHODS = {
    "views.open": Method(open_modal, tier=4),
    "views.push": Method(push_modal, tier=4),
    "views.update": Method(update_view, tier=4),
    "views.publish": Method(publish, tier=4),
}
