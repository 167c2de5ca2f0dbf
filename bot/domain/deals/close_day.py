"""Find the closing day in a deal line: `op 30 juni 60k gewonnen`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.deals.deal_words import DAY_LEADS
from bot.domain.log.log_line.line import split_line
from bot.domain.text.days import find_days
from bot.domain.text.words import fold_word


@dataclass(frozen=True, slots=True)
class CloseDay:
    """A closing day (local), and the indexes of the words that name it."""

    day: date
    taken: frozenset[int]


def find_close_day(words: Sequence[str], today: date) -> CloseDay | None:
    """Return the first day in the words that can be in the future, with its introducing words; None without one."""
    text = " ".join(words)
    tokens = split_line(text)
    named = next((each for each in find_days(tokens.keys, today) if each.future is not None), None)
    if named is None or named.future is None:
        return None
    # No word contains a space, so the number of spaces converts a text offset to a word index.
    first, last = (text.count(" ", 0, tokens.starts[at]) for at in (named.start, named.end - 1))
    leads = next((at for at in range(first) if fold_word(words[at]) not in DAY_LEADS), first)
    return CloseDay(named.future, frozenset((*range(leads), *range(first, last + 1))))
