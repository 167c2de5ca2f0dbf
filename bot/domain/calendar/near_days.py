"""Days that can be meant: far in the past or the future is a slip of a keyboard or of another system."""

from datetime import date, timedelta

# Before any CRM that hands its data over.
EARLIEST = date(1990, 1, 1)
# Half a century; no deal, contact or agreement is planned further ahead.
AHEAD = timedelta(days=50 * 365 + 12)


def is_near(day: date, *, today: date) -> bool:
    """Return whether a day can be meant: from 1990 on, and no more than 50 years after today."""
    return day >= EARLIEST and day - today <= AHEAD
