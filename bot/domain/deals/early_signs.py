"""What the first contacts of a deal have in common with closed ones, and how those ended (O4).

Two deals are as alike as the weight of the signs that they share is to that of all signs that either shows. A sign
weighs 1, and more the fewer closed deals show it: 1 + log((closed + 1) / (with the sign + 1)), which is 3.3 for one in
ten. How a deal ended has no part in it: who looks for likeness among the won finds what he hopes for.
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
from bot.domain.statistics.patterns import WinRate

EARLY_CONTACTS = 3
# In days of the calendar, from the first of the early contacts to the last.
SLOW_DAYS = 10
# With fewer closed deals the usual rate itself is not known to ten points.
LEAST_CLOSED = 50
# Fewer say next to nothing; more than these only lets in the less alike.
LEAST_ALIKE, MOST_ALIKE = 10, 30
# Alike is who shares at least two fifths of what either shows: with half, after 150 closed deals nothing could be said
# of two deals in five, and what was said came no nearer to the truth.
ALIKE_FROM = 0.4


@dataclass(frozen=True, slots=True)
class EarlyContact:
    """A contact of a deal on a local day; ``has_step`` says that it ended with a next step on a date."""

    kind: Kind
    day: date
    is_advance: bool
    situation: Situation | None
    has_step: bool


@dataclass(frozen=True, slots=True)
class SignedDeal:
    """A deal that was won or lost, with the signs of its first contacts."""

    id: int
    name: str
    is_won: bool
    signs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Likeness:
    """The closed deals that a deal is like, the most alike first, with how many of them were won.

    ``chance`` is their rate, drawn towards that of all closed deals, with its 90% interval from ``low`` to ``high``.
    The interval is that of deals like this one, which may itself have more or less of a chance.
    """

    alike: tuple[SignedDeal, ...]
    won: int
    chance: float
    low: float
    high: float


def find_signs(contacts: Sequence[EarlyContact]) -> frozenset[str]:
    """Return the signs that the first three contacts show; none without contacts, at least one with any (O4).

    Their order in the list and repetitions make no difference; on one local day the contact with a step comes first.
    A situation is a sign only when it stands in the way: an advance is a sign of its own.
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
    """Return the 10 to 30 closed deals that these signs are most like, and the chance to win by them (O4).

    None without signs, under 50 closed deals, and when fewer than 10 share at least two fifths of the weight. Equally
    alike deals go by id. The chance is drawn towards the rate of all closed deals as if 15 more had gone by that.
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
    """Return the most alike, by their signs alone."""
    shown = Counter(chain.from_iterable(deal.signs for deal in closed))
    weights = {sign: 1 + log((len(closed) + 1) / (shown[sign] + 1)) for sign in signs | shown.keys()}

    def measure(others: frozenset[str]) -> float:
        # fsum does not depend on the order of a set, so that equal deals are exactly equally alike.
        return _add_up(signs & others, weights) / _add_up(signs | others, weights)

    # Many deals show the same signs.
    likeness = {others: measure(others) for others in {deal.signs for deal in closed}}
    ranked = sorted(closed, key=lambda deal: (-likeness[deal.signs], deal.id))
    return [deal for deal in ranked[:MOST_ALIKE] if likeness[deal.signs] >= ALIKE_FROM]


def _add_up(signs: Iterable[str], weights: dict[str, float]) -> float:
    return fsum(weights[sign] for sign in signs)
