"""The review: streaks that forgive a missed day, the thought of the week, and the best hours to call (R10, V4)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar.workdays import Absence, WorkCalendar
from bot.domain.home.progress import Progress
from bot.domain.log.activity import Kind
from bot.domain.people.people import Targets
from bot.domain.reviews.reached import was_reached
from bot.domain.reviews.review import RepWeek, Steps, Thought, ThoughtKind, find_best_hour, find_thought
from bot.domain.reviews.streak import count_streak

# The Mondays of an even and an odd week.
EVEN, ODD = date(2026, 3, 16), date(2026, 3, 23)
DUTCH = WorkCalendar(country="NL")
WEEK_TARGETS = Targets(message=25, call=10, visit=5)


def days_from(first: date, count: int) -> set[date]:
    return {first + timedelta(days=number) for number in range(count)}


def make_week(done: dict[Kind, int], steps: Steps | None = None, *, monday: date = EVEN, **values: int) -> RepWeek:
    return RepWeek(
        monday=monday,
        days=5,
        progress=Progress(done=done, targets=WEEK_TARGETS),
        before={},
        steps=steps or Steps(),
        streak=values.get("streak", 0),
        best_hour=values.get("best_hour"),
    )


def test_weekends_and_holidays_are_passed_over() -> None:
    # Thursday before Easter, Good Friday and Easter Monday off, Tuesday after.
    assert count_streak(DUTCH, active={date(2026, 4, 2), date(2026, 4, 7)}, today=date(2026, 4, 7)) == 2


def test_an_absence_breaks_nothing() -> None:
    away = Absence(id=1, rep_id=1, first_day=date(2026, 3, 10), last_day=date(2026, 3, 13))
    calendar = WorkCalendar(country="NL", absences=(away,))
    assert count_streak(calendar, active={date(2026, 3, 9), EVEN}, today=EVEN) == 2


def test_one_miss_a_week_is_forgiven_and_two_are_not() -> None:
    friday = date(2026, 3, 20)
    all_week = days_from(EVEN, 5)
    assert count_streak(DUTCH, active=all_week - {date(2026, 3, 18)}, today=friday) == 4
    assert count_streak(DUTCH, active=all_week - {date(2026, 3, 17), date(2026, 3, 18)}, today=friday) == 2


def test_today_counts_when_something_was_done_and_breaks_nothing_before() -> None:
    assert count_streak(DUTCH, active={EVEN}, today=date(2026, 3, 17)) == 1
    assert count_streak(DUTCH, active={EVEN, date(2026, 3, 17)}, today=date(2026, 3, 17)) == 2


@given(active=st.sets(st.integers(min_value=0, max_value=60)))
def test_a_streak_is_never_longer_than_the_days_on_which_something_was_done(active: set[int]) -> None:
    days = {EVEN + timedelta(days=number) for number in active}
    assert 0 <= count_streak(DUTCH, active=days, today=EVEN + timedelta(days=60)) <= len(days)


@pytest.mark.parametrize(
    ("week", "kind", "count"),
    [
        (make_week({}), ThoughtKind.QUIET_WEEK, 0),
        (make_week({Kind.CALL: 9}, Steps(made=9, missed=2)), ThoughtKind.STEPS_MISSED, 2),
        (make_week({Kind.CALL: 8, Kind.VISIT: 1}, Steps(made=2)), ThoughtKind.TALKS_WITHOUT_STEP, 7),
        (make_week({Kind.MESSAGE: 20, Kind.CALL: 1}, Steps(made=1)), ThoughtKind.CALLS_BEHIND, 20),
        (make_week({Kind.CALL: 6}, Steps(made=6)), ThoughtKind.VISITS_MISSING, 5),
        (make_week({Kind.CALL: 6, Kind.VISIT: 1}, Steps(made=7), best_hour=10), ThoughtKind.BEST_HOUR, 10),
        (make_week({Kind.CALL: 6, Kind.VISIT: 1}, Steps(made=7, kept=3)), ThoughtKind.STEPS_KEPT, 3),
        (
            make_week({Kind.MESSAGE: 25, Kind.CALL: 10, Kind.VISIT: 5}, Steps(made=15)),
            ThoughtKind.STRONG_WEEK,
            40,
        ),
        (make_week({Kind.CALL: 6, Kind.VISIT: 1}, Steps(made=7), streak=12), ThoughtKind.STREAK, 12),
    ],
)
def test_each_thought_comes_from_its_own_figure(week: RepWeek, kind: ThoughtKind, count: int) -> None:
    assert find_thought(week) == Thought(kind, count)


def test_of_two_weighty_thoughts_each_has_its_friday() -> None:
    steps = Steps(made=1, missed=2)
    even, odd = (find_thought(make_week({Kind.CALL: 9}, steps, monday=monday)).kind for monday in (EVEN, ODD))
    assert (even, odd) == (ThoughtKind.STEPS_MISSED, ThoughtKind.TALKS_WITHOUT_STEP)


def test_the_best_hour_needs_five_calls_in_it() -> None:
    assert find_best_hour({9: (4, 4), 14: (1, 1)}) is None
    assert find_best_hour({9: (3, 5), 14: (5, 6), 16: (9, 12)}) == 14


@pytest.mark.parametrize(
    ("note", "reached"),
    [
        ("", True),
        ("offerte besproken", True),
        ("geen gehoor", False),
        ("Voicemail ingesproken", False),
        ("no answer", False),
    ],
)
def test_a_call_that_reached_nobody_says_so_in_its_note(note: str, reached: bool) -> None:  # noqa: FBT001 - a table
    assert was_reached(note) is reached
