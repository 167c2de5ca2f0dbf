"""The result of an import: counts, refused rows with their reason, cut texts, and unknown columns."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

# Called with the number of rows done so far.
ReportProgress = Callable[[int], None]
# Of a file with more bad rows, or more cut texts, the first are told and the others are counted.
MOST_TOLD = 1_000


@dataclass(frozen=True, slots=True)
class BadRow:
    """A refused row: its line number, the invalid field and value, and a stable code for the reason."""

    line: int
    field: str
    code: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class CutText:
    """A text of which only the first ``limit`` characters are stored."""

    line: int
    field: str
    limit: int


class RowRefused(Exception):
    """A row is refused; carries the fields of a BadRow."""

    def __init__(self, field: str, code: str, value: str = "") -> None:
        super().__init__(code)
        self.field = field
        self.code = code
        self.value = value


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The counts of one import; ``was_written`` is False when bad rows caused the whole file to be refused.

    ``import_id`` names what was stored, so that it can be undone; None when nothing was.
    """

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    bad: tuple[BadRow, ...] = ()
    more_bad: int = 0
    cut: tuple[CutText, ...] = ()
    more_cut: int = 0
    unknown_columns: tuple[str, ...] = ()
    was_written: bool = True
    import_id: int | None = field(default=None, compare=False)

    @property
    def refused(self) -> int:
        """The number of refused rows."""
        return len(self.bad) + self.more_bad

    @property
    def good(self) -> int:
        """The number of rows that can be stored, or are."""
        return self.new + self.changed + self.unchanged


@dataclass(slots=True)
class ImportTally:
    """Counts the rows of a file while it is read in parts."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    bad: list[BadRow] = field(default_factory=list)
    more_bad: int = 0
    cut: list[CutText] = field(default_factory=list)
    more_cut: int = 0

    def add_bad(self, rows: Iterable[BadRow]) -> None:
        """Add refused rows."""
        for row in rows:
            if len(self.bad) < MOST_TOLD:
                self.bad.append(row)
            else:
                self.more_bad += 1

    def add_cut(self, texts: Iterable[CutText]) -> None:
        """Add texts of which only the beginning is stored."""
        for text in texts:
            if len(self.cut) < MOST_TOLD:
                self.cut.append(text)
            else:
                self.more_cut += 1

    def report(
        self, *, unknown_columns: tuple[str, ...], was_written: bool, import_id: int | None = None
    ) -> ImportReport:
        """Return what was counted."""
        return ImportReport(
            new=self.new,
            changed=self.changed,
            unchanged=self.unchanged,
            bad=tuple(self.bad),
            more_bad=self.more_bad,
            cut=tuple(self.cut),
            more_cut=self.more_cut,
            unknown_columns=unknown_columns,
            was_written=was_written,
            import_id=import_id,
        )
