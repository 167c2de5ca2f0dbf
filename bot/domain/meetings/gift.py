"""A question that a manager passes on to the owner of a deal (V3)."""

from dataclasses import dataclass

from bot.domain.deals.deals import Deal
from bot.domain.deals.stalls import Stall
from bot.domain.log.situations import Situation
from bot.domain.people.people import Rep


@dataclass(frozen=True, slots=True)
class QuestionForOwner:
    """A deal with its owner, why it is stalled, and the question that fits; ``question_id`` is that of the playbook."""

    deal: Deal
    owner: Rep
    stalls: tuple[Stall, ...]
    situation: Situation
    question_id: str
    question: str
