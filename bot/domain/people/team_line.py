"""Parse what is typed about a team: `verlaat`, `Zuid heet nu Zuid-West`, `verwijder Zuid`, `leid Zuid`."""

import re
from dataclasses import dataclass
from enum import StrEnum


class TeamVerb(StrEnum):
    """What is done with a team."""

    JOIN = "join"
    LEAVE = "leave"
    RENAME = "rename"
    REMOVE = "remove"
    LEAD = "lead"
    LEAD_NO_MORE = "lead_no_more"


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A parsed line: the name of the team as typed, and its new name."""

    verb: TeamVerb
    team: str = ""
    target: str = ""


_PATTERNS = (
    (TeamVerb.LEAVE, r"(?:verlaat|verlaten|leave)(?:\s+(?P<team>.+))?"),
    (TeamVerb.RENAME, r"(?:hernoem|rename)\s+(?P<team>.+?)\s+(?:naar|tot|in|to|as)\s+(?P<target>.+)"),
    (TeamVerb.RENAME, r"(?P<team>.+?)\s+(?:heet\s+(?:nu|voortaan)|is\s+now\s+called)\s+(?P<target>.+)"),
    (TeamVerb.REMOVE, r"(?:verwijder|wis|remove|delete)\s+(?P<team>.+)"),
    (TeamVerb.LEAD_NO_MORE, r"(?:leid|lead)\s+(?P<team>.+?)\s+(?:niet\s+meer|niet|no\s+more|not)"),
    (TeamVerb.LEAD, r"(?:leid|lead)\s+(?P<team>.+)"),
)
_COMPILED = tuple((verb, re.compile(pattern, re.IGNORECASE)) for verb, pattern in _PATTERNS)
_STRIPPED = " \t.\"'\u201c\u201d\u201e"


def parse_team_line(text: str) -> TeamLine:
    """Return what is to be done with which team; anything else is the name of a team to join."""
    text = " ".join(text.split())
    for verb, pattern in _COMPILED:
        found = pattern.fullmatch(text)
        if found is not None:
            parts = {name: (typed or "").strip(_STRIPPED) for name, typed in found.groupdict().items()}
            return TeamLine(verb, **parts)
    return TeamLine(TeamVerb.JOIN, text)
