"""Find the dates in a line, in Dutch and English, with the auditor's own arithmetic."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan", "februari february feb", "maart march mrt mar", "april apr", "mei may",
            "juni june jun", "juli july jul", "augustus august aug", "september sep sept", "oktober october okt oct",
            "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("maandag monday ma mon", "dinsdag tuesday di tue", "woensdag wednesday wo wed", "donderdag thursday do thu",
         "vrijdag friday vr fri", "zaterdag saturday za sat", "zondag sunday zo sun")
    )
    for name in names.split()
}  # fmt: skip
HALF_A_YEAR = timedelta(days=183)
_DATE = re.compile(
    rf"\b(?:({'|'.join(WEEKDAYS)})\.?,? )?(\d{{1,2}}) ({'|'.join(MONTHS)})\b\.?(?: (\d{{4}}))?", re.IGNORECASE
)


def find_dates(line: str, today: date) -> Iterator[date]:
    """Return the dates in a line; one without a year is of the year in which its weekday fits, the nearest first."""
    for weekday, number, month, year in _DATE.findall(line):
        found = _find(int(number), MONTHS[month.lower()], WEEKDAYS.get(weekday.lower()), int(year or 0), today)
        if found is not None:
            yield found


def _find(number: int, month: int, weekday: int | None, year: int, today: date) -> date | None:
    years = (
        [year]
        if year
        else sorted((today.year - 1, today.year, today.year + 1), key=lambda each: abs(each - today.year))
    )
    for each in years:
        try:
            found = date(each, month, number)
        except ValueError:
            continue
        fits = found.weekday() == weekday if weekday is not None else year or abs(found - today) < HALF_A_YEAR
        if fits:
            return found
    return None
