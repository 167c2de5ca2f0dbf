"""Customer feedback and its follow-up (Z2)."""

from dataclasses import dataclass
from datetime import date

BEST, LEAST = 10, 0
# From GOOD on a customer may be asked for a referral (Z3); up to the lower score someone should call today (K2).
GOOD, POOR = 8, 6


@dataclass(frozen=True, slots=True)
class Feedback:
    """A customer's score from 0 to 10 with the customer's words, on a local day, and the promise that followed.

    ``kept_on`` is the day on which the promise was kept, ``told_on`` the day on which the customer was told.
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
