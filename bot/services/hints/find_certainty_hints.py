"""Hints about the customers of a rep: who is to be asked, thanked, followed or called again (Z1-Z6, O5)."""

from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.account import Stage
from bot.domain.certainties.portfolio import HeldAccount, Portfolio, find_certainties
from bot.domain.hints.hints import Hint, Part
from bot.services.hints.hint_look import HintLook
from bot.storage.certainties import feedback as feedback_rows
from bot.storage.certainties import portfolio as portfolio_rows
from bot.storage.deals import deals as deal_rows

FEEDBACK_LOOKED_AT = timedelta(days=365)
# Two customers whom one spoke this lately are fresh enough to be brought together.
SPOKEN_LATELY = timedelta(days=30)
COUPLE = 2


async def read_portfolio(connection: AsyncConnection, look: HintLook) -> Portfolio:
    """Return the customers of a rep as a whole."""
    rep = look.rep
    return Portfolio(
        accounts=await portfolio_rows.list_held_accounts(connection, workspace_id=rep.workspace_id, rep_id=rep.id),
        open_deals=await deal_rows.list_open_deals(connection, workspace_id=rep.workspace_id, owner_ids=[rep.id]),
        closed=await portfolio_rows.list_closed_sales(connection, rep_id=rep.id),
        feedback=await feedback_rows.list_feedback(connection, rep_ids=[rep.id], since=look.today - FEEDBACK_LOOKED_AT),
        asked=await portfolio_rows.list_asked(connection, rep_id=rep.id),
        after_sale=look.person.workspace.after_sale_moments,
    )


async def find_certainty_hints(connection: AsyncConnection, look: HintLook) -> list[Hint]:
    """Return every contact that the certainties ask for, and once a week whom to bring together."""
    portfolio = await read_portfolio(connection, look)
    found = find_certainties(portfolio, today=look.today)
    if look.calendar.is_last_of_week(look.today):
        found += _propose_introduction(portfolio, look)
    return found


def _propose_introduction(portfolio: Portfolio, look: HintLook) -> list[Hint]:
    """Propose two customers whom one spoke lately to each other (O5)."""
    known = [each for each in portfolio.accounts if _is_fresh(portfolio, each, look)]
    known.sort(key=lambda each: (each.last_contact, each.id), reverse=True)
    if len(known) < COUPLE:
        return []
    first, second = known[:COUPLE]
    year, week, _ = look.today.isocalendar()
    facts = {"other": second.name}
    return [Hint(Part.INTRODUCTION, f"{year}W{week}", first.id, first.name, facts=facts)]


def _is_fresh(portfolio: Portfolio, account: HeldAccount, look: HintLook) -> bool:
    is_customer = account.stage is Stage.CUSTOMER or bool(portfolio.list_orders(account.id))
    return is_customer and account.last_contact is not None and look.today - account.last_contact <= SPOKEN_LATELY
