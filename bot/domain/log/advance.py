"""Rules that decide whether a contact is an advance or a continuation (V1)."""

from datetime import date
from enum import StrEnum

from bot.domain.log.activity import Kind, LogLine
from bot.domain.log.situations import NoteReading, Situation
from bot.domain.text.words import fold_word, split_tokens, word_set

COMMITMENT_WORDS = word_set(
    """
    getekend tekent ondertekend handtekening krabbel order bestelling besteld bestelt bestelbon opdracht gegund po
    aanbetaling pilot proefplaatsing proef akkoord signed signature signs order ordered po purchase deposit pilot trial
    approved renewed verlengd
    """
)
DECIDER_WORDS = word_set(
    """
    directeur directrice directie dga eigenaar eigenaresse zaakvoerder ceo cfo coo cto cio bestuurder bestuur baas
    director owner founder board president vp executive
    """
)
AT_TABLE_WORDS = word_set(
    "erbij aan tafel voorgesteld introduceerde introductie intro schoof aangeschoven joined introduced met"
)
# In these situations a date only says when the rep will try again: no commitment by the customer (K9).
_NO_COMMITMENT = {
    Situation.UNREACHABLE,
    Situation.POSTPONED,
    Situation.NO_COMMITMENT,
    Situation.NO_NEED,
    Situation.WRONG_CONTACT,
}


class AdvanceRule(StrEnum):
    """The rule by which a contact counts as an advance, or the rep's correction."""

    DATED_STEP = "dated_step"
    STAGE = "stage"
    DECISION_MAKER = "decision_maker"
    COMMITMENT = "commitment"
    CORRECTED = "corrected"
    DENIED = "denied"

    @property
    def is_advance(self) -> bool:
        """Whether this counts as an advance; DENIED is the rep's correction that it was none."""
        return self is not AdvanceRule.DENIED

    @property
    def was_said(self) -> bool:
        """Whether the rep said so; no rule overrides that."""
        return self in {AdvanceRule.CORRECTED, AdvanceRule.DENIED}


def is_own_plan(kind: Kind) -> bool:
    """Return whether a next step agreed at such a contact may be a plan of the rep alone (K9)."""
    return kind in {Kind.MESSAGE, Kind.OWN}


def is_after_loss(*, day: date, deal_id: int | None, lost_on: date | None) -> bool:
    """Return whether a contact in no deal, on a local day, came after the account's last open deal was lost (K1)."""
    return deal_id is None and lost_on is not None and day >= lost_on


def judge_contact(line: LogLine, reading: NoteReading | None) -> AdvanceRule | None:
    """Return the rule by which a contact is an advance, None for a continuation (V1, K9).

    A contact is an advance when

    - its note reads as an advance and names an order, pilot or signature;
    - its note reads as an advance and puts a decision maker at the table in a call or visit;
    - a call or visit ended with a dated next step, unless the note confidently names an obstacle that a date does not
      remove. With an hour agreed, only "unreachable" is such an obstacle.

    The date in a message of one's own commits nobody but its sender, and neither does that of what counts for a target
    of its own: that the customer agreed to it is asked, and said by the rep (K9).
    """
    words = {fold_word(token) for token, _, _ in split_tokens(line.note)}
    told = reading.situation if reading is not None else None
    if told is Situation.ADVANCE and words & COMMITMENT_WORDS:
        return AdvanceRule.COMMITMENT
    if told is Situation.ADVANCE and line.kind is not Kind.MESSAGE and words & DECIDER_WORDS and words & AT_TABLE_WORDS:
        return AdvanceRule.DECISION_MAKER
    if line.next_step is None or is_own_plan(line.kind):
        return None
    obstacles = {Situation.UNREACHABLE} if line.next_step.time is not None else _NO_COMMITMENT
    is_obstacle = reading is not None and reading.is_confident and told in obstacles
    return None if is_obstacle else AdvanceRule.DATED_STEP
