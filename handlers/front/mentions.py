"""Give mentions of users and channels a name to show: an id says nothing to anybody."""

import re
from collections.abc import Awaitable, Callable

# A line with more mentions keeps the rest without a name: each may take a call to the platform.
MOST_NAMED = 5


async def name_mentions(text: str, unnamed: re.Pattern[str], find_name: Callable[[str], Awaitable[str]]) -> str:
    """Return the text with a name behind the id in each mention that has none; ``unnamed`` matches those."""
    ids = dict.fromkeys(found[1] for found in unnamed.finditer(text))
    names = {each: await find_name(each) for each in list(ids)[:MOST_NAMED]}
    return unnamed.sub(lambda found: f"<{found[1]}|{names.get(found[1], '')}>", text)


def make_label(name: str) -> str:
    """Return the first name as it can stand in a mention: one word, without the marks of one."""
    first = name.split(maxsplit=1)[0] if name.split() else ""
    return re.sub(r"[<>|]", "", first)
