"""Days that may not exist, months counted on, and the words around a day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.text.day import DayContext, add_months, make_date, make_week_date

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


def test_make_date_knows_the_length_of_every_month() -> None:
    first, lengths = date(2027, 1, 1), dict.fromkeys(range(1, 13), 0)
    for number in range(365):
        lengths[(first + timedelta(days=number)).month] += 1
    made = {month: sum(make_date(2027, month, day) is not None for day in range(40)) for month in range(1, 13)}
    assert made == lengths
    assert make_date(2027, 12, 31) == first + timedelta(days=364)


def test_make_date_knows_leap_days_and_refuses_what_is_on_no_calendar() -> None:
    years = (1900, 2000, 2024, 2026, 2027, 2028, 2100)
    assert [year for year in years if make_date(year, 2, 29)] == [2000, 2024, 2028]
    assert [make_date(*parts) for parts in ((2027, 0, 1), (2027, 13, 1), (2027, 1, 0), (2027, 4, 31), (0, 1, 1))] == (
        [None] * 5
    )


def test_make_week_date_counts_from_the_week_with_the_fourth_of_january() -> None:
    assert make_week_date(2027, 1, 1) == date(2027, 1, 4)
    assert make_week_date(2026, 1, 1) == date(2025, 12, 29)
    assert make_week_date(2026, 53, 7) == date(2027, 1, 3)


def test_make_week_date_gives_week_53_only_to_the_years_that_have_it() -> None:
    # A year has 53 weeks when it begins or ends on a Thursday.
    long = [year for year in range(2000, 2060) if 3 in (date(year, 1, 1).weekday(), date(year, 12, 31).weekday())]
    assert [year for year in range(2000, 2060) if make_week_date(year, 53, 1)] == long
    assert [make_week_date(2027, week, 1) for week in (0, 54, 99)] == [None, None, None]


def test_add_months_ends_on_the_last_day_of_a_shorter_month() -> None:
    expected = {
        (date(2027, 1, 31), 1): date(2027, 2, 28),
        (date(2028, 1, 31), 1): date(2028, 2, 29),
        (date(2027, 12, 31), 2): date(2028, 2, 29),
        (date(2028, 2, 29), 12): date(2029, 2, 28),
        (date(2028, 2, 29), 48): date(2032, 2, 29),
        (date(2027, 12, 15), 1): date(2028, 1, 15),
        (date(2027, 1, 15), -1): date(2026, 12, 15),
        (date(2027, 3, 31), -1): date(2027, 2, 28),
        (date(2027, 3, 31), 0): date(2027, 3, 31),
    }
    assert {case: add_months(*case) for case in expected} == expected


@given(DAYS, st.integers(0, 120))
def test_add_months_goes_over_as_many_turns_of_the_month(day: date, months: int) -> None:
    later = day.replace(day=1)
    for _ in range(months):
        later = (later + timedelta(days=31)).replace(day=1)
    found = add_months(day, months)
    assert found.replace(day=1) == later
    assert found.day == day.day or (found.day < day.day and (found + timedelta(days=1)).day == 1)


@given(DAYS.filter(lambda day: day.day <= 28), st.integers(-120, 120))
def test_add_months_back_and_forth_gives_the_same_day(day: date, months: int) -> None:
    assert add_months(add_months(day, months), -months) == day


def test_there_is_no_word_beyond_either_end_of_a_line() -> None:
    at = DayContext(["morgen", "om"], date(2027, 3, 24))
    assert [at.key(index) for index in (-1, 0, 1, 2)] == ["", "morgen", "om", ""]


def test_skip_stops_at_another_word_at_the_end_and_after_six_words() -> None:
    skipped = {
        "de op vrijdag de": 2,
        "vrijdag": 0,
        "de op": 2,
        "de de de de de de": 6,
        "de de de de de de de": 6,
    }
    assert {line: DayContext(line.split(), date(2027, 3, 24)).skip(0, ("de", "op")) for line in skipped} == skipped
