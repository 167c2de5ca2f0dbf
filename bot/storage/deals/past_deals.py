"""Queries about the closed deals of a workspace, for patterns (Z7, O4)."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import RowMapping, case, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.certainties.score_counts import ScoredDeal
from bot.domain.deals.deals import DealState, Level
from bot.domain.deals.early_signs import EarlyContact
from bot.domain.log.activity import Kind
from bot.domain.log.advance import AdvanceRule
from bot.domain.log.situations import Situation
from bot.storage.own_currency import is_in_own_currency
from bot.storage.questions.questions import UseState
from bot.storage.tables.accounts import accounts
from bot.storage.tables.deals import deals
from bot.storage.tables.log import activities, next_steps
from bot.storage.tables.questions import question_uses

AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class PastDeal:
    """A deal that was won or lost, with what is known about its origin."""

    id: int
    account_id: int
    account_name: str
    name: str
    state: DealState
    margin: Decimal | None
    opened_on: date
    closed_on: date
    segment: str | None
    source: str | None
    entry_level: str | None
    owner_id: int | None


async def list_past_deals(connection: AsyncConnection, *, workspace_id: int, limit: int) -> list[PastDeal]:
    """Return a workspace's most recently closed deals."""
    names = [name for name in PastDeal.__dataclass_fields__ if name not in {"account_name", "segment"}]
    query = (
        select(*(deals.c[name] for name in names), accounts.c.name.label("account_name"), accounts.c.segment)
        .join(accounts, accounts.c.id == deals.c.account_id)
        .where(
            deals.c.workspace_id == workspace_id,
            deals.c.state != DealState.OPEN,
            deals.c.closed_on.is_not(None),
        )
        .order_by(deals.c.closed_on.desc(), deals.c.id.desc())
        .limit(limit)
    )
    rows = (await connection.execute(query)).mappings()
    return [PastDeal(**{**row, "state": DealState(row["state"])}) for row in rows]


async def list_early_contacts(connection: AsyncConnection, *, deal_ids: Sequence[int]) -> dict[int, list[EarlyContact]]:
    """Return the contacts of deals by deal id, in order of their local days."""
    found: dict[int, list[EarlyContact]] = {}
    for start in range(0, len(deal_ids), AT_ONCE):
        query = (
            select(
                activities.c.deal_id,
                activities.c.kind,
                activities.c.day,
                activities.c.advance_rule,
                activities.c.situation,
                next_steps.c.id.label("step_id"),
            )
            .outerjoin(next_steps, next_steps.c.activity_id == activities.c.id)
            .where(activities.c.deal_id.in_(list(deal_ids[start : start + AT_ONCE])), activities.c.removed_at.is_(None))
            .order_by(activities.c.day, activities.c.id)
        )
        for row in (await connection.execute(query)).mappings():
            found.setdefault(row["deal_id"], []).append(_to_contact(row))
    return found


async def list_questions_asked(connection: AsyncConnection, *, deal_ids: Sequence[int]) -> dict[int, set[str]]:
    """Return the ids of the questions asked in deals, by deal id."""
    found: dict[int, set[str]] = {}
    for start in range(0, len(deal_ids), AT_ONCE):
        query = select(question_uses.c.deal_id, question_uses.c.question_id).where(
            question_uses.c.deal_id.in_(list(deal_ids[start : start + AT_ONCE])),
            question_uses.c.state == UseState.ASKED,
        )
        for row in await connection.execute(query):
            found.setdefault(row.deal_id, set()).add(row.question_id)
    return found


async def list_scored(connection: AsyncConnection, *, rep_ids: Collection[int]) -> list[tuple[int, ScoredDeal]]:
    """Return all deals of reps as the scorecard sees them, each with its owner, the oldest first.

    A margin in another currency than the workspace's cannot be added to the others, and is left out.
    """
    own_margin = case((is_in_own_currency(), deals.c.margin)).label("margin")
    names = [name for name in ScoredDeal.__dataclass_fields__ if name != "measured_from"]
    columns = [own_margin if name == "margin" else deals.c[name] for name in names]
    query = select(deals.c.owner_id, *columns).where(deals.c.owner_id.in_(list(rep_ids))).order_by(deals.c.id)
    found = []
    for owner_id, account_id, state, value, margin, opened_on, closed_on, level in (
        await connection.execute(query)
    ).all():
        known = Level(level) if level else None
        deal = ScoredDeal(account_id, DealState(state), value, margin, opened_on, closed_on, known)
        found.append((owner_id, deal))
    return found


async def list_won_margins(connection: AsyncConnection, *, workspace_id: int) -> list[Decimal]:
    """Return the known margins of a workspace's won deals, those in its own currency."""
    query = select(deals.c.margin).where(
        deals.c.workspace_id == workspace_id,
        deals.c.state == DealState.WON,
        deals.c.margin.is_not(None),
        is_in_own_currency(),
    )
    return [Decimal(margin) for margin in (await connection.execute(query)).scalars()]


async def list_contact_days(
    connection: AsyncConnection, *, rep_ids: Collection[int], since: date
) -> list[tuple[int, int, date]]:
    """Return on which days reps were in touch with accounts (rep, account, day), in the order of the days."""
    query = (
        select(activities.c.rep_id, activities.c.account_id, activities.c.day)
        .where(
            activities.c.rep_id.in_(list(rep_ids)),
            activities.c.account_id.is_not(None),
            activities.c.day >= since,
            activities.c.removed_at.is_(None),
        )
        .distinct()
        .order_by(activities.c.day)
    )
    return [(rep_id, account_id, day) for rep_id, account_id, day in (await connection.execute(query)).all()]


async def count_contacts_of(
    connection: AsyncConnection, *, rep_id: int, since: date
) -> defaultdict[int | None, Counter[Kind]]:
    """Return how many contacts of each kind a rep had from a local day on, by account id (None: no account)."""
    query = (
        select(activities.c.account_id, activities.c.kind, func.sum(activities.c.count).label("done"))
        .where(activities.c.rep_id == rep_id, activities.c.day >= since, activities.c.removed_at.is_(None))
        .group_by(activities.c.account_id, activities.c.kind)
    )
    counted: defaultdict[int | None, Counter[Kind]] = defaultdict(Counter)
    for row in await connection.execute(query):
        counted[row.account_id][Kind(row.kind)] += int(row.done)
    return counted


def _to_contact(row: RowMapping) -> EarlyContact:
    rule = row["advance_rule"]
    return EarlyContact(
        kind=Kind(row["kind"]),
        day=row["day"],
        is_advance=rule is not None and AdvanceRule(rule).is_advance,
        situation=Situation(row["situation"]) if row["situation"] else None,
        has_step=row["step_id"] is not None,
    )
