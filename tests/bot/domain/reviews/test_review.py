"""The review of a week: the thought of Friday, and the best hour to call (R10, V4)."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.calendar.workdays import Absence, WorkCalendar
from bot.domain.certainties.feedback import Feedback
from bot.domain.home.progress import Progress
from bot.domain.log.activity import Counts, Kind
from bot.domain.people.people import Targets
from bot.domain.reviews.review import (
    RepWeek,
    Steps,
    Thought,
    ThoughtKind,
    find_best_hour,
    find_same_days,
    find_same_part,
    find_thought,
)

# The Mondays of an even and an odd week.
EVEN, ODD = date(2026, 3, 16), date(2026, 3, 23)
WEEK_TARGETS = Targets(message=25, call=10, visit=5)
POOR = Feedback(1, 1, 7, "Acme", 3, "te laat", EVEN, None, None, None)


def make_week(done: Counts, steps: Steps | None = None, *, monday: date = EVEN, **values: int) -> RepWeek:
    return RepWeek(
        monday=monday,
        days=5,
        progress=Progress(done=done, targets=WEEK_TARGETS),
        before={},
        steps=steps or Steps(),
        streak=values.get("streak", 0),
        best_hour=values.get("best_hour"),
        open_ends=values.get("open_ends", 0),
    )


@pytest.mark.parametrize(
    ("week", "kind", "count"),
    [
        (make_week({}), ThoughtKind.QUIET_WEEK, 0),
        (make_week({Kind.CALL: 9}, Steps(made=9, missed=2)), ThoughtKind.STEPS_MISSED, 2),
        (make_week({Kind.CALL: 8, Kind.VISIT: 1}, Steps(made=2), open_ends=7), ThoughtKind.TALKS_WITHOUT_STEP, 7),
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


@pytest.mark.parametrize(("messages", "calls"), [(1, 2), (4, 3), (4, 0), (6, 3)])
def test_k7_little_mail_or_a_call_for_every_other_one_is_no_heap_of_mail(messages: int, calls: int) -> None:
    done: Counts = {Kind.MESSAGE: messages, Kind.CALL: calls, Kind.VISIT: 1}
    assert [find_thought(make_week(done, monday=each)).kind for each in (EVEN, ODD)] == [ThoughtKind.STEADY_WEEK] * 2


def test_k11_a_week_with_contacts_is_not_called_quiet() -> None:
    assert find_thought(make_week({Kind.MESSAGE: 4})) == Thought(ThoughtKind.STEADY_WEEK, 4)
    assert find_thought(make_week({})) == Thought(ThoughtKind.QUIET_WEEK, 0)


def test_k5_the_only_weighty_thought_does_not_come_two_fridays_running() -> None:
    even, odd = (find_thought(make_week({Kind.CALL: 6}, Steps(made=6), monday=each)).kind for each in (EVEN, ODD))
    assert (even, odd) == (ThoughtKind.VISITS_MISSING, ThoughtKind.STEADY_WEEK)


def test_of_two_weighty_thoughts_each_has_its_friday() -> None:
    steps = Steps(made=1, missed=2)
    even, odd = (
        find_thought(make_week({Kind.CALL: 9}, steps, monday=monday, open_ends=8)).kind for monday in (EVEN, ODD)
    )
    assert (even, odd) == (ThoughtKind.STEPS_MISSED, ThoughtKind.TALKS_WITHOUT_STEP)


def test_k2_what_is_owed_to_a_customer_comes_before_any_other_thought() -> None:
    week = replace(make_week({Kind.CALL: 9}, Steps(made=9, missed=2)), owed=POOR)
    assert find_thought(week) == Thought(ThoughtKind.PROMISE, 1, "Acme", 7)


def test_the_best_hour_needs_five_calls_in_it() -> None:
    assert find_best_hour({9: (4, 4), 14: (1, 1)}) is None
    assert find_best_hour({9: (3, 5), 14: (5, 6), 16: (9, 12)}) == 14


@pytest.mark.parametrize(
    ("today", "until"),
    [
        # February 2026 begins on a Sunday, and so does March.
        (date(2026, 3, 1), date(2026, 2, 2)),
        (date(2026, 3, 2), date(2026, 2, 2)),
        (date(2026, 3, 13), date(2026, 2, 13)),
        (date(2026, 3, 15), date(2026, 2, 13)),
        # As many days had counted only at the end.
        (date(2026, 3, 27), None),
        (date(2026, 3, 31), None),
    ],
)
def test_k4_half_a_month_is_set_beside_half_of_the_one_before(today: date, until: date | None) -> None:
    assert find_same_part(WorkCalendar(country="NL"), month=date(2026, 3, 1), today=today) == until


def test_k4_the_same_part_has_as_many_days_that_count_for_this_rep() -> None:
    away = Absence(id=1, rep_id=1, first_day=date(2026, 2, 2), last_day=date(2026, 2, 6))
    calendar = WorkCalendar(country="NL", absences=(away,))
    assert find_same_part(calendar, month=date(2026, 3, 1), today=date(2026, 3, 6)) == date(2026, 2, 13)


@pytest.mark.parametrize(
    ("day", "until"),
    [
        (date(2026, 3, 16), date(2026, 3, 9)),
        (date(2026, 3, 18), date(2026, 3, 11)),
        (date(2026, 3, 20), None),
        (date(2026, 3, 22), None),
    ],
)
def test_k4_half_a_week_is_set_beside_half_of_the_one_before(day: date, until: date | None) -> None:
    assert find_same_days(WorkCalendar(country="NL"), monday=EVEN, day=day) == until


def test_k4_a_week_up_to_its_last_day_that_counts_is_set_beside_the_whole_of_the_one_before() -> None:
    away = Absence(id=1, rep_id=1, first_day=date(2026, 3, 19), last_day=date(2026, 3, 20))
    calendar = WorkCalendar(country="NL", absences=(away,))
    assert find_same_days(calendar, monday=EVEN, day=date(2026, 3, 18)) is None
    assert find_same_days(calendar, monday=EVEN, day=date(2026, 3, 17)) == date(2026, 3, 10)
