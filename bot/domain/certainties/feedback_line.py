"""Parse customer feedback: `Acme 8 "snelle levering, facturen onduidelijk"` (Z2)."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.domain.accounts.typed_account import measure_account
from bot.domain.certainties.errors import ScoreInvalid
from bot.domain.certainties.feedback import BEST, LEAST
from bot.domain.log.errors import AccountMissing
from bot.domain.text.bounds import check_line
from bot.domain.text.cleaning import clean_text
from bot.domain.text.words import fold_word, word_set

_SCORE = re.compile(r"^(\d{1,3})(?:[.,](\d))?(?:/10)?[,;:]?$")
# Words that may stand between the account and the score; right behind an article a number is a score.
_ARTICLES = word_set("een a an cijfer score rapportcijfer :")
_LEAD = _ARTICLES | word_set("gaf geeft gaven geven gave gives give ons us")
_QUOTES = "\"'\u201c\u201d\u201e "


@dataclass(frozen=True, slots=True)
class FeedbackLine:
    """A parsed feedback line: the account, the score from 0 to 10 (None when missing), and the customer's words."""

    account: str
    score: int | None = None
    words: str = ""


def parse_feedback(text: str, *, is_account: Callable[[str], bool]) -> FeedbackLine:
    """Parse a line.

    Raises:
        AccountMissing: the line names no account.
        LineTooLong: the line exceeds the length limit.
        ScoreInvalid: the number is no score from 0 to 10.
    """
    words = clean_text(check_line(text)).split()
    if not words:
        raise AccountMissing
    length = _measure_account(words, is_account)
    rest = _skip_lead(words[length:])
    if not rest or not _SCORE.match(rest[0]):
        rest = words[length:]
        return FeedbackLine(account=_strip(words[:length]), words=_strip(rest))
    return FeedbackLine(account=_strip(words[:length]), score=_parse_score(rest[0]), words=_strip(rest[1:]))


def _measure_account(words: list[str], is_account: Callable[[str], bool]) -> int:
    """Return the number of words that name the account: the longest known name, else all before the first number."""
    known = measure_account(words, is_account, around=_QUOTES)
    if known:
        return known
    place = next((place for place, word in enumerate(words) if place and _SCORE.match(word)), len(words))
    while place > 1 and fold_word(words[place - 1]) in _LEAD:
        place -= 1
    return max(1, place)


def _skip_lead(words: list[str]) -> list[str]:
    """Return the words from the score on in "gaf een 4 te laat"; "gaf 2 offertes" has none."""
    place = next((place for place, word in enumerate(words) if fold_word(word) not in _LEAD), len(words))
    is_score = place == 0 or place == len(words) - 1 or fold_word(words[place - 1]) in _ARTICLES
    return words[place:] if is_score else words


def _parse_score(word: str) -> int:
    score = parse_score(word)
    if score is None or not LEAST <= score <= BEST:
        raise ScoreInvalid(word)
    return score


def parse_score(word: str) -> int | None:
    """Parse a typed number as a score ("8", "7,5", "9/10"), None when it is none; it may be out of range."""
    found = _SCORE.match(word)
    # Round half a point up, as a customer would.
    return None if found is None else int(found[1]) + (int(found[2] or 0) >= 5)  # noqa: PLR2004 - a half


def _strip(words: list[str]) -> str:
    return " ".join(words).strip(_QUOTES)
