"""A share with what it was counted over: the percentage shown is always that of its own counts (K7)."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole above zero, both in the same unit; the part may be more than the whole."""

    part: Decimal
    whole: Decimal

    @property
    def value(self) -> float:
        """The part divided by the whole."""
        return float(self.part / self.whole)

    @property
    def percent(self) -> int:
        """The whole percentage, halves rounded up, as everybody does who checks it by hand."""
        return int((200 * self.part + self.whole) // (2 * self.whole))


def find_share(part: Decimal | float, whole: Decimal | float) -> Share | None:
    """Return a share, None when the whole is not above zero."""
    return Share(Decimal(part), Decimal(whole)) if whole > 0 else None
