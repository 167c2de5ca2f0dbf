"""What a rep writes about a loss, and the answer to it: kindly turned round once, or nodded at (N1, N2)."""

from dataclasses import replace
from datetime import date
from itertools import product

from bot.domain.lessons.attitudes import Attitude, AttitudeReading
from bot.domain.lessons.lessons import LessonAnswers, LessonReadings, LossReason, Response, choose_response
from tests.bot.domain.lessons.test_lesson_returns import LESSON

BLAME, FACT = (AttitudeReading(each, is_sure=True) for each in (Attitude.BLAME, Attitude.FACT))
OWNED = AttitudeReading(Attitude.OWNERSHIP, is_sure=True)
MAYBE_OWNED = AttitudeReading(Attitude.OWNERSHIP, is_sure=False)
ANY = (BLAME, FACT, OWNED, MAYBE_OWNED)


def test_n2_blame_is_turned_round_once_and_never_argued_with() -> None:
    assert choose_response(LessonReadings(BLAME), was_turned=False) is Response.TURN
    assert choose_response(LessonReadings(BLAME), was_turned=True) is Response.PLAIN
    assert choose_response(LessonReadings(BLAME), was_turned=False, may_turn=False) is Response.PLAIN
    assert choose_response(LessonReadings(BLAME, share=OWNED), was_turned=False) is Response.NOD
    assert choose_response(LessonReadings(FACT), was_turned=False) is Response.PLAIN


def test_n2_praise_needs_a_sure_reading_or_an_answer_to_the_question() -> None:
    responses = [choose_response(LessonReadings(told), was_turned=False) for told in (OWNED, MAYBE_OWNED)]
    assert responses == [Response.NOD, Response.PLAIN]
    assert choose_response(LessonReadings(BLAME, share=MAYBE_OWNED), was_turned=False) is Response.NOD


def test_n2_blame_in_the_field_for_the_own_share_gets_no_praise() -> None:
    assert choose_response(LessonReadings(BLAME, share=BLAME), was_turned=False) is Response.TURN
    assert choose_response(LessonReadings(OWNED, share=BLAME), was_turned=False) is Response.PLAIN


def test_n2_only_blame_without_an_answer_that_was_not_turned_yet_is_turned_round() -> None:
    turned = [
        (told, share, was_turned, may_turn)
        for told, share, was_turned, may_turn in product(ANY, (None, *ANY), (True, False), (True, False))
        if choose_response(LessonReadings(told, share), was_turned=was_turned, may_turn=may_turn) is Response.TURN
    ]
    assert turned == [(BLAME, None, False, True), (BLAME, BLAME, False, True)]


def test_n2_who_names_an_own_share_always_gets_a_nod() -> None:
    responses = {
        choose_response(LessonReadings(told, share), was_turned=was_turned, may_turn=may_turn)
        for told, share, was_turned, may_turn in product(ANY, (OWNED, MAYBE_OWNED), (True, False), (True, False))
    }
    assert responses == {Response.NOD}


def test_any_answer_is_worth_storing_a_day_or_a_tick_alone_is_not() -> None:
    filled = [
        LessonAnswers(reason=LossReason.PRICE),
        LessonAnswers(happened="te duur"),
        LessonAnswers(sign="stilte"),
        LessonAnswers(share="niet gebeld"),
    ]
    assert [answers.is_empty for answers in filled] == [False] * 4
    empty = [LessonAnswers(), LessonAnswers(sign_on=date(2026, 1, 5)), LessonAnswers(is_shared=True)]
    assert [answers.is_empty for answers in empty] == [True] * 3


def test_the_attitude_is_read_from_what_happened_and_the_own_share() -> None:
    expected = {
        LessonAnswers(happened="Te duur", sign="stilte", share="niet gebeld"): "Te duur. niet gebeld",
        LessonAnswers(happened="Te duur"): "Te duur",
        LessonAnswers(share="niet gebeld"): "niet gebeld",
        LessonAnswers(sign="stilte"): "",
    }
    assert {answers: answers.told for answers in expected} == expected


def test_n4_what_comes_back_is_the_own_share_else_the_first_sign() -> None:
    expected = {
        LessonAnswers(happened="te duur", sign="stilte", share="niet gebeld"): ("niet gebeld", "niet gebeld"),
        LessonAnswers(happened="te duur", sign="stilte"): ("stilte", "stilte"),
        LessonAnswers(happened="te duur"): ("", "te duur"),
        LessonAnswers(): ("", ""),
    }
    lessons = {answers: replace(LESSON, answers=answers) for answers in expected}
    assert {answers: (lesson.insight, lesson.quote) for answers, lesson in lessons.items()} == expected
