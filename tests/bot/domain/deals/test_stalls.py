"""Reasons for a stalled deal, each at the boundary of its norm; time is counted in working days (V1)."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from bot.domain.calendar.workday_index import WorkdayIndex, index_workdays
from bot.domain.calendar.workdays import Absence, WorkCalendar
from bot.domain.deals.deals import ActivityRollup, Deal, DealState, Level
from bot.domain.deals.stalls import Norms, Stall, StallReason, find_next_review, judge_deal, learn_norms
from bot.domain.log.situations import Situation

TODAY = date(2026, 3, 18)
WORKDAYS: WorkdayIndex = index_workdays(WorkCalendar(country="NL"), first=date(2025, 1, 1), today=TODAY)
NORMS = Norms()
QUIET = Deal(
    id=1,
    workspace_id=1,
    account_id=1,
    account_name="Acme",
    owner_id=1,
    name="Kassen",
    stage="offerte",
    state=DealState.OPEN,
    value=Decimal(45_000),
    margin=None,
    opened_on=TODAY,
    stage_since=TODAY,
    close_on=None,
    close_moves=0,
    closed_on=None,
    level=None,
    activity_rollup=ActivityRollup(),
)


def back(working_days: int) -> date:
    """Return the day that is a number of working days before today."""
    days = [day for day in WORKDAYS.days if day <= TODAY]
    return days[-1 - working_days]


def judge(**changes: object) -> tuple[Stall, ...]:
    activity_rollup = {name: changes.pop(name) for name in list(changes) if name in ActivityRollup.__dataclass_fields__}
    deal = replace(QUIET, activity_rollup=replace(QUIET.activity_rollup, **activity_rollup), **changes)  # type: ignore[arg-type] # by name
    return judge_deal(deal, today=TODAY, workdays=WORKDAYS, norms=NORMS)


def test_a_deal_of_today_is_not_stalled() -> None:
    assert judge() == ()


def test_a_step_two_working_days_late_is_a_stall_one_day_late_is_not() -> None:
    assert judge(step_on=TODAY) == ()
    assert judge(step_on=back(1)) == ()
    assert judge(step_on=back(2)) == (Stall(StallReason.STEP_OVERDUE, 2, 1),)


LEAVE = Absence(id=1, rep_id=1, first_day=date(2026, 3, 9), last_day=date(2026, 3, 13))
AFTER_LEAVE = index_workdays(WorkCalendar(country="NL", absences=(LEAVE,)), first=date(2025, 1, 1), today=TODAY)


@pytest.mark.parametrize("reason", [StallReason.STEP_OVERDUE, StallReason.NO_STEP, StallReason.LONG_IN_STAGE])
def test_k4_days_of_leave_are_in_no_figure_of_a_stall(reason: StallReason) -> None:
    step_on = LEAVE.first_day if reason is StallReason.STEP_OVERDUE else None
    before = date(2026, 2, 10) if reason is StallReason.LONG_IN_STAGE else date(2026, 3, 6)
    deal = replace(QUIET, opened_on=before, stage_since=before, activity_rollup=ActivityRollup(step_on=step_on))

    def measure(workdays: WorkdayIndex) -> dict[StallReason, int]:
        found = judge_deal(deal, today=TODAY, workdays=workdays, norms=NORMS)
        return {stall.reason: stall.figure for stall in found}

    assert measure(WORKDAYS)[reason] > 5
    assert measure(AFTER_LEAVE).get(reason, 0) in {0, 2, 21}


def test_k4_a_step_on_a_holiday_or_in_leave_is_of_the_first_day_back() -> None:
    easter = replace(QUIET, activity_rollup=ActivityRollup(step_on=date(2026, 4, 6)), stage_since=date(2026, 4, 2))
    late = {
        day: [stall.figure for stall in judge_deal(easter, today=day, workdays=WORKDAYS, norms=NORMS)]
        for day in (date(2026, 4, 7), date(2026, 4, 8), date(2026, 4, 9))
    }
    assert late == {date(2026, 4, 7): [], date(2026, 4, 8): [], date(2026, 4, 9): [2]}
    assert find_next_review(easter, today=date(2026, 4, 7), workdays=WORKDAYS, norms=NORMS) == date(2026, 4, 9)


def test_five_working_days_without_a_step_are_too_many_four_are_not() -> None:
    assert judge(opened_on=back(4)) == ()
    assert judge(opened_on=back(5)) == (Stall(StallReason.NO_STEP, 5, 4),)
    assert judge(opened_on=back(9), last_contact=back(4), contacts=1, contacts_since=1) == ()


def test_weekends_and_holidays_do_not_count() -> None:
    # Easter Monday is 6 April 2026: Friday the 3rd to Friday the 10th is four working days.
    deal = replace(QUIET, opened_on=date(2026, 4, 3), stage_since=date(2026, 4, 3))
    assert judge_deal(deal, today=date(2026, 4, 10), workdays=WORKDAYS, norms=NORMS) == ()
    monday = judge_deal(deal, today=date(2026, 4, 13), workdays=WORKDAYS, norms=NORMS)
    assert monday == (Stall(StallReason.NO_STEP, 5, 4),)


def test_the_fourth_contact_without_advance_is_one_too_many() -> None:
    assert judge(contacts=3, contacts_since=3, last_contact=TODAY) == ()
    assert judge(contacts=4, contacts_since=4, last_contact=TODAY) == (Stall(StallReason.MANY_CONTACTS, 4, 3),)


def test_the_same_situation_three_times_in_a_row_is_a_sign_twice_is_not() -> None:
    assert judge(situation=Situation.PRICE, situation_run=2) == ()
    assert judge(situation=Situation.PRICE, situation_run=3) == (Stall(StallReason.SAME_SITUATION, 3, 2),)


def test_a_day_longer_in_a_stage_than_usual_is_too_long() -> None:
    assert judge(stage_since=back(20)) == ()
    assert judge(stage_since=back(21)) == (Stall(StallReason.LONG_IN_STAGE, 21, 20),)


def test_a_close_date_may_move_once() -> None:
    assert judge(close_moves=1) == ()
    assert judge(close_moves=2) == (Stall(StallReason.CLOSE_MOVED, 2, 1),)


def test_after_three_contacts_somebody_above_a_user_should_be_known() -> None:
    assert judge(level=Level.USER, contacts=2) == ()
    assert judge(level=Level.USER, contacts=3) == (Stall(StallReason.NOBODY_ABOVE, 3, 2),)
    assert judge(level=Level.MANAGER, contacts=3) == ()
    assert judge(level=None, contacts=3) == ()


def test_a_step_to_come_with_somebody_who_kept_one_before_is_trusted_however_quiet() -> None:
    quiet = {"contacts": 9, "contacts_since": 9, "stage_since": back(60), "opened_on": back(60), "close_moves": 3}
    assert judge(**quiet, step_on=TODAY, has_kept=True) == ()
    assert len(judge(**quiet, step_on=TODAY, has_kept=False)) == 3
    assert judge(**quiet, step_on=back(1), has_kept=True) == ()
    assert len(judge(**quiet, step_on=back(2), has_kept=True)) == 4


def test_the_weightiest_reason_comes_first() -> None:
    stalls = judge(step_on=back(3), contacts_since=5, close_moves=2, stage_since=back(30))
    assert [stall.reason for stall in stalls] == [
        StallReason.STEP_OVERDUE,
        StallReason.MANY_CONTACTS,
        StallReason.LONG_IN_STAGE,
        StallReason.CLOSE_MOVED,
    ]


@pytest.mark.parametrize(
    "deal",
    [
        QUIET,
        replace(QUIET, activity_rollup=ActivityRollup(step_on=TODAY + timedelta(days=9))),
        replace(QUIET, stage_since=back(18)),
        replace(QUIET, activity_rollup=ActivityRollup(contacts=2, contacts_since=2, last_contact=back(2))),
    ],
)
def test_until_the_next_look_the_verdict_does_not_change(deal: Deal) -> None:
    look = find_next_review(deal, today=TODAY, workdays=WORKDAYS, norms=NORMS)
    reasons = [stall.reason for stall in judge_deal(deal, today=TODAY, workdays=WORKDAYS, norms=NORMS)]
    day = TODAY
    while day < look:
        found = judge_deal(deal, today=day, workdays=WORKDAYS, norms=NORMS)
        assert [stall.reason for stall in found] == reasons
        day += timedelta(days=1)
    assert [stall.reason for stall in judge_deal(deal, today=look, workdays=WORKDAYS, norms=NORMS)] != reasons


def test_norms_are_the_documented_ones_until_twenty_deals_were_won() -> None:
    few = learn_norms(won_deals=19, contacts=[9] * 19, stage_days={"offerte": [90] * 19})
    assert (few.contacts, few.days_in("offerte")) == (3, 20)
    enough = learn_norms(won_deals=20, contacts=[2] * 16 + [9] * 4, stage_days={"offerte": [30] * 16 + [90] * 4})
    assert (enough.contacts, enough.days_in("offerte"), enough.days_in("intake")) == (2, 30, 10)
