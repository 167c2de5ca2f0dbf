"""The agenda of the weekly meeting: at most five points, what people asked for first (R8, K1, K5)."""

from dataclasses import replace
from datetime import date, timedelta

from bot.domain.deals.deals import DealState
from bot.domain.log.activity import Kind
from bot.domain.meetings.agenda import (
    AskedPoint,
    JudgedDeal,
    MeetingDecision,
    PointKind,
    Proposals,
    SharedLesson,
    choose_points,
    list_returning,
)
from bot.domain.reviews.team_review import Decision, DecisionKind
from tests.bot.domain.deals.test_stalls import QUIET

MONDAY = date(2026, 3, 23)
SLIPPED = Decision(DecisionKind.STEPS_OPEN, 4)
FORGOTTEN = Decision(DecisionKind.CUSTOMERS_FORGOTTEN, 7)
FEW_CALLS = Decision(DecisionKind.KIND_BEHIND, 3, Kind.CALL)
FEW_VISITS = Decision(DecisionKind.KIND_BEHIND, 1, Kind.VISIT)
LESSON = SharedLesson(5, "Acme", "Eerder bellen.")


def judged(number: int, state: DealState = DealState.OPEN) -> JudgedDeal:
    return JudgedDeal(replace(QUIET, id=number, state=state), ())


def choose(
    *asked: AskedPoint,
    deals: tuple[JudgedDeal, ...] = (),
    lessons: tuple[SharedLesson, ...] = (),
    decisions: tuple[Decision, ...] = (),
    stalled: tuple[JudgedDeal, ...] = (),
) -> list[tuple[PointKind, int]]:
    found = choose_points(Proposals(asked, deals, lessons, decisions, stalled))
    return [(each.kind, each.subject) for each in found]


def test_without_anything_there_is_no_agenda() -> None:
    assert choose() == []


def test_what_people_asked_for_comes_before_the_figures() -> None:
    asked = AskedPoint(PointKind.TYPED, 0, "prijzen")
    assert choose(asked, decisions=(SLIPPED,), stalled=(judged(1),)) == [
        (PointKind.TYPED, 0),
        (PointKind.DEAL, 1),
        (PointKind.STEPS, 0),
    ]


def test_there_are_five_points_at_most_with_a_deal_a_figure_and_a_lesson_among_them() -> None:
    stalled = tuple(judged(number) for number in range(1, 5))
    found = choose(decisions=(SLIPPED, FORGOTTEN, FEW_CALLS), lessons=(LESSON,), stalled=stalled)
    assert found == [
        (PointKind.DEAL, 1),
        (PointKind.STEPS, 0),
        (PointKind.LESSON, 5),
        (PointKind.CUSTOMERS, 0),
        (PointKind.BEHIND, 2),
    ]


def test_several_missed_targets_are_one_talk() -> None:
    assert choose(decisions=(FEW_CALLS, FEW_VISITS)) == [(PointKind.BEHIND, 2)]


def test_a_point_that_was_asked_for_and_follows_from_the_figures_comes_once() -> None:
    asked = AskedPoint(PointKind.STEPS, 0)
    assert choose(asked, asked, decisions=(SLIPPED,)) == [(PointKind.STEPS, 0)]


def test_k1_a_deal_that_was_closed_since_is_no_point_any_more() -> None:
    asked = AskedPoint(PointKind.DEAL, 1)
    for state in (DealState.WON, DealState.LOST):
        assert choose(asked, deals=(judged(1, state),)) == []
    assert choose(asked, deals=(judged(1),)) == [(PointKind.DEAL, 1)]


def test_a_lesson_that_is_no_longer_shared_is_no_point_any_more() -> None:
    asked = AskedPoint(PointKind.LESSON, 5)
    assert choose(asked) == []
    assert choose(asked, lessons=(LESSON,)) == [(PointKind.LESSON, 5)]


def test_k5_a_decision_comes_back_on_three_mondays_and_then_rests() -> None:
    decided = MeetingDecision(1, "Oliver belt Acme", MONDAY)
    days = [MONDAY + timedelta(weeks=number) for number in range(6)]
    assert [bool(list_returning([decided], day=day)) for day in days] == [False, True, True, True, False, False]
