"""When somebody who has not begun is told something: in working hours, and reminded after three working days."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.domain.calendar.workdays import WorkCalendar, WorkWeek
from bot.domain.people.people import Rep, Role, Targets
from bot.domain.people.rhythm import Rhythm, find_hour_problem, move_morning
from bot.domain.rhythm.first_days import find_decent_moment, find_next_morning, find_reminder_moment

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
REP = Rep(
    id=1,
    workspace_id=1,
    external_id="U1",
    name="Anna",
    timezone="Europe/Amsterdam",
    language="nl",
    role=Role.REP,
    team_id=None,
    targets=Targets(),
    address="U1",
)
CALENDAR = WorkCalendar(country="NL")


def at(day: int, hour: int, minute: int = 0, *, month: int = 3) -> datetime:
    """Return a local moment of 2026 in UTC."""
    return datetime(2026, month, day, hour, minute, tzinfo=AMSTERDAM).astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "moment"),
    [
        (at(18, 10), at(18, 10)),
        (at(18, 8), at(18, 8)),
        (at(18, 18, 59), at(18, 18, 59)),
        (at(18, 6), at(18, 8)),
        (at(18, 19), at(19, 8)),
        (at(20, 23), at(23, 8)),
        (at(21, 10), at(23, 8)),
        # Good Friday and Easter Monday.
        (at(2, 23, month=4), at(3, 8, month=4)),
        (at(5, 10, month=4), at(7, 8, month=4)),
    ],
)
def test_nothing_unasked_at_night_or_on_a_free_day(now: datetime, moment: datetime) -> None:
    assert find_decent_moment(REP, CALENDAR, now=now) == moment


@pytest.mark.parametrize(
    ("week", "greeted", "reminded"),
    [
        ("1111100", at(18, 10), at(23, 8, 30)),
        ("1111100", at(16, 10), at(19, 8, 30)),
        ("1111000", at(18, 10), at(24, 8, 30)),
        ("1111100", at(21, 10), at(25, 8, 30)),
    ],
)
def test_the_reminder_comes_after_three_working_days(week: str, greeted: datetime, reminded: datetime) -> None:
    calendar = WorkCalendar(country="NL", week=WorkWeek(week))
    assert find_reminder_moment(REP, calendar, greeted_at=greeted) == reminded


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (at(18, 7), date(2026, 3, 18)),
        (at(18, 8, 30), date(2026, 3, 19)),
        (at(20, 12), date(2026, 3, 23)),
        (at(22, 7), date(2026, 3, 23)),
    ],
)
def test_the_next_plan_is_that_of_the_next_working_morning(now: datetime, day: date) -> None:
    assert find_next_morning(CALENDAR, at=time(8, 30), zone=AMSTERDAM, now=now) == day


@pytest.mark.parametrize(
    ("morning", "catch_up", "wrap_up"),
    [
        (time(8), time(13, 30), time(16, 45)),
        (time(13, 30), time(15, 30), time(16, 45)),
        (time(15), time(17), time(19)),
        (time(23), time(23, 59), time(23, 59)),
    ],
)
def test_the_later_messages_move_along_with_the_plan(morning: time, catch_up: time, wrap_up: time) -> None:
    moved = move_morning(Rhythm(), morning)
    assert (moved.morning_at, moved.catch_up_at, moved.wrap_up_at) == (morning, catch_up, wrap_up)


@pytest.mark.parametrize(("morning", "problem"), [(time(7), None), (time(14, 59), None), (time(15), "in_quiet_hours")])
def test_an_hour_that_leads_into_the_quiet_hours_is_refused(morning: time, problem: str | None) -> None:
    assert find_hour_problem(move_morning(Rhythm(), morning)) == problem
