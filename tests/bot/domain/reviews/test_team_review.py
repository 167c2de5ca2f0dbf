"""The decisions that a team's weekly review proposes (R8)."""

from datetime import date, time

import pytest

from bot.domain.accounts.account import AccountStage
from bot.domain.accounts.contact_plan import AccountHistory
from bot.domain.accounts.coverage import Coverage, CoveragePool
from bot.domain.home.progress import Progress
from bot.domain.log.activity import Counts, Kind
from bot.domain.people.people import Targets, Team
from bot.domain.reviews.review import Steps
from bot.domain.reviews.team_review import (
    Decision,
    DecisionKind,
    TeamMonth,
    TeamWeek,
    WeekTotal,
    list_decisions,
)

TEAM = Team(id=1, workspace_id=1, name="Noord", timezone="Europe/Amsterdam", channel=None, summary_at=time(9))
MONDAY = date(2026, 3, 16)
ALL_DONE: Counts = {Kind.MESSAGE: 50, Kind.CALL: 20, Kind.VISIT: 10}
FORGOTTEN = AccountHistory(id=1, name="Acme", stage=AccountStage.CUSTOMER, value=None, contacts=0, last_contact=None)


def live_week(
    done: Counts = ALL_DONE,
    *,
    targets: Targets = Targets(message=50, call=20, visit=10),  # noqa: B008 - it is frozen
    missed: int = 0,
    customers: CoveragePool = CoveragePool(10, 10, 10),  # noqa: B008 - idem
    forgotten: tuple[AccountHistory, ...] = (),
) -> TeamWeek:
    return TeamWeek(
        team=TEAM,
        monday=MONDAY,
        people=2,
        progress=Progress(done=done, targets=targets),
        steps=Steps(missed=missed),
        trend=(),
        coverage=Coverage(customers=customers, suspects=CoveragePool(0, 0, 0), forgotten=forgotten),
    )


def test_a_week_in_which_all_was_done_asks_nothing() -> None:
    assert list_decisions(live_week()) == []


def test_a_week_in_which_nobody_logged_asks_only_about_that() -> None:
    week = live_week({Kind.CALL: 0}, missed=3, forgotten=(FORGOTTEN,), customers=CoveragePool(10, 0, 0))
    assert list_decisions(week) == [Decision(DecisionKind.NOBODY_LOGGED, 0)]


def test_missed_steps_come_before_forgotten_customers_and_these_before_a_kind_that_is_behind() -> None:
    week = live_week({**ALL_DONE, Kind.VISIT: 4}, missed=3, customers=CoveragePool(10, 2, 6), forgotten=(FORGOTTEN,))
    assert list_decisions(week) == [
        Decision(DecisionKind.STEPS_OPEN, 3),
        Decision(DecisionKind.CUSTOMERS_FORGOTTEN, 4, "Acme"),
        Decision(DecisionKind.KIND_BEHIND, 4, "visit"),
    ]


@pytest.mark.parametrize(("done", "is_behind"), [(9, True), (10, False)])
def test_a_kind_is_behind_below_half_of_its_target(done: int, *, is_behind: bool) -> None:
    found = list_decisions(live_week({**ALL_DONE, Kind.CALL: done}))
    assert found == ([Decision(DecisionKind.KIND_BEHIND, 9, "call")] if is_behind else [])


def test_a_kind_without_a_target_is_never_behind() -> None:
    assert list_decisions(live_week({Kind.CALL: 20}, targets=Targets(message=0, call=20, visit=0))) == []


def test_only_suspects_that_were_not_seen_ask_for_no_decision() -> None:
    assert list_decisions(live_week(customers=CoveragePool(10, 10, 10), forgotten=(FORGOTTEN,))) == []


@pytest.mark.parametrize(
    ("done", "advances", "is_empty"),
    [({}, 0, True), ({Kind.CALL: 0}, 0, True), ({Kind.CALL: 1}, 0, False), ({}, 1, False)],
)
def test_a_week_of_the_trend_is_empty_without_contacts_and_advances(
    done: Counts, advances: int, *, is_empty: bool
) -> None:
    assert WeekTotal(monday=MONDAY, done=done, advances=advances).is_empty is is_empty


def test_a_month_adds_up_all_kinds() -> None:
    month = TeamMonth(
        team=TEAM, month=date(2026, 3, 1), done=ALL_DONE, steps=Steps(), before={Kind.CALL: 7}, steps_before=Steps()
    )
    assert (month.contacts, month.contacts_before) == (80, 7)
