"""Which import takes which file."""

from collections.abc import Awaitable
from datetime import datetime
from typing import Protocol

from bot.domain.exchange.report import ImportReport, Progress
from bot.domain.exchange.subject import Subject
from bot.services.exchange.import_accounts import import_accounts
from bot.services.exchange.import_activities import import_activities
from bot.services.exchange.import_contacts import import_contacts
from bot.services.exchange.import_deals import import_deals
from bot.services.exchange.table import TableFile
from bot.storage.database import Database


class Import(Protocol):
    """Brings the rows of a file in, all or nothing."""

    def __call__(
        self,
        database: Database,
        *,
        workspace_id: int,
        table: TableFile,
        skip_bad: bool,
        now: datetime,
        on_progress: Progress | None = None,
    ) -> Awaitable[ImportReport]:
        """Return what came of it; raises FileUnreadable."""
        ...


IMPORTS: dict[Subject, Import] = {
    Subject.ACCOUNTS: import_accounts,
    Subject.ACTIVITIES: import_activities,
    Subject.DEALS: import_deals,
    Subject.CONTACTS: import_contacts,
}
