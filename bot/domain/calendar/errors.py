"""Errors about days and weeks; each has a code and a sentence in the templates.

PersonError
├── FreeDaysGone                the free days do not exist, or are another rep's
├── CompanyDayGone              no exception is stored for that day
├── FreeDaysUnclear             free days that cannot be parsed, or are invalid
├── CompanyDaysUnclear          company days that cannot be parsed, or are invalid
├── WeekUnclear                 a working week that cannot be parsed
├── LeaveDaysUnclear            a number of days of leave that nobody has
└── CountryOrRegionUnknown      a country or region without a calendar
"""

from bot.errors import PersonError


class FreeDaysGone(PersonError):
    """The free days do not exist (any more), or belong to another rep."""

    code = "free_days_gone"


class CompanyDayGone(PersonError):
    """No company day is stored for that day, or it belongs to another workspace."""

    code = "company_day_gone"


class FreeDaysUnclear(PersonError):
    """Free days cannot be parsed, or are invalid; ``reason`` is unclear, passed or too_many."""

    code = "free_days_unclear"

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class CompanyDaysUnclear(PersonError):
    """Company days cannot be parsed, or are invalid."""

    code = "company_days_unclear"


class WeekUnclear(PersonError):
    """A working week cannot be parsed."""

    code = "week_unclear"


class LeaveDaysUnclear(PersonError):
    """The days of leave in a year cannot be parsed, or are too many."""

    code = "leave_days_unclear"


class CountryOrRegionUnknown(PersonError):
    """The calendar has no such country or region; ``known`` are examples of valid values."""

    code = "country_or_region_unknown"

    def __init__(self, typed: str, known: str) -> None:
        super().__init__(typed)
        self.typed = typed
        self.known = known
