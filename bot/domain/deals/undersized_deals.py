"""Which won deals were small for this workspace, and what the contacts that they took would have brought (Z5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median, quantiles

# With fewer won deals a quartile rests on four of them or less.
WON_DEALS_NEEDED = 20
QUARTERS = 4
# Where deals are alike, the lowest quarter of them is not small: small is at most a third of the usual deal.
USUAL_PARTS = 3


@dataclass(frozen=True, slots=True)
class SoldDeal:
    """A won deal: its margin and the contacts that it took."""

    margin: Decimal
    contacts: int


@dataclass(frozen=True, slots=True)
class UndersizedDeals:
    """How many deals were small, their margin and contacts, and what these contacts bring ``elsewhere``."""

    count: int
    margin: Decimal
    contacts: int
    elsewhere: Decimal


def find_size_limit(margins: Sequence[Decimal]) -> Decimal | None:
    """Return the margin below which a deal is small here (Z5), not rounded; None with fewer than 20 won deals.

    It is the first quartile of the won margins, between two deals in proportion, but at most a third of the median.
    """
    if len(margins) < WON_DEALS_NEEDED:
        return None
    first_quartile = quantiles(margins, n=QUARTERS, method="inclusive")[0]
    return min(first_quartile, median(margins) / USUAL_PARTS)


def is_undersized(margin: Decimal | None, *, line: Decimal | None) -> bool:
    """Return whether a deal with this margin is small; not where the margin or the line is unknown (Z5)."""
    return margin is not None and line is not None and margin < line


def measure_undersized(deals: Sequence[SoldDeal], *, line: Decimal) -> UndersizedDeals:
    """Return what the deals below the line brought and took (Z5), and what that brings at the rate of the others.

    ``elsewhere`` is 0 when there are no other deals, or none with contacts: then nothing is known to be better.
    """
    small = [deal for deal in deals if is_undersized(deal.margin, line=line)]
    others = [deal for deal in deals if not is_undersized(deal.margin, line=line)]
    contacts, other_contacts = _count_contacts(small), _count_contacts(others)
    return UndersizedDeals(
        count=len(small),
        margin=_add_margins(small),
        contacts=contacts,
        elsewhere=contacts * _add_margins(others) / other_contacts if other_contacts else Decimal(0),
    )


def _add_margins(deals: Sequence[SoldDeal]) -> Decimal:
    return sum((deal.margin for deal in deals), Decimal(0))


def _count_contacts(deals: Sequence[SoldDeal]) -> int:
    return sum(deal.contacts for deal in deals)
