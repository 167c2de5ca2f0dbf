"""Buttons in messages from before button values were records: their value is a line, as it could be typed.

No new message contains them; the handlers remain for as long as old messages do.
"""

from dataclasses import replace

from bot.interactions.deals.commands import WORDS
from bot.interactions.deals.lines import answer_line, open_for
from bot.interactions.deals.parser import make_parser
from bot.interactions.interaction import Handlers, Interaction, Reply, Shown
from bot.services.accounts.add_account import add_account
from bot.services.bot import Bot


async def apply_sentence(bot: Bot, interaction: Interaction) -> Reply:
    """Apply the line in a button's value."""
    first, _, rest = interaction.value.strip().partition(" ")
    handler = WORDS.get(first.casefold(), answer_line)
    text = rest.strip() if first.casefold() in WORDS else interaction.value
    reply = await handler(bot, replace(interaction, text=text))
    return replace(reply, message=None) if interaction.is_on_page else reply


async def create(bot: Bot, interaction: Interaction) -> Reply:
    """Create the account named in a button's line, and open its deal."""
    person = interaction.person
    line = (await make_parser(bot, person)).read(interaction.value)
    account = await add_account(bot.database, bot.accounts, rep=person.rep, name=line.account, now=bot.now())
    return await open_for(bot, interaction, account, line)


async def close(bot: Bot, interaction: Interaction) -> Reply:
    """Apply the line of a button in a nudge, which is left in place."""
    reply = await answer_line(bot, replace(interaction, text=interaction.value))
    return replace(reply, shown=Shown.ADDED)


BUTTONS: Handlers = {"deal_say": apply_sentence, "deal_create": create, "deal_close": close}
