"""Infer from its note whether a call was answered (V4), and whether a contact was a conversation."""

from bot.domain.log.activity import Kind
from bot.domain.log.situations import Situation
from bot.domain.text.words import fold

NOT_REACHED = (
    "geen gehoor", "niet bereikt", "niet bereikbaar", "voicemail", "niet opgenomen", "neemt niet op", "nam niet op",
    "ingesproken", "terugbelverzoek", "niet aanwezig", "in gesprek", "no answer", "not in", "left a message",
    "did not pick up", "didn't pick up", "unreachable", "not available",
)  # fmt: skip


def was_reached(note: str) -> bool:
    """Return whether a call with this note was answered; True without a note."""
    folded = fold(note)
    return not any(sign in folded for sign in NOT_REACHED)


def was_conversation(kind: Kind, note: str, situation: Situation | None) -> bool:
    """Return whether somebody was spoken to: at a visit or call, not at a voicemail or a closed door (K7)."""
    return kind in {Kind.CALL, Kind.VISIT} and situation is not Situation.UNREACHABLE and was_reached(note)
