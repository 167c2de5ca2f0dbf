"""Progress of a day against its targets (R1)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.log.activity import RHYTHM_KINDS, Counts, Kind, OwnKindId
from bot.domain.log.own_kinds import OwnKind
from bot.domain.people.people import Targets


@dataclass(frozen=True, slots=True)
class OwnProgress:
    """What was done of a kind with a target of its own; ``target`` is 0 when it is only counted."""

    kind: OwnKind
    done: int
    target: int


@dataclass(frozen=True, slots=True)
class Progress:
    """The progress of one rep, or of a team in total, on one day."""

    done: Counts
    targets: Targets

    def done_of(self, kind: Kind) -> int:
        """Return how many of this kind were done; for ``Kind.OWN`` of all kinds with a target of their own together."""
        if kind is Kind.OWN:
            return sum(own.done for own in self.own)
        return self.done.get(kind, 0)

    def left_of(self, kind: Kind) -> int:
        """Return how many of this kind are left, at least zero; a surplus of one own kind does not offset another."""
        if kind is Kind.OWN:
            return sum(max(0, own.target - own.done) for own in self.own)
        return max(0, self.targets.of(kind) - self.done_of(kind))

    @property
    def own(self) -> tuple[OwnProgress, ...]:
        """The own kinds to show: with a target, or done without one (O2)."""
        shown = (OwnProgress(each.kind, self.done.get(each.kind.id, 0), each.count) for each in self.targets.own)
        return tuple(each for each in shown if each.done or each.target)

    @property
    def is_complete(self) -> bool:
        """Whether every target is reached; a day without targets, on which nothing is asked (K4), has none to reach."""
        return self.has_targets and not any(self.left_of(kind) for kind in Kind)

    @property
    def has_targets(self) -> bool:
        """Whether anything is asked: False on a free day, and of who only leads (K4)."""
        return any(self.targets.of(kind) for kind in Kind)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was logged."""
        return not any(self.done.values())


def add_counts(counts: Iterable[Counts]) -> Counts:
    """Return the sum of several counts."""
    total: Counter[Kind | OwnKindId] = Counter(dict.fromkeys(RHYTHM_KINDS, 0))
    for each in counts:
        total.update(each)
    return total
