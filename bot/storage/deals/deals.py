"""Queries about deals: the deals themselves and their activity rollups."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypedDict, Unpack

from sqlalchemy import Select, bindparam, delete, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.deals.deal_story import DealVisit
from bot.domain.deals.deals import (
    ActivityRollup,
    Deal,
    DealState,
    Level,
    OpenDeal,
)
from bot.domain.deals.relations import Relations
from bot.domain.lessons.lessons import LessonState
from bot.domain.log.activity import Kind
from bot.domain.log.advance import AdvanceRule
from bot.domain.log.situations import Situation
from bot.domain.people.stages import Stages, parse_stages
from bot.domain.text.money import USUAL_CURRENCY
from bot.storage.log.own_kinds import NAMED_COLUMNS, to_named_kind
from bot.storage.questions.questions import UseState
from bot.storage.rows import to_columns
from bot.storage.tables.accounts import accounts, contacts
from bot.storage.tables.deals import deals
from bot.storage.tables.lessons import lessons
from bot.storage.tables.log import activities, own_kinds
from bot.storage.tables.people import workspaces
from bot.storage.tables.questions import question_uses
from bot.storage.upsert import insert_unless_present

# In the order of the fields, so that a row becomes a deal by position: a scan reads a hundred thousand of them. The
# currency comes after the rollup.
OWN = tuple(name for name in Deal.__dataclass_fields__ if name != "activity_rollup")
ROLLUP = tuple(ActivityRollup.__dataclass_fields__)
STATE, LEVEL, SITUATION = OWN.index("state"), OWN.index("level"), ROLLUP.index("situation")
DEAL_COLUMNS = [accounts.c.name.label(name) if name == "account_name" else deals.c[name] for name in (*OWN, *ROLLUP)]
# Before any day on which the bot ran: look at this deal at the next scan.
AT_ONCE = date(2000, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDeal:
    """A deal to add; ``next_review_on`` is the day from which the scan looks at it, None when it is closed."""

    workspace_id: int
    account_id: int
    owner_id: int | None
    name: str
    name_key: str
    stage: str
    state: DealState
    value: Decimal | None
    margin: Decimal | None
    opened_on: date
    stage_since: date
    level: Level | None
    entry_level: Level | None
    source: str | None
    next_review_on: date | None
    created_at: datetime
    close_on: date | None = None
    closed_on: date | None = None
    request_key: str | None = None
    currency: str = USUAL_CURRENCY
    currency_chosen: bool = False


class DealChanges(TypedDict, total=False):
    """What of a deal may be set; what is kept of its contacts and of its stall is written elsewhere."""

    account_id: int
    owner_id: int | None
    name: str
    name_key: str
    stage: str
    stage_since: date
    state: DealState
    value: Decimal | None
    margin: Decimal | None
    currency: str
    currency_chosen: bool
    level: Level | None
    close_on: date | None
    close_moves: int
    closed_on: date | None
    told_on: date | None
    told_for: str
    told_rounds: int


# What a stalled deal's owner was told, of somebody who was told nothing.
NOT_TOLD: DealChanges = {"told_on": None, "told_for": "", "told_rounds": 0}


def select_deals() -> Select[Any]:
    """Return the query whose rows ``to_deal`` accepts."""
    return select(*DEAL_COLUMNS).join(accounts, accounts.c.id == deals.c.account_id)


async def find_deal(connection: AsyncConnection, *, workspace_id: int, deal_id: int) -> Deal | None:
    """Return one deal of this workspace, None when there is none."""
    query = select_deals().where(deals.c.workspace_id == workspace_id, deals.c.id == deal_id)
    row = (await connection.execute(query)).first()
    return to_deal(row) if row else None


async def list_deals(connection: AsyncConnection, *, deal_ids: Collection[int]) -> dict[int, Deal]:
    """Return deals by id."""
    if not deal_ids:
        return {}
    found = [to_deal(row) for row in await connection.execute(_BY_IDS, {"deal_ids": list(deal_ids)})]
    return {deal.id: deal for deal in found}


_BY_IDS = select_deals().where(deals.c.id.in_(bindparam("deal_ids", expanding=True)))


async def list_deals_of_account(connection: AsyncConnection, *, workspace_id: int, account_id: int) -> list[Deal]:
    """Return all deals of an account, open ones first, then the latest."""
    query = (
        select_deals()
        .where(deals.c.workspace_id == workspace_id, deals.c.account_id == account_id)
        .order_by((deals.c.state == DealState.OPEN).desc(), deals.c.id.desc())
    )
    return [to_deal(row) for row in await connection.execute(query)]


@dataclass(frozen=True, slots=True)
class DealsAtAccounts:
    """The open deals by account id, and by account id the local day on which the last open deal was lost (K1).

    ``quiet`` are the accounts that do not want to be contacted.
    """

    open_deals: Mapping[int, list[OpenDeal]]
    lost_on: Mapping[int, date]
    quiet: frozenset[int] = frozenset()


async def load_deals_at(connection: AsyncConnection, *, account_ids: Collection[int]) -> DealsAtAccounts:
    """Return the open deals of accounts, the most recently contacted first, then the oldest, and which are lost."""
    found: dict[int, list[OpenDeal]] = {}
    lost: dict[int, date] = {}
    quiet: set[int] = set()
    if account_ids:
        for row in await connection.execute(_DEALS_AT, {"account_ids": list(account_ids)}):
            if row.id is not None:
                found.setdefault(row.account_id, []).append(OpenDeal(row.id, row.name, row.opened_on))
            elif row.lost_on is not None:
                lost[row.account_id] = row.lost_on
            if row.do_not_contact:
                quiet.add(row.account_id)
    return DealsAtAccounts(found, lost, frozenset(quiet))


async def list_open_of_accounts(
    connection: AsyncConnection, *, account_ids: Collection[int]
) -> Mapping[int, list[OpenDeal]]:
    """Return the open deals by account id, the most recently contacted first, then the oldest."""
    return (await load_deals_at(connection, account_ids=account_ids)).open_deals


_DEALS_AT = (
    select(
        accounts.c.id.label("account_id"),
        accounts.c.lost_on,
        accounts.c.do_not_contact,
        deals.c.id,
        deals.c.name,
        deals.c.opened_on,
    )
    .select_from(accounts.outerjoin(deals, (deals.c.account_id == accounts.c.id) & (deals.c.state == DealState.OPEN)))
    .where(accounts.c.id.in_(bindparam("account_ids", expanding=True)))
    .order_by(deals.c.last_contact.desc().nulls_last(), deals.c.id)
)


async def list_open_deals(
    connection: AsyncConnection, *, workspace_id: int, owner_ids: Collection[int] | None = None
) -> list[Deal]:
    """Return the open deals of a workspace, or of these owners, the most valuable first."""
    query = select_deals().where(deals.c.workspace_id == workspace_id, deals.c.state == DealState.OPEN)
    if owner_ids is not None:
        query = query.where(deals.c.owner_id.in_(list(owner_ids)))
    query = query.order_by(deals.c.value.desc().nulls_last(), deals.c.id)
    return [to_deal(row) for row in await connection.execute(query)]


async def list_deals_of_owners(
    connection: AsyncConnection, *, workspace_id: int, owner_ids: Collection[int]
) -> list[Deal]:
    """Return all deals of these owners in a workspace, open and closed."""
    query = select_deals().where(deals.c.workspace_id == workspace_id, deals.c.owner_id.in_(list(owner_ids)))
    return [to_deal(row) for row in await connection.execute(query.order_by(deals.c.id))]


async def list_owners(connection: AsyncConnection, *, rep_ids: Collection[int]) -> set[int]:
    """Return which of these reps own any deal, open or closed."""
    query = select(deals.c.owner_id).where(deals.c.owner_id.in_(list(rep_ids))).distinct()
    return set((await connection.execute(query)).scalars())


async def has_deals(connection: AsyncConnection, *, workspace_id: int) -> bool:
    """Return whether a workspace has any deal."""
    query = select(deals.c.id).where(deals.c.workspace_id == workspace_id).limit(1)
    return (await connection.execute(query)).first() is not None


async def list_lost_days(
    connection: AsyncConnection, *, rep_ids: Collection[int], since: date
) -> dict[int, list[date]]:
    """Return the local days on which reps lost deals, from ``since`` on, by rep id."""
    query = select(deals.c.owner_id, deals.c.closed_on).where(
        deals.c.owner_id.in_(list(rep_ids)), deals.c.state == DealState.LOST, deals.c.closed_on >= since
    )
    found: dict[int, list[date]] = {}
    for rep_id, day in (await connection.execute(query)).all():
        found.setdefault(rep_id, []).append(day)
    return found


async def insert_deal(connection: AsyncConnection, deal: NewDeal) -> int | None:
    """Add a deal and return its id; None when its name or its request key exists."""
    statement = insert_unless_present(connection, deals).values(to_columns(deal)).returning(deals.c.id)
    added = await connection.execute(statement)
    deal_id: int | None = added.scalar_one_or_none()
    return deal_id


async def find_opened_by(connection: AsyncConnection, *, workspace_id: int, request_key: str) -> int | None:
    """Return the id of the deal that a request opened, None when there is none."""
    query = select(deals.c.id).where(deals.c.workspace_id == workspace_id, deals.c.request_key == request_key)
    deal_id: int | None = (await connection.execute(query)).scalar_one_or_none()
    return deal_id


async def change_deal(connection: AsyncConnection, *, deal_id: int, **changes: Unpack[DealChanges]) -> None:
    """Set columns of a deal, and have it reviewed in the next scan."""
    await connection.execute(update(deals).where(deals.c.id == deal_id).values(**changes))


async def remove_deal(connection: AsyncConnection, *, deal_id: int) -> None:
    """Delete a deal with its events; its contacts stay in the log."""
    await connection.execute(update(activities).where(activities.c.deal_id == deal_id).values(deal_id=None))
    await connection.execute(delete(deals).where(deals.c.id == deal_id))


async def list_activity_ids(connection: AsyncConnection, *, deal_id: int) -> list[int]:
    """Return the ids of the contacts that are linked to a deal."""
    query = select(activities.c.id).where(activities.c.deal_id == deal_id).order_by(activities.c.id)
    return list((await connection.execute(query)).scalars())


async def link_contacts(connection: AsyncConnection, *, activity_ids: Collection[int], deal_id: int) -> None:
    """Link contacts that belong to no deal to a deal."""
    await connection.execute(
        update(activities)
        .where(activities.c.id.in_(list(activity_ids)), activities.c.deal_id.is_(None))
        .values(deal_id=deal_id)
    )


async def follow_currency(connection: AsyncConnection, *, workspace_id: int, currency: str) -> None:
    """Set the currency of a workspace's deals that were typed without one."""
    await connection.execute(
        update(deals)
        .where(deals.c.workspace_id == workspace_id, deals.c.currency_chosen.is_(False))
        .values(currency=currency)
    )


async def search_deals(connection: AsyncConnection, *, workspace_id: int, key: str, limit: int) -> list[Deal]:
    """Return the deals whose normalised name contains ``key``: exact ones first, then open ones, then the latest."""
    query = (
        select_deals()
        .where(deals.c.workspace_id == workspace_id, deals.c.name_key.contains(key, autoescape=True))
        .order_by((deals.c.name_key == key).desc(), (deals.c.state == DealState.OPEN).desc(), deals.c.id.desc())
        .limit(limit)
    )
    return [to_deal(row) for row in await connection.execute(query)]


async def is_used(connection: AsyncConnection, *, deal_id: int) -> bool:
    """Return whether a deal has more than its events: contacts after its opening, question uses, a saved lesson."""
    opened_at = select(deals.c.created_at).where(deals.c.id == deal_id).scalar_subquery()
    contacted = exists().where(
        activities.c.deal_id == deal_id, activities.c.removed_at.is_(None), activities.c.logged_at > opened_at
    )
    answered = exists().where(question_uses.c.deal_id == deal_id, question_uses.c.state != UseState.SUGGESTED)
    learned = exists().where(lessons.c.deal_id == deal_id, lessons.c.state == LessonState.KEPT)
    return bool((await connection.execute(select(or_(contacted, answered, learned)))).scalar_one())


async def list_used_stages(connection: AsyncConnection, *, workspace_id: int) -> list[str]:
    """Return the stages in which a workspace has open deals."""
    query = (
        select(deals.c.stage)
        .where(deals.c.workspace_id == workspace_id, deals.c.state == DealState.OPEN)
        .distinct()
        .order_by(deals.c.stage)
    )
    return list((await connection.execute(query)).scalars())


async def adopt_contacts(connection: AsyncConnection, *, account_id: int, deal_id: int, since: date) -> None:
    """Link an account's contacts from a local day on to a deal, except those that belong to another deal."""
    await connection.execute(
        update(activities)
        .where(
            activities.c.account_id == account_id,
            activities.c.day >= since,
            activities.c.deal_id.is_(None),
            activities.c.removed_at.is_(None),
        )
        .values(deal_id=deal_id)
    )


async def settle_closed(connection: AsyncConnection, *, deal_id: int) -> None:
    """Clear a closed deal's stall and take it out of the scan (K1)."""
    await connection.execute(
        update(deals)
        .where(deals.c.id == deal_id, deals.c.state != DealState.OPEN)
        .values(next_review_on=None, stalled_since=None, stall_reasons="")
    )


async def settle_all_closed(connection: AsyncConnection, *, workspace_id: int) -> None:
    """Clear the stalls of all closed deals of a workspace and take them out of the scan (K1)."""
    await connection.execute(
        update(deals)
        .where(
            deals.c.workspace_id == workspace_id, deals.c.state != DealState.OPEN, deals.c.next_review_on.is_not(None)
        )
        .values(next_review_on=None, stalled_since=None, stall_reasons="")
    )


async def list_visits_of(connection: AsyncConnection, *, deal_id: int, limit: int) -> list[DealVisit]:
    """Return a deal's latest contacts, oldest first, for its story."""
    query = (
        select(activities.c.day, activities.c.kind, activities.c.advance_rule, *NAMED_COLUMNS)
        .outerjoin(own_kinds, own_kinds.c.id == activities.c.own_kind_id)
        .where(activities.c.deal_id == deal_id, activities.c.removed_at.is_(None))
        .order_by(activities.c.day.desc(), activities.c.id.desc())
        .limit(limit)
    )
    rows = (await connection.execute(query)).mappings().all()
    return [
        DealVisit(
            day=row["day"],
            kind=Kind(row["kind"]),
            is_advance=row["advance_rule"] is not None and AdvanceRule(row["advance_rule"]).is_advance,
            own=to_named_kind(row),
        )
        for row in reversed(rows)
    ]


async def list_stages_of(connection: AsyncConnection, *, deal_ids: Collection[int]) -> dict[int, Stages]:
    """Return the stages of each deal's workspace, by deal id."""
    query = (
        select(deals.c.id, workspaces.c.stages)
        .join(workspaces, workspaces.c.id == deals.c.workspace_id)
        .where(deals.c.id.in_(list(deal_ids)))
    )
    return {row.id: parse_stages(row.stages) for row in await connection.execute(query)}


async def list_ids_of_accounts(connection: AsyncConnection, *, account_ids: Collection[int]) -> dict[int, int]:
    """Return the account id of every deal of these accounts, by deal id."""
    query = select(deals.c.id, deals.c.account_id).where(deals.c.account_id.in_(list(account_ids)))
    return {row.id: row.account_id for row in await connection.execute(query)}


async def list_advances_without_deal(
    connection: AsyncConnection, *, account_ids: Collection[int]
) -> list[tuple[int, date]]:
    """Return the account id and local day of each advance that belongs to no deal."""
    query = select(activities.c.account_id, activities.c.day).where(
        activities.c.account_id.in_(list(account_ids)),
        activities.c.deal_id.is_(None),
        activities.c.advance_rule.is_not(None),
        activities.c.advance_rule != AdvanceRule.DENIED,
        activities.c.removed_at.is_(None),
    )
    return [(row.account_id, row.day) for row in await connection.execute(query)]


async def find_highest_levels(connection: AsyncConnection, *, account_ids: Collection[int]) -> dict[int, Level]:
    """Return the highest level among an account's contact persons, by account id (Z1)."""
    query = select(contacts.c.account_id, contacts.c.level).where(
        contacts.c.account_id.in_(list(account_ids)), contacts.c.level.is_not(None)
    )
    ranks = list(Level)
    found: dict[int, Level] = {}
    for row in await connection.execute(query):
        level = Level(row.level)
        found[row.account_id] = min(found.get(row.account_id, level), level, key=ranks.index)
    return found


async def find_relations(connection: AsyncConnection, *, deal: Deal) -> Relations:
    """Return at which level a deal came in, and who else is known at its account (Z1)."""
    entry = await connection.scalar(select(deals.c.entry_level).where(deals.c.id == deal.id))
    at_account = select(contacts.c.level).where(contacts.c.account_id == deal.account_id, contacts.c.level.is_not(None))
    known = frozenset(Level(level) for level in await connection.scalars(at_account))
    return Relations(entry=Level(entry) if entry else None, known=known)


_SAVE_ROLLUPS = (
    update(deals)
    .where(deals.c.id == bindparam("rollup_of"))
    .values({name: bindparam(f"new_{name}") for name in ROLLUP} | {"next_review_on": AT_ONCE})
)


async def save_rollups(connection: AsyncConnection, rollups: Mapping[int, ActivityRollup]) -> None:
    """Save the activity rollups of deals, by deal id, and have the deals reviewed in the next scan."""
    rows = [
        {"rollup_of": deal_id} | {f"new_{name}": getattr(activity_rollup, name) for name in ROLLUP}
        for deal_id, activity_rollup in sorted(rollups.items())
    ]
    if rows:
        await connection.execute(_SAVE_ROLLUPS, rows)


async def set_levels(connection: AsyncConnection, levels: Mapping[int, Level | None]) -> None:
    """Save the highest known level of accounts on their open deals."""
    for account_id, level in sorted(levels.items()):
        await connection.execute(
            update(deals)
            .where(deals.c.account_id == account_id, deals.c.state == DealState.OPEN)
            .values(level=level, next_review_on=AT_ONCE)
        )


def to_deal(row: Sequence[Any]) -> Deal:
    """Build a deal from a row that starts with ``DEAL_COLUMNS``."""
    own = list(row[: len(OWN)])
    own[STATE] = DealState(own[STATE])
    own[LEVEL] = Level(own[LEVEL]) if own[LEVEL] else None
    own.insert(-1, to_rollup(row[len(OWN) : len(OWN) + len(ROLLUP)]))
    return Deal(*own)


def to_rollup(row: Sequence[Any]) -> ActivityRollup:
    """Build an activity rollup from its columns."""
    activity_rollup = list(row)
    activity_rollup[SITUATION] = Situation(activity_rollup[SITUATION]) if activity_rollup[SITUATION] else None
    return ActivityRollup(*activity_rollup)
