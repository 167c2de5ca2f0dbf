"""Send a slash command."""

from sandbox.blocks.mrkdwn import escape_text
from sandbox.delivery import Envelope
from sandbox.entities import Channel, SlashCommand, User
from sandbox.errors import AnswerRefused, ApiProblem, CommandTimedOut, CommandUnknown, TimedOut
from sandbox.interactions.speaking import link_text
from sandbox.posting import apply_reply
from sandbox.protocol.payloads import build_command
from sandbox.reply_urls import ReplyAddress
from sandbox.running_workspace import RunningWorkspace


async def send_command(stage: RunningWorkspace, *, user: User, channel: Channel, typed: str) -> None:
    """Send a command to the bot and show its acknowledgement.

    Raises CommandUnknown, CommandTimedOut, NotConnected, or AnswerRefused for an invalid acknowledgement.
    """
    name, _, text = typed.strip().partition(" ")
    command = _find_command(stage, name)
    text = link_text(stage, text.strip()) if command.should_escape else escape_text(text.strip())
    payload = build_command(stage, user=user, channel=channel, command=name, text=text)
    try:
        envelope = Envelope("slash_commands", payload, accepts_response=True)
        answer = await stage.delivery.ask(envelope, what=name)
    except TimedOut as error:
        raise CommandTimedOut(name) from error
    if answer and any(answer.values()):
        address = ReplyAddress(user.id, channel.id, origin=None, issued=0)
        try:
            apply_reply(stage, address, answer, what=name)
        except ApiProblem as problem:
            raise AnswerRefused(name, problem.code, problem.problems) from problem


def _find_command(stage: RunningWorkspace, name: str) -> SlashCommand:
    for command in stage.workspace.commands:
        if command.name == name:
            return command
    raise CommandUnknown(name)
