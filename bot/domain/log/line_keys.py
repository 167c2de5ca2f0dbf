"""Request keys of the activities in one line: X for the first, then X#2, X#3 and so on."""

import re

from bot.domain.log.log_line import MOST_ACTIVITIES

# What was imported keeps the id that its file gave it: whatever that looks like, each row stands alone.
IMPORTED = "import:"
_NUMBERED = re.compile(r"(.+)#([2-9]|[1-9][0-9])", re.DOTALL)


def make_line_keys(line_key: str, count: int = MOST_ACTIVITIES) -> list[str]:
    """Return the keys of a line's activities in their order, at most ``count``."""
    if line_key.startswith(IMPORTED):
        return [line_key]
    return [line_key, *(f"{line_key}#{number}" for number in range(2, count + 1))]


def find_line_key(request_key: str) -> str:
    """Return the key of the request with the line, for the key of any of its activities."""
    found = None if request_key.startswith(IMPORTED) else _NUMBERED.fullmatch(request_key)
    return found[1] if found and int(found[2]) <= MOST_ACTIVITIES else request_key


def find_place(request_key: str) -> int:
    """Return the place of an activity in its line, 1 for the first."""
    line_key = find_line_key(request_key)
    return 1 if line_key == request_key else int(request_key.removeprefix(f"{line_key}#"))
