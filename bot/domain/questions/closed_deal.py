"""What is left to do about a deal that was won or lost, instead of questions: the after-sale, or the lesson (K1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.accounts.customer_score import CustomerScore
from bot.domain.deals.deals import Deal, DealState
from bot.domain.lessons.lessons import Lesson


@dataclass(frozen=True, slots=True)
class ClosedAdvice:
    """A closed deal, the rep's lesson from it if one is asked for or written, and the next day to contact again.

    ``contact_on`` is the next after-sale contact of a won deal (Z4), or the rebound of a lost one (Z6); None after all
    of these.
    """

    deal: Deal
    lesson: Lesson | None
    contact_on: date | None
    # The score because of which no good news is asked of the customer now (K2).
    poor: CustomerScore | None = None


def find_latest_closed(known: Sequence[Deal]) -> Deal | None:
    """Return the deal of an account that was closed last, None while one is open or without any."""
    if any(deal.state is DealState.OPEN for deal in known):
        return None
    return max(known, key=lambda deal: (deal.closed_on or date.min, deal.id), default=None)
