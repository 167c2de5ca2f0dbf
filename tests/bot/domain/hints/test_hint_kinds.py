"""The keys of hints never change: they are stored, and buttons of sent messages carry them."""

from datetime import date

import pytest

from bot.domain.accounts.rebound import ReboundReason
from bot.domain.hints.hint_kinds import (
    AfterSaleHint,
    AnyHint,
    ExerciseHint,
    IntroductionHint,
    LessonHint,
    LossHint,
    PromiseHint,
    ReboundHint,
    ReferralHint,
    RelationsHint,
    RepeatHint,
    ReputationHint,
)
from bot.domain.lessons.lesson_returns import LessonReturn, ReturnReason
from bot.domain.lessons.lessons import Lesson, LessonAnswers, LessonOrigin, LessonState
from tests.bot.domain.deals.test_stalls import QUIET

DAY = date(2026, 2, 4)
LESSON = Lesson(
    id=7,
    rep_id=1,
    rep_name="Anna",
    account_id=1,
    account_name="Acme",
    deal_id=3,
    deal_name="Kassen",
    origin=LessonOrigin.LOSS,
    state=LessonState.KEPT,
    day=DAY,
    stage="offerte",
    situation=None,
    answers=LessonAnswers(),
    was_turned=False,
)
STORED: list[tuple[AnyHint, str]] = [
    (LessonHint(LessonReturn(LESSON, QUIET, ReturnReason.STAGE), is_own=True), f"lesson:7:{QUIET.id}"),
    (LossHint(LESSON), "loss:7"),
    (ExerciseHint("2026Q1", lost=4), "exercise:2026Q1"),
    (PromiseHint(5, 1, "Acme", "facturen"), "promise:5"),
    (ReputationHint(1, "Acme", "visit"), "reputation:1"),
    (ReferralHint(1, "Acme", "won", None), "referral:1"),
    (RepeatHint(1, "Acme", day=DAY, expected=date(2026, 5, 1), orders=3), "repeating:1:2026-05-01"),
    (AfterSaleHint(1, "Acme", day=DAY, weeks=6), "repeating:1:2026-02-04:6"),
    (
        ReboundHint(1, "Acme", ReboundReason.CONTRACT_SIX_MONTHS, due_on=None, day=DAY, reason=""),
        "rebound:1:contract_six_months",
    ),
    (RelationsHint(QUIET), f"relations:{QUIET.id}"),
    (IntroductionHint("2026W12", 1, "Acme", other="Globex"), "introduction:2026W12"),
]


@pytest.mark.parametrize(("hint", "stored"), STORED)
def test_the_key_of_a_hint_is_the_one_that_is_stored_since_the_first_hints(hint: AnyHint, stored: str) -> None:
    assert f"{hint.part}:{hint.subject}" == stored
