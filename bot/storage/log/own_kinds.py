"""Queries about the workspaces' own kinds of activity (R1)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.log.activity import Kind, NamedKind, OwnKindId
from bot.domain.log.own_kinds import OVER_DELIVERY, OVER_DELIVERY_WORDS, KindContent, OwnKind, Period
from bot.storage.rows import to_columns
from bot.storage.tables.log import own_kinds
from bot.storage.upsert import insert_once, insert_unless_present

# Between the words of a kind; a word has no line end.
SEPARATOR = "\n"
SEED_KEY = "seed:over_delivery"
# For queries about activities: how these refer to a kind.
NAMED_COLUMNS = (
    own_kinds.c.id.label("own_kind_id"),
    own_kinds.c.name.label("own_kind_name"),
    own_kinds.c.code.label("own_kind_code"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOwnKind:
    """A kind that is to be added; ``words`` has one on each line."""

    workspace_id: int
    name: str
    words: str
    counts_for: Kind | None
    target: int
    period: Period
    request_key: str
    code: str = ""


def make_new_kind(content: KindContent, *, workspace_id: int, request_key: str, code: str = "") -> NewOwnKind:
    """Return the row of a new kind."""
    return NewOwnKind(
        workspace_id=workspace_id,
        name=content.name,
        words=SEPARATOR.join(content.words),
        counts_for=content.counts_for,
        target=content.target,
        period=content.period,
        request_key=request_key,
        code=code,
    )


async def list_own_kinds(
    connection: AsyncConnection, *, workspace_ids: Collection[int]
) -> dict[int, tuple[OwnKind, ...]]:
    """Return the kinds of workspaces in the order in which they were made, archived ones last, by workspace id."""
    query = (
        select(own_kinds)
        .where(own_kinds.c.workspace_id.in_(sorted(set(workspace_ids))))
        .order_by(own_kinds.c.archived_at.is_not(None), own_kinds.c.id)
    )
    found: dict[int, tuple[OwnKind, ...]] = {}
    for row in (await connection.execute(query)).mappings():
        found[row["workspace_id"]] = (*found.get(row["workspace_id"], ()), _to_kind(row))
    return found


async def insert_own_kind(connection: AsyncConnection, new: NewOwnKind) -> int:
    """Add a kind and return its id; idempotent by request key."""
    return await insert_once(connection, own_kinds, to_columns(new))


async def find_kind_of_request(connection: AsyncConnection, *, workspace_id: int, request_key: str) -> OwnKindId | None:
    """Return the kind that a request added, None when there is none."""
    query = select(own_kinds.c.id).where(
        own_kinds.c.workspace_id == workspace_id, own_kinds.c.request_key == request_key
    )
    found = (await connection.execute(query)).scalar_one_or_none()
    return None if found is None else OwnKindId(found)


async def seed_own_kinds(connection: AsyncConnection, *, workspace_id: int) -> None:
    """Add the kind that every workspace starts with (O2); idempotent."""
    content = KindContent(name="", words=OVER_DELIVERY_WORDS)
    new = make_new_kind(content, workspace_id=workspace_id, request_key=SEED_KEY, code=OVER_DELIVERY)
    await connection.execute(insert_unless_present(connection, own_kinds).values(to_columns(new)))


async def change_own_kind(
    connection: AsyncConnection, *, workspace_id: int, kind_id: OwnKindId, content: KindContent
) -> None:
    """Replace what was decided about a kind."""
    changes = {
        "name": content.name,
        "words": SEPARATOR.join(content.words),
        "counts_for": content.counts_for,
        "target": content.target,
        "period": content.period,
    }
    await _change(connection, workspace_id, kind_id, changes)


async def archive_own_kind(
    connection: AsyncConnection, *, workspace_id: int, kind_id: OwnKindId, archived_at: datetime | None
) -> None:
    """Put a kind out of use, or back into it."""
    await _change(connection, workspace_id, kind_id, {"archived_at": archived_at})


def to_named_kind(row: RowMapping | Mapping[str, Any]) -> NamedKind | None:
    """Return the kind in a row with ``NAMED_COLUMNS``, None when the activity has none."""
    if row["own_kind_id"] is None:
        return None
    return NamedKind(OwnKindId(row["own_kind_id"]), row["own_kind_name"], row["own_kind_code"])


async def _change(
    connection: AsyncConnection, workspace_id: int, kind_id: OwnKindId, values: Mapping[str, object]
) -> None:
    statement = update(own_kinds).where(own_kinds.c.workspace_id == workspace_id, own_kinds.c.id == kind_id)
    await connection.execute(statement.values(**values))


def _to_kind(row: RowMapping) -> OwnKind:
    return OwnKind(
        id=OwnKindId(row["id"]),
        content=KindContent(
            name=row["name"],
            words=tuple(row["words"].split(SEPARATOR)) if row["words"] else (),
            counts_for=Kind(row["counts_for"]) if row["counts_for"] else None,
            target=row["target"],
            period=Period(row["period"]),
        ),
        code=row["code"],
        is_archived=row["archived_at"] is not None,
    )
