"""Import a file: compare it with what is stored, then store it in one transaction that can be undone as a whole."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from secrets import token_hex

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.exchange.errors import FileUnreadable
from bot.domain.exchange.report import ImportReport, ImportTally, ReportProgress
from bot.domain.exchange.subject import FileSubject
from bot.domain.text.cleaning import clean_text
from bot.services.exchange.import_accounts import AccountImporter
from bot.services.exchange.import_activities import ActivityImporter
from bot.services.exchange.import_contacts import ContactImporter
from bot.services.exchange.import_deals import DealImporter
from bot.services.exchange.importer import Importer, ImportScope
from bot.services.exchange.table import TableFile, TableRow
from bot.storage.database import Database
from bot.storage.exchange import batches
from bot.storage.exchange.batches import ImportState, NewImport
from bot.storage.exchange.journal import Journal

# Rows per round of queries; a file is never in memory as a whole.
AT_A_TIME = 1_000
NAME_LIMIT = 255


@dataclass(frozen=True, slots=True)
class _Subject:
    """How a subject is imported; a file must have all fields of one of the sets in ``needed``."""

    make: Callable[[ImportScope], Importer]
    needed: tuple[frozenset[str], ...]


def _any_of(*fields: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(each.split()) for each in fields)


_SUBJECTS: Mapping[FileSubject, _Subject] = {
    FileSubject.ACCOUNTS: _Subject(AccountImporter, _any_of("name", "account")),
    FileSubject.ACTIVITIES: _Subject(ActivityImporter, _any_of("date kind owner")),
    FileSubject.DEALS: _Subject(DealImporter, _any_of("account deal", "name deal", "account name")),
    FileSubject.CONTACTS: _Subject(ContactImporter, _any_of("account contact", "name contact", "account name")),
}


async def plan_import(
    database: Database,
    *,
    workspace_id: int,
    subject: FileSubject,
    table: TableFile,
    now: datetime,
    on_progress: ReportProgress | None = None,
) -> ImportReport:
    """Return what importing a file would do; nothing is written.

    Raises:
        FileUnreadable: it has not the columns that this subject needs, or it is broken.
    """
    check_columns(subject, table)
    scope = ImportScope(workspace_id=workspace_id, now=now)
    async with database.long_reading() as connection:
        tally = await _walk(connection, _SUBJECTS[subject].make(scope), table, on_progress=on_progress)
    return tally.report(unknown_columns=table.list_unused(subject), was_written=False)


async def write_import(
    database: Database,
    *,
    workspace_id: int,
    subject: FileSubject,
    table: TableFile,
    skip_bad: bool,
    now: datetime,
    name: str = "",
    on_progress: ReportProgress | None = None,
) -> ImportReport:
    """Import a file in one transaction, unless it has bad rows that are not to be skipped.

    Raises:
        FileUnreadable: it has not the columns that this subject needs, or it is broken.
    """
    check_columns(subject, table)
    if not skip_bad:
        planned = await plan_import(database, workspace_id=workspace_id, subject=subject, table=table, now=now)
        if planned.bad:
            return ImportReport(
                bad=planned.bad,
                more_bad=planned.more_bad,
                unknown_columns=planned.unknown_columns,
                was_written=False,
            )
    request_key = f"command-line:{token_hex(16)}"

    async def work(connection: AsyncConnection) -> ImportReport:
        new = NewImport(
            workspace_id=workspace_id,
            # A file system allows names that are no text.
            name=clean_text(name)[:NAME_LIMIT],
            subject=subject,
            state=ImportState.WRITTEN,
            skips_bad=skip_bad,
            request_key=request_key,
            created_at=now,
            written_at=now,
        )
        import_id = await batches.add_import(connection, new)
        journal = Journal(workspace_id=workspace_id, import_id=import_id)
        report = await store_rows(connection, journal, subject, table, now=now, on_progress=on_progress)
        if report.import_id is None:
            await batches.drop_import(connection, import_id=import_id)
        return report

    return await database.write(work)


async def store_rows(
    connection: AsyncConnection,
    journal: Journal,
    subject: FileSubject,
    table: TableFile,
    *,
    now: datetime,
    on_progress: ReportProgress | None = None,
) -> ImportReport:
    """Store the good rows of a file within a transaction, with the counts of the import."""
    importer = _SUBJECTS[subject].make(ImportScope(workspace_id=journal.workspace_id, now=now))
    tally = await _walk(connection, importer, table, journal=journal, on_progress=on_progress)
    import_id = journal.import_id if tally.new or tally.changed else None
    report = tally.report(unknown_columns=table.list_unused(subject), was_written=True, import_id=import_id)
    await batches.save_counts(connection, import_id=journal.import_id, report=report)
    return report


async def _walk(
    connection: AsyncConnection,
    importer: Importer,
    table: TableFile,
    *,
    journal: Journal | None = None,
    on_progress: ReportProgress | None = None,
) -> ImportTally:
    """Compare all rows of a file, and store them if there is a journal to write it down in."""
    tally, done = ImportTally(), 0
    await importer.prepare(connection)
    for rows in _read_parts(table):
        found = await importer.compare(connection, rows)
        tally.new += len(found.new)
        tally.changed += len(found.changed)
        tally.unchanged += found.unchanged
        tally.add_bad(found.bad)
        tally.add_cut(found.cut)
        if journal is not None and (found.new or found.changed):
            await importer.store(connection, found, journal)
        done += len(rows)
        if on_progress is not None:
            on_progress(done)
    if journal is not None and (tally.new or tally.changed):
        await importer.finish(connection, journal)
    return tally


def _read_parts(table: TableFile) -> Iterator[list[TableRow]]:
    rows = table.read_rows()
    while part := list(islice(rows, AT_A_TIME)):
        yield part


def check_columns(subject: FileSubject, table: TableFile) -> None:
    """Raise FileUnreadable if a file has not the columns that this subject needs."""
    if not any(needed <= set(table.fields) for needed in _SUBJECTS[subject].needed):
        raise FileUnreadable("columns")
