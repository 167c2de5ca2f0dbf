"""Parse the days on which a company differs from its country: "vrij 24 december kerstsluiting" (R4)."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.calendar.free_words import DaysTooMany, DaysUnclear, parse_free_days
from bot.domain.calendar.workdays import CompanyDay
from bot.domain.log.log_line.line import split_line
from bot.domain.text.bounds import check_line
from bot.domain.text.cleaning import clean_text, is_readable
from bot.domain.text.days import find_days
from bot.domain.text.words import word_set

CLOSED_WORDS = word_set("vrij gesloten dicht sluit closed off free")
WORKED_WORDS = word_set("werkt werkdag open works worked working")
# Each day is a row of its own; a longer closure is probably a mistyped date.
MOST_DAYS = 31


@dataclass(frozen=True, slots=True)
class CompanyDays:
    """Days on which a company is closed, or works on a holiday; ``name`` is as typed and may be empty."""

    first_day: date
    last_day: date
    is_worked: bool
    name: str

    def list_days(self, *, unnamed: str) -> list[CompanyDay]:
        """Return the days one by one; ``unnamed`` is the default name."""
        length = (self.last_day - self.first_day).days + 1
        return [
            CompanyDay(day=self.first_day + timedelta(days=number), is_worked=self.is_worked, name=self.name or unnamed)
            for number in range(length)
        ]


def parse_company_days(text: str, *, today: date) -> CompanyDays:
    """Parse whether a company is closed or works, on which days, and their name; ``today`` is local.

    Raises:
        DaysUnclear: the keyword is missing, or no day can be parsed.
        DaysPassed: the last day has passed.
        DaysTooMany: it is longer than a month, or ends before it begins.
        LineTooLong: the text exceeds the length limit.
    """
    first, _, rest = clean_text(check_line(text)).strip().partition(" ")
    if first.casefold() not in CLOSED_WORDS | WORKED_WORDS:
        raise DaysUnclear
    free = parse_free_days(rest, today=today)
    if (free.last_day - free.first_day).days >= MOST_DAYS:
        raise DaysTooMany
    return CompanyDays(
        first_day=free.first_day,
        last_day=free.last_day,
        is_worked=first.casefold() in WORKED_WORDS,
        name=_parse_name(rest, today=today),
    )


def _parse_name(text: str, *, today: date) -> str:
    """Return the text after the last day."""
    if not is_readable(text):
        return ""
    line = split_line(text)
    end = max((day.end for day in find_days(line.keys, today)), default=len(line))
    return line.slice(end, len(line)).strip(" ,:;-()\u2013")
