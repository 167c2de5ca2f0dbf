"""What a rep takes from a lost deal: reason, first sign, own share, and the words that come back (N1-N4)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.lessons.attitudes import Attitude
from bot.domain.log.situations import Situation


class LossReason(StrEnum):
    """What happened, as it is chosen from a list."""

    PRICE = "price"
    COMPETITOR = "competitor"
    NO_BUDGET = "no_budget"
    TIMING = "timing"
    NO_NEED = "no_need"
    NOT_DECIDER = "not_decider"
    PRODUCT = "product"
    SILENCE = "silence"
    OTHER = "other"


class LessonState(StrEnum):
    """Whether a lesson was written: still asked for, put aside, or kept."""

    ASKED = "asked"
    SKIPPED = "skipped"
    KEPT = "kept"


class LessonOrigin(StrEnum):
    """Where a lesson comes from: a lost deal, or the exercise of three situations (N3)."""

    LOSS = "loss"
    EXERCISE = "exercise"


@dataclass(frozen=True, slots=True)
class LessonAnswers:
    """What a rep fills in about a loss; everything may stay empty."""

    reason: LossReason | None = None
    happened: str = ""
    sign: str = ""
    sign_on: date | None = None
    share: str = ""
    is_shared: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to keep."""
        return self.reason is None and not (self.happened or self.sign or self.share)

    @property
    def told(self) -> str:
        """All that was written, to be read for its attitude."""
        return ". ".join(text for text in (self.happened, self.share) if text)


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson of a rep; ``day`` is the local day of the loss, ``was_turned`` says that its blame was asked about."""

    id: int
    rep_id: int
    rep_name: str
    account_id: int | None
    account_name: str
    deal_id: int | None
    deal_name: str
    origin: LessonOrigin
    state: LessonState
    day: date
    stage: str
    situation: Situation | None
    answers: LessonAnswers
    was_turned: bool = False

    @property
    def quote(self) -> str:
        """The rep's own words: the own share, else the first sign, else what happened."""
        return self.insight or self.answers.happened

    @property
    def insight(self) -> str:
        """The words that are worth coming back to: the own share, else the first sign, else nothing."""
        return self.answers.share or self.answers.sign


class Response(StrEnum):
    """What is said to a lesson: a nod, a question that turns it round, or plainly that it is kept (N2)."""

    NOD = "nod"
    TURN = "turn"
    PLAIN = "plain"


def choose_response(answers: LessonAnswers, attitude: Attitude, *, was_turned: bool, may_turn: bool = True) -> Response:
    """Return how to answer: blame is turned round once, never twice, and not when an own share was written (N2)."""
    if attitude is Attitude.BLAME and not answers.share and not was_turned and may_turn:
        return Response.TURN
    if answers.share or attitude is Attitude.OWNERSHIP:
        return Response.NOD
    return Response.PLAIN
