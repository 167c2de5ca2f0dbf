"""The hints that a plan may bring up, one type for each part of the method (N1-N4, Z1-Z7, O5).

``subject`` is the key by which it is stored that a hint was given; it stands in buttons of messages already sent.
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

# Longer keys are cut off, as they are stored.
SUBJECT_LIMIT = 40


@dataclass(frozen=True, slots=True)
class LessonHint:
    """A lesson comes back in a live deal; ``is_own`` says that the rep wrote it (N4)."""

    part: ClassVar[MethodPart] = MethodPart.LESSON
    found: LessonReturn
    is_own: bool

    @property
    def subject(self) -> str:
        """The lesson and the deal."""
        return f"{self.found.lesson.id}:{self.found.deal.id}"


@dataclass(frozen=True, slots=True)
class LossHint:
    """A loss about which nothing was written yet (N1)."""

    part: ClassVar[MethodPart] = MethodPart.LOSS
    lesson: Lesson

    @property
    def subject(self) -> str:
        """The lesson that is asked for."""
        return str(self.lesson.id)


@dataclass(frozen=True, slots=True)
class ExerciseHint:
    """The exercise of three situations, once a quarter such as "2026Q1", after so many lost deals in a year (N3)."""

    part: ClassVar[MethodPart] = MethodPart.EXERCISE
    subject: str
    lost: int


@dataclass(frozen=True, slots=True)
class PatternHint:
    """What wins in this workspace; ``ask`` is the question in full where the pattern is one (Z7)."""

    part: ClassVar[MethodPart] = MethodPart.PATTERN
    pattern: Pattern
    ask: str

    @property
    def subject(self) -> str:
        """What the pattern is about."""
        return f"{self.pattern.trait}:{self.pattern.value}"[:SUBJECT_LIMIT]


@dataclass(frozen=True, slots=True)
class PromiseHint:
    """What was improved is told to the customer who asked for it, in the words of then (Z2)."""

    part: ClassVar[MethodPart] = MethodPart.PROMISE
    feedback_id: int
    account_name: str
    note: str

    @property
    def subject(self) -> str:
        """The feedback."""
        return str(self.feedback_id)


@dataclass(frozen=True, slots=True)
class ReputationHint:
    """A customer is asked what they think, after a "delivery" or a "visit" (Z2)."""

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
    """A customer is asked for an introduction, after a "promise", "feedback" (with its score) or a deal "won" (Z3)."""

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
    """A regular buyer is called before the next order: the last of ``orders`` was on ``day`` (Z4)."""

    part: ClassVar[MethodPart] = MethodPart.REPEATING
    account_id: int
    account_name: str
    day: date
    expected: date
    orders: int

    @property
    def subject(self) -> str:
        """The account and the order that is expected."""
        return f"{self.account_id}:{self.expected}"


@dataclass(frozen=True, slots=True)
class AfterSaleHint:
    """The contact goes on so many weeks after a sale on ``day`` (Z4)."""

    part: ClassVar[MethodPart] = MethodPart.REPEATING
    account_id: int
    account_name: str
    day: date
    weeks: int

    @property
    def subject(self) -> str:
        """The account, the sale and the moment after it."""
        return f"{self.account_id}:{self.day}:{self.weeks}"


@dataclass(frozen=True, slots=True)
class ReboundHint:
    """Somebody who said no or left on ``day`` is called again; ``due_on`` is the end of the other contract (Z6)."""

    part: ClassVar[MethodPart] = MethodPart.REBOUND
    account_id: int
    account_name: str
    why: ReboundReason
    due_on: date | None
    day: date | None
    reason: str

    @property
    def subject(self) -> str:
        """The account and the moment."""
        return f"{self.account_id}:{self.why}"


@dataclass(frozen=True, slots=True)
class RelationsHint:
    """A large deal in which nobody above the user is known asks for one (Z1)."""

    part: ClassVar[MethodPart] = MethodPart.RELATIONS
    deal: Deal

    @property
    def subject(self) -> str:
        """The deal."""
        return str(self.deal.id)

    @property
    def account_name(self) -> str:
        """At which account."""
        return self.deal.account_name


@dataclass(frozen=True, slots=True)
class IntroductionHint:
    """Two customers may be introduced to each other, once a week such as "2026W12" (O5)."""

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
