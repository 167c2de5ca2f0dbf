"""Queries about one person on two platforms: the reps that belong together, and the codes that link them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.people.people import Rep
from bot.storage.delivery.deliveries import send_elsewhere
from bot.storage.people import people as people_rows
from bot.storage.tables.linking import link_codes, linked_reps
from bot.storage.tables.log import activities
from bot.storage.tables.people import workspaces
from bot.storage.upsert import insert_or_change, insert_unless_present

# What answers a line is said where the line was typed, wherever the rest is heard.
ANSWER = "reply"


@dataclass(frozen=True, slots=True)
class LinkedPair:
    """Two reps of one person: the log and the team are those of ``home``, and ``away`` rests."""

    home: Rep
    away: Rep


@dataclass(frozen=True, slots=True)
class WrongCodes:
    """How many wrong codes a rep typed since a moment (UTC)."""

    count: int
    since: datetime


async def find_home_id(connection: AsyncConnection, *, rep_id: int) -> int | None:
    """Return the rep as whom this one acts, None for who is not linked, or is the home of the two."""
    query = select(linked_reps.c.home_id).where(linked_reps.c.rep_id == rep_id)
    found: int | None = (await connection.execute(query)).scalar_one_or_none()
    return found


async def find_pair(connection: AsyncConnection, *, rep_id: int) -> LinkedPair | None:
    """Return the two reps of a person, by the id of either of them; None for who is not linked."""
    query = select(linked_reps.c.rep_id, linked_reps.c.home_id).where(
        or_(linked_reps.c.rep_id == rep_id, linked_reps.c.home_id == rep_id)
    )
    row = (await connection.execute(query)).first()
    if row is None:
        return None
    found = await people_rows.find_reps(connection, rep_ids=[row.home_id, row.rep_id])
    return LinkedPair(home=found[row.home_id], away=found[row.rep_id])


async def save_pair(connection: AsyncConnection, pair: LinkedPair, *, now: datetime) -> None:
    """Let a rep act as another one from now on."""
    await connection.execute(
        insert_unless_present(connection, linked_reps).values(
            workspace_id=pair.away.workspace_id, rep_id=pair.away.id, home_id=pair.home.id, linked_at=now
        )
    )


async def delete_pair(connection: AsyncConnection, pair: LinkedPair) -> None:
    """Let two reps be two again, each of whom hears of the bot on the own platform."""
    await connection.execute(delete(linked_reps).where(linked_reps.c.rep_id == pair.away.id))
    await set_heard(connection, pair.home, at=None)


async def set_heard(connection: AsyncConnection, home: Rep, *, at: Rep | None) -> None:
    """Have a linked rep hear of the bot where the other rep is, or again on the own platform; what waits goes along."""
    through_id, channel = (at.workspace_id, at.address) if at is not None else (None, None)
    await people_rows.change_rep(
        connection, workspace_id=home.workspace_id, rep_id=home.id, heard_in=through_id, heard_at=channel
    )
    await send_elsewhere(
        connection,
        rep_id=home.id,
        before=home.channel,
        channel=channel or home.address,
        through_id=through_id,
        but_kind=ANSWER,
    )


async def count_logged(connection: AsyncConnection, *, rep_id: int) -> int:
    """Return how often a rep logged something."""
    query = select(func.count()).select_from(activities).where(activities.c.rep_id == rep_id)
    return int((await connection.execute(query)).scalar_one())


async def list_other_platforms(connection: AsyncConnection, *, platform: str) -> list[str]:
    """Return the other platforms on which the bot met anybody."""
    query = select(workspaces.c.platform).where(workspaces.c.platform != platform).distinct()
    return sorted(row.platform for row in await connection.execute(query))


async def is_code_of(connection: AsyncConnection, *, rep_id: int, request_key: str) -> bool:
    """Return whether this request gave the rep his or her code."""
    query = select(exists().where(link_codes.c.rep_id == rep_id, link_codes.c.request_key == request_key))
    return bool((await connection.execute(query)).scalar_one())


async def save_code(
    connection: AsyncConnection, rep: Rep, *, code_hash: str, request_key: str, expires_at: datetime
) -> None:
    """Give a rep a code, in place of the one before."""
    changes = ("code_hash", "request_key", "expires_at")
    await connection.execute(
        insert_or_change(connection, link_codes, keys=("rep_id",), changes=changes).values(
            workspace_id=rep.workspace_id,
            rep_id=rep.id,
            code_hash=code_hash,
            request_key=request_key,
            expires_at=expires_at,
        )
    )


async def find_code_giver(connection: AsyncConnection, *, code_hash: str, now: datetime) -> int | None:
    """Return the id of the rep to whom this code was given, None for one that is unknown, used or expired."""
    query = select(link_codes.c.rep_id).where(link_codes.c.code_hash == code_hash, link_codes.c.expires_at > now)
    found: int | None = (await connection.execute(query)).scalar_one_or_none()
    return found


async def drop_code(connection: AsyncConnection, *, rep_id: int) -> bool:
    """Let a rep's code be used no more, and return whether there was one."""
    statement = (
        update(link_codes)
        .where(link_codes.c.rep_id == rep_id, link_codes.c.code_hash.is_not(None))
        .values(code_hash=None)
        .returning(link_codes.c.rep_id)
    )
    return (await connection.execute(statement)).first() is not None


async def drop_old_codes(connection: AsyncConnection, *, before: datetime) -> int:
    """Forget the codes that expired, and the wrong ones that were typed, before a time (UTC); return of how many."""
    statement = delete(link_codes).where(
        or_(link_codes.c.expires_at.is_(None), link_codes.c.expires_at < before),
        or_(link_codes.c.wrong_since.is_(None), link_codes.c.wrong_since < before),
    )
    return (await connection.execute(statement)).rowcount


async def find_wrong_codes(connection: AsyncConnection, *, rep_id: int) -> WrongCodes | None:
    """Return the wrong codes that a rep typed lately, None for none."""
    query = select(link_codes.c.wrong, link_codes.c.wrong_since).where(link_codes.c.rep_id == rep_id)
    row = (await connection.execute(query)).first()
    return WrongCodes(row.wrong, row.wrong_since) if row is not None and row.wrong_since is not None else None


async def save_wrong_codes(connection: AsyncConnection, rep: Rep, wrong: WrongCodes) -> None:
    """Save the wrong codes that a rep typed lately."""
    await connection.execute(
        insert_or_change(connection, link_codes, keys=("rep_id",), changes=("wrong", "wrong_since")).values(
            workspace_id=rep.workspace_id, rep_id=rep.id, wrong=wrong.count, wrong_since=wrong.since
        )
    )
