"""A lesson returns when an open deal enters the same situation (N4)."""

from dataclasses import replace
from datetime import date, timedelta

from bot.domain.deals.deals import ActivityRollup
from bot.domain.lessons.lesson_returns import ReturnReason, find_returns
from bot.domain.lessons.lessons import Lesson, LessonAnswers, LessonOrigin, LessonState
from bot.domain.log.situations import Situation
from tests.bot.domain.deals.test_stalls import QUIET

TODAY = date(2026, 3, 18)
LESSON = Lesson(
    id=1,
    rep_id=1,
    rep_name="Sanne",
    account_id=9,
    account_name="Acme",
    deal_id=9,
    deal_name="Kassen",
    origin=LessonOrigin.LOSS,
    state=LessonState.KEPT,
    day=date(2026, 1, 5),
    stage="offerte",
    situation=Situation.PRICE,
    answers=LessonAnswers(share="eerder vragen wat het mag kosten"),
)
OLD = TODAY - timedelta(days=30)
PRICEY = replace(
    QUIET,
    stage="behoefte",
    stage_since=OLD,
    activity_rollup=ActivityRollup(situation=Situation.PRICE, last_contact=TODAY),
)


def because(*lessons: Lesson, deal: object = PRICEY) -> list[ReturnReason]:
    return [each.because for each in find_returns(lessons, [deal], rep_id=1, today=TODAY)]  # type: ignore[list-item] # by name


def test_the_same_situation_brings_it_back_while_it_is_fresh() -> None:
    assert because(LESSON) == [ReturnReason.SITUATION]
    for days, found in ((7, [ReturnReason.SITUATION]), (8, [])):
        activity_rollup = replace(PRICEY.activity_rollup, last_contact=TODAY - timedelta(days=days))
        assert because(LESSON, deal=replace(PRICEY, activity_rollup=activity_rollup)) == found


def test_the_same_stage_brings_it_back_when_the_deal_has_just_entered_it() -> None:
    entered = replace(QUIET, stage="offerte", stage_since=TODAY)
    assert because(LESSON, deal=entered) == [ReturnReason.STAGE]
    assert because(LESSON, deal=replace(entered, stage_since=OLD)) == []


def test_a_note_without_a_lesson_in_it_and_the_lost_deal_itself_never_come_back() -> None:
    assert because(replace(LESSON, answers=LessonAnswers(happened="ze wilden gewoon niet"))) == []
    assert because(replace(LESSON, deal_id=PRICEY.id)) == []


def test_ones_own_lessons_come_before_those_that_colleagues_shared() -> None:
    shared = replace(LESSON, id=2, rep_id=2)
    found = find_returns([shared, LESSON], [PRICEY], rep_id=1, today=TODAY)
    assert [each.lesson.id for each in found] == [1, 2]
