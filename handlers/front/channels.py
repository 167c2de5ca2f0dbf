"""Answer what is said in a channel, on a platform where everybody in it reads the answer."""

from bot.interactions.interaction import Interaction, Reply
from bot.interactions.welcome.channels import note_private_answer
from bot.ports import Address
from handlers.front.later import LaterReplies


async def tell_channel(
    later: LaterReplies, interaction: Interaction, reply: Reply, *, at: Address, is_reached: bool
) -> bool:
    """Answer there if everybody may read it, else say there that the answer comes in private; return if that was all.

    ``at`` is the thread, and ``is_reached`` whether the person has a personal chat with the bot.
    """
    if reply.is_open or not reply.says_something:
        await later.send_to(interaction, reply, channel=at.channel, thread=at.thread, only_for=None)
        return True
    note = note_private_answer(later.bot, interaction.person, is_reached=is_reached)
    await later.send(interaction, note, key=":note", address=at)
    return False
