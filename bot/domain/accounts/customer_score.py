"""A customer's score and what it says about good news: who is unhappy is not asked for any (K2)."""

from dataclasses import dataclass
from datetime import date, timedelta

# Up to this score somebody should call today, and no good news is asked of the customer for so long (K2).
POOR, GOOD_NEWS_RESTS = 6, timedelta(days=90)


@dataclass(frozen=True, slots=True)
class CustomerScore:
    """A score that a customer gave to anyone in the workspace, from 0 to 10, and its local day."""

    score: int
    day: date

    @property
    def is_poor(self) -> bool:
        """Whether the customer is unhappy."""
        return self.score <= POOR


def may_ask_good_news(poor: CustomerScore | None, *, day: date) -> bool:
    """Return whether a customer may be asked for a referral, an opinion or more business on a local day (K2).

    ``poor`` is the customer's latest poor score up to that day, None without any; a better one since does not shorten
    the 90 days. A score dated a day ahead, from a rep in a later zone, counts.
    """
    return poor is None or not poor.is_poor or day > poor.day + GOOD_NEWS_RESTS
