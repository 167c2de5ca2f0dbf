"""Read "ik verkoop zelf niet" and "ik verkoop weer": whether somebody says that he or she sells, or only leads (K4)."""

import re

from bot.domain.text.bounds import LONGEST_NAME
from bot.domain.text.words import fold

_ONLY_LEADS = re.compile(
    r"(?:ik )?(?:verkoop (?:zelf )?(?:niet|niks|niets)(?: meer)?|leid alleen|leid alleen maar|stuur alleen aan)"
    r"|i (?:only lead|just lead|don'?t sell|do not sell|no longer sell)(?: myself)?(?: any ?more)?"
)
_SELLS = re.compile(
    r"(?:ik )?verkoop (?:zelf )?(?:ook|wel|weer|ook weer|zelf|ook zelf)|i (?:do )?sell(?: too| again| as well| myself)+"
)


def parse_selling(text: str) -> bool | None:
    """Return True for who says to sell, False for who says to only lead, None for anything else."""
    if len(text) > LONGEST_NAME:
        return None
    said = fold(text).strip(" .!")
    if _ONLY_LEADS.fullmatch(said):
        return False
    return True if _SELLS.fullmatch(said) else None
