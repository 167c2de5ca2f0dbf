"""Answer a line on a platform without slash commands, where a command is a line like any other."""

from dataclasses import replace

from bot.interactions.front import handle_command, handle_text
from bot.interactions.interaction import Interaction, Reply
from bot.messages.text.command_names import CommandNames
from bot.services.bot import Bot


async def answer_line(bot: Bot, interaction: Interaction) -> Reply:
    """Answer a line; one that begins with the name of a command is that command, which may open a form."""
    first, _, rest = interaction.text.partition(" ")
    command = _find_command(bot.commands, first, is_alone=not rest.strip())
    if not command:
        return await handle_text(bot, replace(interaction, opens_forms=False))
    _, _, addressed = interaction.addressed.partition(" ")
    return await handle_command(bot, command, replace(interaction, text=rest.strip(), addressed=addressed.strip()))


def _find_command(commands: CommandNames, word: str, *, is_alone: bool) -> str:
    """Return the command of a word; without its slash, a word in a sentence may mean anything."""
    command = commands.find(word.casefold())
    return command or (commands.find(f"/{word.casefold()}") if is_alone else "")
