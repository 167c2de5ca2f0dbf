"""Find the closing day in a deal line: `op 30 juni 60k gewonnen`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

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
    """Return the first day in the words that has not passed, with its introducing words; None without one."""
    return next((each for each in _list_days(words, today) if each.day >= today), None)


def find_passed_day(words: Sequence[str], today: date) -> date | None:
    """Return the first day in the words that has passed, for the sentence that refuses it; None without one."""
    return next((each.day for each in _list_days(words, today) if each.day < today), None)


def _list_days(words: Sequence[str], today: date) -> Iterator[CloseDay]:
    text = " ".join(words)
    tokens = split_line(text)
    for named in find_days(tokens.keys, today):
        if named.future is not None:
            # No word contains a space, so the number of spaces converts a text offset to a word index.
            first, last = (text.count(" ", 0, tokens.starts[at]) for at in (named.start, named.end - 1))
            yield CloseDay(named.future, frozenset((*_list_leads(words, first), *range(first, last + 1))))


def _list_leads(words: Sequence[str], first: int) -> Iterator[int]:
    """Return the indexes of the words that introduce a day: right after the keyword, and right before the day."""
    yield from takewhile(lambda at: fold_word(words[at]) in DAY_LEADS, range(first))
    yield from takewhile(lambda at: fold_word(words[at]) in DAY_LEADS, range(first - 1, -1, -1))
