"""Lines about deals: show, open or change the deal, and ask when the deal or the account is ambiguous (V1)."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.accounts.errors import AccountGone
from bot.domain.deals.deal_line import DealLine, DealParser
from bot.domain.deals.deals import Deal, DealState
from bot.domain.deals.fitting_deals import find_fitting
from bot.domain.deals.fix_line import parse_fix
from bot.domain.log.errors import AccountAmbiguous, AccountUnknown
from bot.errors import RitmeError
from bot.interactions.deals.cards import apply_line, show_card, show_changed
from bot.interactions.deals.fixes import answer_fix
from bot.interactions.deals.parser import make_parser
from bot.interactions.interaction import Handlers, Interaction, Reply
from bot.messages.deals.deal_answers import build_account_choice
from bot.messages.deals.deal_card import build_deal_choice, build_deal_history
from bot.messages.deals.deal_requests import parse_request
from bot.messages.text.button_values import DealRequest
from bot.services.accounts.add_account import add_account
from bot.services.accounts.find_named import find_named_account
from bot.services.accounts.find_subject import find_account
from bot.services.bot import Bot
from bot.services.deals.change_deal import Changed, DealOpening, open_deal
from bot.services.deals.find_meant import find_deal_named
from bot.services.deals.load_deals import list_account_deals, load_deal_history
from bot.services.people.person_cache import Person

CHOICES = 5


async def answer_line(bot: Bot, interaction: Interaction) -> Reply:
    """Show, open or change the deal in a typed line; when the line names no known account, offer accounts."""
    person = interaction.person
    fix = parse_fix(interaction.text)
    if fix is not None:
        return await answer_fix(bot, interaction, fix)
    reader = await make_parser(bot, person)
    line = reader.parse_account(interaction.text)
    try:
        account = await find_line_account(bot, person, line)
    except (AccountUnknown, AccountAmbiguous) as error:
        deal = None if line.is_new else await find_deal_named(bot.database, person=person, name=line.account)
        if deal is None:
            return await _offer_accounts(bot, person, reader, line, error)
        line = replace(line, account_id=deal.account_id, deal_id=deal.id)
        account = await find_line_account(bot, person, line)
    known = await list_account_deals(bot.database, person=person, account_id=account.id)
    read = reader.parse_changes(line, [deal.name for deal in known])
    return await _answer_about(bot, interaction, account, read, known)


async def choose(bot: Bot, interaction: Interaction) -> Reply:
    """Apply a line to the deal or account that was chosen from several."""
    person, line = interaction.person, parse_request(interaction.read(DealRequest))
    account = await find_line_account(bot, person, line)
    known = await list_account_deals(bot.database, person=person, account_id=account.id)
    return await _answer_about(bot, interaction, account, line, known)


async def create_for(bot: Bot, interaction: Interaction) -> Reply:
    """Create the account named in a line, and open its deal."""
    person, line = interaction.person, parse_request(interaction.read(DealRequest))
    account = await add_account(bot.database, bot.accounts, rep=person.rep, name=line.account, now=bot.now())
    return await open_for(bot, interaction, account, line)


async def open_for(bot: Bot, interaction: Interaction, account: NamedAccount, line: DealLine) -> Reply:
    """Open a deal; idempotent for all buttons of one message."""
    person = interaction.person
    opening = DealOpening(account, line, interaction.message_key or interaction.request_key)
    changed = await open_deal(bot.database, person=person, opening=opening, now=bot.now())
    return await show_changed(bot, person, changed, notice=None if _is_closed_at_once(changed) else "opened")


async def find_line_account(bot: Bot, person: Person, line: DealLine) -> NamedAccount:
    """Return the account of a line.

    Raises:
        AccountUnknown: no name comes near enough.
        AccountAmbiguous: several names fit equally well.
        AccountGone: the account of a button no longer exists.
    """
    if line.account_id is None:
        return await find_named_account(bot.accounts, rep=person.rep, typed=line.account)
    account = await find_account(bot.database, rep=person.rep, account_id=line.account_id)
    if account is None:
        raise AccountGone
    return account


async def _answer_about(
    bot: Bot, interaction: Interaction, account: NamedAccount, line: DealLine, known: Sequence[Deal]
) -> Reply:
    if line.is_new:
        return await open_for(bot, interaction, account, line)
    person = interaction.person
    words = bot.speak(person.rep)
    fitting = find_fitting(account, line, known, stages=person.workspace.deal_stages)
    if len(fitting) > 1:
        return Reply(message=build_deal_choice(words, fitting, line=line))
    deal = fitting[0]
    if line.wants_history:
        history = await load_deal_history(bot.database, person=person, deal_id=deal.id)
        return Reply(message=build_deal_history(words, history))
    if line.changes:
        return await apply_line(bot, person, deal.id, line)
    return Reply(message=await show_card(bot, person=person, deal_id=deal.id))


async def _offer_accounts(
    bot: Bot, person: Person, reader: DealParser, line: DealLine, error: AccountUnknown | AccountAmbiguous
) -> Reply:
    """Ask which account is meant; each button has the line parsed again for that account, since deal names differ."""
    lines: dict[int, DealLine] = {}
    refusals: list[RitmeError] = []
    for account in error.candidates[:CHOICES]:
        known = await list_account_deals(bot.database, person=person, account_id=account.id)
        try:
            lines[account.id] = reader.parse_changes(line, [deal.name for deal in known])
        except RitmeError as refusal:
            refusals.append(refusal)
    if refusals and not lines:
        raise refusals[0]
    is_creatable = line.is_new and isinstance(error, AccountUnknown)
    created = reader.parse_changes(line) if is_creatable else None
    return Reply(message=build_account_choice(bot.speak(person.rep), error, lines=lines, created=created))


def _is_closed_at_once(changed: Changed) -> bool:
    return changed.deal.state is not DealState.OPEN and len(changed.events) > 1


BUTTONS: Handlers = {"deal_choose": choose, "deal_create_for": create_for}
