"""Hand an account over in one's own words, with its open deals and steps (K3)."""

from dataclasses import replace

from bot.domain.accounts.errors import AccountOfColleague
from bot.domain.home.account_card import AccountDetails
from bot.domain.log.errors import AccountAmbiguous, AccountUnknown
from bot.domain.people.given_line import find_receivers, parse_gift
from bot.domain.people.people import Rep
from bot.interactions.accounts.cards import make_request, show_made
from bot.interactions.interaction import Interaction, Reply
from bot.services.accounts.change_account import edit_account, read_details
from bot.services.accounts.find_named import find_named_account
from bot.services.accounts.load_account_card import load_editable, load_owners
from bot.services.bot import Bot


async def find_gift(bot: Bot, interaction: Interaction) -> Reply | None:
    """Hand the user's own account over to a colleague, and show its card with the way back; None for anything else.

    Of an account that is somebody else's or nobody's only a deal can be handed over.
    """
    gift = parse_gift(interaction.addressed)
    details = None if gift is None else await _find_own(bot, interaction.person.rep, gift.account)
    if gift is None or details is None:
        return None
    colleagues = await load_owners(bot.database, rep=interaction.person.rep, details=details)
    mentioned = interaction.directory.find_person(gift.receiver)
    found = [each for each in colleagues if mentioned is not None and each.external_id == mentioned]
    receivers = found or find_receivers(gift.receiver, colleagues)
    if len(receivers) != 1:
        return None
    edit = replace(read_details(details), owner_id=receivers[0].id, keeps_owner=False)
    made = await edit_account(bot.database, bot.accounts, make_request(bot, interaction, details.id), edit)
    return await show_made(bot, interaction, made, notice="changed")


async def _find_own(bot: Bot, rep: Rep, typed: str) -> AccountDetails | None:
    """Return the rep's own account with a typed name, or the beginning of it; what follows may be a deal's name."""
    try:
        account = await find_named_account(bot.accounts, rep=rep, typed=typed)
        details = await load_editable(bot.database, rep=rep, account_id=account.id)
    except (AccountUnknown, AccountAmbiguous, AccountOfColleague):
        return None
    is_meant = account.name.casefold().startswith(typed.casefold())
    return details if is_meant and details.owner_id == rep.id else None
