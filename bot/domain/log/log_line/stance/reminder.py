"""Cut the words that ask for a reminder, which are no note of what is to be done."""

import re

_ASKED = re.compile(
    r"^[\s,]*(?:(?:please|pls|hey|can you|could you|kan je|kun je|wil je|ritme)[\s,]+)*"
    r"(?:remind (?:me|us)(?: that i (?:have to|must|need to))?|reminder|note to self|ping me|nudge me"
    r"|(?:don['\u2019]?t|do not) (?:let me )?forget|(?:laat me )?nie[t]? vergeten|vergeet (?:me )?nie[t]?"
    r"|herinner (?:me|mij|ons)(?: eraan)?|(?:me |mij )?eraan herinneren|herinnering|waarschuw (?:me|mij)|zorg dat ik)"
    r"[\s,:.!-]*(?:(?:to|dat ik|that i|om)\s+)?",
    re.IGNORECASE,
)
_AT_END = re.compile(r"(?:don['\u2019]?t forget|(?:zeker )?nie[t]? vergeten)[\s!.)]*$", re.IGNORECASE)


def cut_reminder(text: str) -> str:
    """Return a line without the words that ask for a reminder; the line itself when it has nothing else."""
    asked = _ASKED.sub("", text, count=1)
    behind = _AT_END.search(asked)
    cut = asked if behind is None else asked[: behind.start()].rstrip(" \t\n,(")
    return cut if cut.strip() else text
