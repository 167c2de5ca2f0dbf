"""Accounts that a rep put aside for a while, and until when (R2)."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

DECEMBER = 12


@dataclass(frozen=True, slots=True)
class SnoozedAccount:
    """An account that the plan does not propose to a rep before ``until``, a local day."""

    account_id: int
    account_name: str
    until: date


def find_tomorrow(today: date) -> date:
    """Return until when "another one" puts an account aside: it may come back tomorrow."""
    return today + timedelta(days=1)


def find_next_month(today: date) -> date:
    """Return the same day of the next month, or the last day of that month when it is shorter."""
    year, month = (today.year + 1, 1) if today.month == DECEMBER else (today.year, today.month + 1)
    return date(year, month, min(today.day, calendar.monthrange(year, month)[1]))
