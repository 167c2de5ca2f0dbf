"""What a customer thinks of us, and what became of it (Z2)."""

from dataclasses import dataclass
from datetime import date

BEST, LEAST = 10, 0
# From here on a customer is glad enough to be asked for an introduction; up to there somebody should call today.
GOOD, POOR = 8, 6


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a customer thinks: from 0 to 10, in whose words, on which local day, and what became of a promise.

    ``kept_on`` is the day on which what was promised was done, ``told_on`` when the customer heard of it.
    """

    id: int
    rep_id: int
    account_id: int
    account_name: str
    score: int
    words: str
    day: date
    step_id: int | None
    kept_on: date | None
    told_on: date | None
