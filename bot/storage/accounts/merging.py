"""Queries that move all that hangs on one account to another; what would collide there is united with what is there."""

from collections.abc import Container, Sequence
from datetime import datetime
from itertools import chain, count
from typing import Any

from sqlalchemy import Column, RowMapping, Table, case, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.deals.deal_names import LONGEST_NAME, make_deal_key
from bot.domain.deals.deals import Level
from bot.storage.accounts.row_changes import is_hint_about, list_references
from bot.storage.tables.accounts import account_aliases, account_snoozes, accounts, contacts
from bot.storage.tables.deals import deals
from bot.storage.tables.hints import hints
from bot.storage.tables.log import activities
from bot.storage.tables.questions import question_uses

LONGEST_STEM, MOST_NUMBERED = LONGEST_NAME - 5, 100
# A level of its own for each, the highest first.
_RANKS = [str(level) for level in Level]


async def move_all(connection: AsyncConnection, *, merged_id: int, kept_id: int) -> None:
    """Move every row that refers to an account to another account."""
    await _unite_snoozes(connection, merged_id, kept_id)
    await _unite_people(connection, merged_id, kept_id)
    await _drop_repeated_uses(connection, merged_id, kept_id)
    await _rename_deals(connection, merged_id, kept_id)
    await _move_hints(connection, merged_id, kept_id)
    for table, columns in list_references().items():
        for column in columns:
            await _move(connection, table, column, merged_id, kept_id)
    await connection.execute(update(accounts).where(accounts.c.merged_into == merged_id).values(merged_into=kept_id))


async def list_strays(connection: AsyncConnection) -> list[tuple[int, int]]:
    """Return merged accounts on which something was logged, each with the account that is kept."""
    is_logged = select(activities.c.id).where(activities.c.account_id == accounts.c.id).exists()
    query = select(accounts.c.id, accounts.c.merged_into).where(accounts.c.merged_into.is_not(None), is_logged)
    return [(merged_id, kept_id) for merged_id, kept_id in await connection.execute(query.order_by(accounts.c.id))]


async def become_alias(connection: AsyncConnection, *, account: RowMapping, kept_id: int, now: datetime) -> None:
    """Turn a merged account into another name of the one that is kept; its row stays, without its normalised name."""
    await add_alias(
        connection,
        workspace_id=account["workspace_id"],
        account_id=kept_id,
        name=account["name"],
        name_key=account["name_key"],
    )
    # No name is normalised to this: the real one is free for another account to be renamed to.
    values = {"name_key": f"={account['id']}", "merged_into": kept_id, "archived_at": now}
    await connection.execute(update(accounts).where(accounts.c.id == account["id"]).values(values))


async def add_alias(
    connection: AsyncConnection, *, workspace_id: int, account_id: int, name: str, name_key: str
) -> None:
    """Let an account be found by another name too; an alias of another account with that name is replaced."""
    await drop_alias(connection, workspace_id=workspace_id, name_key=name_key)
    values = {"workspace_id": workspace_id, "account_id": account_id, "name": name, "name_key": name_key}
    await connection.execute(insert(account_aliases).values(values))


async def drop_alias(connection: AsyncConnection, *, workspace_id: int, name_key: str) -> None:
    """Let no account be found by this other name any more."""
    await connection.execute(
        delete(account_aliases).where(
            account_aliases.c.workspace_id == workspace_id, account_aliases.c.name_key == name_key
        )
    )


async def drop_hints(connection: AsyncConnection, *, account_id: int) -> None:
    """Delete the hints about an account."""
    await connection.execute(delete(hints).where(is_hint_about(account_id)))


async def _move(connection: AsyncConnection, table: Table, column: Column[Any], merged_id: int, kept_id: int) -> None:
    await connection.execute(update(table).where(column == merged_id).values({column.name: kept_id}))


async def _unite_snoozes(connection: AsyncConnection, merged_id: int, kept_id: int) -> None:
    """Where a rep snoozed both, keep the later end."""
    for mine in await _load(connection, account_snoozes, account_snoozes.c.account_id, merged_id):
        same = account_snoozes.c.account_id == kept_id, account_snoozes.c.rep_id == mine["rep_id"]
        later = case((account_snoozes.c.until < mine["until"], mine["until"]), else_=account_snoozes.c.until)
        if (await connection.execute(update(account_snoozes).where(*same).values(until=later))).rowcount:
            await connection.execute(delete(account_snoozes).where(account_snoozes.c.id == mine["id"]))


async def _unite_people(connection: AsyncConnection, merged_id: int, kept_id: int) -> None:
    """Where both know somebody of the same name, keep one, with the higher level and a role if either has one."""
    known = {row["name_key"]: row for row in await _load(connection, contacts, contacts.c.account_id, kept_id)}
    for mine in await _load(connection, contacts, contacts.c.account_id, merged_id):
        same = known.get(mine["name_key"])
        if same is None:
            continue
        levels = sorted({each["level"] for each in (mine, same)} - {None}, key=_RANKS.index)
        values = {"role": same["role"] or mine["role"], "level": levels[0] if levels else None}
        await connection.execute(update(contacts).where(contacts.c.id == same["id"]).values(values))
        await connection.execute(delete(contacts).where(contacts.c.id == mine["id"]))


async def _drop_repeated_uses(connection: AsyncConnection, merged_id: int, kept_id: int) -> None:
    """A question suggested, asked or refused at both on one day, in no deal, was so once."""
    names = ("rep_id", "question_id", "day", "state")
    other = question_uses.alias("other")
    is_same = [question_uses.c[name] == other.c[name] for name in names]
    repeated = (
        select(question_uses.c.id)
        .join(other, (other.c.account_id == kept_id) & other.c.deal_id.is_(None))
        .where(question_uses.c.account_id == merged_id, question_uses.c.deal_id.is_(None), *is_same)
    )
    ids = list((await connection.execute(repeated)).scalars())
    await connection.execute(delete(question_uses).where(question_uses.c.id.in_(ids)))


async def _rename_deals(connection: AsyncConnection, merged_id: int, kept_id: int) -> None:
    """Number the deals whose name the other account has too: "Kassen" becomes "Kassen (2)"."""
    kept = {row["name_key"] for row in await _load(connection, deals, deals.c.account_id, kept_id)}
    mine = await _load(connection, deals, deals.c.account_id, merged_id)
    taken = kept | {row["name_key"] for row in mine}
    for row in mine:
        if row["name_key"] in kept:
            name = _find_free_name(row["name"], taken)
            values = {"name": name, "name_key": make_deal_key(name)}
            taken.add(values["name_key"])
            await connection.execute(update(deals).where(deals.c.id == row["id"]).values(values))


def _find_free_name(name: str, taken: Container[str]) -> str:
    # The normalised name may be cut before the number, so that a name of its own comes last.
    numbered = (f"{name[:LONGEST_STEM]} ({number})" for number in range(2, MOST_NUMBERED))
    tries = chain(numbered, (f"deal {number}" for number in count(1)))
    return next(each for each in tries if make_deal_key(each) not in taken)


async def _move_hints(connection: AsyncConnection, merged_id: int, kept_id: int) -> None:
    """Hints about the one are hints about the other (K5); of two about the same subject the later one counts."""
    about_kept = (await connection.execute(select(hints).where(is_hint_about(kept_id)))).mappings().all()
    known = {(row["rep_id"], row["part"], row["subject"]): row for row in about_kept}
    for row in (await connection.execute(select(hints).where(is_hint_about(merged_id)))).mappings().all():
        subject = f"{kept_id}{row['subject'].removeprefix(str(merged_id))}"
        same = known.get((row["rep_id"], row["part"], subject))
        if same is None:
            await connection.execute(update(hints).where(hints.c.id == row["id"]).values(subject=subject))
            continue
        if row["day"] > same["day"]:
            values = {"day": row["day"], "answer": row["answer"]}
            await connection.execute(update(hints).where(hints.c.id == same["id"]).values(values))
        await connection.execute(delete(hints).where(hints.c.id == row["id"]))


async def _load(
    connection: AsyncConnection, table: Table, column: Column[Any], account_id: int
) -> Sequence[RowMapping]:
    query = select(table).where(column == account_id).order_by(table.c.id)
    return (await connection.execute(query)).mappings().all()
