"""Read "ik verkoop zelf niet" and "ik verkoop weer": whether somebody says that he or she sells, or only leads (K4)."""

import re

from bot.domain.text.bounds import LONGEST_NAME
from bot.domain.text.words import fold

_TEAM = r"(?: (?:het|een|mijn|ons|the|a|my|our) (?:verkoop|sales ?)?team)?"
_ONLY_LEADS = re.compile(
    r"(?:ik )?verkoop (?:zelf )?(?:niet|ni|nie|niks|niets)(?: zelf)?(?: meer)?"
    rf"|(?:ik )?(?:leid|coach|begeleid){_TEAM} (?:alleen|enkel|slechts|gewoon)(?: maar)?{_TEAM}"
    rf"|(?:ik )?stuur{_TEAM} (?:alleen|enkel|slechts){_TEAM} aan"
    rf"|(?:i )?(?:only|just) (?:lead|manage|coach){_TEAM}|(?:i )?(?:lead|manage){_TEAM} only"
    r"|(?:i )?(?:don['\u2019]?t|do not|no longer) sell(?: anything)?(?: myself)?(?: any ?more)?"
)
_SELLS = re.compile(
    r"(?:ik )?verkoop (?:zelf )?(?:ook|wel|weer|ook weer|zelf|ook zelf)|i (?:do )?sell(?: too| again| as well| myself)+"
)
# Between the halves of "ik leid enkel, verkoop niet zelf".
_CLAUSES = re.compile(r"\s*[,.;]\s*(?:(?:en|dus|and|so|but) )?|\s+(?:en|dus|and|so|but)\s+")


def parse_selling(text: str) -> bool | None:
    """Return True for who says to sell, False for who says to only lead, None for anything else."""
    if len(text) > LONGEST_NAME:
        return None
    said = fold(text).strip(" .!")
    if all(_ONLY_LEADS.fullmatch(clause) for clause in _CLAUSES.split(said)):
        return False
    return True if _SELLS.fullmatch(said) else None
