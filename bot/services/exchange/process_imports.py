"""Read, import and undo files that were sent in chat, in the background, and tell what came of it.

Each import is leased, so that several processes share the work; what it tells goes into the outbox in the transaction
that it tells about. One that fails is tried again when its lease ends, a few times.
"""

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.exchange.errors import FileUnreadable, SubjectUnclear, UploadRefused
from bot.domain.exchange.subject import FileSubject
from bot.domain.people.people import Rep
from bot.errors import PersonError
from bot.messages.exchange import uploads as messages
from bot.messages.text.message import Message
from bot.messages.text.words import Words, load_words
from bot.ports import Address, DownloadFailed, FileStore, SendFailed
from bot.services.delivery.outbox import make_reply
from bot.services.exchange.excel_file import MEGABYTE, ExcelLimits
from bot.services.exchange.import_tables import check_columns, plan_import, store_rows
from bot.services.exchange.table import TableFile, list_first_rows, read_table
from bot.services.exchange.undo_import import undo_rows
from bot.services.exchange.uploads import LARGEST_UPLOAD
from bot.storage.database import Database
from bot.storage.delivery import deliveries as delivery_rows
from bot.storage.exchange import batches
from bot.storage.exchange.batches import ImportState, StoredImport
from bot.storage.exchange.journal import Journal
from bot.storage.people import people as people_rows

LEASE = timedelta(minutes=2)
RETRY_PAUSE = timedelta(seconds=10)
MOST_ATTEMPTS = 3
MOST_ROWS = 10_000
# All other writes wait while a file is stored, so that one in chat is smaller than one from the command line.
LIMITS = ExcelLimits(unpacked=40 * MEGABYTE, held=8 * MEGABYTE, rows=MOST_ROWS + 1, strings=200_000)


@dataclass(frozen=True, slots=True)
class _Task:
    """A leased import with its user, and where he or she is answered."""

    database: Database
    stored: StoredImport
    rep: Rep
    address: Address
    now: datetime

    @property
    def words(self) -> Words:
        """The texts in the user's language."""
        return load_words(self.rep.language)

    async def tell(self, connection: AsyncConnection, message: Message, *, about: str) -> None:
        """Add a message to the outbox, once for this stage of the import."""
        key = f"import:{self.stored.id}:{about}"
        rep = self.rep
        reply = make_reply(
            rep, address=self.address, message=message, request_key=key, now=self.now, through_id=rep.heard_in
        )
        await delivery_rows.add_deliveries(connection, [reply])


@dataclass(frozen=True, slots=True)
class ProcessedImports:
    """How many imports were worked on, and the ids of the workspaces whose accounts may have changed."""

    count: int
    changed: frozenset[int]


async def process_imports(database: Database, *, files: FileStore, now: datetime) -> ProcessedImports:
    """Do what there is to do with imports."""
    changed: set[int] = set()
    count = 0
    while (task := await _claim(database, now=now)) is not None:
        count += 1
        if task.stored.attempts > MOST_ATTEMPTS:
            is_undo = task.stored.state is ImportState.UNDOING
            await _refuse(task, UploadRefused("undo_failed" if is_undo else "failed"))
        elif task.stored.state is ImportState.RECEIVED:
            await _preview(task, files)
        elif task.stored.state is ImportState.ACCEPTED:
            await _store(task)
            changed.add(task.stored.workspace_id)
        else:
            await _undo(task)
            changed.add(task.stored.workspace_id)
    return ProcessedImports(count=count, changed=frozenset(changed))


async def _claim(database: Database, *, now: datetime) -> _Task | None:
    async with database.reading() as connection:
        if not await batches.has_import_to_do(connection, now=now):
            return None

    async def work(connection: AsyncConnection) -> _Task | None:
        stored = await batches.claim_import(connection, now=now, until=now + LEASE)
        if stored is None or stored.rep_id is None:
            return None
        rep = await people_rows.get_rep(connection, workspace_id=stored.workspace_id, rep_id=stored.rep_id)
        workspace = await people_rows.get_workspace(connection, workspace_id=stored.workspace_id)
        if rep is None or workspace is None:
            return None
        address = Address(workspace=workspace.external_id, channel=rep.channel)
        return _Task(database=database, stored=stored, rep=rep, address=address, now=now)

    return await database.write(work)


async def _preview(task: _Task, files: FileStore) -> None:
    """Fetch and read a file, and show what importing it would do, or say why it is not imported."""
    try:
        content = await _fetch(task, files)
        table = await asyncio.to_thread(_read_whole, task.stored.name, content)
        await _show(task, content, table)
    except DownloadFailed as failure:
        await (_refuse(task, UploadRefused(failure.reason)) if failure.is_final else _try_later(task))
    except SendFailed:
        await _refuse(task, UploadRefused("gone"))
    except PersonError as error:
        await _refuse(task, error)


async def _show(task: _Task, content: bytes, table: TableFile) -> None:
    stored, words = task.stored, task.words
    try:
        subject = stored.subject or table.subject
    except SubjectUnclear as error:
        possible = [subject for subject in FileSubject if _has_columns(subject, table)]
        question = messages.build_subject_question(words, stored.id, stored.name, error, possible)
        await _ask(task, question, content=content)
        return
    report = await plan_import(
        task.database, workspace_id=stored.workspace_id, subject=subject, table=table, now=task.now
    )
    shown = messages.ShownFile(
        name=stored.name, subject=subject, fields=table.list_used(subject), rows=list_first_rows(table)
    )
    message = messages.build_upload_preview(words, stored.id, shown, report)
    await _ask(task, message, content=content if report.new or report.changed else None, subject=subject)


def _read_whole(name: str, content: bytes) -> TableFile:
    """Read a file with all its rows, in a thread: unpacking a workbook takes its time.

    Raises:
        FileUnreadable: it is no table.
        UploadRefused: it has too many rows.
    """
    table = read_table(name, content, LIMITS)
    rows = list(islice(table.read_rows(), MOST_ROWS + 1))
    if len(rows) > MOST_ROWS:
        raise UploadRefused("too_many_rows")
    return replace(table, read_rows=lambda: iter(rows))


async def _fetch(task: _Task, files: FileStore) -> bytes:
    """Return the content of a file, from the database if it was fetched before."""
    async with task.database.long_reading() as connection:
        content = await batches.load_content(connection, import_id=task.stored.id)
    if content is None:
        content = await files.download(
            workspace=task.address.workspace, source=task.stored.source or "", limit=LARGEST_UPLOAD
        )
    return content


def _has_columns(subject: FileSubject, table: TableFile) -> bool:
    try:
        check_columns(subject, table)
    except FileUnreadable:
        return False
    return True


async def _ask(task: _Task, message: Message, *, content: bytes | None, subject: FileSubject | None = None) -> None:
    """Show a preview or a question, and keep the content until it is answered."""
    changes = batches.ImportChanges(content=content, lease_until=None)
    if subject is not None:
        changes["subject"] = subject

    async def work(connection: AsyncConnection) -> None:
        is_first = await batches.move_import(
            connection, import_id=task.stored.id, of=(ImportState.RECEIVED,), to=ImportState.ASKED, **changes
        )
        if is_first:
            await task.tell(connection, message, about=f"asked:{task.stored.subject or ''}")

    await task.database.write(work)


async def _try_later(task: _Task) -> None:
    """Shorten the lease of a file that could not be fetched just now."""
    until = task.now + RETRY_PAUSE

    async def work(connection: AsyncConnection) -> None:
        await batches.change_import(connection, import_id=task.stored.id, lease_until=until)

    await task.database.write(work)


async def _refuse(task: _Task, error: PersonError) -> None:
    """Say in one sentence why a file is not imported, and forget its content."""
    message = messages.build_upload_refused(task.words, task.stored.name, error)

    async def work(connection: AsyncConnection) -> None:
        await batches.move_import(
            connection,
            import_id=task.stored.id,
            of=batches.TO_DO,
            to=ImportState.WRITTEN if task.stored.state is ImportState.UNDOING else ImportState.REFUSED,
            content=None,
            reason=error.code,
            lease_until=None,
        )
        await task.tell(connection, message, about=f"refused:{task.stored.state}")

    await task.database.write(work)


async def _store(task: _Task) -> None:
    """Import an accepted file, and tell how it went, in one transaction."""
    async with task.database.long_reading() as connection:
        content = await batches.load_content(connection, import_id=task.stored.id)
    table = await asyncio.to_thread(_read_whole, task.stored.name, content or b"")

    async def work(connection: AsyncConnection) -> None:
        stored = await batches.find_import(
            connection, workspace_id=task.stored.workspace_id, import_id=task.stored.id, locks=True
        )
        if stored is None or stored.state is not ImportState.ACCEPTED or stored.subject is None:
            return
        journal = Journal(workspace_id=stored.workspace_id, import_id=stored.id)
        report = await store_rows(connection, journal, stored.subject, table, now=task.now)
        await batches.move_import(
            connection,
            import_id=stored.id,
            of=(ImportState.ACCEPTED,),
            to=ImportState.WRITTEN,
            written_at=task.now,
            content=None,
            lease_until=None,
        )
        message = messages.build_upload_written(task.words, stored.id, stored.name, report)
        await task.tell(connection, message, about="written")

    await task.database.write(work)


async def _undo(task: _Task) -> None:
    """Undo an import, and tell how it went, in one transaction."""

    async def work(connection: AsyncConnection) -> None:
        stored = await batches.find_import(
            connection, workspace_id=task.stored.workspace_id, import_id=task.stored.id, locks=True
        )
        if stored is None or stored.state is not ImportState.UNDOING:
            return
        report = await undo_rows(connection, stored)
        await task.tell(connection, messages.build_upload_undone(task.words, report), about="undone")

    await task.database.write(work)
