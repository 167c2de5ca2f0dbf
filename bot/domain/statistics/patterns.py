"""Find traits that won deals have in common, with control of false positives (Z7).

| trait | compared with |
|---|---|
| a question | all deals in which it was not asked |
| any other | the deals with another value of that trait; unknown values are left out |

A pattern is a correlation, not a cause: late questions are asked in deals that are already advanced.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from bot.domain.statistics.beta import find_beta_quantile
from bot.domain.statistics.exact_tests import find_claims, find_p_value

# With fewer deals on either side even a doubled rate is rarely significant.
LEAST_DEALS = 20
# The family-wise error rate: without any real pattern, at most one workspace in twenty sees one.
FALSE_CLAIMS = 0.05
# The weight of the prior, in deals at the base rate: half of the usual sample (30), so that three wins in ten hardly
# move the estimate and three hundred in a thousand determine it.
PRIOR_DEALS = 15
# The probability outside a 90% interval on either side.
TAIL = 0.05
# The width of that interval above which a rate says little: with fewer than some thirty deals.
WIDE = 0.25
# The lower bound of each bucket.
CONTACT_BUCKETS = ((10, "10+"), (7, "7-9"), (4, "4-6"), (1, "1-3"))
RESPONSE_BUCKETS = ((6, "6+"), (3, "3-5"), (1, "1-2"), (0, "same_day"))

Key = TypeVar("Key")


class Trait(StrEnum):
    """A property of a closed deal other than its outcome."""

    SEGMENT = "segment"
    SOURCE = "source"
    ENTRY_LEVEL = "entry_level"
    CONTACTS = "contacts"
    FIRST_RESPONSE = "first_response"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class ClosedDeal:
    """A closed deal with its traits: any number of questions, at most one value of any other.

    An unknown trait is absent.
    """

    id: int
    name: str
    is_won: bool
    traits: frozenset[tuple[Trait, str]]


@dataclass(frozen=True, slots=True)
class WinRate:
    """The number of deals, and of won deals among them."""

    won: int
    deals: int

    @property
    def base(self) -> float:
        """The base rate for subsets of these deals, kept away from 0 and 1; a half without deals."""
        return (self.won + 0.5) / (self.deals + 1)

    def shrink(self, base: float) -> float:
        """Return the rate shrunk towards a base rate with a weight of 15 deals (Z7): the mean of the beta posterior.

        Raises:
            ValueError: ``base`` is not strictly between 0 and 1.
        """
        a, b = self._find_posterior(base)
        return a / (a + b)

    def find_interval(self, base: float) -> tuple[float, float]:
        """Return the 90% credible interval of the rate, from the same posterior (Z7).

        Raises:
            ValueError: ``base`` is not strictly between 0 and 1.
        """
        a, b = self._find_posterior(base)
        return find_beta_quantile(TAIL, a=a, b=b), find_beta_quantile(1 - TAIL, a=a, b=b)

    def says_little(self, base: float) -> bool:
        """Return whether so few deals leave the rate open, so that people are told so in words (K7)."""
        low, high = self.find_interval(base)
        return high - low > WIDE

    def _find_posterior(self, base: float) -> tuple[float, float]:
        if not 0 < base < 1:
            raise ValueError(f"no base rate: {base}")
        return self.won + PRIOR_DEALS * base, self.deals - self.won + PRIOR_DEALS * (1 - base)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A trait value that correlates with winning, or with losing when ``outside`` has the higher rate.

    ``rate`` is that of the deals inside, shrunk towards that of all compared deals; ``p_value`` is not corrected for
    multiple tests. Both decide and order; what is shown are the counts (K7).
    """

    trait: Trait
    value: str
    inside: WinRate
    outside: WinRate
    rate: float
    p_value: float


def find_patterns(deals: Sequence[ClosedDeal]) -> tuple[Pattern, ...]:
    """Return the significant patterns, smallest p-value first; a false one in at most 5% of workspaces (Z7).

    Every value with 20 deals inside and 20 outside is tested (Fisher), with correction for multiple tests (Holm). Of a
    trait with two values both are returned, the more successful first.
    """
    tested = _list_tested(deals)
    p_values = [
        find_p_value(inside.won, inside.deals, other_hits=outside.won, other_tries=outside.deals)
        for _, _, inside, outside in tested
    ]
    claimed = [_describe(*tested[place], p_values[place]) for place in find_claims(p_values, level=FALSE_CLAIMS)]
    return tuple(sorted(claimed, key=_rank))


def bucket_contacts(count: int) -> str:
    """Return the bucket of a number of contacts (Z7); raises ValueError below one."""
    return _bucket(count, CONTACT_BUCKETS)


def bucket_response(working_days: int) -> str:
    """Return the bucket of the working days until the first response (Z7); raises ValueError below zero."""
    return _bucket(working_days, RESPONSE_BUCKETS)


def _bucket(figure: int, buckets: Sequence[tuple[int, str]]) -> str:
    for least, name in buckets:
        if figure >= least:
            return name
    raise ValueError(f"in no bucket: {figure}")


def _list_tested(deals: Sequence[ClosedDeal]) -> list[tuple[Trait, str, WinRate, WinRate]]:
    """Return the values with enough deals on both sides, selected without regard to the outcome."""
    inside = _count((pair, deal) for deal in deals for pair in deal.traits)
    known = _count((trait, deal) for deal in deals for trait in _list_known(deal))
    split = [
        (trait, value, rate, WinRate(won=known[trait].won - rate.won, deals=known[trait].deals - rate.deals))
        for (trait, value), rate in sorted(inside.items(), key=lambda each: each[0])
    ]
    return [each for each in split if min(each[2].deals, each[3].deals) >= LEAST_DEALS]


def _list_known(deal: ClosedDeal) -> set[Trait]:
    # The questions asked are known for every deal, so none is left out.
    return {trait for trait, _ in deal.traits} | {Trait.QUESTION}


def _count(pairs: Iterable[tuple[Key, ClosedDeal]]) -> dict[Key, WinRate]:
    found = list(pairs)
    total = Counter(key for key, _ in found)
    won = Counter(key for key, deal in found if deal.is_won)
    return {key: WinRate(won=won[key], deals=number) for key, number in total.items()}


def _describe(trait: Trait, value: str, inside: WinRate, outside: WinRate, p_value: float) -> Pattern:
    base = WinRate(won=inside.won + outside.won, deals=inside.deals + outside.deals).base
    return Pattern(
        trait=trait,
        value=value,
        inside=inside,
        outside=outside,
        rate=inside.shrink(base),
        p_value=p_value,
    )


def _rank(pattern: Pattern) -> tuple[float, float, str, str]:
    inside, outside = pattern.inside, pattern.outside
    gain = inside.won / inside.deals - outside.won / outside.deals
    return pattern.p_value, -gain, pattern.trait, pattern.value
