"""What an import added and changed, row by row, with a digest by which a later change is noticed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from hashlib import blake2b
from typing import Any

from sqlalchemy import Date, DateTime, Numeric, Table, Time, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.exchange.deal_imports import DECIDED
from bot.storage.exchange.imports import CHANGEABLE
from bot.storage.tables.accounts import accounts, contacts
from bot.storage.tables.certainties import referrals
from bot.storage.tables.deals import deal_events, deals
from bot.storage.tables.exchange import import_rows
from bot.storage.tables.lessons import lessons
from bot.storage.tables.log import activities, next_steps

BATCH = 1_000
DIGEST_BYTES = 16
# The columns of each table that a user can change, by which a later change is noticed.
WATCHED: Mapping[str, tuple[Table, tuple[str, ...]]] = {
    "accounts": (accounts, (*CHANGEABLE, "archived_at", "merged_into")),
    "contacts": (contacts, ("account_id", "name", "role", "level")),
    "deals": (deals, ("account_id", *DECIDED)),
    "deal_events": (deal_events, ("kind", "before", "after")),
    "activities": (
        activities,
        (
            *("rep_id", "account_id", "kind", "own_kind_id", "count", "day", "note"),
            *("removed_at", "advance_rule", "situation"),
        ),
    ),
    "next_steps": (
        next_steps,
        ("rep_id", "account_id", "due_on", "due_time", "note", "state", "closed_on", "closed_by", "moves"),
    ),
    "lessons": (lessons, tuple(lessons.columns.keys())),
    "referrals": (referrals, ("state", "won_on")),
}
# Put back with the others, though they also change by themselves.
ALSO_RESTORED: Mapping[str, tuple[str, ...]] = {
    "deals": ("told_on", "told_for", "told_rounds", "currency", "currency_chosen"),
    "next_steps": ("came_from",),
}


@dataclass(frozen=True, slots=True)
class JournalRow:
    """A row of an import: as it was before (None for an added row), and the digest of what it became.

    The digest is empty for a row that the import removed.
    """

    row_id: int
    before: Mapping[str, Any] | None
    mark: str


@dataclass(frozen=True, slots=True)
class Journal:
    """Writes down what one import does."""

    workspace_id: int
    import_id: int

    async def note_added(self, connection: AsyncConnection, table_name: str, row_ids: Collection[int]) -> None:
        """Write down rows that were added, as they are now."""
        await self._note(connection, table_name, dict.fromkeys(row_ids))

    async def note_changed(
        self, connection: AsyncConnection, table_name: str, before: Sequence[Mapping[str, Any]]
    ) -> None:
        """Write down rows that were changed: all their columns as they were, and a digest of how they are now."""
        names = (*WATCHED[table_name][1], *ALSO_RESTORED.get(table_name, ()))
        await self._note(
            connection, table_name, {row["id"]: {name: encode_value(row[name]) for name in names} for row in before}
        )

    async def note_removed(
        self, connection: AsyncConnection, table_name: str, before: Sequence[Mapping[str, Any]]
    ) -> None:
        """Write down rows that were removed, whole."""
        rows = [
            self._row(table_name, row["id"], {name: encode_value(value) for name, value in row.items()}, "")
            for row in before
        ]
        if rows:
            await connection.execute(insert(import_rows), rows)

    async def _note(
        self, connection: AsyncConnection, table_name: str, rows: Mapping[int, dict[str, Any] | None]
    ) -> None:
        ids = sorted(rows)
        for start in range(0, len(ids), BATCH):
            marks = await read_marks(connection, table_name, ids[start : start + BATCH])
            written = [self._row(table_name, row_id, rows[row_id], mark) for row_id, mark in marks.items()]
            if written:
                await connection.execute(insert(import_rows), written)

    def _row(self, table_name: str, row_id: int, before: dict[str, Any] | None, mark: str) -> dict[str, Any]:
        return {
            "workspace_id": self.workspace_id,
            "import_id": self.import_id,
            "table_name": table_name,
            "row_id": row_id,
            "before": before,
            "mark": mark,
        }


async def read_marks(connection: AsyncConnection, table_name: str, row_ids: Collection[int]) -> dict[int, str]:
    """Return the digest of each of these rows as it is now; a row that is gone is left out."""
    table, names = WATCHED[table_name]
    query = select(table.c.id, *(table.c[name] for name in names)).where(table.c.id.in_(list(row_ids)))
    return {values[0]: _make_mark(values[1:]) for values in (await connection.execute(query)).all()}


def encode_value(value: object) -> Any:
    """Return the value of a column in a type that JSON has."""
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def decode_row(table: Table, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns of a row from their JSON types; a column that is gone is left out."""
    return {name: _decode(table, name, value) for name, value in values.items() if name in table.c}


def _decode(table: Table, name: str, value: Any) -> Any:
    kind = table.c[name].type
    kind = getattr(kind, "impl_instance", kind)
    if value is None:
        return None
    for column_type, read in (
        (DateTime, datetime.fromisoformat),
        (Date, date.fromisoformat),
        (Time, time.fromisoformat),
        (Numeric, Decimal),
    ):
        if isinstance(kind, column_type):
            return read(value)
    return value


def _make_mark(values: Sequence[object]) -> str:
    text = "\x1f".join("" if value is None else f"={encode_value(value)}" for value in values)
    return blake2b(text.encode(errors="surrogatepass"), digest_size=DIGEST_BYTES).hexdigest()
