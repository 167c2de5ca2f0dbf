"""Name three prospects in the first days (K11)."""

from bot.interactions.interaction import Handlers, Interaction, Reply, Shown
from bot.messages.accounts.first_accounts import (
    PROSPECTS,
    PROSPECTS_FORM,
    build_prospects_added,
    build_prospects_form,
)
from bot.services.accounts.add_prospects import add_prospects
from bot.services.bot import Bot


async def open_form(bot: Bot, interaction: Interaction) -> Reply:
    """Open the form for three prospects."""
    return Reply(form=build_prospects_form(bot.speak(interaction.person.rep)), shown=Shown.ADDED)


async def submit(bot: Bot, interaction: Interaction) -> Reply:
    """Add the companies of the submitted form."""
    rep = interaction.person.rep
    names = [name for field in PROSPECTS if (name := interaction.filled.text(field))]
    added = await add_prospects(bot.database, bot.accounts, rep=rep, names=names, now=bot.now())
    own = [(account.id, account.name) for account in added.own]
    return Reply(message=build_prospects_added(bot.speak(rep), own, [account.name for account in added.others]))


BUTTONS: Handlers = {"prospects_open": open_form}
FORMS: Handlers = {PROSPECTS_FORM: submit}
