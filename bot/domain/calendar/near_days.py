"""Plausible days: one far in the past or future is a typo, or an error of another system."""

from datetime import date, timedelta

# Older than the data of any CRM.
EARLIEST = date(1990, 1, 1)
# Half a century: no deal, contact or contract is planned further ahead.
AHEAD = timedelta(days=50 * 365 + 12)


def is_near(day: date, *, today: date) -> bool:
    """Return whether a day is plausible: from 1990 up to 50 years after today."""
    return day >= EARLIEST and day - today <= AHEAD
