"""The situations that a note can describe, and the result of classifying one (V3)."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

# The situations that are offered at once as a choice.
CHOICES = 3
# From this probability that nothing stands in the way, what does is not asked (19 in 20 such notes name no obstacle).
HARMLESS_FROM = 0.8


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
    """The situations that a note may describe, likeliest first.

    ``is_confident`` is True when the first is sure enough to act on without asking (K8).
    """

    candidates: tuple[Candidate, ...]
    is_confident: bool

    @property
    def situation(self) -> Situation:
        """The likeliest situation."""
        return self.candidates[0].situation

    @property
    def seems_harmless(self) -> bool:
        """Whether the note probably names no obstacle, so that asking which one would be a bother (K8)."""
        return sum(each.score for each in self.candidates if not each.situation.is_obstacle) >= HARMLESS_FROM

    @property
    def choices(self) -> tuple[Situation, ...]:
        """The situations to offer as a choice; a plain contact is not one, since "none of these" says that (K8)."""
        likeliest = (each.situation for each in self.candidates if each.situation is not Situation.NEUTRAL)
        return tuple(islice(likeliest, CHOICES))


@dataclass(frozen=True, slots=True)
class Correction:
    """A note whose situation a user of the workspace corrected."""

    note: str
    situation: Situation
