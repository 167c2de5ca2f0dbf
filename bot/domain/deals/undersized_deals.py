"""Find won deals that were small for this workspace, and what their contacts could have earned elsewhere (Z5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median, quantiles

# With fewer won deals the quartile would rest on four deals or less.
WON_DEALS_NEEDED = 20
QUARTERS = 4
# When all deals are similar the lowest quarter is not small, so the limit is at most a third of the median.
USUAL_PARTS = 3


@dataclass(frozen=True, slots=True)
class SoldDeal:
    """A won deal with its margin and number of contacts."""

    margin: Decimal
    contacts: int


@dataclass(frozen=True, slots=True)
class UndersizedDeals:
    """The number of small deals, their margin and contacts, and what those contacts would earn ``elsewhere``."""

    count: int
    margin: Decimal
    contacts: int
    elsewhere: Decimal


def find_size_limit(margins: Sequence[Decimal]) -> Decimal | None:
    """Return the margin below which a deal is small (Z5), not rounded; None with fewer than 20 won deals.

    The first quartile of the won margins (interpolated), but at most a third of the median.
    """
    if len(margins) < WON_DEALS_NEEDED:
        return None
    first_quartile = quantiles(margins, n=QUARTERS, method="inclusive")[0]
    return min(first_quartile, median(margins) / USUAL_PARTS)


def is_undersized(margin: Decimal | None, *, line: Decimal | None) -> bool:
    """Return whether a deal with this margin is small; False when the margin or the limit is unknown (Z5)."""
    return margin is not None and line is not None and margin < line


def measure_undersized(deals: Sequence[SoldDeal], *, line: Decimal) -> UndersizedDeals:
    """Return the totals of the deals below the limit, and what their contacts earn at the rate of the others (Z5).

    ``elsewhere`` is 0 when there are no other deals, or none with contacts: no better rate is known.
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
