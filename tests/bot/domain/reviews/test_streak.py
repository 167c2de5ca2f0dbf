"""Streaks of working days with activity, which forgive one miss a week (R3)."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar.workdays import Absence, WorkCalendar, WorkWeek
from bot.domain.reviews.streak import count_streak

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = (date(2026, 3, 16) + timedelta(days=number) for number in range(5))
DUTCH = WorkCalendar(country="NL")
PART_TIME = WorkCalendar(
    country="NL",
    week=WorkWeek("11a1000"),
    absences=(Absence(id=1, rep_id=1, first_day=date(2026, 4, 14), last_day=date(2026, 4, 22)),),
)


def days_from(first: date, count: int) -> set[date]:
    return {first + timedelta(days=number) for number in range(count)}


def count_by_hand(calendar: WorkCalendar, active: set[date], today: date) -> int:
    """Return the activity in the longest run of days up to today in which no week misses two of its working days."""
    longest, missed = 0, Counter[date]()
    for back in range(200):
        day = today - timedelta(days=back)
        if day not in active and day != today and calendar.is_worked(day):
            missed[day - timedelta(days=day.weekday())] += 1
        if max(missed.values(), default=0) <= 1:
            longest = sum(1 for each in active & days_from(day, back + 1) if calendar.is_worked(each))
    return longest


def test_weekends_and_holidays_are_passed_over() -> None:
    # Thursday and Good Friday, Easter Monday off, Tuesday after.
    worked = {date(2026, 4, 2), date(2026, 4, 3), date(2026, 4, 7)}
    assert count_streak(DUTCH, active=worked, today=date(2026, 4, 7)) == 3


def test_an_absence_breaks_nothing() -> None:
    away = Absence(id=1, rep_id=1, first_day=date(2026, 3, 10), last_day=date(2026, 3, 13))
    calendar = WorkCalendar(country="NL", absences=(away,))
    assert count_streak(calendar, active={date(2026, 3, 9), MONDAY}, today=MONDAY) == 2


def test_a_free_day_of_the_week_breaks_nothing() -> None:
    # Two working days a week: one of them missed is forgiven, both are not.
    tuesdays = WorkCalendar(country="NL", week=WorkWeek("0101000"))
    assert count_streak(tuesdays, active={date(2026, 3, 10), date(2026, 3, 12), TUESDAY}, today=THURSDAY) == 3
    assert count_streak(tuesdays, active={date(2026, 3, 5), TUESDAY}, today=THURSDAY) == 1


def test_one_miss_a_week_is_forgiven_and_two_are_not() -> None:
    all_week = days_from(MONDAY, 5)
    assert count_streak(DUTCH, active=all_week - {WEDNESDAY}, today=FRIDAY) == 4
    assert count_streak(DUTCH, active=all_week - {TUESDAY, WEDNESDAY}, today=FRIDAY) == 2


def test_a_miss_in_each_of_two_weeks_is_forgiven_twice() -> None:
    # Friday and the Monday after it follow each other, but are in two weeks.
    active = days_from(date(2026, 3, 9), 4) | {TUESDAY}
    assert count_streak(DUTCH, active=active, today=TUESDAY) == 5


def test_the_week_of_new_year_is_one_week() -> None:
    # 30 December 2025 and 2 January 2026 are a Tuesday and a Friday of one week.
    active = {date(2025, 12, 29), date(2025, 12, 31), date(2026, 1, 5)}
    assert count_streak(DUTCH, active=active, today=date(2026, 1, 5)) == 2


def test_the_week_of_the_same_number_in_another_year_is_another_week() -> None:
    # Both Tuesdays are in week 12.
    first, missed = date(2025, 3, 3), {date(2025, 3, 18), TUESDAY}
    active = set(DUTCH.list_worked(first, FRIDAY)) - missed
    assert count_streak(DUTCH, active=active, today=FRIDAY) == len(active)


def test_today_counts_when_something_was_done_and_breaks_nothing_before() -> None:
    assert count_streak(DUTCH, active={MONDAY}, today=TUESDAY) == 1
    assert count_streak(DUTCH, active={MONDAY, TUESDAY}, today=TUESDAY) == 2


def test_today_is_not_the_miss_that_a_week_forgives() -> None:
    assert count_streak(DUTCH, active={MONDAY, WEDNESDAY}, today=THURSDAY) == 2


def test_without_activity_there_is_no_streak() -> None:
    assert count_streak(DUTCH, active=(), today=MONDAY) == 0


def test_a_streak_is_searched_over_400_days() -> None:
    today = date(2026, 3, 20)
    active = {day for day in days_from(today - timedelta(days=800), 801) if DUTCH.is_worked(day)}
    within = {day for day in active if (today - day).days < 400}
    assert count_streak(DUTCH, active=active, today=today) == len(within)


@pytest.mark.parametrize("calendar", [DUTCH, PART_TIME])
@given(missed=st.sets(st.integers(min_value=0, max_value=80), max_size=30), is_active_today=st.booleans())
def test_a_streak_is_the_one_that_is_counted_by_hand(
    calendar: WorkCalendar, missed: set[int], *, is_active_today: bool
) -> None:
    today = date(2026, 5, 20)
    skipped = {today - timedelta(days=number) for number in missed} | (set() if is_active_today else {today})
    active = {day for day in days_from(date(2026, 2, 2), 108) if calendar.is_worked(day)} - skipped
    assert count_streak(calendar, active=active, today=today) == count_by_hand(calendar, active, today)


@given(active=st.sets(st.integers(min_value=0, max_value=60)))
def test_a_streak_is_never_longer_than_the_days_on_which_something_was_done(active: set[int]) -> None:
    days = {MONDAY + timedelta(days=number) for number in active}
    assert 0 <= count_streak(DUTCH, active=days, today=MONDAY + timedelta(days=60)) <= len(days)
