"""The ``chat.*`` and ``reactions.*`` methods: post, update and delete messages, add reactions."""

from sandbox.api.call import ApiCall, Method
from sandbox.entities import Channel, Json, PostedMessage
from sandbox.errors import ApiProblem
from sandbox.posting import edit_message, post_message, read_content
from sandbox.protocol.payloads import write_message


def post(call: ApiCall) -> Json:
    """Post a message in a channel, or as a direct message when ``channel`` is a user id."""
    channel = _find_destination(call)
    workspace = call.stage.workspace
    if workspace.bot.id not in channel.members and "chat:write.public" not in workspace.scopes:
        raise ApiProblem("not_in_channel")
    content = read_content(call.stage, call.body(), what=call.method)
    message = post_message(call.stage, content, channel_id=channel.id, user_id=workspace.bot.id)
    return {"channel": channel.id, "ts": message.ts, "message": write_message(call.stage, message)}


def post_ephemeral(call: ApiCall) -> Json:
    """Post an ephemeral message to one member of the channel."""
    channel = _find_destination(call)
    workspace = call.stage.workspace
    if workspace.bot.id not in channel.members:
        raise ApiProblem("not_in_channel")
    addressee = call.person()
    if addressee.id not in channel.members:
        raise ApiProblem("user_not_in_channel")
    content = read_content(call.stage, call.body(), what=call.method)
    message = post_message(call.stage, content, channel_id=channel.id, user_id=workspace.bot.id, addressee=addressee.id)
    return {"message_ts": message.ts}


def update(call: ApiCall) -> Json:
    """Update a message of the bot."""
    message = _find_own_message(call, otherwise="cant_update_message")
    edit_message(call.stage, message, read_content(call.stage, call.body(), what=call.method))
    return {
        "channel": message.channel_id,
        "ts": message.ts,
        "text": message.text,
        "message": write_message(call.stage, message),
    }


def delete(call: ApiCall) -> Json:
    """Delete a message of the bot."""
    message = _find_own_message(call, otherwise="cant_delete_message")
    call.stage.workspace.remove_message(message)
    return {"channel": message.channel_id, "ts": message.ts}


def get_permalink(call: ApiCall) -> Json:
    """Return the URL of a message."""
    message = _find_message(call, call.text("message_ts"))
    link = f"{call.stage.address}archives/{message.channel_id}/p{message.ts.replace('.', '')}"
    return {"channel": message.channel_id, "permalink": link}


def add_reaction(call: ApiCall) -> Json:
    """Add an emoji reaction to a message."""
    message = _find_message(call, call.text("timestamp"))
    name = call.text("name")
    if name in message.reactions:
        raise ApiProblem("already_reacted")
    message.reactions.append(name)
    call.stage.workspace.change_message(message)
    return {}


def _find_destination(call: ApiCall) -> Channel:
    workspace = call.stage.workspace
    wanted = call.text("channel")
    if not workspace.has_user(wanted):
        return call.channel()
    if workspace.user(wanted).is_bot:
        raise ApiProblem("cannot_dm_bot")
    return workspace.open_dm(wanted)


def _find_message(call: ApiCall, ts: str) -> PostedMessage:
    """Return a message by channel and timestamp; ephemeral messages are not found, as in Slack."""
    message = call.stage.workspace.find_message(call.channel().id, ts)
    if message is None or message.addressee is not None:
        raise ApiProblem("message_not_found")
    return message


def _find_own_message(call: ApiCall, *, otherwise: str) -> PostedMessage:
    message = _find_message(call, call.text("ts"))
    if message.user_id != call.stage.workspace.bot.id:
        raise ApiProblem(otherwise)
    return message


METHODS = {
    "chat.postMessage": Method(post, ("chat:write",), tier=0),
    "chat.postEphemeral": Method(post_ephemeral, ("chat:write",), tier=4),
    "chat.update": Method(update, ("chat:write",), tier=3),
    "chat.delete": Method(delete, ("chat:write",), tier=3),
    "chat.getPermalink": Method(get_permalink, (), tier=0),
    "reactions.add": Method(add_reaction, ("reactions:write",), tier=3),
}
