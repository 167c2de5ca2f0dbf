"""What was read from the database for the answers to a person, cached in memory with the version of which it is."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from bot.domain.calendar.workdays import Absence, CompanyDay
from bot.domain.log.activity import NextStep
from bot.domain.log.situations import Correction

Value = TypeVar("Value")
# A rep's absences and 60 steps take some 10 kB.
ENTRIES_CACHED = 10_000
# The notes that a workspace put right take some 50 kB at most.
WORKSPACES_CACHED = 500


@dataclass(frozen=True, slots=True)
class Versioned(Generic[Value]):
    """A value with the version of which it is at least."""

    version: int
    value: Value


class VersionedCache(Generic[Value]):
    """Values by key, of which those that were used least recently make room.

    A value is kept with a version that was read *before* it, so that it is never older than its version says.
    """

    def __init__(self, *, size: int = ENTRIES_CACHED) -> None:
        self._size = size
        self._entries: OrderedDict[Hashable, Versioned[Value]] = OrderedDict()

    def find(self, key: Hashable, *, version: int = 0) -> Versioned[Value] | None:
        """Return the value unless it is older than this version."""
        entry = self._entries.get(key)
        if entry is None or entry.version < version:
            return None
        self._entries.move_to_end(key)
        return entry

    def keep(self, key: Hashable, value: Value, *, version: int) -> Versioned[Value]:
        """Hold a value, unless a newer one came in meanwhile, and return it."""
        entry = Versioned(version=version, value=value)
        known = self._entries.get(key)
        if known is None or known.version <= version:
            self._entries[key] = entry
            self._entries.move_to_end(key)
            if len(self._entries) > self._size:
                self._entries.popitem(last=False)
        return entry


@dataclass(frozen=True, slots=True)
class ProcessCaches:
    """The caches of one process: by rep the absences and the latest next steps, by workspace its days and notes."""

    absences: VersionedCache[tuple[Absence, ...]] = field(default_factory=VersionedCache)
    steps: VersionedCache[tuple[NextStep, ...]] = field(default_factory=VersionedCache)
    company_days: VersionedCache[tuple[CompanyDay, ...]] = field(default_factory=VersionedCache)
    corrections: VersionedCache[tuple[Correction, ...]] = field(
        default_factory=lambda: VersionedCache(size=WORKSPACES_CACHED)
    )
