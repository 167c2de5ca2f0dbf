"""What a rep may ask now at a customer, with all that speaks for it (V3, V4)."""

from dataclasses import dataclass

from bot.domain.deals.deals import ActivityRollup, Deal
from bot.domain.log.reach import NOTHING_KNOWN, Reach
from bot.domain.log.situations import Situation
from bot.domain.questions.questions import Question, QuestionRecord

# So many contacts without an advance are a sign by themselves.
CONTACTS_TOLD = 2


@dataclass(frozen=True, slots=True)
class SuggestedQuestion:
    """A question with what is known of it in the team."""

    question: Question
    record: QuestionRecord


@dataclass(frozen=True, slots=True)
class Advice:
    """The questions to ask at an account now, in which situation, and how to reach somebody there."""

    account_id: int
    account_name: str
    deal: Deal | None
    situation: Situation
    questions: tuple[SuggestedQuestion, ...]
    reach: Reach = NOTHING_KNOWN
    # Whether the notes told of the situation; otherwise it follows from what did not happen.
    was_read: bool = False

    @property
    def activity_rollup(self) -> ActivityRollup:
        """What is kept of the deal's contacts; nothing without a deal."""
        return self.deal.activity_rollup if self.deal else ActivityRollup()


def infer_situation(activity_rollup: ActivityRollup, read: Situation | None) -> Situation:
    """Return the situation to ask about: what the notes told, else vague when contacts go on without an advance."""
    told = activity_rollup.situation or read
    if told is not None and told.is_obstacle:
        return told
    return Situation.NO_COMMITMENT if activity_rollup.contacts_since >= CONTACTS_TOLD else Situation.NEUTRAL
