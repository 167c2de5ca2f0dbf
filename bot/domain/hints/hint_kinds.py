"""The hints that a plan may show, one type per part of the method (N1-N4, Z1-Z7, O5).

``subject`` is the key under which a given hint is stored. It is also in the buttons of messages already sent, so its
format must not change.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bot.domain.accounts.rebound import ReboundReason
from bot.domain.deals.deals import Deal
from bot.domain.hints.hints import MethodPart
from bot.domain.lessons.lesson_returns import LessonReturn
from bot.domain.lessons.lessons import Lesson
from bot.domain.statistics.patterns import Pattern

# Longer keys are cut to the width of their column.
SUBJECT_LIMIT = 40


@dataclass(frozen=True, slots=True)
class LessonHint:
    """A lesson that fits a live deal; ``is_own`` is True when the rep wrote it (N4)."""

    part: ClassVar[MethodPart] = MethodPart.LESSON
    found: LessonReturn
    is_own: bool

    @property
    def subject(self) -> str:
        """The lesson and the deal."""
        return f"{self.found.lesson.id}:{self.found.deal.id}"


@dataclass(frozen=True, slots=True)
class LossHint:
    """A loss without a written lesson (N1)."""

    part: ClassVar[MethodPart] = MethodPart.LOSS
    lesson: Lesson

    @property
    def subject(self) -> str:
        """The lesson to be written."""
        return str(self.lesson.id)


@dataclass(frozen=True, slots=True)
class ExerciseHint:
    """The quarterly exercise of three situations, after ``lost`` deals in a year (N3).

    ``subject`` is the quarter, such as "2026Q1".
    """

    part: ClassVar[MethodPart] = MethodPart.EXERCISE
    subject: str
    lost: int


@dataclass(frozen=True, slots=True)
class PatternHint:
    """A winning pattern of this workspace; ``ask`` is the text of the question if the pattern is a question (Z7)."""

    part: ClassVar[MethodPart] = MethodPart.PATTERN
    pattern: Pattern
    ask: str

    @property
    def subject(self) -> str:
        """The trait and its value."""
        return f"{self.pattern.trait}:{self.pattern.value}"[:SUBJECT_LIMIT]


@dataclass(frozen=True, slots=True)
class PromiseHint:
    """Report an improvement to the customer who asked for it, quoting the feedback (Z2).

    ``owed_for`` is the poor score after which nothing was promised yet: then that comes first (K2).
    """

    part: ClassVar[MethodPart] = MethodPart.PROMISE
    feedback_id: int
    account_id: int
    account_name: str
    note: str
    owed_for: int | None = None

    @property
    def subject(self) -> str:
        """The feedback."""
        return str(self.feedback_id)


@dataclass(frozen=True, slots=True)
class ReputationHint:
    """Ask a customer for feedback; ``why`` is "delivery" or "visit" (Z2)."""

    part: ClassVar[MethodPart] = MethodPart.REPUTATION
    account_id: int
    account_name: str
    why: str

    @property
    def subject(self) -> str:
        """The account."""
        return str(self.account_id)


@dataclass(frozen=True, slots=True)
class ReferralHint:
    """Ask a customer for a referral; ``why`` is "promise", "feedback" (with its score) or "won" (Z3)."""

    part: ClassVar[MethodPart] = MethodPart.REFERRAL
    account_id: int
    account_name: str
    why: str
    score: int | None

    @property
    def subject(self) -> str:
        """The account."""
        return str(self.account_id)


@dataclass(frozen=True, slots=True)
class RepeatHint:
    """Call a regular buyer before the expected next order; the last of ``orders`` was on ``day`` (Z4)."""

    part: ClassVar[MethodPart] = MethodPart.REPEATING
    account_id: int
    account_name: str
    day: date
    expected: date
    orders: int

    @property
    def subject(self) -> str:
        """The account and the day of the expected order."""
        return f"{self.account_id}:{self.expected}"


@dataclass(frozen=True, slots=True)
class AfterSaleHint:
    """Stay in touch ``weeks`` after a sale on ``day`` (Z4)."""

    part: ClassVar[MethodPart] = MethodPart.REPEATING
    account_id: int
    account_name: str
    day: date
    weeks: int

    @property
    def subject(self) -> str:
        """The account, the sale and the week."""
        return f"{self.account_id}:{self.day}:{self.weeks}"


@dataclass(frozen=True, slots=True)
class ReboundHint:
    """Call an account that said no or left on ``day``; ``due_on`` is the end of its other contract (Z6)."""

    part: ClassVar[MethodPart] = MethodPart.REBOUND
    account_id: int
    account_name: str
    why: ReboundReason
    due_on: date | None
    day: date | None
    reason: str

    @property
    def subject(self) -> str:
        """The account and the rebound reason."""
        return f"{self.account_id}:{self.why}"


@dataclass(frozen=True, slots=True)
class RelationsHint:
    """A large deal with no known contact above user level (Z1)."""

    part: ClassVar[MethodPart] = MethodPart.RELATIONS
    deal: Deal

    @property
    def subject(self) -> str:
        """The deal."""
        return str(self.deal.id)

    @property
    def account_name(self) -> str:
        """The deal's account, under the name that the other hints have."""
        return self.deal.account_name


@dataclass(frozen=True, slots=True)
class IntroductionHint:
    """Two customers to introduce to each other, once a week (``subject`` such as "2026W12") (O5)."""

    part: ClassVar[MethodPart] = MethodPart.INTRODUCTION
    subject: str
    account_id: int
    account_name: str
    other: str


CertaintyHint = (
    PromiseHint
    | ReputationHint
    | ReferralHint
    | RepeatHint
    | AfterSaleHint
    | ReboundHint
    | RelationsHint
    | IntroductionHint
)
AnyHint = LessonHint | LossHint | ExerciseHint | PatternHint | CertaintyHint


def find_account(hint: AnyHint) -> frozenset[int]:
    """Return the account that a hint names, as far as its id is known."""
    match hint:
        case LessonHint():
            return frozenset({hint.found.deal.account_id})
        case RelationsHint():
            return frozenset({hint.deal.account_id})
        case (
            PromiseHint()
            | ReputationHint()
            | ReferralHint()
            | RepeatHint()
            | AfterSaleHint()
            | ReboundHint()
            | IntroductionHint()
        ):
            return frozenset({hint.account_id})
        case _:
            return frozenset()
