"""What need not be read: lines with a figure that say nothing about anybody's work, such as examples and settings."""

import re

NO_CLAIM = re.compile(
    r"/(?:ritme|log|deal|vragen|feedback|referral|lessen)\b|^(?:standaard|rustig|actief|standard|quiet|active)[:,]"
    r"|^je werkt |^you work |^team [^·]+$|^teams: |· ritme|^goed, om \d|^right, at \d|ben ik er weer|back at \d"
    r"|^(?:meer dan één|more than one) deal|heeft meer dan één deal|has more than one deal"
    r"|^accounts\.csv|^zo doen we het|^daar ben ik weer|^(?:bedrijf|naam|name) \|"
    r"| \| klant| \| suspect| \| prospect"
    r"|zeg er vijf keer bij|say (?:it|what time it was) five times|: (?:niet gezegd|not said), "
    r"|^je typte: |^you typed: "
    r"|^… (?:en|and) |andere naam, tussen|another name, in|^teruggedraaid|^undone"
    r"|km per dag|marathon|feestdagen die eraan komen|public holidays|schoolvakanties|school holidays",
    re.IGNORECASE,
)


def needs_reading(line: str) -> bool:
    """Return whether a line with a name or a figure is one that a rule should have read."""
    return NO_CLAIM.search(line) is None
