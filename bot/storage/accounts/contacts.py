"""Queries about contacts with accounts: the counters of each account, and the candidates for the contact plan."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, Join, Subquery, and_, bindparam, case, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.account import CONTACTS_NEEDED, STAGES, AccountStage
from bot.domain.accounts.contact_plan import AccountHistory
from bot.domain.accounts.customer_score import CustomerScore
from bot.domain.accounts.rebound import find_last_rebound
from bot.storage.accounts.accounts import IN_USE
from bot.storage.tables.accounts import account_snoozes, accounts
from bot.storage.tables.certainties import feedback
from bot.storage.tables.log import activities

# How many accounts per rep and pool the plan considers, the longest unseen first; it proposes only a few (K6).
LOOKED_AT = {"customer": 40, "under_way": 25, "untouched": 25}

_IS_LATER = or_(accounts.c.last_contact.is_(None), accounts.c.last_contact <= bindparam("contact_on"))
_COUNT_CONTACT = (
    update(accounts)
    .where(accounts.c.id == bindparam("contacted_id"))
    .values(
        contacts=accounts.c.contacts + 1,
        last_contact=case((_IS_LATER, bindparam("contact_on")), else_=accounts.c.last_contact),
        last_rep_id=case((_IS_LATER, bindparam("contact_by")), else_=accounts.c.last_rep_id),
    )
)


async def count_contacts_in(connection: AsyncConnection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Increment the counters of accounts; each row has ``contacted_id``, ``contact_on`` and ``contact_by``."""
    if rows:
        # Rows are locked in id order everywhere, so that two processes cannot deadlock.
        await connection.execute(_COUNT_CONTACT, sorted(rows, key=lambda row: int(row["contacted_id"])))


async def recount_contacts(connection: AsyncConnection, *, account_ids: Collection[int]) -> None:
    """Recompute the counters of these accounts, after an entry was changed or deleted."""
    if account_ids:
        await connection.execute(_RECOUNT.where(accounts.c.id.in_(list(account_ids))))


async def recount_all_contacts(connection: AsyncConnection, *, workspace_id: int) -> None:
    """Recompute the counters of all accounts of a workspace, after an import."""
    await connection.execute(_RECOUNT.where(accounts.c.workspace_id == workspace_id))


_OF_ACCOUNT = and_(activities.c.account_id == accounts.c.id, activities.c.removed_at.is_(None))
_RECOUNT = update(accounts).values(
    contacts=select(func.count()).select_from(activities).where(_OF_ACCOUNT).scalar_subquery(),
    last_contact=select(func.max(activities.c.day)).where(_OF_ACCOUNT).scalar_subquery(),
    last_rep_id=(
        select(activities.c.rep_id)
        .where(_OF_ACCOUNT)
        .order_by(activities.c.day.desc(), activities.c.id.desc())
        .limit(1)
        .scalar_subquery()
    ),
)


async def list_candidates(
    connection: AsyncConnection, *, rep_ids: Collection[int], today: date
) -> dict[int, list[AccountHistory]]:
    """Return the accounts that the plan may propose to these reps on a local day, by rep id.

    Candidates of a rep are the accounts that the rep owns, and unowned accounts with which the rep had the latest
    contact. Excluded are do-not-contact accounts, accounts the rep snoozed, those that wait for their rebound (K1), and
    accounts contacted on that day.
    """
    found: dict[int, list[AccountHistory]] = {}
    asked = {"rep_ids": list(rep_ids), "today": today, "lost_before": find_last_rebound(today)}
    rows = await connection.execute(_CANDIDATES, asked)
    for *values, rep_id in rows.all():
        found.setdefault(rep_id, []).append(_to_history(values))
    return found


async def list_accounts_of(
    connection: AsyncConnection, *, workspace_id: int, rep_ids: Collection[int]
) -> dict[int, list[AccountHistory]]:
    """Return all accounts of each rep: owned ones, and unowned ones with which he or she had the latest contact."""
    mine_of = func.coalesce(accounts.c.owner_id, accounts.c.last_rep_id)
    names = ("id", "name", "stage", "value", "contacts", "last_contact", "owner_id", "do_not_contact", "lost_on")
    query = select(*(accounts.c[name] for name in names), mine_of.label("mine_of")).where(
        accounts.c.workspace_id == workspace_id, mine_of.in_(list(rep_ids)), IN_USE
    )
    found: dict[int, list[AccountHistory]] = {rep_id: [] for rep_id in rep_ids}
    for row in (await connection.execute(query)).mappings():
        values = {name: row[name] for name in names} | {"stage": AccountStage(row["stage"])}
        found[row["mine_of"]].append(AccountHistory(**values))
    return found


async def count_accounts(connection: AsyncConnection, *, rep_ids: Collection[int]) -> dict[int, int]:
    """Return how many accounts in use these reps have: owned, or with the last contact; who has none is absent."""
    mine_of = func.coalesce(accounts.c.owner_id, accounts.c.last_rep_id)
    query = select(mine_of, func.count()).where(mine_of.in_(list(rep_ids)), IN_USE).group_by(mine_of)
    return {rep_id: count for rep_id, count in (await connection.execute(query)).all()}  # noqa: C416 - rows are no pairs to mypy


def _select_candidates() -> Any:
    mine_of = func.coalesce(accounts.c.owner_id, accounts.c.last_rep_id)
    pool = case(
        (accounts.c.stage == AccountStage.CUSTOMER, "customer"),
        (accounts.c.contacts.between(1, CONTACTS_NEEDED[1]), "under_way"),
        else_="untouched",
    )
    # Numbered per rep and pool, so that one pass gives the first few of each pool for a whole batch of reps.
    place = func.row_number().over(
        partition_by=(mine_of, pool),
        order_by=(accounts.c.last_contact.asc().nulls_first(), accounts.c.value.desc().nulls_last(), accounts.c.id),
    )
    rep_ids: BindParameter[Any] = bindparam("rep_ids", expanding=True)
    is_put_aside = (
        select(account_snoozes.c.id)
        .where(
            account_snoozes.c.account_id == accounts.c.id,
            account_snoozes.c.rep_id == mine_of,
            account_snoozes.c.until > bindparam("today"),
        )
        .exists()
    )
    columns = [accounts.c[name] for name in ("id", "name", "stage", "value", "contacts", "last_contact", "owner_id")]
    inner = (
        select(*columns, mine_of.label("mine_of"), pool.label("pool"), place.label("place"))
        .where(
            or_(
                accounts.c.owner_id.in_(rep_ids),
                and_(accounts.c.owner_id.is_(None), accounts.c.last_rep_id.in_(rep_ids)),
            ),
            IN_USE,
            or_(accounts.c.do_not_contact.is_(False), accounts.c.quiet_until <= bindparam("today")),
            or_(accounts.c.last_contact.is_(None), accounts.c.last_contact < bindparam("today")),
            or_(accounts.c.lost_on.is_(None), accounts.c.lost_on <= bindparam("lost_before")),
            ~is_put_aside,
        )
        .subquery()
    )
    limits = [and_(inner.c.pool == name, inner.c.place <= limit) for name, limit in LOOKED_AT.items()]
    wanted = [inner.c[column.name] for column in columns]
    score = (feedback.c.score.label("said_score"), feedback.c.day.label("said_on"))
    return select(*wanted, *score, inner.c.mine_of).select_from(_join_latest_score(inner)).where(or_(*limits))


def _join_latest_score(candidates: Subquery) -> Join:
    """Return these accounts, each with the latest feedback of its customer, if any."""
    said = feedback.alias()
    latest = (
        select(said.c.id)
        .where(said.c.account_id == candidates.c.id)
        .order_by(said.c.day.desc(), said.c.id.desc())
        .limit(1)
        .correlate(candidates)
        .scalar_subquery()
    )
    return candidates.outerjoin(feedback, feedback.c.id == latest)


_CANDIDATES = _select_candidates()


def _to_history(values: Sequence[Any]) -> AccountHistory:
    account_id, name, stage, value, contacts, last_contact, owner_id, said_score, said_on = values
    score = CustomerScore(said_score, said_on) if said_score is not None else None
    return AccountHistory(account_id, name, STAGES[stage], value, contacts, last_contact, owner_id, score=score)
