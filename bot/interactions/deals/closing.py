"""Ask whether a deal is won or lost of which a message seems to tell, with the amount that was typed (K1, K8)."""

from decimal import Decimal

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.deals.deal_line import DealLine
from bot.domain.deals.deals import DealState
from bot.domain.text.money import Money, find_money
from bot.interactions.deals.cards import show_card
from bot.interactions.interaction import Interaction, Reply
from bot.messages.deals.deal_closing import build_closing_choice, build_closing_question
from bot.services.bot import Bot
from bot.services.deals.load_deals import list_account_deals

# A smaller number without a currency is how many, or a day.
LEAST_BARE = Decimal(100)


async def ask_closed(bot: Bot, interaction: Interaction, account: NamedAccount, state: DealState) -> Reply | None:
    """Ask whether the open deal of an account is closed, or which of several; None when it has none."""
    person = interaction.person
    known = await list_account_deals(bot.database, person=person, account_id=account.id)
    found = [deal for deal in known if deal.state is DealState.OPEN]
    if not found:
        return None
    worth = _find_worth(interaction.text) if state is DealState.WON else None
    line = DealLine(
        account_id=account.id,
        state=state,
        value=worth.amount if worth is not None else None,
        currency=worth.currency if worth is not None else None,
    )
    words = bot.speak(person.rep)
    if len(found) > 1:
        return Reply(message=build_closing_choice(words, found, line=line))
    card = await show_card(bot, person=person, deal_id=found[0].id)
    return Reply(message=build_closing_question(words, card, found[0], line=line))


def _find_worth(text: str) -> Money | None:
    """Return the first amount of money in a text."""
    words = [word.strip(".,!?:;()") for word in text.split()]
    amounts = (find_money(words, place) for place in range(len(words)))
    return next((each for each in amounts if each is not None and (each.currency or each.amount >= LEAST_BARE)), None)
