"""The result of undoing an import."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A row that stays as it is: somebody changed it since, or something hangs on it."""

    label: str
    is_in_use: bool = False


@dataclass(frozen=True, slots=True)
class UndoReport:
    """How many rows were removed and put back, and which stay; of many, ``MOST_TOLD`` are told."""

    MOST_TOLD: ClassVar[int] = 1_000

    name: str
    removed: int = 0
    restored: int = 0
    kept: tuple[KeptRow, ...] = ()
    more_kept: int = 0
