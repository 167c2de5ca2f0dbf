"""What was read from the database for the answers to a person, held in memory with the version of which it is."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from bot.domain.calendar.workdays import Absence, CompanyDay
from bot.domain.log.activity import NextStep
from bot.domain.log.situations import Correction

Value = TypeVar("Value")
# A rep's absences and 60 steps take some 10 kB.
ENTRIES_HELD = 10_000
# The notes that a workspace put right take some 50 kB at most.
WORKSPACES_HELD = 500


@dataclass(frozen=True, slots=True)
class Held(Generic[Value]):
    """A value with the version of which it is at least."""

    version: int
    value: Value


class VersionedCache(Generic[Value]):
    """Values by key, of which those that were used least recently make room.

    A value is kept with a version that was read *before* it, so that it is never older than its version says.
    """

    def __init__(self, *, size: int = ENTRIES_HELD) -> None:
        self._size = size
        self._held: OrderedDict[Hashable, Held[Value]] = OrderedDict()

    def find(self, key: Hashable, *, version: int = 0) -> Held[Value] | None:
        """Return the value unless it is older than this version."""
        held = self._held.get(key)
        if held is None or held.version < version:
            return None
        self._held.move_to_end(key)
        return held

    def keep(self, key: Hashable, value: Value, *, version: int) -> Held[Value]:
        """Hold a value, unless a newer one came in meanwhile, and return it."""
        held = Held(version=version, value=value)
        known = self._held.get(key)
        if known is None or known.version <= version:
            self._held[key] = held
            self._held.move_to_end(key)
            if len(self._held) > self._size:
                self._held.popitem(last=False)
        return held


@dataclass(frozen=True, slots=True)
class HeldReady:
    """The caches of one process: by rep the absences and the latest next steps, by workspace its days and notes."""

    absences: VersionedCache[tuple[Absence, ...]] = field(default_factory=VersionedCache)
    steps: VersionedCache[tuple[NextStep, ...]] = field(default_factory=VersionedCache)
    company_days: VersionedCache[tuple[CompanyDay, ...]] = field(default_factory=VersionedCache)
    corrections: VersionedCache[tuple[Correction, ...]] = field(
        default_factory=lambda: VersionedCache(size=WORKSPACES_HELD)
    )
