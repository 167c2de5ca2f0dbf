"""Queries about imports as a whole, from the upload of a file to the undoing of what it brought."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, TypedDict, Unpack

from sqlalchemy import delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.exchange.report import ImportReport
from bot.domain.exchange.subject import FileSubject
from bot.storage.exchange.journal import JournalRow
from bot.storage.rows import to_columns
from bot.storage.tables.exchange import import_rows, imports
from bot.storage.upsert import insert_once


class ImportState(StrEnum):
    """How far an import is.

    An uploaded file is received, then asked about; accepted files are written, and written ones can be undone. One from
    the command line is written at once.
    """

    RECEIVED = "received"
    ASKED = "asked"
    ACCEPTED = "accepted"
    WRITTEN = "written"
    UNDOING = "undoing"
    UNDONE = "undone"
    DECLINED = "declined"
    REFUSED = "refused"
    EXPIRED = "expired"


# The states in which the bot has something to do.
TO_DO = (ImportState.RECEIVED, ImportState.ACCEPTED, ImportState.UNDOING)


@dataclass(frozen=True, slots=True)
class StoredImport:
    """An import; ``source`` is the platform's address of the uploaded file."""

    id: int
    workspace_id: int
    rep_id: int | None
    name: str
    subject: FileSubject | None
    state: ImportState
    source: str | None
    skips_bad: bool
    new: int
    changed: int
    created_at: datetime
    written_at: datetime | None
    request_key: str
    attempts: int


_COLUMNS = [imports.c[name] for name in StoredImport.__dataclass_fields__]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewImport:
    """An import to add; ``source`` is the platform's address of an uploaded file."""

    workspace_id: int
    name: str
    state: ImportState
    request_key: str
    created_at: datetime
    rep_id: int | None = None
    subject: FileSubject | None = None
    skips_bad: bool = False
    source: str | None = None
    written_at: datetime | None = None


class ImportChanges(TypedDict, total=False):
    """Columns of an import to set."""

    subject: FileSubject
    reason: str
    content: bytes | None
    skips_bad: bool
    new: int
    changed: int
    unchanged: int
    refused: int
    written_at: datetime
    lease_until: datetime | None
    attempts: int


async def add_import(connection: AsyncConnection, new: NewImport) -> int:
    """Add an import and return its id; one request adds one."""
    return await insert_once(connection, imports, to_columns(new))


async def find_import(
    connection: AsyncConnection, *, workspace_id: int, import_id: int, locks: bool = False
) -> StoredImport | None:
    """Return an import of this workspace, locked until the transaction ends if asked; None when there is none."""
    query = select(*_COLUMNS).where(imports.c.workspace_id == workspace_id, imports.c.id == import_id)
    if locks:
        query = query.with_for_update()
    row = (await connection.execute(query)).mappings().first()
    return _to_import(row) if row else None


async def find_latest_import(connection: AsyncConnection, *, workspace_id: int) -> StoredImport | None:
    """Return the latest import that was written and not undone, None when there is none."""
    query = (
        select(*_COLUMNS)
        .where(imports.c.workspace_id == workspace_id, imports.c.state == ImportState.WRITTEN)
        .order_by(imports.c.written_at.desc(), imports.c.id.desc())
        .limit(1)
    )
    row = (await connection.execute(query)).mappings().first()
    return _to_import(row) if row else None


async def load_content(connection: AsyncConnection, *, import_id: int) -> bytes | None:
    """Return the content of an uploaded file, None when it is not, or no longer, stored."""
    return await connection.scalar(select(imports.c.content).where(imports.c.id == import_id))


async def change_import(connection: AsyncConnection, *, import_id: int, **values: Unpack[ImportChanges]) -> None:
    """Set columns of an import."""
    await connection.execute(update(imports).where(imports.c.id == import_id).values(**values))


async def move_import(
    connection: AsyncConnection,
    *,
    import_id: int,
    of: Sequence[ImportState],
    to: ImportState,
    **values: Unpack[ImportChanges],
) -> bool:
    """Bring an import from one of these states to another; False when it was in none of them."""
    moved = await connection.execute(
        update(imports).where(imports.c.id == import_id, imports.c.state.in_(of)).values(state=to, **values)
    )
    return moved.rowcount == 1


async def save_counts(connection: AsyncConnection, *, import_id: int, report: ImportReport) -> None:
    """Store the counts of an import."""
    await change_import(
        connection,
        import_id=import_id,
        new=report.new,
        changed=report.changed,
        unchanged=report.unchanged,
        refused=report.refused,
    )


async def claim_import(connection: AsyncConnection, *, now: datetime, until: datetime) -> StoredImport | None:
    """Lease the oldest import with something to do, None when there is none."""
    is_free = or_(imports.c.lease_until.is_(None), imports.c.lease_until <= now)
    query = (
        select(*_COLUMNS)
        .where(imports.c.state.in_(TO_DO), is_free)
        .order_by(imports.c.created_at, imports.c.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    row = (await connection.execute(query)).mappings().first()
    if row is None:
        return None
    await change_import(connection, import_id=row["id"], lease_until=until, attempts=row["attempts"] + 1)
    return _to_import({**row, "attempts": row["attempts"] + 1})


async def has_import_to_do(connection: AsyncConnection, *, now: datetime) -> bool:
    """Return whether an import has something to do: cheaper than to claim it."""
    is_free = or_(imports.c.lease_until.is_(None), imports.c.lease_until <= now)
    query = select(imports.c.id).where(imports.c.state.in_(TO_DO), is_free).limit(1)
    return (await connection.execute(query)).first() is not None


async def expire_uploads(connection: AsyncConnection, *, before: datetime) -> int:
    """Forget uploaded files from before this time (UTC) that nobody confirmed, and return their number."""
    waiting = (ImportState.RECEIVED, ImportState.ASKED)
    expired = await connection.execute(
        update(imports)
        .where(imports.c.state.in_(waiting), imports.c.created_at < before)
        .values(state=ImportState.EXPIRED, content=None)
    )
    return expired.rowcount


async def drop_old_imports(connection: AsyncConnection, *, before: datetime) -> int:
    """Forget imports from before this time (UTC), which cannot be undone from then on, and return their number."""
    dropped = await connection.execute(delete(imports).where(imports.c.created_at < before))
    return dropped.rowcount


async def list_journal(
    connection: AsyncConnection, *, import_id: int, table_name: str, after_id: int = 0, limit: int
) -> list[JournalRow]:
    """Return the next rows of an import in one table, in the order of their ids."""
    query = (
        select(import_rows.c.row_id, import_rows.c.before, import_rows.c.mark)
        .where(
            import_rows.c.import_id == import_id,
            import_rows.c.table_name == table_name,
            import_rows.c.row_id > after_id,
        )
        .order_by(import_rows.c.row_id)
        .limit(limit)
    )
    return [JournalRow(row.row_id, row.before, row.mark) for row in await connection.execute(query)]


async def drop_import(connection: AsyncConnection, *, import_id: int) -> None:
    """Forget an import that changed nothing."""
    await connection.execute(delete(imports).where(imports.c.id == import_id))


async def drop_journal(connection: AsyncConnection, *, import_id: int) -> None:
    """Forget what an import did, once it was undone."""
    await connection.execute(delete(import_rows).where(import_rows.c.import_id == import_id))


def _to_import(row: Any) -> StoredImport:
    subject = FileSubject(row["subject"]) if row["subject"] else None
    return StoredImport(**{**row, "subject": subject, "state": ImportState(row["state"])})
