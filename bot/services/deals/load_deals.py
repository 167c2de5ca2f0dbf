"""Load deals for display: one with its story, or those of a person."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.deals.deal_story import POINTS_SHOWN, DealCard, DealHistory, ListedDeal, build_story
from bot.domain.deals.deals import Deal, DealState, EventKind, may_change
from bot.domain.deals.errors import DealGone
from bot.domain.deals.undersized_deals import find_size_limit, is_undersized
from bot.services.deals.scan_stalls import StallInputs, load_stall_inputs
from bot.services.people.person_cache import Person
from bot.storage.accounts import accounts as account_rows
from bot.storage.certainties import customer_scores as score_rows
from bot.storage.database import Database
from bot.storage.deals import deal_events as event_rows
from bot.storage.deals import deals as deal_rows
from bot.storage.deals import past_deals as past_deal_rows
from bot.storage.deals import reasons as reason_rows
from bot.storage.people import people as people_rows


async def load_deal_card(database: Database, *, person: Person, deal_id: int, now: datetime) -> DealCard:
    """Return a deal of the person's workspace with all data of its card.

    Raises:
        DealGone: it does not exist.
    """
    async with database.reading() as connection:
        deal = await _get_deal(connection, person, deal_id)
        judge = await load_stall_inputs(
            connection, workspace=person.workspace, deals=[deal], today=_find_today(person, now)
        )
        return await _make_card(connection, person, deal, judge)


async def find_deal(database: Database, *, person: Person, deal_id: int) -> Deal:
    """Return a deal of the person's workspace.

    Raises:
        DealGone: it does not exist.
    """
    async with database.reading() as connection:
        return await _get_deal(connection, person, deal_id)


async def list_own_deals(database: Database, *, person: Person, now: datetime) -> list[ListedDeal]:
    """Return a person's open deals with the reasons why each is stalled, the most valuable first."""
    async with database.reading() as connection:
        return await load_own_deals(connection, person=person, now=now)


async def load_own_deals(connection: AsyncConnection, *, person: Person, now: datetime) -> list[ListedDeal]:
    """Return a person's open deals on an open connection; see ``list_own_deals``."""
    rep = person.rep
    found = await deal_rows.list_open_deals(connection, workspace_id=rep.workspace_id, owner_ids=[rep.id])
    if not found:
        return []
    judge = await load_stall_inputs(connection, workspace=person.workspace, deals=found, today=_find_today(person, now))
    return [ListedDeal(deal, judge.judge(deal)) for deal in found]


async def list_deals_by_need(database: Database, *, person: Person, now: datetime) -> list[Deal]:
    """Return a person's open deals, stalled ones first."""
    listed = await list_own_deals(database, person=person, now=now)
    return [each.deal for each in sorted(listed, key=lambda each: not each.stalls)]


async def list_account_deals(database: Database, *, person: Person, account_id: int) -> list[Deal]:
    """Return all deals of an account, open ones first."""
    async with database.reading() as connection:
        return await deal_rows.list_deals_of_account(
            connection, workspace_id=person.rep.workspace_id, account_id=account_id
        )


async def load_deal_history(database: Database, *, person: Person, deal_id: int) -> DealHistory:
    """Return a deal with its events, and the names of the reps and accounts in them.

    Raises:
        DealGone: it does not exist.
    """
    async with database.reading() as connection:
        deal = await _get_deal(connection, person, deal_id)
        events = await event_rows.list_events(connection, deal_ids=[deal_id])
        reps = await people_rows.list_reps(connection, workspace_id=person.rep.workspace_id)
        moves = [event for event in events if event.kind is EventKind.ACCOUNT]
        accounts = await account_rows.list_names(
            connection, account_ids={int(each) for move in moves for each in (move.before, move.after)}
        )
    return DealHistory(deal, events, {rep.id: rep.name for rep in reps}, accounts)


async def _make_card(connection: AsyncConnection, person: Person, deal: Deal, judge: StallInputs) -> DealCard:
    events = await event_rows.list_events(connection, deal_ids=[deal.id])
    visits = await deal_rows.list_visits_of(connection, deal_id=deal.id, limit=POINTS_SHOWN)
    owner = None
    if deal.owner_id is not None:
        owner = await people_rows.get_rep(connection, workspace_id=deal.workspace_id, rep_id=deal.owner_id)
    is_open = deal.state is DealState.OPEN
    return DealCard(
        deal=deal,
        today=judge.today,
        owner=owner.name if owner else "",
        stage_days=judge.find_workdays(deal).count_since(deal.stage_since, judge.today),
        usual_days=judge.norms.days_in(deal.stage),
        story=build_story(visits, events),
        stalls=judge.judge(deal) if is_open else (),
        next_stage=person.workspace.deal_stages.find_next(deal.stage) if is_open else None,
        may_change=may_change(deal, person.rep),
        is_undersized=is_undersized(deal.margin, line=await _find_small_line(connection, person, deal)),
        relations=await deal_rows.find_relations(connection, deal=deal),
        score=(await score_rows.list_latest_scores(connection, account_ids=[deal.account_id])).get(deal.account_id),
        win=await reason_rows.load_win(connection, deal_id=deal.id) if deal.state is DealState.WON else None,
    )


async def _find_small_line(connection: AsyncConnection, person: Person, deal: Deal) -> Decimal | None:
    if deal.state is not DealState.OPEN or deal.currency != person.workspace.currency:
        return None
    return find_size_limit(await past_deal_rows.list_won_margins(connection, workspace_id=deal.workspace_id))


async def _get_deal(connection: AsyncConnection, person: Person, deal_id: int) -> Deal:
    deal = await deal_rows.find_deal(connection, workspace_id=person.rep.workspace_id, deal_id=deal_id)
    if deal is None:
        raise DealGone
    return deal


def _find_today(person: Person, now: datetime) -> date:
    return now.astimezone(person.rep.zone).date()
