"""Give mentions of users and channels a name to show: an id says nothing to anybody."""

import re
from collections.abc import Awaitable, Callable

from bot.ports import Directory
from bot.services.bot import Bot
from bot.services.people.person_cache import Person

# A line with more mentions keeps the rest without a name: each may take a call to the platform.
MOST_NAMED = 5


async def name_mentions(text: str, unnamed: re.Pattern[str], find_name: Callable[[str], Awaitable[str]]) -> str:
    """Return the text with a name behind the id in each mention that has none; ``unnamed`` matches those."""
    ids = dict.fromkeys(found[1] for found in unnamed.finditer(text))
    names = {each: await find_name(each) for each in list(ids)[:MOST_NAMED]}
    return unnamed.sub(lambda found: f"<{found[1]}|{names.get(found[1], '')}>", text)


async def translate_mentions(
    text: str, foreign: re.Pattern[str], translate: Callable[[str], Awaitable[str | None]]
) -> str:
    """Return the text with the id in each mention that ``foreign`` matches in place of another kind of id."""
    ids = dict.fromkeys(found[1] for found in foreign.finditer(text))
    known = {each: await translate(each) for each in list(ids)[:MOST_NAMED]}
    return foreign.sub(lambda found: f"<@{known.get(found[1]) or found[1]}>", text)


async def find_name(bot: Bot, person: Person, directory: Directory, mentioned: str) -> str:
    """Return the first name of a mentioned user ("@U…") or the name of a channel ("#C…"), empty when there is none."""
    if mentioned.startswith("#"):
        channel = await directory.find_channel(f"<{mentioned}>")
        return channel.name.removeprefix("#") if channel else ""
    known = await bot.people.find(person.here.workspace, mentioned[1:], now=bot.now())
    profile = None if known else await directory.fetch_profile(mentioned[1:])
    return _make_label(known.rep.name if known else profile.name if profile else "")


def _make_label(name: str) -> str:
    """Return the first name as it can stand in a mention: one word, without the marks of one."""
    first = name.split(maxsplit=1)[0] if name.split() else ""
    return re.sub(r"[<>|]", "", first)
