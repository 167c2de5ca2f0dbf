"""Customer feedback and its follow-up (Z2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bot.domain.accounts.customer_score import CustomerScore, may_ask_good_news

BEST, LEAST = 10, 0
# From GOOD on a customer may be asked for a referral (Z3), unless a poor score forbids it (K2).
GOOD = 8


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


def find_owed(feedback: Iterable[Feedback], *, today: date) -> Feedback | None:
    """Return the poor score that has waited longest for what was to be promised, None for nobody (K2).

    It waits until what was promised because of it is done, for as long as no good news may be asked.
    """
    waiting = [
        said
        for said in feedback
        if said.kept_on is None
        and said.told_on is None
        and not may_ask_good_news(CustomerScore(said.score, said.day), day=today)
    ]
    return min(waiting, key=lambda said: (said.day, said.id), default=None)
