"""Complete a deal line with what the deal has, and check that the deal can become what it says."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.errors import AccountGone
from bot.domain.deals.deal_line import DealLine
from bot.domain.deals.deal_names import make_deal_key
from bot.domain.deals.deals import Deal, DealEvent, EventKind
from bot.domain.deals.errors import DealCurrencyMixed, DealNameTaken, DealValueMissing
from bot.domain.text.amounts import CENT
from bot.domain.text.money import WHOLE
from bot.storage.accounts import accounts as account_rows
from bot.storage.deals import deals as deal_rows


async def complete_line(connection: AsyncConnection, deal: Deal, line: DealLine) -> DealLine:
    """Return the line with a margin in money, after a check of what would make the deal one that cannot be.

    Raises:
        DealValueMissing: a margin is a percentage, and the deal has no value.
        DealCurrencyMixed: only the margin is in another currency than the deal.
        DealNameTaken: the account has another deal of that name.
        AccountGone: the new account does not exist (any more).
    """
    has_other_currency = line.currency not in {None, deal.currency}
    if has_other_currency and line.margin is not None and line.value is None and deal.value is not None:
        raise DealCurrencyMixed(deal.currency, line.currency or "")
    if line.new_name is not None or line.to_account_id is not None:
        await _check_place(connection, deal, name=line.new_name, account_id=line.to_account_id)
    return compute_margin(line, line.value if line.value is not None else deal.value)


def compute_margin(line: DealLine, value: Decimal | None) -> DealLine:
    """Return the line with its margin in money instead of as a percentage of the value.

    Raises:
        DealValueMissing: there is no value.
    """
    if line.margin_share is None:
        return line
    if value is None:
        raise DealValueMissing
    return replace(line, margin=(value * line.margin_share / WHOLE).quantize(CENT), margin_share=None)


async def _check_place(connection: AsyncConnection, deal: Deal, *, name: str | None, account_id: int | None) -> None:
    """Refuse a name that another deal of the account has, and an account that does not exist; None stays as it is."""
    wanted, key = deal.account_id if account_id is None else account_id, make_deal_key(name or deal.name)
    account = await account_rows.find_account(connection, workspace_id=deal.workspace_id, account_id=wanted)
    if account is None:
        raise AccountGone
    known = await deal_rows.list_deals_of_account(connection, workspace_id=deal.workspace_id, account_id=wanted)
    if any(make_deal_key(each.name) == key for each in known if each.id != deal.id):
        raise DealNameTaken(account.name, name or deal.name)


async def check_place_before(connection: AsyncConnection, deal: Deal, events: Sequence[DealEvent]) -> None:
    """Refuse an undo after which the account would have two deals of one name, or that needs a removed account."""
    before = {event.kind: event.before for event in reversed(events)}
    name, account = before.get(EventKind.NAME), before.get(EventKind.ACCOUNT)
    if name is not None or account is not None:
        await _check_place(connection, deal, name=name, account_id=int(account) if account else None)
