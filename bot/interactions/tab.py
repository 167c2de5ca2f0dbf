"""The personal page where a platform shows a web page of ours: to read; what is done is done in the chat."""

from dataclasses import dataclass

from bot.interactions.page import draw_page
from bot.messages.text.message import Message, Paragraph
from bot.messages.text.text import Span
from bot.messages.text.words import load_words
from bot.ports import UserKey
from bot.services.bot import Bot
from bot.services.home.load_home import load_home


@dataclass(frozen=True, slots=True)
class TabWords:
    """What stands beside the page: to who is not signed on, and on the link to the chat."""

    refused: str
    chat: str


def say_in_tab(language: str) -> TabWords:
    """Return the words of the page in a language."""
    words = load_words(language)
    return TabWords(refused=words.plain("tab.refused"), chat=words.plain("tab.chat"))


async def build_tab(bot: Bot, user: UserKey, *, language: str) -> tuple[Message, str]:
    """Return the page of a user and its language; who is not known yet, or takes no part, reads how to begin."""
    now = bot.now()
    person = await bot.people.find(user.workspace, user.user, now=now)
    picture = await load_home(bot.database, person=person, now=now, is_opening=True) if person else None
    if picture is None:
        text = load_words(language).plain("tab.unknown")
        return Message(fallback=text, parts=(Paragraph((Span(text),)),)), language
    return draw_page(bot, picture), picture.person.rep.language
