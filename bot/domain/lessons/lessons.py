"""Lessons from lost deals: reason, first sign, the rep's own share, and the text to repeat later (N1-N4)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.lessons.attitudes import Attitude, AttitudeReading
from bot.domain.log.situations import Situation


class LossReason(StrEnum):
    """The reason for a loss, chosen from a list."""

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
    """Whether a lesson is still asked for, was skipped, or was written."""

    ASKED = "asked"
    SKIPPED = "skipped"
    KEPT = "kept"


class LessonOrigin(StrEnum):
    """Where a lesson comes from: a lost deal, or the exercise of three situations (N3)."""

    LOSS = "loss"
    EXERCISE = "exercise"


@dataclass(frozen=True, slots=True)
class LessonAnswers:
    """A rep's answers about a loss; every field may stay empty."""

    reason: LossReason | None = None
    happened: str = ""
    sign: str = ""
    sign_on: date | None = None
    share: str = ""
    is_shared: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to store."""
        return self.reason is None and not (self.happened or self.sign or self.share)

    @property
    def told(self) -> str:
        """The free text, as input for the attitude reader."""
        return ". ".join(text for text in (self.happened, self.share) if text)


@dataclass(frozen=True, slots=True)
class Lesson:
    """A rep's lesson; ``day`` is the local day of the loss.

    ``was_turned`` is True once the question about the rep's own share was asked, so that it is asked only once (N2).
    ``contract_end`` is that of the account with another supplier, None while unknown (Z6).
    """

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
    contract_end: date | None = None

    @property
    def quote(self) -> str:
        """The rep's own words: the own share, else the first sign, else what happened."""
        return self.insight or self.answers.happened

    @property
    def insight(self) -> str:
        """The text worth repeating in a later deal: the own share, else the first sign, else empty."""
        return self.answers.share or self.answers.sign


class Response(StrEnum):
    """The response to a lesson: a nod, a question about the rep's own share, or a plain confirmation (N2)."""

    NOD = "nod"
    TURN = "turn"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class LessonReadings:
    """The attitude of all that a rep told about a loss, and of the own share alone; None when that is empty."""

    told: AttitudeReading
    share: AttitudeReading | None = None

    @property
    def names_share(self) -> bool:
        """Whether the question about the own share was answered with one; as an answer, it need not be read surely."""
        return self.share is not None and self.share.attitude is Attitude.OWNERSHIP

    @property
    def lacks_share(self) -> bool:
        """Whether the question about the own share was left open, or answered with blame."""
        return self.share is None or self.share.attitude is Attitude.BLAME


def choose_response(readings: LessonReadings, *, was_turned: bool, may_turn: bool = True) -> Response:
    """Return how to respond to a lesson (N2).

    A note that blames others gets the question about the rep's own share once, unless that question was answered.
    Praise is for an own share only: when in doubt, the lesson is just confirmed.
    """
    if readings.names_share:
        return Response.NOD
    if readings.told.attitude is Attitude.BLAME and readings.lacks_share and not was_turned and may_turn:
        return Response.TURN
    is_blaming = readings.share is not None and readings.lacks_share
    return Response.NOD if readings.told.deserves_praise and not is_blaming else Response.PLAIN
