"""Values of buttons and forms in older messages still parse: questions, lessons, feedback, referrals and hints."""

import pytest

from bot.domain.certainties.referrals import ReferralState
from bot.domain.hints.hints import MethodPart
from bot.domain.log.situations import Situation
from bot.errors import ButtonExpired
from bot.messages.text.button_values import (
    AccountRef,
    DealRef,
    FeedbackRef,
    HintPart,
    HintRef,
    LanguageRef,
    LessonRef,
    LessonShare,
    QuestionRef,
    QuestionSearch,
    QuestionUseRef,
    ReferralGiven,
    ReferralMove,
    ReferralRef,
)
from bot.messages.text.record_values import ButtonRecord, read_value, write_value

# Values in the format used before button records, with their meaning.
RECORDED: dict[str, ButtonRecord] = {
    "7": AccountRef(7),
    "8": DealRef(8),
    "12:34:no_commitment:vague-when": QuestionUseRef(12, 34, Situation.NO_COMMITMENT, "vague-when"),
    "12::price:price-worth": QuestionUseRef(12, None, Situation.PRICE, "price-worth"),
    "12::price:own: 100%25 sure": QuestionUseRef(12, None, Situation.PRICE, "own: 100%25 sure"),
    "vague-when": QuestionRef("vague-when"),
    "proposal_unread": QuestionSearch("proposal_unread"),
    "nl": LanguageRef("nl"),
    "3": LessonRef(3),
    "3:yes": LessonShare(3, is_shared=True),
    "3:no": LessonShare(3, is_shared=False),
    "4": FeedbackRef(4),
    "5": ReferralRef(5),
    "5:introduced": ReferralMove(5, ReferralState.INTRODUCED),
    "5:declined": ReferralMove(5, ReferralState.DECLINED),
    "6:De Vries & Zn.: 50% %41 é": ReferralGiven(6, "De Vries & Zn.: 50% %41 é"),
    "lesson:3:8": HintRef(MethodPart.LESSON, "3:8"),
    "repeating:7:2026-01-05:6": HintRef(MethodPart.REPEATING, "7:2026-01-05:6"),
    "exercise:2026-Q1": HintRef(MethodPart.EXERCISE, "2026-Q1"),
    "pattern:question:50% korting: ja": HintRef(MethodPart.PATTERN, "question:50% korting: ja"),
    "reputation": HintPart(MethodPart.REPUTATION),
}


def test_values_are_written_as_they_were_in_older_messages() -> None:
    assert {value: write_value(record) for value, record in RECORDED.items()} == {value: value for value in RECORDED}


def test_values_of_older_messages_are_read() -> None:
    assert {value: read_value(type(record), value) for value, record in RECORDED.items()} == RECORDED


@pytest.mark.parametrize(
    ("record", "values"),
    [
        (AccountRef, ("", "x", "-1", "7:8", "9223372036854775808")),
        (QuestionUseRef, ("", "12", "12:34:unknown:vague-when", "12:34:price", ":34:price:vague-when")),
        (LessonShare, ("", "3", "x:yes")),
        (ReferralMove, ("", "5", "5:lost")),
        (ReferralGiven, ("", "6", "x:Acme")),
        (HintRef, ("", "lesson", "unknown:3")),
        (HintPart, ("", "unknown")),
    ],
)
def test_a_value_that_was_never_written_is_an_expired_button(
    record: type[ButtonRecord], values: tuple[str, ...]
) -> None:
    read = []
    for value in values:
        try:
            read.append((value, read_value(record, value)))
        except ButtonExpired:
            continue
    assert read == []
