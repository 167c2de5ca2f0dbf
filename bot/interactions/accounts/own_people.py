"""Who a rep knows at the own accounts (Z1)."""

from bot.interactions.interaction import Handlers, Interaction, Reply
from bot.messages.home.own_people import build_own_people
from bot.services.accounts.load_own_people import load_own_people
from bot.services.bot import Bot


async def show_own_people(bot: Bot, interaction: Interaction) -> Reply:
    """Show the people at the rep's own accounts."""
    rep = interaction.person.rep
    return Reply(message=build_own_people(bot.speak(rep), await load_own_people(bot.database, rep=rep)))


WORDS: Handlers = dict.fromkeys(("mensen", "people"), show_own_people)
