"""The situations that a note can describe, and the result of classifying one (V3)."""

from dataclasses import dataclass
from enum import StrEnum


class Situation(StrEnum):
    """An obstacle to the next step, an advance, or neither."""

    UNREACHABLE = "unreachable"
    PROPOSAL_UNREAD = "proposal_unread"
    NO_BUDGET = "no_budget"
    PRICE = "price"
    NEEDS_OTHERS = "needs_others"
    WRONG_CONTACT = "wrong_contact"
    POSTPONED = "postponed"
    COMPETITOR = "competitor"
    NO_COMMITMENT = "no_commitment"
    CONTRADICTION = "contradiction"
    NO_NEED = "no_need"
    ADVANCE = "advance"
    NEUTRAL = "neutral"

    @property
    def is_obstacle(self) -> bool:
        """Whether this is an obstacle, for which there is a question to suggest."""
        return self not in {Situation.ADVANCE, Situation.NEUTRAL}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A situation with its probability, from 0 to 1."""

    situation: Situation
    score: float


@dataclass(frozen=True, slots=True)
class NoteReading:
    """The likeliest situations of a note, best first.

    ``is_confident`` is True when the first is sure enough to act on without asking (K8).
    """

    candidates: tuple[Candidate, ...]
    is_confident: bool

    @property
    def situation(self) -> Situation:
        """The likeliest situation."""
        return self.candidates[0].situation


@dataclass(frozen=True, slots=True)
class Correction:
    """A note whose situation a user of the workspace corrected."""

    note: str
    situation: Situation
