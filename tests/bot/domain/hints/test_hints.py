"""At most one hint a morning, and the same one not again too soon (K5)."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from bot.domain.hints.hints import RESTS, HintAnswer, MethodPart, PastHint, choose_hint, rank_parts

TODAY = date(2026, 3, 18)


@dataclass(frozen=True)
class AnyHint:
    """A hint of any kind."""

    part: MethodPart
    subject: str


LESSON, REFERRAL, LOSS = (AnyHint(part, "1") for part in (MethodPart.LESSON, MethodPart.REFERRAL, MethodPart.LOSS))


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def test_nothing_is_said_when_there_is_nothing_to_say() -> None:
    assert choose_hint([], [], today=TODAY) is None


def test_the_weightiest_part_goes_first_and_the_one_that_waited_longest_after_that() -> None:
    assert choose_hint([LOSS, REFERRAL, LESSON], [], today=TODAY) == LESSON
    told = [PastHint(MethodPart.LESSON, "9", ago(30)), PastHint(MethodPart.REFERRAL, "9", ago(300))]
    assert choose_hint([REFERRAL, LESSON], told, today=TODAY) == REFERRAL


def test_there_is_one_a_day_and_asked_again_it_is_the_same_one() -> None:
    told = [PastHint(MethodPart.REFERRAL, "1", TODAY)]
    assert choose_hint([LESSON, REFERRAL], told, today=TODAY) == REFERRAL
    assert choose_hint([LESSON], told, today=TODAY) is None


def test_nobody_is_asked_for_a_referral_twice_in_a_quarter() -> None:
    assert choose_hint([REFERRAL], [PastHint(MethodPart.REFERRAL, "1", ago(91))], today=TODAY) is None
    assert choose_hint([REFERRAL], [PastHint(MethodPart.REFERRAL, "1", ago(92))], today=TODAY) == REFERRAL


def test_a_loss_is_asked_about_once() -> None:
    assert choose_hint([LOSS], [PastHint(MethodPart.LOSS, "1", ago(1000))], today=TODAY) is None


def test_a_lesson_that_was_useful_rests_longer_than_one_that_came_at_the_wrong_moment() -> None:
    for answer, days in ((HintAnswer.LATER, 21), (None, 21), (HintAnswer.DONE, 92)):
        assert choose_hint([LESSON], [PastHint(MethodPart.LESSON, "1", ago(days - 1), answer)], today=TODAY) is None
        assert choose_hint([LESSON], [PastHint(MethodPart.LESSON, "1", ago(days), answer)], today=TODAY) == LESSON


@pytest.mark.parametrize("part", MethodPart)
def test_after_its_turn_a_part_keeps_still_for_a_while(part: MethodPart) -> None:
    rest, other = RESTS[part].part, AnyHint(part, "2")
    assert choose_hint([other], [PastHint(part, "1", ago(rest))], today=TODAY) == other
    if rest > 1:
        assert choose_hint([other], [PastHint(part, "1", ago(rest - 1))], today=TODAY) is None


def test_parts_are_ranked_as_hints_are_chosen() -> None:
    assert rank_parts([], today=TODAY) == list(MethodPart)
    others = [part for part in MethodPart if part is not MethodPart.LESSON]
    assert rank_parts([PastHint(MethodPart.LESSON, "1", ago(1))], today=TODAY) == others
    assert rank_parts([PastHint(MethodPart.LESSON, "1", ago(2))], today=TODAY) == [*others, MethodPart.LESSON]
    told = [PastHint(MethodPart.REFERRAL, "1", TODAY), PastHint(MethodPart.LESSON, "1", ago(50))]
    assert rank_parts(told, today=TODAY) == [MethodPart.REFERRAL]


def test_k2_what_is_promised_after_a_poor_score_comes_first_however_lately_it_was_named() -> None:
    promise = AnyHint(MethodPart.PROMISE, "2")
    told = [PastHint(MethodPart.PROMISE, "1", ago(1))]
    assert choose_hint([LESSON, promise], told, today=TODAY) == promise
    assert rank_parts(told, today=TODAY)[0] is MethodPart.PROMISE
