"""A plausible day is one from 1990 up to fifty years after today."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar.near_days import is_near

# Between these two days are twelve leap days: 2028, 2032, … 2072.
TODAY, FIFTY_YEARS_ON = date(2026, 1, 15), date(2076, 1, 15)


@pytest.mark.parametrize(
    ("day", "near"),
    [
        (date(1989, 12, 31), False),
        (date(1990, 1, 1), True),
        (TODAY, True),
        (FIFTY_YEARS_ON, True),
        (date(2076, 1, 16), False),
        (date(2206, 3, 18), False),
        (date(206, 3, 18), False),
        (date.min, False),
        (date.max, False),
    ],
)
def test_a_day_before_1990_or_more_than_fifty_years_ahead_is_a_typo(day: date, *, near: bool) -> None:
    assert is_near(day, today=TODAY) == near


@given(day=st.dates(date(1990, 1, 1), date(2076, 1, 1)), today=st.dates(date(2026, 1, 15), date(2100, 1, 1)))
def test_a_day_that_is_near_stays_near(day: date, today: date) -> None:
    assert is_near(day, today=today)
