"""The decisions that a team's weekly review proposes (R8)."""

from datetime import date, time

import pytest

from bot.domain.accounts.coverage import TeamCoverage
from bot.domain.home.progress import Progress
from bot.domain.log.activity import Counts, Kind
from bot.domain.people.people import Targets, Team
from bot.domain.reviews.team_review import (
    Decision,
    DecisionKind,
    TeamSteps,
    TeamWeek,
    WeekTotal,
    list_decisions,
)

TEAM = Team(id=1, workspace_id=1, name="Noord", timezone="Europe/Amsterdam", channel=None, summary_at=time(9))
MONDAY = date(2026, 3, 16)
ALL_DONE: Counts = {Kind.MESSAGE: 50, Kind.CALL: 20, Kind.VISIT: 10}


def live_week(
    done: Counts = ALL_DONE,
    *,
    targets: Targets = Targets(message=50, call=20, visit=10),  # noqa: B008 - it is frozen
    missed: int | None = None,
    unseen: int | None = None,
    people: int = 4,
) -> TeamWeek:
    return TeamWeek(
        team=TEAM,
        monday=MONDAY,
        people=people,
        active=sum(done.values()) and people,
        progress=Progress(done=done, targets=targets),
        steps=TeamSteps(missed=missed),
        trend=(),
        coverage=TeamCoverage(unseen_customers=unseen),
    )


def test_a_week_in_which_all_was_done_asks_nothing() -> None:
    assert list_decisions(live_week()) == []


def test_a_week_in_which_nobody_logged_asks_only_about_that() -> None:
    week = live_week({}, missed=3, unseen=10)
    assert list_decisions(week) == [Decision(DecisionKind.NOBODY_LOGGED, 0)]


def test_k10_of_fewer_than_four_people_it_is_not_even_said_that_none_of_them_logged() -> None:
    assert list_decisions(live_week({}, people=3)) == []


def test_k10_a_kind_whose_total_may_not_be_shown_asks_for_no_decision() -> None:
    assert list_decisions(live_week({Kind.MESSAGE: 50})) == []


def test_missed_steps_come_before_forgotten_customers_and_these_before_a_kind_that_is_behind() -> None:
    week = live_week({**ALL_DONE, Kind.VISIT: 4}, missed=3, unseen=4)
    assert list_decisions(week) == [
        Decision(DecisionKind.STEPS_OPEN, 3),
        Decision(DecisionKind.CUSTOMERS_FORGOTTEN, 4),
        Decision(DecisionKind.KIND_BEHIND, 4, "visit"),
    ]


@pytest.mark.parametrize(("done", "is_behind"), [(9, True), (10, False)])
def test_a_kind_is_behind_below_half_of_its_target(done: int, *, is_behind: bool) -> None:
    found = list_decisions(live_week({**ALL_DONE, Kind.CALL: done}))
    assert found == ([Decision(DecisionKind.KIND_BEHIND, 9, "call")] if is_behind else [])


def test_a_kind_without_a_target_is_never_behind() -> None:
    assert list_decisions(live_week({Kind.CALL: 20}, targets=Targets(message=0, call=20, visit=0))) == []


@pytest.mark.parametrize(
    ("done", "advances", "is_empty"),
    [({}, None, True), ({Kind.CALL: 1}, None, False), ({}, 1, False), ({}, 0, False)],
)
def test_a_week_of_the_trend_is_empty_without_any_total_that_may_be_shown(
    done: Counts, advances: int | None, *, is_empty: bool
) -> None:
    assert WeekTotal(monday=MONDAY, done=done, advances=advances).is_empty is is_empty
