"""Use a shortcut: one in the menu of a message, or one beside the composer."""

from sandbox.delivery import Envelope
from sandbox.entities import PostedMessage, User
from sandbox.errors import NotThere
from sandbox.protocol.payloads import build_shortcut
from sandbox.running_workspace import RunningWorkspace


async def use_shortcut(stage: RunningWorkspace, *, user: User, called: str, message: PostedMessage | None) -> None:
    """Send a shortcut, called by its name or callback id, to the bot.

    Raises NotThere for one that the app does not have there, TimedOut or NotConnected if the bot does not answer.
    """
    offered = [each for each in stage.workspace.shortcuts if each.is_of_message is (message is not None)]
    used = next((each for each in offered if called in {each.name, each.callback_id}), None)
    if used is None or (message is not None and message.addressee is not None):
        raise NotThere(called, [each.name for each in offered])
    payload = build_shortcut(stage, user=user, callback_id=used.callback_id, message=message)
    await stage.delivery.ask(Envelope("interactive", payload), what=used.name)
