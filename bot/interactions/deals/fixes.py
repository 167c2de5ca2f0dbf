"""Put a deal right: rename it, move it to another account, change its figures, remove it and put it back (K12)."""

from dataclasses import replace
from decimal import Decimal

from bot.domain.deals.deal_line import DealLine
from bot.domain.deals.deals import Deal
from bot.domain.deals.errors import DealAmountUnclear, DealTargetMissing
from bot.domain.deals.fix_line import FixLine, FixVerb
from bot.domain.log.errors import AccountAmbiguous, AccountUnknown
from bot.domain.text.money import CURRENCIES, Money, find_money, find_share
from bot.errors import ButtonExpired
from bot.interactions.deals.cards import apply_line, show_card
from bot.interactions.deals.parser import make_parser
from bot.interactions.interaction import Filled, Handlers, Interaction, Reply, Shown, added
from bot.interactions.log.form import read_account
from bot.messages.deals.deal_fixes import (
    DEAL_FORM,
    build_deal_form,
    build_kept,
    build_meant_choice,
    build_remove_question,
    build_removed,
    build_target_choice,
)
from bot.messages.text.button_values import DealFix, DealRef, RemovalRef
from bot.messages.text.message import Message
from bot.services.accounts.add_account import add_account
from bot.services.accounts.find_named import find_named_account
from bot.services.bot import Bot
from bot.services.deals.find_meant import find_meant_deals
from bot.services.deals.load_deals import find_deal
from bot.services.deals.remove_deal import find_removable, remove_deal, restore_deal
from bot.services.log.submit_form import NEW_PREFIX
from bot.services.people.person_cache import Person

CANDIDATES = 5


async def answer_fix(bot: Bot, interaction: Interaction, line: FixLine) -> Reply:
    """Put the deal right that a line names; ask which one when several fit."""
    if not line.deal or (line.verb is not FixVerb.REMOVE and not line.target):
        raise DealTargetMissing
    person = interaction.person
    reader = await make_parser(bot, person)
    deals = await find_meant_deals(bot.database, bot.accounts, person=person, reader=reader, typed=line.deal)

    def make(deal: Deal) -> DealFix:
        return DealFix(deal.id, line.verb, text=line.target)

    if len(deals) > 1:
        return Reply(message=build_meant_choice(bot.speak(person.rep), deals, fix=make))
    return await _apply(bot, person, make(deals[0]))


async def choose(bot: Bot, interaction: Interaction) -> Reply:
    """Put the deal right that was chosen from several, or move it to the chosen account."""
    return await _apply(bot, interaction.person, interaction.read(DealFix))


async def ask_removal(bot: Bot, interaction: Interaction) -> Reply:
    """Ask whether the deal of a card may be removed."""
    return added(await _ask_removal(bot, interaction.person, interaction.read(DealRef).deal_id))


async def remove(bot: Bot, interaction: Interaction) -> Reply:
    """Remove a deal."""
    rep = interaction.person.rep
    removed = await remove_deal(bot.database, rep=rep, deal_id=interaction.read(DealRef).deal_id, now=bot.now())
    words = bot.speak(rep)
    return Reply(
        message=build_removed(words, account=removed.account_name, name=removed.name, removal_id=removed.removal_id)
    )


async def keep(bot: Bot, interaction: Interaction) -> Reply:
    """Leave a deal as it is."""
    return Reply(message=build_kept(bot.speak(interaction.person.rep)))


async def restore(bot: Bot, interaction: Interaction) -> Reply:
    """Put a removed deal back, and show its card."""
    person, removal = interaction.person, interaction.read(RemovalRef)
    deal_id = await restore_deal(bot.database, rep=person.rep, removal_id=removal.removal_id, now=bot.now())
    return Reply(message=await show_card(bot, person=person, deal_id=deal_id, notice="restored"))


async def open_form(bot: Bot, interaction: Interaction) -> Reply:
    """Open the form of a deal."""
    rep = interaction.person.rep
    deal = await find_removable(bot.database, rep=rep, deal_id=interaction.read(DealRef).deal_id)
    return Reply(form=build_deal_form(bot.speak(rep), deal), shown=Shown.ADDED)


async def submit(bot: Bot, interaction: Interaction) -> Reply:
    """Store what was changed in the form of a deal; the card offers to undo it."""
    person, filled = interaction.person, interaction.filled
    deal = await find_deal(bot.database, person=person, deal_id=interaction.read(DealRef).deal_id)
    line = _read_figures(filled, deal)
    line = replace(line, new_name=filled.text("name") or None, close_on=filled.day("close_on"), is_correction=True)
    account_id = await _read_account(bot, person, filled.choice("account"))
    return await apply_line(bot, person, deal.id, replace(line, to_account_id=account_id))


def _read_figures(filled: Filled, deal: Deal) -> DealLine:
    """Return the amounts of the form; a currency that is typed goes before the one in the list."""
    value = _read_money(filled, "value")
    words = filled.text("margin").split()
    share = find_share(words, 0)
    margin = None if share is not None and share[1] == len(words) else _read_money(filled, "margin")
    typed = (value and value.currency) or (margin and margin.currency)
    chosen = filled.choice("currency") or deal.currency
    if chosen not in CURRENCIES:
        raise ButtonExpired
    return DealLine(
        value=_find_changed(value, deal.value),
        margin=_find_changed(margin, deal.margin),
        margin_share=share[0] if share is not None and margin is None else None,
        currency=typed or chosen,
    )


def _find_changed(money: Money | None, before: Decimal | None) -> Decimal | None:
    return None if money is None or money.amount == before else money.amount


def _read_money(filled: Filled, field: str) -> Money | None:
    words = filled.text(field).split()
    if not words:
        return None
    money = find_money(words, 0)
    if money is None or money.end < len(words) or (field == "value" and money.amount < 0):
        raise DealAmountUnclear(field, filled.text(field))
    return money


async def _read_account(bot: Bot, person: Person, chosen: str | None) -> int | None:
    account = read_account(chosen)
    if account is None:
        return None
    if account.startswith(NEW_PREFIX):
        return await _create(bot, person, account.removeprefix(NEW_PREFIX))
    return int(account)


async def _create(bot: Bot, person: Person, name: str) -> int:
    return (await add_account(bot.database, bot.accounts, rep=person.rep, name=name, now=bot.now())).id


async def _apply(bot: Bot, person: Person, fix: DealFix) -> Reply:
    match fix.verb:
        case FixVerb.REMOVE:
            return Reply(message=await _ask_removal(bot, person, fix.deal_id))
        case FixVerb.RENAME:
            line = DealLine(new_name=fix.text, is_correction=True)
            return await apply_line(bot, person, fix.deal_id, line)
        case FixVerb.MOVE:
            return await _move(bot, person, fix)


async def _move(bot: Bot, person: Person, fix: DealFix) -> Reply:
    account_id = fix.account_id
    if fix.creates:
        # Looked up before the account is made: without the right to the deal nothing is added.
        await find_removable(bot.database, rep=person.rep, deal_id=fix.deal_id)
        account_id = await _create(bot, person, fix.text)
    if account_id is None:
        try:
            account_id = (await find_named_account(bot.accounts, rep=person.rep, typed=fix.text)).id
        except (AccountUnknown, AccountAmbiguous) as error:
            words = bot.speak(person.rep)
            return Reply(message=build_target_choice(words, error, error.candidates[:CANDIDATES], fix=fix))
    return await apply_line(bot, person, fix.deal_id, DealLine(to_account_id=account_id, is_correction=True))


async def _ask_removal(bot: Bot, person: Person, deal_id: int) -> Message:
    deal = await find_removable(bot.database, rep=person.rep, deal_id=deal_id)
    return build_remove_question(bot.speak(person.rep), deal)


BUTTONS: Handlers = {
    "deal_fix": choose,
    "deal_edit": open_form,
    "deal_remove_ask": ask_removal,
    "deal_remove": remove,
    "deal_keep": keep,
    "deal_restore": restore,
}
FORMS: Handlers = {DEAL_FORM: submit}
