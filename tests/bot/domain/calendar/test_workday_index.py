"""The index of working days counts as one would by hand, day by day (R4)."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar.workday_index import WorkdayIndex, index_workdays
from bot.domain.calendar.workdays import Absence, CompanyDay, WorkCalendar, WorkWeek

DUTCH = WorkCalendar(country="NL")
TODAY = date(2026, 3, 18)
# The Monday between this Friday and Tuesday is King's Day.
THURSDAY, FRIDAY, TUESDAY = date(2026, 4, 23), date(2026, 4, 24), date(2026, 4, 28)
INDEX = index_workdays(DUTCH, first=date(2025, 6, 1), today=TODAY)
PART_TIME = WorkCalendar(
    country="NL",
    week=WorkWeek("1101a00"),
    absences=(Absence(id=1, rep_id=1, first_day=date(2026, 2, 9), last_day=date(2026, 2, 20)),),
    company_days=(CompanyDay(date(2026, 4, 6), is_worked=True, name=""),),
)
calendars = st.sampled_from([DUTCH, PART_TIME])
days = st.dates(min_value=date(2025, 7, 1), max_value=date(2027, 3, 1))


@given(calendar=calendars, day=days, today=days)
def test_working_days_since_a_day_are_those_after_it_up_to_today(
    calendar: WorkCalendar, day: date, today: date
) -> None:
    index = index_workdays(calendar, first=date(2025, 6, 1), today=TODAY)
    passed = [day + timedelta(days=number + 1) for number in range((today - day).days)]
    assert index.count_since(day, today) == sum(calendar.is_worked(each) for each in passed)


@given(calendar=calendars, day=days, number=st.integers(min_value=1, max_value=30))
def test_the_nth_working_day_is_found_by_going_from_working_day_to_working_day(
    calendar: WorkCalendar, day: date, number: int
) -> None:
    index = index_workdays(calendar, first=date(2025, 6, 1), today=TODAY)
    after = before = day
    for _ in range(number):
        after = calendar.find_worked_day(after, step=1)
        before = calendar.find_worked_day(before, step=-1)
    assert (index.find_after(day, number), index.find_before(day, number)) == (after, before)


def test_a_weekend_and_a_holiday_count_for_nothing() -> None:
    assert INDEX.count_since(FRIDAY, TUESDAY) == 1
    assert INDEX.count_since(THURSDAY, FRIDAY + timedelta(days=3)) == 1
    assert INDEX.find_after(FRIDAY, 1) == TUESDAY
    assert INDEX.find_before(TUESDAY, 2) == THURSDAY


def test_today_is_no_working_day_since_today_and_a_day_to_come_has_none_behind_it() -> None:
    assert (INDEX.count_since(TODAY, TODAY), INDEX.count_since(FRIDAY, TODAY)) == (0, 0)


def test_days_out_of_range_are_clipped_to_the_first_and_last_working_day() -> None:
    index = WorkdayIndex((THURSDAY, FRIDAY, TUESDAY))
    assert [index.find_after(THURSDAY, number) for number in (1, 2, 3)] == [FRIDAY] + 2 * [TUESDAY]
    assert [index.find_before(TUESDAY, number) for number in (1, 2, 3)] == [FRIDAY] + 2 * [THURSDAY]
    assert index.count_since(date(2020, 1, 1), date(2030, 1, 1)) == 3


def test_an_index_begins_with_the_year_of_its_first_day_and_has_room_for_500_days_ahead() -> None:
    # 500 days after 18 August 2026 is 31 December 2027, and after 19 August it is New Year's Day of 2028.
    ends = [index_workdays(DUTCH, first=TODAY, today=date(2026, 8, day)).days[-1] for day in (18, 19)]
    # New Year's Eve of 2027 is a Friday, the last Friday of 2028 is 29 December.
    assert ends == [date(2027, 12, 31), date(2028, 12, 29)]
    assert INDEX.days[0] == date(2025, 1, 2)
