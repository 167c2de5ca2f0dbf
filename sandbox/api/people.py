"""The ``auth.*``, ``users.*``, ``bots.*`` and ``team.*`` methods, and the one that opens a Socket Mode connection."""

from sandbox.api.call import ApiCall, Method
from sandbox.entities import Json
from sandbox.errors import ApiProblem
from sandbox.protocol.people import write_user
from sandbox.protocol.socket_mode import SocketLink


def try_api(call: ApiCall) -> Json:
    """Return the arguments, or the requested error (``api.test``)."""
    if error := call.maybe("error"):
        raise ApiProblem(error)
    return {"args": dict(call.arguments)}


def try_token(call: ApiCall) -> Json:
    """Return the identity of the token."""
    workspace = call.stage.workspace
    return {
        "url": call.stage.address,
        "team": workspace.name,
        "user": workspace.bot.name,
        "team_id": workspace.team_id,
        "user_id": workspace.bot.id,
        "bot_id": workspace.bot_id,
        "is_enterprise_install": False,
    }


def open_connection(call: ApiCall) -> Json:
    """Return the URL of a websocket for Socket Mode."""
    link = call.stage.delivery.link
    if not isinstance(link, SocketLink):
        raise ApiProblem("socket_mode_not_enabled")
    address = call.stage.address.replace("http://", "ws://")
    return {"url": f"{address}link?ticket={link.issue_ticket()}&app_id={call.stage.workspace.app_id}"}


def show_user(call: ApiCall) -> Json:
    """Return one user."""
    stage = call.stage
    user = call.person()
    return {"user": write_user(stage.workspace, user, now=stage.clock.now(), with_locale=call.flag("include_locale"))}


def list_users(call: ApiCall) -> Json:
    """Return all users of the workspace, including bots."""
    stage, with_locale = call.stage, call.flag("include_locale")
    now = stage.clock.now()
    members = [write_user(stage.workspace, user, now=now, with_locale=with_locale) for user in stage.workspace.users]
    return {"members": members, "cache_ts": int(now.timestamp()), "response_metadata": {"next_cursor": ""}}


def show_bot(call: ApiCall) -> Json:
    """Return the app's bot."""
    workspace = call.stage.workspace
    if call.maybe("bot") not in (None, workspace.bot_id):
        raise ApiProblem("bot_not_found")
    bot = {
        "id": workspace.bot_id,
        "deleted": False,
        "name": workspace.bot.real_name,
        "app_id": workspace.app_id,
        "user_id": workspace.bot.id,
    }
    return {"bot": bot}


def show_team(call: ApiCall) -> Json:
    """Return the workspace."""
    workspace = call.stage.workspace
    return {"team": {"id": workspace.team_id, "name": workspace.name, "domain": workspace.domain}}


METHODS = {
    "api.test": Method(try_api, tier=0, token="none"),  # noqa: S106 - the kind of token, not one
    "auth.test": Method(try_token, tier=0),
    "apps.connections.open": Method(open_connection, tier=0, token="app"),  # noqa: S106 - idem
    "users.info": Method(show_user, ("users:read",), tier=4),
    "users.list": Method(list_users, ("users:read",), tier=2),
    "bots.info": Method(show_bot, ("users:read",), tier=3),
    "team.info": Method(show_team, ("team:read",), tier=3),
}
