"""Compare the first contacts of a deal with those of closed deals, and report how those ended (O4).

The similarity of two deals is the weight of their shared signs divided by that of all signs that either has. A sign
weighs 1 + log((closed + 1) / (deals with the sign + 1)), which is 3.3 for a sign of one deal in ten. The outcome has no
part in it: selecting similar deals by outcome would bias the estimate.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from itertools import chain
from math import fsum, log

from bot.domain.log.activity import Kind
from bot.domain.log.situations import Situation
from bot.domain.statistics.patterns import WIDE, WinRate

EARLY_CONTACTS = 3
# Calendar days from the first to the last of the early contacts.
SLOW_DAYS = 10
# With fewer closed deals the base rate itself is uncertain by more than ten points.
LEAST_CLOSED = 50
# Fewer than the minimum carry no information; more than the maximum only adds less similar deals.
LEAST_ALIKE, MOST_ALIKE = 10, 30
# The least similarity. At one half, two deals in five still had too few matches after 150 closed deals, and the
# estimates were no more accurate.
ALIKE_FROM = 0.4


@dataclass(frozen=True, slots=True)
class EarlyContact:
    """A contact of a deal on a local day; ``has_step`` means that it ended with a dated next step."""

    kind: Kind
    day: date
    is_advance: bool
    situation: Situation | None
    has_step: bool


@dataclass(frozen=True, slots=True)
class SignedDeal:
    """A closed deal with the signs of its first contacts."""

    id: int
    name: str
    is_won: bool
    signs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Likeness:
    """The closed deals most similar to a deal, best first, and the number of them that were won.

    ``chance`` is their win rate, shrunk towards that of all closed deals, with its 90% interval from ``low`` to
    ``high``. The interval is for the average of similar deals, not for this one. What is shown are the counts (K7).
    """

    alike: tuple[SignedDeal, ...]
    won: int
    chance: float
    low: float
    high: float

    @property
    def says_little(self) -> bool:
        """Whether so few deals leave the rate open, so that people are told so in words."""
        return self.high - self.low > WIDE


def find_signs(contacts: Sequence[EarlyContact]) -> frozenset[str]:
    """Return the signs of the first three contacts; none without contacts, at least one with any (O4).

    The order of the list and duplicates have no effect; on one local day the contact with a step comes first. A
    situation is a sign only when it is an obstacle: an advance is a sign of its own.
    """
    early = sorted(set(contacts), key=_order)[:EARLY_CONTACTS]
    if not early:
        return frozenset()
    shown = {
        "advance": any(each.is_advance for each in early),
        "visit": any(each.kind is Kind.VISIT for each in early),
        "only_messages": all(each.kind is Kind.MESSAGE for each in early),
        "slow": (early[-1].day - early[0].day).days > SLOW_DAYS,
        _name_step(early): True,
    }
    situations = {each.situation for each in early if each.situation is not None and each.situation.is_obstacle}
    return frozenset(sign for sign, is_shown in shown.items() if is_shown) | {
        f"situation:{each}" for each in situations
    }


def find_like(signs: AbstractSet[str], closed: Sequence[SignedDeal]) -> Likeness | None:
    """Return the 10 to 30 closed deals most similar to these signs, and the chance to win (O4).

    None without signs, with fewer than 50 closed deals, and when fewer than 10 reach the least similarity. Ties go by
    id. The chance is shrunk towards the base rate with a weight of 15 deals.
    """
    if not signs or len(closed) < LEAST_CLOSED:
        return None
    alike = _choose_alike(signs, closed)
    if len(alike) < LEAST_ALIKE:
        return None
    base = _count_won(closed).base
    rate = _count_won(alike)
    low, high = rate.find_interval(base)
    return Likeness(alike=tuple(alike), won=rate.won, chance=rate.shrink(base), low=low, high=high)


def _order(contact: EarlyContact) -> tuple[date, bool, bool, str, str]:
    return contact.day, not contact.has_step, not contact.is_advance, contact.kind, contact.situation or ""


def _name_step(early: Sequence[EarlyContact]) -> str:
    if early[0].has_step:
        return "step_first"
    return "step_later" if any(each.has_step for each in early) else "no_step"


def _count_won(deals: Sequence[SignedDeal]) -> WinRate:
    return WinRate(won=sum(deal.is_won for deal in deals), deals=len(deals))


def _choose_alike(signs: AbstractSet[str], closed: Sequence[SignedDeal]) -> list[SignedDeal]:
    """Return the most similar deals, judged by their signs only."""
    shown = Counter(chain.from_iterable(deal.signs for deal in closed))
    weights = {sign: 1 + log((len(closed) + 1) / (shown[sign] + 1)) for sign in signs | shown.keys()}

    def measure(others: frozenset[str]) -> float:
        # fsum is exact whatever the iteration order of the set, so that equal deals get exactly equal scores.
        return _add_up(signs & others, weights) / _add_up(signs | others, weights)

    # Compute the similarity once per distinct set of signs: many deals share one.
    likeness = {others: measure(others) for others in {deal.signs for deal in closed}}
    ranked = sorted(closed, key=lambda deal: (-likeness[deal.signs], deal.id))
    return [deal for deal in ranked[:MOST_ALIKE] if likeness[deal.signs] >= ALIKE_FROM]


def _add_up(signs: Iterable[str], weights: dict[str, float]) -> float:
    return fsum(weights[sign] for sign in signs)
