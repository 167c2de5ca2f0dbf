"""Take in files that an administrator sends in chat, and what he or she decides about them.

Reading and storing them is done in the background (see ``process_imports``): it may take longer than a platform waits
for an answer.
"""

from collections.abc import Awaitable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import PurePath
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.exchange.errors import ImportGone, UploadExpired, UploadRefused
from bot.domain.exchange.subject import FileSubject
from bot.domain.people.errors import AdministratorsOnly
from bot.domain.people.people import Rep, Role
from bot.domain.text.cleaning import clean_text
from bot.ports import UploadedFile
from bot.storage.database import Database
from bot.storage.exchange import batches
from bot.storage.exchange.batches import ImportState, NewImport, StoredImport
from bot.storage.people import people as people_rows

LARGEST_UPLOAD = 5 * 1024 * 1024  # bytes
MOST_FILES = 5
TABLES = frozenset({".csv", ".txt", ".tsv", ".xlsx", ".xlsm"})
NAME_LIMIT = 255
# How long an uploaded file waits for its confirmation, and how long an import can be undone with a button.
CONFIRMED_WITHIN = timedelta(hours=24)
UNDONE_WITHIN = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class UploadAnswer:
    """What happens with a file: the name of the sentence that tells it, and that of the file."""

    block: str
    name: str


class UploadStep(Protocol):
    """What a user decides about a file."""

    def __call__(self, database: Database, *, rep: Rep, import_id: int, now: datetime) -> Awaitable[UploadAnswer]:
        """Return what happens; raises ImportGone, UploadExpired or UploadRefused."""
        ...


def is_table(name: str) -> bool:
    """Return whether a file of this name may be a table."""
    return PurePath(name).suffix.lower() in TABLES


async def receive_uploads(
    database: Database, *, rep: Rep, files: Sequence[UploadedFile], request_key: str, now: datetime
) -> None:
    """Write down which files were sent, to be read in the background; one request is written down once.

    Raises:
        AdministratorsOnly: the user is not an administrator.
        UploadRefused: a file is too large, no table, or not handed out.
    """
    for file in files:
        _check_file(rep, file, count=len(files))

    async def work(connection: AsyncConnection) -> None:
        for place, file in enumerate(files):
            new = NewImport(
                workspace_id=rep.workspace_id,
                rep_id=rep.id,
                name=clean_text(file.name)[:NAME_LIMIT],
                state=ImportState.RECEIVED,
                skips_bad=True,
                source=file.source,
                request_key=f"{request_key}:{place}",
                created_at=now,
            )
            await batches.add_import(connection, new)

    await database.write(work)


def _check_file(rep: Rep, file: UploadedFile, *, count: int) -> None:
    if not is_table(file.name):
        raise UploadRefused("no_table")
    if rep.role is not Role.ADMINISTRATOR:
        raise AdministratorsOnly
    if count > MOST_FILES:
        raise UploadRefused("too_many_files")
    if file.size > LARGEST_UPLOAD:
        raise UploadRefused("too_large")
    if not file.source:
        raise UploadRefused("foreign")


async def accept_upload(database: Database, *, rep: Rep, import_id: int, now: datetime) -> UploadAnswer:
    """Have a previewed file imported; pressed again, it is imported once.

    Raises:
        ImportGone: there is no such file, or it is another user's.
        UploadExpired: it was sent more than a day ago.
        AdministratorsOnly: the user is no administrator any more.
    """

    async def work(connection: AsyncConnection) -> UploadAnswer:
        stored = await _find(connection, rep, import_id)
        if stored.state is ImportState.ASKED:
            _check_age(stored.created_at, CONFIRMED_WITHIN, now, is_undo=False)
            await _begin(connection, stored, ImportState.ACCEPTED)
        elif stored.state is not ImportState.ACCEPTED:
            return _answer_late(stored)
        return UploadAnswer("working", stored.name)

    return await database.write(work)


async def take_upload_for(
    database: Database, *, rep: Rep, import_id: int, subject: FileSubject, now: datetime
) -> UploadAnswer:
    """Have a file read again, as what the user says that it holds; raises as ``accept_upload``."""

    async def work(connection: AsyncConnection) -> UploadAnswer:
        stored = await _find(connection, rep, import_id)
        if stored.state is ImportState.ASKED:
            _check_age(stored.created_at, CONFIRMED_WITHIN, now, is_undo=False)
            await _begin(connection, stored, ImportState.RECEIVED, subject=subject)
        elif stored.state is not ImportState.RECEIVED:
            return _answer_late(stored)
        return UploadAnswer("reading", stored.name)

    return await database.write(work)


async def decline_upload(database: Database, *, rep: Rep, import_id: int, now: datetime) -> UploadAnswer:  # noqa: ARG001 - every step is called alike
    """Forget a previewed file; raises as ``accept_upload``."""

    async def work(connection: AsyncConnection) -> UploadAnswer:
        stored = await _find(connection, rep, import_id)
        if stored.state not in {ImportState.ASKED, ImportState.DECLINED}:
            return _answer_late(stored)
        await batches.move_import(
            connection, import_id=stored.id, of=(ImportState.ASKED,), to=ImportState.DECLINED, content=None
        )
        return UploadAnswer("declined", stored.name)

    return await database.write(work)


async def undo_upload(database: Database, *, rep: Rep, import_id: int, now: datetime) -> UploadAnswer:
    """Have an import undone, up to a week after it was written; raises as ``accept_upload``."""

    async def work(connection: AsyncConnection) -> UploadAnswer:
        stored = await _find(connection, rep, import_id)
        if stored.state is ImportState.WRITTEN:
            _check_age(stored.written_at or stored.created_at, UNDONE_WITHIN, now, is_undo=True)
            await _begin(connection, stored, ImportState.UNDOING)
        elif stored.state is not ImportState.UNDOING:
            return _answer_late(stored)
        return UploadAnswer("undoing", stored.name)

    return await database.write(work)


async def _find(connection: AsyncConnection, rep: Rep, import_id: int) -> StoredImport:
    """Return a user's own import, locked; the right to it is read within the transaction."""
    stored = await batches.find_import(connection, workspace_id=rep.workspace_id, import_id=import_id, locks=True)
    if stored is None or stored.rep_id != rep.id:
        raise ImportGone
    current = await people_rows.get_rep(connection, workspace_id=rep.workspace_id, rep_id=rep.id)
    if current is None or current.role is not Role.ADMINISTRATOR:
        raise AdministratorsOnly
    return stored


async def _begin(
    connection: AsyncConnection, stored: StoredImport, state: ImportState, *, subject: FileSubject | None = None
) -> None:
    """Bring an import to a state in which there is something to do, at once."""
    changes = batches.ImportChanges(lease_until=None, attempts=0)
    if subject is not None:
        changes["subject"] = subject
    await batches.move_import(connection, import_id=stored.id, of=(stored.state,), to=state, **changes)


def _check_age(since: datetime, within: timedelta, now: datetime, *, is_undo: bool) -> None:
    if now - since > within:
        raise UploadExpired(is_undo=is_undo)


def _answer_late(stored: StoredImport) -> UploadAnswer:
    """Say what became of an import in the meantime.

    Raises:
        UploadExpired: it waited too long.
        ImportGone: it was refused or declined.
    """
    if stored.state in {ImportState.ACCEPTED, ImportState.WRITTEN}:
        return UploadAnswer("already_written", stored.name)
    if stored.state in {ImportState.UNDOING, ImportState.UNDONE}:
        return UploadAnswer("already_undone", stored.name)
    if stored.state is ImportState.EXPIRED:
        raise UploadExpired(is_undo=False)
    raise ImportGone
