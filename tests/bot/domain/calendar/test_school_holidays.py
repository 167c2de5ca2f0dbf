"""School holidays by region, each from its first to its last day, also across New Year (R4)."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar.school_holidays import SchoolHoliday, list_school_holidays

# The Dutch government's dates for the school year 2026-2027.
SUMMER = SchoolHoliday("Zomervakantie", date(2026, 7, 4), date(2026, 8, 16))
AUTUMN = SchoolHoliday("Herfstvakantie", date(2026, 10, 10), date(2026, 10, 18))
CHRISTMAS = SchoolHoliday("Kerstvakantie", date(2026, 12, 19), date(2027, 1, 3))
DAY = timedelta(days=1)


def list_in_north(first: date, last: date) -> tuple[SchoolHoliday, ...]:
    return list_school_holidays(country="NL", region="Noord", first=first, last=last)


def test_the_holidays_of_half_a_year_come_in_order_and_christmas_is_one_across_new_year() -> None:
    assert list_in_north(date(2026, 7, 1), date(2026, 12, 31)) == (SUMMER, AUTUMN, CHRISTMAS)


@pytest.mark.parametrize(
    ("region", "first_day"),
    [("Noord", date(2026, 7, 4)), ("zuid", date(2026, 7, 11)), ("MIDDEN", date(2026, 7, 18))],
)
def test_each_region_has_its_own_six_weeks_of_summer_whatever_the_case(region: str, first_day: date) -> None:
    summer = SchoolHoliday("Zomervakantie", first_day, first_day + timedelta(weeks=6, days=1))
    assert list_school_holidays(country="NL", region=region, first=first_day, last=first_day) == (summer,)


def test_two_holidays_that_touch_keep_their_own_names() -> None:
    thursday, friday = date(2026, 5, 14), date(2026, 5, 15)
    assert list_school_holidays(country="BE", region="Flemish", first=thursday, last=friday) == (
        SchoolHoliday("O. L. H. Hemelvaart", thursday, thursday),
        SchoolHoliday("Vrijdag na O. L. H. Hemelvaart", friday, friday),
    )


def test_without_a_region_not_even_the_holidays_of_all_schools_are_a_hint() -> None:
    # In Bulgaria all schools are closed on the Day of the Awakeners.
    awakeners = date(2026, 11, 1)
    assert list_school_holidays(country="BG", region=None, first=awakeners, last=awakeners) == ()


def test_a_holiday_counts_from_its_first_to_its_last_day_and_not_around_them() -> None:
    first, last = AUTUMN.first_day, AUTUMN.last_day
    asked = [(first - DAY, first - DAY), (first - DAY, first), (last, last + DAY), (last + DAY, last + DAY)]
    assert [list_in_north(*days) for days in asked] == [(), (AUTUMN,), (AUTUMN,), ()]


@given(first=st.dates(date(2026, 2, 1), date(2027, 6, 30)), length=st.integers(min_value=0, max_value=120))
def test_holidays_touch_the_days_asked_for_and_never_each_other(first: date, length: int) -> None:
    found = list_in_north(first, first + timedelta(days=length))
    assert all(each.first_day <= first + timedelta(days=length) and each.last_day >= first for each in found)
    assert all(each.first_day <= each.last_day for each in found)
    assert all(one.last_day + DAY < other.first_day for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("country", "region"),
    [("NL", None), ("NL", ""), ("NL", "Atlantis"), ("CH", "ZH")],
    ids=["no region", "empty region", "unknown region", "country without school holidays"],
)
def test_where_nothing_is_known_there_is_no_hint(country: str, region: str | None) -> None:
    asked = (date(2026, 7, 1), date(2026, 8, 31))
    assert list_school_holidays(country=country, region=region, first=asked[0], last=asked[1]) == ()
