"""Read a message that hands an account over: "hand Dunmore over to Sanne", "geef Acme aan Oliver" (K3)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.people.people import Rep

# A longer message tells more than this.
LONGEST_GIFT = 160
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:please\s+)?(?:hand|pass|give|transfer|assign)\s+(?:over\s+)?(?P<what>.+?)\s+(?:over\s+)?to\s+(?P<who>.+?)",
        r"(?:geef|draag)\s+(?P<what>.+?)\s+(?:over\s+)?aan\s+(?P<who>.+?)(?:\s+over)?",
        r"(?:zet)\s+(?P<what>.+?)\s+op\s+naam\s+van\s+(?P<who>.+?)",
        r"(?P<what>.+?)\s+(?:overdragen|overgeven)\s+aan\s+(?P<who>.+?)",
    )
)
_AROUND = " .!\"'“”«»"


@dataclass(frozen=True, slots=True)
class AccountGift:
    """The typed name of an account, and of the colleague whose it is to be."""

    account: str
    receiver: str


def parse_gift(text: str) -> AccountGift | None:
    """Return what a message hands over and to whom, None when it hands nothing over."""
    said = text.strip(_AROUND)
    if len(said) > LONGEST_GIFT or "\n" in said:
        return None
    for pattern in _PATTERNS:
        match = pattern.fullmatch(said)
        if match is not None:
            return AccountGift(match["what"].strip(_AROUND), match["who"].strip(_AROUND))
    return None


def find_receivers(typed: str, people: Sequence[Rep]) -> list[Rep]:
    """Return those who are here and whose whole name or first name was typed, whole names first."""
    key = typed.removeprefix("@").casefold()
    here = [each for each in people if each.left_at is None]
    whole = [each for each in here if each.name.casefold() == key]
    return whole or [each for each in here if each.name.casefold().split(" ", 1)[0] == key]
