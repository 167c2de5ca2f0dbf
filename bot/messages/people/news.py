"""Several pieces of news in one message (K5)."""

from collections.abc import Sequence

from bot.messages.text.message import Divider, Message, MessagePart
from bot.messages.text.words import Words


def build_news(words: Words, news: Sequence[Message]) -> Message:
    """Tell all of this news in one message, in order."""
    first, *others = news
    parts: list[MessagePart] = [*first.parts]
    for each in others:
        parts += [Divider(), *each.parts]
    return Message(fallback=words.plain("news.several", first=first.fallback, count=len(others)), parts=tuple(parts))
