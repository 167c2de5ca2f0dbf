"""Suggested moments for a next step, from the rep's own habits (V2)."""

from datetime import date, time

from bot.domain.log.activity import NextStep
from bot.domain.log.step_habits import suggest_steps

WEDNESDAY = date(2026, 3, 18)
THURSDAY_TEN = NextStep(date(2026, 3, 5), time(10))
TUESDAY_TWO = NextStep(date(2026, 3, 3), time(14))


def is_weekday(day: date) -> bool:
    return day.weekday() < 5


def test_without_habits_it_is_a_week_and_two_weeks_from_today() -> None:
    assert suggest_steps([], today=WEDNESDAY, is_worked=is_weekday) == (
        NextStep(date(2026, 3, 25)),
        NextStep(date(2026, 4, 1)),
    )


def test_habits_come_with_their_hour_and_never_tomorrow() -> None:
    past = [THURSDAY_TEN] * 3 + [TUESDAY_TWO] * 2
    assert suggest_steps(past, today=WEDNESDAY, is_worked=is_weekday) == (
        NextStep(date(2026, 3, 24), time(14)),
        NextStep(date(2026, 3, 26), time(10)),
    )


def test_a_day_that_is_not_worked_is_passed_over() -> None:
    past = [THURSDAY_TEN] * 5
    free = date(2026, 3, 26)
    assert suggest_steps(past, today=WEDNESDAY, is_worked=lambda day: is_weekday(day) and day != free) == (
        NextStep(date(2026, 4, 2), time(10)),
    )
