"""Suggested questions for a customer, with the evidence for them (V3, V4)."""

from dataclasses import dataclass

from bot.domain.accounts.customer_score import CustomerScore
from bot.domain.deals.deals import ActivityRollup, Deal
from bot.domain.log.reach import NOTHING_KNOWN, Reach
from bot.domain.log.situations import Situation
from bot.domain.questions.questions import Question, QuestionRecord

# This many contacts without an advance are a situation by themselves.
CONTACTS_TOLD = 2


@dataclass(frozen=True, slots=True)
class SuggestedQuestion:
    """A question with its record in the team."""

    question: Question
    record: QuestionRecord


@dataclass(frozen=True, slots=True)
class Advice:
    """The questions to ask at an account now, for which situation, and how to reach the contact."""

    account_id: int
    account_name: str
    deal: Deal | None
    situation: Situation
    questions: tuple[SuggestedQuestion, ...]
    reach: Reach = NOTHING_KNOWN
    # Whether the notes named the situation; otherwise it was inferred from missing advances.
    was_read: bool = False
    # The score because of which no good news is asked of the customer now (K2).
    poor: CustomerScore | None = None

    @property
    def activity_rollup(self) -> ActivityRollup:
        """The rollup of the deal's contacts; empty without a deal."""
        return self.deal.activity_rollup if self.deal else ActivityRollup()


def infer_situation(activity_rollup: ActivityRollup, read: Situation | None) -> Situation:
    """Return the situation to ask about: the one in the notes, else "vague" after contacts without an advance."""
    told = activity_rollup.situation or read
    if told is not None and told.is_obstacle:
        return told
    return Situation.NO_COMMITMENT if activity_rollup.contacts_since >= CONTACTS_TOLD else Situation.NEUTRAL
