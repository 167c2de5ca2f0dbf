"""A year in working days: what the targets add up to, the pace so far, and the marathon (R4, R5)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar.workdays import Absence, WorkCalendar, WorkWeek
from bot.domain.log.activity import RHYTHM_KINDS, Counts, Kind
from bot.domain.people.people import Targets
from bot.domain.reviews.year import Year, YearDone, count_year

DUTCH = WorkCalendar(country="NL")
DECEMBER_31 = date(2026, 12, 31)
# In 2026 the working days begin on Friday 2 January; the fifth is Thursday 8 January.
FOURTH, FIFTH = date(2026, 1, 7), date(2026, 1, 8)
days_of_year = st.dates(date(2026, 1, 8), DECEMBER_31)


def count(today: date, done: Counts | None = None, *, calendar: WorkCalendar = DUTCH) -> Year:
    return count_year(calendar=calendar, targets=Targets(), done=YearDone(*[done or {}] * 3), today=today)


def project(year: Year) -> Counts:
    assert year.pace is not None
    return year.pace.projected


def test_two_hundred_and_twenty_days_add_up_to_the_well_known_figures() -> None:
    # 255 working days in 2026, less 35 from 30 June to 17 August.
    away = Absence(id=1, rep_id=1, first_day=date(2026, 6, 30), last_day=date(2026, 8, 17))
    year = count(date(2026, 1, 2), calendar=WorkCalendar(country="NL", absences=(away,)))
    assert (year.days, dict(year.wanted)) == (220, {Kind.MESSAGE: 1100, Kind.CALL: 440, Kind.VISIT: 220})


def test_k4_half_days_count_for_half_and_ask_half_of_each_target() -> None:
    # 2026 has 52 Fridays; New Year's Day is a Thursday, Good Friday is worked, and Christmas Day is a holiday.
    fridays = count(DECEMBER_31, calendar=WorkCalendar(country="NL", week=WorkWeek("0000a00")))
    assert (fridays.days, fridays.days_done) == (25.5, 25.5)
    assert fridays.wanted == {Kind.MESSAGE: 128, Kind.CALL: 51, Kind.VISIT: 26}


@pytest.mark.parametrize(
    ("today", "days_done"), [(date(2026, 1, 1), 0), (date(2026, 1, 2), 1), (date(2026, 1, 4), 1), (FIFTH, 5)]
)
def test_today_counts_as_done_and_a_free_day_adds_nothing(today: date, days_done: int) -> None:
    assert (count(today).year, count(today).days_done) == (2026, days_done)


def test_a_kind_that_was_not_logged_was_done_zero_times() -> None:
    assert count(FIFTH, {Kind.CALL: 3}).done == {Kind.MESSAGE: 0, Kind.CALL: 3, Kind.VISIT: 0}


def test_before_the_fifth_working_day_nothing_is_projected() -> None:
    assert count(FOURTH, {Kind.CALL: 9}).pace is None
    # One call and two messages a day, over the 255 working days of 2026.
    assert project(count(FIFTH, {Kind.CALL: 5, Kind.MESSAGE: 10})) == {
        Kind.MESSAGE: 510,
        Kind.CALL: 255,
        Kind.VISIT: 0,
    }


def test_a_projection_is_rounded_to_the_nearest() -> None:
    # Monday 12 January is the seventh working day: 3 / 7 * 255 is 109.3, and 5 / 7 * 255 is 182.1.
    projected = project(count(date(2026, 1, 12), {Kind.CALL: 3, Kind.VISIT: 5}))
    assert projected == {Kind.MESSAGE: 0, Kind.CALL: 109, Kind.VISIT: 182}


@given(today=days_of_year, daily=st.integers(min_value=0, max_value=20))
def test_a_steady_pace_is_projected_over_all_the_working_days(today: date, daily: int) -> None:
    year = count(today, {Kind.MESSAGE: daily * len(DUTCH.list_worked(date(2026, 1, 1), today))})
    assert project(year)[Kind.MESSAGE] == daily * 255


@given(
    today=days_of_year, done=st.dictionaries(st.sampled_from(RHYTHM_KINDS), st.integers(min_value=0, max_value=2_000))
)
def test_a_projection_is_never_less_than_what_was_done_and_on_the_last_day_exactly_that(
    today: date, done: Counts
) -> None:
    year, ended = count(today, done), count(DECEMBER_31, done)
    assert all(project(year)[kind] >= year.done[kind] for kind in RHYTHM_KINDS)
    assert project(ended) == ended.done


def test_the_marathon_ends_with_the_year_and_goes_on_evenly() -> None:
    calendar = WorkCalendar(country="NL", week=WorkWeek("1111a00"))
    ended, begun = (count(day, calendar=calendar) for day in (DECEMBER_31, date(2026, 1, 5)))
    assert ended.kilometres == pytest.approx(42.195)
    # The Friday morning of 2 January and the Monday after it.
    assert begun.kilometres == pytest.approx(1.5 * begun.kilometres_a_day)
    assert begun.kilometres_a_day * begun.days == pytest.approx(42.195)


def test_a_year_without_working_days_has_no_kilometres_and_no_projection() -> None:
    year = count(DECEMBER_31, {Kind.CALL: 1}, calendar=WorkCalendar(country="NL", week=WorkWeek("0000000")))
    assert (year.days, year.kilometres, year.kilometres_a_day, year.pace) == (0, 0.0, 0.0, None)
    assert year.wanted == dict.fromkeys(RHYTHM_KINDS, 0)
