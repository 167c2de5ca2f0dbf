"""Whether somebody sells, or only leads (K4): said in a line, or chosen when asked."""

from bot.domain.people.selling_line import parse_selling
from bot.interactions.interaction import Handlers, Interaction, Reply
from bot.messages.people.selling import SELLS_TOO, build_selling_set
from bot.messages.text.button_values import SellsToo
from bot.services.bot import Bot
from bot.services.people.set_selling import set_selling


async def say_selling(bot: Bot, interaction: Interaction, *, sells: bool) -> Reply:
    """Store whether a person sells, and confirm it."""
    person = interaction.person
    await set_selling(bot.database, rep=person.rep, sells=sells, now=bot.now())
    bot.people.forget(person)
    return Reply(message=build_selling_set(bot.speak(person.rep), sells=sells, ritme=bot.commands.ritme))


async def find_selling(bot: Bot, interaction: Interaction) -> Reply | None:
    """Return the answer to "ik verkoop zelf niet" or "ik verkoop weer", None for any other line."""
    sells = parse_selling(interaction.text)
    return None if sells is None else await say_selling(bot, interaction, sells=sells)


async def choose(bot: Bot, interaction: Interaction) -> Reply:
    """Store the answer to the question whether somebody who leads sells too."""
    return await say_selling(bot, interaction, sells=interaction.read(SellsToo).sells)


BUTTONS: Handlers = {SELLS_TOO: choose}
