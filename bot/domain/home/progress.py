"""Progress of a day against its targets (R1)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.domain.log.activity import Kind
from bot.domain.people.people import Targets


@dataclass(frozen=True, slots=True)
class Progress:
    """The progress of one rep, or of a team in total, on one day."""

    done: Mapping[Kind, int]
    targets: Targets

    def done_of(self, kind: Kind) -> int:
        """Return how many of this kind were done."""
        return self.done.get(kind, 0)

    def left_of(self, kind: Kind) -> int:
        """Return how many of this kind are left, at least zero."""
        return max(0, self.targets.of(kind) - self.done_of(kind))

    @property
    def is_complete(self) -> bool:
        """Whether every target is reached."""
        return not any(self.left_of(kind) for kind in Kind)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was logged."""
        return not any(self.done.values())


def add_progress(days: Iterable[Progress]) -> Progress:
    """Return the sum of the progress of several people."""
    done = dict.fromkeys(Kind, 0)
    targets = Targets(message=0, call=0, visit=0)
    for day in days:
        done = {kind: done[kind] + day.done_of(kind) for kind in Kind}
        targets = targets.plus(day.targets)
    return Progress(done=done, targets=targets)
