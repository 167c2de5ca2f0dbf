"""Working days of a rep: the weekly pattern, public holidays, company days and absences (R4)."""

from datetime import date, time, timedelta

import pytest

from bot.domain.calendar.workdays import (
    Absence,
    CompanyDay,
    CountryUnknown,
    DayOff,
    DayPart,
    DayStatus,
    OffKind,
    RegionUnknown,
    WorkCalendar,
    WorkWeek,
    find_subdivision,
    list_holidays,
)

DUTCH = WorkCalendar(country="NL")
MONDAY = date(2026, 3, 16)
KINGS_DAY = date(2026, 4, 27)  # a Monday


def be_absent(first: date, last: date, part: DayPart = DayPart.WHOLE, reason: str = "") -> Absence:
    return Absence(id=1, rep_id=1, first_day=first, last_day=last, part=part, reason=reason)


@pytest.mark.parametrize("code", ["", "111110", "11111000", "1111120"])
def test_a_week_of_another_length_or_with_another_sign_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="not a week"):
        WorkWeek(code)


@pytest.mark.parametrize(("code", "days"), [("1111100", 5.0), ("11a0p00", 3.0), ("0000000", 0.0)])
def test_half_a_day_of_the_week_counts_for_half(code: str, days: float) -> None:
    assert WorkWeek(code).days == days


@pytest.mark.parametrize(
    ("part", "early", "noon"),
    [(DayPart.WHOLE, True, True), (DayPart.MORNING, True, False), (DayPart.AFTERNOON, False, True)],
)
def test_the_afternoon_begins_at_half_past_twelve(part: DayPart, *, early: bool, noon: bool) -> None:
    assert (part.covers(time(12, 29)), part.covers(time(12, 30))) == (early, noon)


def test_a_weekend_goes_before_a_holiday_and_a_holiday_before_an_absence() -> None:
    second_day_of_christmas = date(2026, 12, 26)  # a Saturday
    calendar = WorkCalendar(country="NL", absences=(be_absent(KINGS_DAY, second_day_of_christmas, reason="reis"),))
    assert calendar.judge(second_day_of_christmas).off == DayOff(OffKind.WEEKEND)
    assert calendar.judge(KINGS_DAY).off == DayOff(OffKind.HOLIDAY, "Koningsdag")
    assert calendar.judge(KINGS_DAY + timedelta(days=1)).off == DayOff(OffKind.ABSENT, "reis")


def test_a_free_day_in_the_week_is_no_weekend() -> None:
    calendar = WorkCalendar(country="NL", week=WorkWeek("0111100"))
    assert calendar.judge(MONDAY) == DayStatus(part=None, off=DayOff(OffKind.PATTERN))


def test_a_company_may_work_on_a_holiday_and_close_on_a_working_day() -> None:
    days = (CompanyDay(KINGS_DAY, is_worked=True, name=""), CompanyDay(MONDAY, is_worked=False, name="Verhuizing"))
    calendar = WorkCalendar(country="NL", company_days=days)
    assert calendar.is_worked(KINGS_DAY)
    assert calendar.judge(MONDAY).off == DayOff(OffKind.HOLIDAY, "Verhuizing")


def test_half_a_day_of_absence_leaves_the_other_half_and_two_halves_leave_nothing() -> None:
    morning = be_absent(MONDAY, MONDAY, DayPart.MORNING, "tandarts")
    afternoon = be_absent(MONDAY, MONDAY, DayPart.AFTERNOON, "school")
    assert WorkCalendar(country="NL", absences=(morning,)).judge(MONDAY) == DayStatus(part=DayPart.AFTERNOON)
    both = WorkCalendar(country="NL", absences=(morning, afternoon)).judge(MONDAY)
    assert both == DayStatus(part=None, off=DayOff(OffKind.ABSENT, "tandarts"))


def test_an_absence_in_the_other_half_of_a_half_day_changes_nothing() -> None:
    week = WorkWeek("a111100")
    calendar = WorkCalendar(country="NL", week=week, absences=(be_absent(MONDAY, MONDAY, DayPart.AFTERNOON),))
    assert calendar.judge(MONDAY) == DayStatus(part=DayPart.MORNING)


def test_an_absence_holds_on_its_first_and_last_day_and_not_around_them() -> None:
    calendar = WorkCalendar(country="NL", absences=(be_absent(MONDAY + timedelta(1), MONDAY + timedelta(2)),))
    assert calendar.list_worked(MONDAY, MONDAY + timedelta(6)) == [MONDAY, date(2026, 3, 19), date(2026, 3, 20)]


def test_the_nearest_worked_day_skips_weekend_and_holiday() -> None:
    assert DUTCH.find_worked_day(date(2026, 4, 24), step=1) == date(2026, 4, 28)
    assert DUTCH.find_worked_day(date(2026, 4, 28), step=-1) == date(2026, 4, 24)


def test_somebody_without_a_working_day_gets_the_next_day() -> None:
    never = WorkCalendar(country="NL", week=WorkWeek("0000000"))
    assert never.find_worked_day(MONDAY, step=1) == date(2026, 3, 17)


def test_after_a_holiday_on_monday_tuesday_is_the_first_of_the_week() -> None:
    assert DUTCH.is_first_of_week(KINGS_DAY + timedelta(days=1))
    assert not DUTCH.is_first_of_week(KINGS_DAY + timedelta(days=2))


def test_friday_is_the_last_of_the_week_and_thursday_for_who_is_free_on_friday() -> None:
    thursday, friday = date(2026, 3, 19), date(2026, 3, 20)
    assert (DUTCH.is_last_of_week(thursday), DUTCH.is_last_of_week(friday)) == (False, True)
    assert WorkCalendar(country="NL", week=WorkWeek("1111000")).is_last_of_week(thursday)


def test_the_first_working_day_of_a_month_may_be_the_second_or_third() -> None:
    # 1 and 2 August 2026 are a weekend, and 1 January is a holiday.
    assert DUTCH.is_first_of_month(date(2026, 8, 3))
    assert DUTCH.is_first_of_month(date(2026, 1, 2))
    assert not DUTCH.is_first_of_month(date(2026, 8, 4))


def test_working_days_are_counted_in_halves() -> None:
    calendar = WorkCalendar(country="NL", week=WorkWeek("11a1100"))
    assert calendar.count_days(MONDAY, MONDAY + timedelta(days=6)) == 4.5
    assert calendar.count_days(KINGS_DAY, KINGS_DAY + timedelta(days=1)) == 1.0


def test_holidays_ahead_are_those_on_days_that_are_worked() -> None:
    # Ascension Day is a Thursday, Whit Monday a Monday; King's Day was the day before.
    assert DUTCH.list_holidays_ahead(date(2026, 4, 28), timedelta(days=30)) == [
        (date(2026, 5, 14), "Hemelvaartsdag"),
        (date(2026, 5, 25), "Tweede pinksterdag"),
    ]
    no_mondays = WorkCalendar(country="NL", week=WorkWeek("0111100"))
    assert no_mondays.list_holidays_ahead(date(2026, 4, 28), timedelta(days=30)) == [
        (date(2026, 5, 14), "Hemelvaartsdag")
    ]


def test_a_region_has_holidays_of_its_own_whatever_the_case_of_its_name() -> None:
    epiphany = date(2026, 1, 6)
    assert list_holidays("DE", 2026, "by")[epiphany] == "Heilige Drei Könige"
    assert epiphany not in list_holidays("DE", 2026)
    assert find_subdivision("DE", "bayern") == "BY"
    assert find_subdivision("DE", "") is None


def test_a_country_or_region_that_is_not_there_is_named() -> None:
    with pytest.raises(CountryUnknown, match="XX"):
        list_holidays("XX", 2026)
    with pytest.raises(RegionUnknown, match="Atlantis"):
        list_holidays("DE", 2026, "Atlantis")


def test_good_friday_is_worked_in_the_netherlands_unless_the_company_is_closed() -> None:
    good_friday = date(2026, 4, 3)
    closed = CompanyDay(good_friday, is_worked=False, name="Goede Vrijdag")
    assert WorkCalendar(country="NL").is_worked(good_friday)
    assert not WorkCalendar(country="NL", company_days=(closed,)).is_worked(good_friday)
    assert not WorkCalendar(country="DE").is_worked(good_friday)
