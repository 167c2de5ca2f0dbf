"""What the import of each subject offers: compare rows with what is stored, then store them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.exchange.report import BadRow, CutText
from bot.services.exchange.table import TableRow
from bot.storage.exchange.journal import Journal


@dataclass(frozen=True, slots=True)
class ImportScope:
    """The workspace that a file is imported into, and the time (UTC)."""

    workspace_id: int
    now: datetime


@dataclass(frozen=True, slots=True)
class ComparedRows:
    """Rows of a file beside what is stored: new ones, changed ones (as they are and as they will be), and the rest."""

    new: Sequence[Any] = ()
    changed: Sequence[tuple[Any, Any]] = ()
    unchanged: int = 0
    bad: Sequence[BadRow] = field(default_factory=list)
    cut: Sequence[CutText] = field(default_factory=list)


class Importer(Protocol):
    """Imports the rows of one file, part by part, in one transaction."""

    async def prepare(self, connection: AsyncConnection) -> None:
        """Load what every part needs."""
        ...

    async def compare(self, connection: AsyncConnection, rows: Sequence[TableRow]) -> ComparedRows:
        """Parse the next rows and compare them with what is stored; writes nothing."""
        ...

    async def store(self, connection: AsyncConnection, rows: ComparedRows, journal: Journal) -> None:
        """Store compared rows, and write down in the journal what that changed."""
        ...

    async def finish(self, connection: AsyncConnection, journal: Journal) -> None:
        """Compute what follows from all rows together."""
        ...
