"""Figures in words: a share with what it was counted over, and names with how many more there are (K7)."""

from collections.abc import Sequence

from bot.domain.statistics.shares import Share
from bot.domain.text.money import Worth
from bot.messages.text.parts import shorten
from bot.messages.text.words import Words

NAME_SHOWN = 40
# Over fewer, the counts say it all, and a percentage would say more than is known.
PERCENT_FROM = 10


def find_percent(share: Share) -> int | None:
    """Return the percentage to show beside the counts: from ten things on, None below."""
    return share.percent if share.whole >= PERCENT_FROM else None


def name_share(words: Words, share: Share) -> str:
    """Format a share of a number of things: "3 van 8", and from ten on "6 van 12 (50%)"."""
    return words.plain("figures.share", done=int(share.part), all=int(share.whole), share=find_percent(share))


def name_money_share(words: Words, share: Share, currency: str) -> str:
    """Format a share of an amount: "€ 8.000 van € 10.000 (80%)"."""
    part, whole = Worth(share.part, currency), Worth(share.whole, currency)
    return words.plain("figures.money_share", worth=part, limit=whole, share=share.percent)


def name_some(words: Words, names: Sequence[str], *, shown: int) -> str:
    """Format the first names: "Acme, Bakkerij Zuid en 2 andere"; all of them when there are no more."""
    told = ", ".join(shorten(name, NAME_SHOWN) for name in names[:shown])
    return words.plain("figures.names", names=told, count=max(0, len(names) - shown))
