"""Select the import for a file's subject."""

from collections.abc import Awaitable
from datetime import datetime
from typing import Protocol

from bot.domain.exchange.report import ImportReport, ReportProgress
from bot.domain.exchange.subject import FileSubject
from bot.services.exchange.import_accounts import import_accounts
from bot.services.exchange.import_activities import import_activities
from bot.services.exchange.import_contacts import import_contacts
from bot.services.exchange.import_deals import import_deals
from bot.services.exchange.table import TableFile
from bot.storage.database import Database


class Import(Protocol):
    """Imports the rows of a file; atomic."""

    def __call__(
        self,
        database: Database,
        *,
        workspace_id: int,
        table: TableFile,
        skip_bad: bool,
        now: datetime,
        on_progress: ReportProgress | None = None,
    ) -> Awaitable[ImportReport]:
        """Return a report of the import; raises FileUnreadable."""
        ...


IMPORTS: dict[FileSubject, Import] = {
    FileSubject.ACCOUNTS: import_accounts,
    FileSubject.ACTIVITIES: import_activities,
    FileSubject.DEALS: import_deals,
    FileSubject.CONTACTS: import_contacts,
}
