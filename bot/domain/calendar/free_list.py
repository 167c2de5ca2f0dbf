"""A rep's upcoming free days."""

from dataclasses import dataclass
from datetime import date

from bot.domain.calendar.school_holidays import SchoolHoliday
from bot.domain.calendar.workdays import Absence


@dataclass(frozen=True, slots=True)
class FreeList:
    """A rep's own free days, public holidays on the rep's workdays, and school holidays as a hint."""

    absences: tuple[Absence, ...] = ()
    holidays: tuple[tuple[date, str], ...] = ()
    school_holidays: tuple[SchoolHoliday, ...] = ()
