"""Find closed deals that were small for this workspace, and what a contact brings in them and elsewhere (Z5)."""

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
class ClosedWork:
    """A won or lost deal with its margin, had it been won, and its number of contacts."""

    margin: Decimal
    contacts: int
    is_won: bool


@dataclass(frozen=True, slots=True)
class DealYield:
    """What closed deals brought and took: their number, those won, the margin of these, and the contacts of all."""

    deals: int = 0
    won: int = 0
    margin: Decimal = Decimal(0)
    contacts: int = 0

    @property
    def a_contact(self) -> Decimal | None:
        """The margin per contact, over won and lost deals; None without contacts."""
        return self.margin / self.contacts if self.contacts else None


@dataclass(frozen=True, slots=True)
class UndersizedDeals:
    """The yield of the small deals beside that of the others (Z5)."""

    small: DealYield
    others: DealYield


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


def measure_undersized(deals: Sequence[ClosedWork], *, line: Decimal) -> UndersizedDeals:
    """Return the yield of the deals below the limit, won and lost, beside that of the others (Z5)."""
    return UndersizedDeals(
        small=_add_up([deal for deal in deals if is_undersized(deal.margin, line=line)]),
        others=_add_up([deal for deal in deals if not is_undersized(deal.margin, line=line)]),
    )


def _add_up(deals: Sequence[ClosedWork]) -> DealYield:
    won = [deal for deal in deals if deal.is_won]
    return DealYield(
        deals=len(deals),
        won=len(won),
        margin=sum((deal.margin for deal in won), Decimal(0)),
        contacts=sum(deal.contacts for deal in deals),
    )
