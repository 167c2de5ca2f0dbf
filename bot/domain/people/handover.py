"""Divide what a leaver worked on among colleagues: an account goes to one of them, with its deals and steps (K3)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

# How long a hand-over can be taken back.
UNDONE_WITHIN = timedelta(days=7)
# Colleagues to whom one hand-over can go.
MOST_RECEIVERS = 3


@dataclass(frozen=True, slots=True)
class Holding:
    """What somebody has at one account (None: at no account): whether it is his or hers, open deals and open steps."""

    account_id: int | None
    is_owned: bool = False
    deals: tuple[int, ...] = ()
    steps: tuple[int, ...] = ()

    @property
    def weight(self) -> int:
        """The work that it brings along, by which a division is even."""
        return self.is_owned + len(self.deals) + len(self.steps)


@dataclass(frozen=True, slots=True)
class HandoverCounts:
    """How many accounts, open deals and open steps are handed over."""

    accounts: int = 0
    deals: int = 0
    steps: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to hand over."""
        return not (self.accounts or self.deals or self.steps)


def count_holdings(holdings: Iterable[Holding]) -> HandoverCounts:
    """Return the totals of holdings."""
    found = list(holdings)
    return HandoverCounts(
        accounts=sum(each.is_owned for each in found),
        deals=sum(len(each.deals) for each in found),
        steps=sum(len(each.steps) for each in found),
    )


def divide_holdings(holdings: Sequence[Holding], receivers: Sequence[int]) -> Mapping[int, Sequence[Holding]]:
    """Return for each receiver, by rep id, an even part: the heaviest first, each to who has the least so far."""
    parts: dict[int, list[Holding]] = {receiver: [] for receiver in receivers}
    load = dict.fromkeys(receivers, 0)
    for holding in sorted(holdings, key=lambda each: (-each.weight, each.account_id or 0)):
        receiver = min(receivers, key=lambda each: (load[each], receivers.index(each)))
        parts[receiver].append(holding)
        load[receiver] += holding.weight
    return parts
