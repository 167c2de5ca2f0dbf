"""Why a deal was won, in the rep's own view, and what came up most often (O4)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

# With fewer reasons known, or a reason that was named once, there is nothing to see yet.
REASONS_NEEDED, TIMES_NEEDED = 3, 2


class WinReason(StrEnum):
    """What decided for the customer, chosen from a list."""

    QUICK = "quick"
    TRUST = "trust"
    OFFER = "offer"
    PRICE = "price"
    REFERRAL = "referral"
    TIMING = "timing"
    PERSISTENCE = "persistence"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class WinAnswer:
    """A rep's answer to why a deal was won; both may stay empty."""

    reason: WinReason | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class MainReason:
    """The reason that was named most often: ``times`` of the ``known`` deals of which a reason was told."""

    reason: str
    times: int
    known: int


@dataclass(frozen=True, slots=True)
class OwnReasons:
    """Why a rep won and lost in a year, as he or she named it; None while too little was named. Private."""

    won: MainReason | None = None
    lost: MainReason | None = None


def find_main_reason(reasons: Sequence[str]) -> MainReason | None:
    """Return the reason that was named most often; None with too few, or when two were named as often (O4)."""
    ranked = Counter(reasons).most_common(2)
    if len(reasons) < REASONS_NEEDED or ranked[0][1] < TIMES_NEEDED:
        return None
    if len(ranked) > 1 and ranked[0][1] == ranked[1][1]:
        return None
    reason, times = ranked[0]
    return MainReason(reason, times, len(reasons))
