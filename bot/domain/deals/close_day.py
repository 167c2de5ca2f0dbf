"""The day on which a deal is to close, among all that a line says besides: `op 30 juni 60k gewonnen`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.deals.deal_words import DAY_LEADS
from bot.domain.log.log_line.line import split_line
from bot.domain.text.days import find_days
from bot.domain.text.words import fold_word


@dataclass(frozen=True, slots=True)
class CloseDay:
    """A local day, and the places of the words that say it."""

    day: date
    taken: frozenset[int]


def find_close_day(words: Sequence[str], today: date) -> CloseDay | None:
    """Return the first day among words that may be still to come, with the words that lead to it; None without one."""
    text = " ".join(words)
    tokens = split_line(text)
    named = next((each for each in find_days(tokens.keys, today) if each.future is not None), None)
    if named is None or named.future is None:
        return None
    # No word has a space in it, so that spaces count words.
    first, last = (text.count(" ", 0, tokens.starts[at]) for at in (named.start, named.end - 1))
    leads = next((at for at in range(first) if fold_word(words[at]) not in DAY_LEADS), first)
    return CloseDay(named.future, frozenset((*range(leads), *range(first, last + 1))))
