"""How a rep's contacts are divided: over customers, and over the few accounts with most of the margin (O3)."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.account import AccountStage
from bot.domain.certainties.focus_accounts import AccountMargin, add_minutes, find_focus_accounts, measure_attention
from bot.domain.certainties.method_overviews import AttentionOverview
from bot.domain.deals.deals import Deal, DealState
from bot.domain.deals.undersized_deals import ClosedWork, UndersizedDeals, find_size_limit, measure_undersized
from bot.domain.log.activity import Kind
from bot.domain.statistics.shares import find_share
from bot.services.people.person_cache import Person
from bot.storage.certainties import portfolio as portfolio_rows
from bot.storage.deals import deals as deal_rows
from bot.storage.deals import past_deals as past_deal_rows

# "In 90 dagen", as everywhere that no calendar quarter is meant (K7).
YEAR, LATELY, DAY = timedelta(days=365), timedelta(days=90), timedelta(days=1)


async def load_attention(connection: AsyncConnection, *, person: Person, today: date) -> AttentionOverview:
    """Return the division of a rep's contacts over the past 90 days, against the margin of the past year."""
    rep = person.rep
    own = await deal_rows.list_deals_of_owners(connection, workspace_id=rep.workspace_id, owner_ids=[rep.id])
    # Margins in another currency cannot be added to these.
    currency = person.workspace.currency
    closed = [deal for deal in own if deal.currency == currency and _was_closed_since(deal, today - YEAR)]
    sold = [deal for deal in closed if deal.state is DealState.WON]
    margins = await _load_margins(connection, person, sold, today=today)
    main = find_focus_accounts(margins)
    line = find_size_limit(await past_deal_rows.list_won_margins(connection, workspace_id=rep.workspace_id))
    return AttentionOverview(
        attention=measure_attention(margins),
        main=sorted((each for each in margins if each.account_id in main), key=lambda each: (-each.margin, each.name)),
        main_margin=find_share(
            sum((each.margin for each in margins if each.account_id in main), Decimal(0)),
            sum((each.margin for each in margins), Decimal(0)),
        ),
        small_line=line,
        small=_measure_small(closed, line=line) if line is not None else None,
        currency=currency,
    )


def _was_closed_since(deal: Deal, day: date) -> bool:
    return deal.closed_on is not None and deal.closed_on > day


async def _load_margins(
    connection: AsyncConnection, person: Person, sold: Sequence[Deal], *, today: date
) -> list[AccountMargin]:
    rep = person.rep
    held = await portfolio_rows.list_portfolio_accounts(connection, workspace_id=rep.workspace_id, rep_id=rep.id)
    counts = await past_deal_rows.count_contacts_of(connection, rep_id=rep.id, since=today - LATELY + DAY)
    won: dict[int, Decimal] = {}
    for deal in sold:
        won[deal.account_id] = won.get(deal.account_id, Decimal(0)) + (deal.margin or Decimal(0))
    found = [
        AccountMargin(
            account_id=account.id,
            name=account.name,
            margin=won.get(account.id, Decimal(0)),
            is_customer=account.stage is AccountStage.CUSTOMER or account.id in won,
            contacts=counts[account.id].total(),
            minutes=add_minutes(counts[account.id]),
        )
        for account in held
    ]
    known = {account.id for account in held}
    others = Counter[Kind]()
    for account_id, count in counts.items():
        if account_id is not None and account_id not in known:
            others += count
    if others:
        found.append(
            AccountMargin(
                account_id=0,
                name="",
                margin=Decimal(0),
                is_customer=False,
                contacts=others.total(),
                minutes=add_minutes(others),
            )
        )
    return found


def _measure_small(closed: Sequence[Deal], *, line: Decimal) -> UndersizedDeals:
    known = [
        ClosedWork(deal.margin, deal.activity_rollup.contacts, is_won=deal.state is DealState.WON)
        for deal in closed
        if deal.margin is not None
    ]
    return measure_undersized(known, line=line)
