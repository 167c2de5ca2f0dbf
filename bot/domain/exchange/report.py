"""The result of an import: counts, refused rows with their reason, and unknown columns."""

from collections.abc import Callable
from dataclasses import dataclass

# Called with the number of rows done, and the total.
ReportProgress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class BadRow:
    """A refused row: its line number, the invalid field and value, and a stable code for the reason."""

    line: int
    field: str
    code: str
    value: str = ""


class RowRefused(Exception):
    """A row is refused; carries the fields of a BadRow."""

    def __init__(self, field: str, code: str, value: str = "") -> None:
        super().__init__(code)
        self.field = field
        self.code = code
        self.value = value


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The counts of one import; ``was_written`` is False when bad rows caused the whole file to be refused."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    bad: tuple[BadRow, ...] = ()
    unknown_columns: tuple[str, ...] = ()
    was_written: bool = True
