"""What the deals that were won have in common, claimed only when luck can hardly explain it (Z7).

| trait | outside are |
|---|---|
| a question | all deals in which it was not asked |
| any other | the deals with another value of that trait; who has no value is left out |

A pattern says what goes together, not what causes it: who asks late questions has come far already.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from bot.domain.statistics.beta import find_beta_quantile
from bot.domain.statistics.exact_tests import find_claims, find_p_value

# With fewer deals on either side even a doubled rate could seldom be told from luck.
LEAST_DEALS = 20
# In at most one workspace in twenty without any pattern one is claimed, however many values there are.
FALSE_CLAIMS = 0.05
# A rate is believed as if so many more deals had been seen that went as usual: half as many as are usually compared
# (30), so that three wins in ten move it a little and three hundred in a thousand settle it.
PRIOR_DEALS = 15
# A 90% interval leaves out one part in twenty on either side.
TAIL = 0.05
# From these figures on, each bucket up to the next.
CONTACT_BUCKETS = ((10, "10+"), (7, "7-9"), (4, "4-6"), (1, "1-3"))
RESPONSE_BUCKETS = ((6, "6+"), (3, "3-5"), (1, "1-2"), (0, "same_day"))

Key = TypeVar("Key")


class Trait(StrEnum):
    """What is known of a closed deal besides how it ended."""

    SEGMENT = "segment"
    SOURCE = "source"
    ENTRY_LEVEL = "entry_level"
    CONTACTS = "contacts"
    FIRST_RESPONSE = "first_response"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class ClosedDeal:
    """A deal that was won or lost, with its traits; of a question as many as were asked, of any other at most one.

    A trait that is not known is absent.
    """

    id: int
    name: str
    is_won: bool
    traits: frozenset[tuple[Trait, str]]


@dataclass(frozen=True, slots=True)
class WinRate:
    """How many of some closed deals were won."""

    won: int
    deals: int

    @property
    def base(self) -> float:
        """The rate to start from before a part of these deals is looked at: never 0 or 1, a half without deals."""
        return (self.won + 0.5) / (self.deals + 1)

    def shrink(self, base: float) -> float:
        """Return the rate, drawn towards a base rate as if 15 more deals had gone by it (Z7).

        It is the mean of the beta posterior; ``base`` lies between 0 and 1, which themselves are a ValueError.
        """
        a, b = self._find_posterior(base)
        return a / (a + b)

    def find_interval(self, base: float) -> tuple[float, float]:
        """Return the bounds between which the rate lies with 90% probability, by the same posterior (Z7).

        ``base`` lies between 0 and 1, which themselves are a ValueError.
        """
        a, b = self._find_posterior(base)
        return find_beta_quantile(TAIL, a=a, b=b), find_beta_quantile(1 - TAIL, a=a, b=b)

    def _find_posterior(self, base: float) -> tuple[float, float]:
        if not 0 < base < 1:
            raise ValueError(f"no base rate: {base}")
        return self.won + PRIOR_DEALS * base, self.deals - self.won + PRIOR_DEALS * (1 - base)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A value of a trait that goes with winning, or with losing when ``outside`` won more often.

    ``rate`` is that of the deals inside, drawn towards that of all compared, with its 90% interval from ``low`` to
    ``high``; ``p_value`` is that of the one test, before it was weighed with the others.
    """

    trait: Trait
    value: str
    inside: WinRate
    outside: WinRate
    rate: float
    low: float
    high: float
    p_value: float


def find_patterns(deals: Sequence[ClosedDeal]) -> tuple[Pattern, ...]:
    """Return what makes a difference, the surest first; where nothing does, something is claimed in 5% at most (Z7).

    Every value with 20 deals inside and 20 outside is tested (Fisher), and all tests are weighed together (Holm). Of a
    trait with two values both are told, the one that does well first.
    """
    tested = _list_tested(deals)
    p_values = [
        find_p_value(inside.won, inside.deals, other_hits=outside.won, other_tries=outside.deals)
        for _, _, inside, outside in tested
    ]
    claimed = [_describe(*tested[place], p_values[place]) for place in find_claims(p_values, level=FALSE_CLAIMS)]
    return tuple(sorted(claimed, key=_rank))


def bucket_contacts(count: int) -> str:
    """Return the bucket of a number of contacts (Z7); fewer than one is a ValueError."""
    return _bucket(count, CONTACT_BUCKETS)


def bucket_response(working_days: int) -> str:
    """Return the bucket of the working days until the first response (Z7); fewer than none is a ValueError."""
    return _bucket(working_days, RESPONSE_BUCKETS)


def _bucket(figure: int, buckets: Sequence[tuple[int, str]]) -> str:
    for least, name in buckets:
        if figure >= least:
            return name
    raise ValueError(f"in no bucket: {figure}")


def _list_tested(deals: Sequence[ClosedDeal]) -> list[tuple[Trait, str, WinRate, WinRate]]:
    """Return the values with enough deals on both sides, without a look at how these ended."""
    inside = _count((pair, deal) for deal in deals for pair in deal.traits)
    known = _count((trait, deal) for deal in deals for trait in _list_known(deal))
    split = [
        (trait, value, rate, WinRate(won=known[trait].won - rate.won, deals=known[trait].deals - rate.deals))
        for (trait, value), rate in sorted(inside.items(), key=lambda each: each[0])
    ]
    return [each for each in split if min(each[2].deals, each[3].deals) >= LEAST_DEALS]


def _list_known(deal: ClosedDeal) -> set[Trait]:
    # Of every deal it is known which questions were asked in it.
    return {trait for trait, _ in deal.traits} | {Trait.QUESTION}


def _count(pairs: Iterable[tuple[Key, ClosedDeal]]) -> dict[Key, WinRate]:
    found = list(pairs)
    total = Counter(key for key, _ in found)
    won = Counter(key for key, deal in found if deal.is_won)
    return {key: WinRate(won=won[key], deals=number) for key, number in total.items()}


def _describe(trait: Trait, value: str, inside: WinRate, outside: WinRate, p_value: float) -> Pattern:
    base = WinRate(won=inside.won + outside.won, deals=inside.deals + outside.deals).base
    low, high = inside.find_interval(base)
    return Pattern(
        trait=trait,
        value=value,
        inside=inside,
        outside=outside,
        rate=inside.shrink(base),
        low=low,
        high=high,
        p_value=p_value,
    )


def _rank(pattern: Pattern) -> tuple[float, float, str, str]:
    inside, outside = pattern.inside, pattern.outside
    gain = inside.won / inside.deals - outside.won / outside.deals
    return pattern.p_value, -gain, pattern.trait, pattern.value
