"""What can be wrong with days and weeks; each has a code, and a sentence in the templates.

PersonError
├── FreeDaysGone                the free days are not there, or are somebody else's
├── CompanyDayGone              the company follows its country on that day already
├── FreeDaysUnclear             free days that cannot be read, or cannot be
├── CompanyDaysUnclear          a company's days that cannot be read, or cannot be
├── WeekUnclear                 a working week that cannot be read
└── CountryOrRegionUnknown      a country or a part of it without a calendar
"""

from bot.errors import PersonError


class FreeDaysGone(PersonError):
    """The free days are not there (any more), or are somebody else's."""

    code = "free_days_gone"


class CompanyDayGone(PersonError):
    """The company follows its country on that day already, or the day is another workspace's."""

    code = "company_day_gone"


class FreeDaysUnclear(PersonError):
    """Free days cannot be read, or cannot be; ``reason`` is unclear, passed or too_many."""

    code = "free_days_unclear"

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class CompanyDaysUnclear(PersonError):
    """Days of a company that cannot be read, or cannot be."""

    code = "company_days_unclear"


class WeekUnclear(PersonError):
    """A working week cannot be read."""

    code = "week_unclear"


class CountryOrRegionUnknown(PersonError):
    """The calendar knows no such country, or no such part of it; ``known`` are some that it does know."""

    code = "country_or_region_unknown"

    def __init__(self, typed: str, known: str) -> None:
        super().__init__(typed)
        self.typed = typed
        self.known = known
