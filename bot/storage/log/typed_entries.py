"""Query about what a rep typed lately, with all rows that an undo will need, in one statement."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.log.activity import Entry
from bot.domain.log.typed_lines import NOT_TYPED
from bot.storage.columns import UtcDateTime
from bot.storage.log.activities import NEWEST_FIRST, select_entries, to_entry
from bot.storage.log.revisions import Row, Snapshot
from bot.storage.tables.log import activities, next_steps

# In a day nobody types more.
MOST_TYPED = 200

_LATELY = activities.alias("lately")
_CLOSED = next_steps.alias("closed")
_QUERY = (
    select_entries()
    .outerjoin(_CLOSED, _CLOSED.c.closed_by == activities.c.id)
    .add_columns(
        *(column.label(f"activity_{column.name}") for column in activities.c),
        *(column.label(f"agreed_{column.name}") for column in next_steps.c),
        *(column.label(f"closed_{column.name}") for column in _CLOSED.c),
    )
    .where(
        # By the index of what was logged lately; in the order of the days, the whole history would be looked through.
        activities.c.id.in_(
            select(_LATELY.c.id)
            .where(
                _LATELY.c.rep_id == bindparam("rep_id"),
                _LATELY.c.logged_at > bindparam("since", type_=UtcDateTime),
                _LATELY.c.removed_at.is_(None),
                *(_LATELY.c.request_key.not_like(f"{mark}%") for mark in NOT_TYPED),
            )
            .order_by(_LATELY.c.logged_at.desc())
            .limit(MOST_TYPED)
        )
    )
    .order_by(*NEWEST_FIRST, _CLOSED.c.id)
)
_LOCKED_QUERY = _QUERY.with_for_update(of=activities, key_share=True)


@dataclass(frozen=True, slots=True)
class TypedEntry:
    """An entry that a person typed, when it was logged (UTC), the key of its request, and its rows."""

    entry: Entry
    logged_at: datetime
    request_key: str
    snapshot: Snapshot


async def list_typed_entries(
    connection: AsyncConnection, *, rep_id: int, since: datetime, locked: bool = False
) -> list[TypedEntry]:
    """Return the entries that a rep typed after a time (UTC), newest first; imported ones are none of them.

    When they are ``locked``, nobody else changes them on PostgreSQL until the transaction ends.
    """
    found = await connection.execute(_LOCKED_QUERY if locked else _QUERY, {"rep_id": rep_id, "since": since})
    rows_of: dict[int, list[Row]] = {}
    for row in found.mappings():
        rows_of.setdefault(row["id"], []).append(dict(row))
    return [_to_typed(rows) for rows in rows_of.values()]


def _to_typed(rows: list[Row]) -> TypedEntry:
    """Return an entry from its rows, one for each step that it closed."""
    first = rows[0]
    return TypedEntry(
        entry=to_entry(first),
        logged_at=first["activity_logged_at"],
        request_key=first["activity_request_key"],
        snapshot=Snapshot(
            activity=_cut(first, "activity_"),
            own_step=_cut(first, "agreed_") if first["agreed_id"] is not None else None,
            closed=tuple(_cut(row, "closed_") for row in rows if row["closed_id"] is not None),
        ),
    )


def _cut(row: Row, prefix: str) -> Row:
    return {name.removeprefix(prefix): value for name, value in row.items() if name.startswith(prefix)}
