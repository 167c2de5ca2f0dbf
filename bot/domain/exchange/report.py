"""What came of an import: counts, rows that were refused with their reason, and columns nobody knows."""

from collections.abc import Callable
from dataclasses import dataclass

# Called with how many rows are done, of how many.
ReportProgress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that was refused: its line, the field and value that are wrong, and a stable code for the reason."""

    line: int
    field: str
    code: str
    value: str = ""


class RowRefused(Exception):
    """A row cannot be taken; carries what a BadRow says."""

    def __init__(self, field: str, code: str, value: str = "") -> None:
        super().__init__(code)
        self.field = field
        self.code = code
        self.value = value


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The counts of one import; ``was_written`` is False when bad rows kept all of the file out."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    bad: tuple[BadRow, ...] = ()
    unknown_columns: tuple[str, ...] = ()
    was_written: bool = True
