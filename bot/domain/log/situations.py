"""The situations that a note can tell of, and what a reader makes of one (V3)."""

from dataclasses import dataclass
from enum import StrEnum


class Situation(StrEnum):
    """What stands between a contact and the next step, or that something moved, or neither."""

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
        """Whether it stands in the way, so that there is a question to ask."""
        return self not in {Situation.ADVANCE, Situation.NEUTRAL}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A situation with how likely it is, from 0 to 1."""

    situation: Situation
    score: float


@dataclass(frozen=True, slots=True)
class NoteReading:
    """What a note says: the likeliest situations, best first, and whether the first is sure enough to act on."""

    candidates: tuple[Candidate, ...]
    is_confident: bool

    @property
    def situation(self) -> Situation:
        """The likeliest one."""
        return self.candidates[0].situation


@dataclass(frozen=True, slots=True)
class Correction:
    """A note that somebody of the workspace put right, with the situation it tells of."""

    note: str
    situation: Situation
