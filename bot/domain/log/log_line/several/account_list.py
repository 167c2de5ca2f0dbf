"""Split the accounts of a list behind or before one activity word: "bezoek Acme, Jansen en De Vries"."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.domain.log.errors import AccountAmbiguous, CountUnclear
from bot.domain.log.log_line.account_mention import Mention
from bot.domain.log.log_line.line import Line
from bot.domain.log.log_line.several.breaks import is_break
from bot.domain.log.log_line.several.spans import SMALL, Span, find_count, has_day, is_number
from bot.domain.log.log_line.several.survey import Survey
from bot.domain.text.words import word_set

_EITHER = ("of", "or")
# Words behind the last name of a list: what it was about.
_MAY_FOLLOW = SMALL | word_set("over about re inzake ivm mbt nav vanwege regarding because omdat want allemaal all")


def split_list(survey: Survey, span: Span) -> Iterator[Span]:
    """Yield a span for each account in a list, or the span itself without a list.

    Raises:
        AccountAmbiguous: it names one account or another.
        CountUnclear: the count is not the number of accounts.
    """
    further = [(start, name) for start, name in _find_further(survey, span) if start > span.start]
    if not further:
        yield span
        return
    spread = _find_spread(survey.line, span, further)
    for start, end in pairwise([span.start, *(start for start, _ in further), span.end]):
        yield Span(start, end, span.anchor, start <= span.anchor.start < end, spread)


def _find_further(survey: Survey, span: Span) -> Iterator[tuple[int, Mention]]:
    """Yield each further account of a list, with the token where its part begins."""
    line = survey.line
    names = [name for name in survey.names if span.start <= name.start < span.end]
    for one, other in pairwise(names):
        between = range(one.end, other.start)
        if (one.accounts and one.accounts == other.accounts) or not _ends_there(line, other):
            continue
        if any(line.keys[index] in _EITHER for index in between) and _is_plain(line, between, _EITHER):
            raise AccountAmbiguous(line.slice(one.start, other.end), (*one.accounts, *other.accounts))
        breaks = [index for index in between if is_break(line, index)]
        if breaks and _is_plain(line, between):
            # A day between two names goes with the second one.
            yield (breaks[0] if has_day(survey, breaks[0], other.start) else breaks[-1]) + 1, other


def _find_spread(line: Line, span: Span, further: Sequence[tuple[int, Mention]]) -> int | None:
    """Return the token of a count that is the number of accounts; None when they have counts of their own, or none."""
    count = find_count(line, span)
    if count is None or any(is_number(line, index) for start, name in further for index in range(start, name.start)):
        return None
    if count[1] != len(further) + 1:
        raise CountUnclear(line.slice(count[0], count[0] + 1))
    return count[0]


def _is_plain(line: Line, between: range, others: Sequence[str] = ()) -> bool:
    """Return whether nothing but small words, marks, days and counts stands between two names of a list."""
    aside = _find_aside(line, between)
    free = (at for at in between if line.taken[at] is None and not line.hard[at] and at not in aside)
    return all(line.keys[at] in SMALL or line.keys[at] in others or is_number(line, at) for at in free)


def _find_aside(line: Line, between: range) -> range:
    """Return the tokens in brackets between two names of a list: "Acme (wil korting) en Jansen"."""
    opens = next((at for at in between if line.keys[at] == "("), None)
    closes = next((at for at in between if line.keys[at] == ")"), None)
    return range(opens, closes) if opens is not None and closes is not None else range(0)


def _ends_there(line: Line, name: Mention) -> bool:
    """Return whether a name is not the subject of a sentence of its own ("Acme gebeld, Jansen is dicht")."""
    end = name.end
    return end == len(line) or line.hard[end] or line.taken[end] is not None or line.keys[end] in _MAY_FOLLOW
