"""Accounts that a rep has snoozed, and until when (R2)."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto

DECEMBER = 12


class Rest(Enum):
    """For whom an account is left alone: for the rep, for everybody, or for nobody any more (K3)."""

    OWN = auto()
    ALL = auto()
    NONE = auto()


@dataclass(frozen=True, slots=True)
class SnoozedAccount:
    """An account that the plan does not suggest to a rep before ``until``, a local day."""

    account_id: int
    account_name: str
    until: date


def find_tomorrow(today: date) -> date:
    """Return the end of the snooze for "another one": tomorrow."""
    return today + timedelta(days=1)


def find_next_month(today: date) -> date:
    """Return the same day of the next month, or its last day when it is shorter."""
    year, month = (today.year + 1, 1) if today.month == DECEMBER else (today.year, today.month + 1)
    return date(year, month, min(today.day, calendar.monthrange(year, month)[1]))
