"""An in-memory cache of query results for replies, each stored with its version."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from bot.domain.calendar.workdays import Absence, CompanyDay
from bot.domain.log.activity import NextStep
from bot.domain.log.situations import Correction

Value = TypeVar("Value")
# A rep's absences and 60 next steps take some 10 kB, so that a full cache takes some 100 MB.
ENTRIES_CACHED = 10_000
# The corrections of a workspace take some 50 kB at most.
WORKSPACES_CACHED = 500


@dataclass(frozen=True, slots=True)
class Versioned(Generic[Value]):
    """A value and its version; the value may be newer, never older."""

    version: int
    value: Value


class VersionedCache(Generic[Value]):
    """A least-recently-used cache of versioned values.

    The version must be read *before* the value, so that a value is never older than its version says.
    """

    def __init__(self, *, size: int = ENTRIES_CACHED) -> None:
        self._size = size
        self._entries: OrderedDict[Hashable, Versioned[Value]] = OrderedDict()

    def find(self, key: Hashable, *, version: int = 0) -> Versioned[Value] | None:
        """Return the value, None when it is missing or older than this version."""
        entry = self._entries.get(key)
        if entry is None or entry.version < version:
            return None
        self._entries.move_to_end(key)
        return entry

    def keep(self, key: Hashable, value: Value, *, version: int) -> Versioned[Value]:
        """Cache a value, unless a newer one was cached meanwhile, and return it."""
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
    """The caches of one process: absences and latest next steps by rep, company days and corrections by workspace."""

    absences: VersionedCache[tuple[Absence, ...]] = field(default_factory=VersionedCache)
    steps: VersionedCache[tuple[NextStep, ...]] = field(default_factory=VersionedCache)
    company_days: VersionedCache[tuple[CompanyDay, ...]] = field(default_factory=VersionedCache)
    corrections: VersionedCache[tuple[Correction, ...]] = field(
        default_factory=lambda: VersionedCache(size=WORKSPACES_CACHED)
    )
