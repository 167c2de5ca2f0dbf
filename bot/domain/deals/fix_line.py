"""Parse a line that puts a deal right: `Kassen heet nu Kassen fase 2`, `Kassen hoort bij Jansen`."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.deals.deal_words import NEW_WORDS, QUOTES
from bot.domain.text.bounds import check_line
from bot.domain.text.cleaning import clean_text
from bot.domain.text.words import fold_word


class FixVerb(StrEnum):
    """What is put right about a deal."""

    RENAME = "rename"
    MOVE = "move"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True)
class FixLine:
    """A parsed line: the deal as typed, and its new name or account; empty where it was left out."""

    verb: FixVerb
    deal: str
    target: str = ""


_QUOTED = re.compile(rf"[{QUOTES}][^{QUOTES}]*[{QUOTES}]")
_BETWEEN = {
    FixVerb.RENAME: r"heet(?:\s+(?:nu|voortaan|vanaf\s+nu|eigenlijk))?|hernoemen\s+(?:naar|tot|in)|"
    r"is\s+(?:now\s+)?called|rename(?:d)?\s+(?:to|as)",
    FixVerb.MOVE: r"(?:hoort|valt|zit)\s+(?:eigenlijk\s+)?(?:bij|onder)|verplaatsen\s+naar|belongs\s+(?:to|at|with)|"
    r"moved?\s+to",
}
_BEFORE = {
    FixVerb.RENAME: (r"hernoem|rename", r"naar|tot|in|to|as"),
    FixVerb.MOVE: (r"verplaats|verhuis|move", r"naar|bij|to|under"),
}
_REMOVE = re.compile(r"(?:verwijder|wis|gooi|delete|remove)\s+(.+?)(?:\s+weg)?", re.IGNORECASE)
_REMOVED = re.compile(r"(.+?)\s+(?:verwijderen|wissen|weggooien|delete|remove)", re.IGNORECASE)
_ALONE = re.compile(r"verwijder|wis|delete|remove|hernoem|rename|verplaats|verhuis|move", re.IGNORECASE)
_STRIPPED = f" \t.,;:!{QUOTES}"


def parse_fix(text: str) -> FixLine | None:
    """Return what a line puts right, None when it is about something else; quoted text is never a keyword.

    Raises:
        LineTooLong: the line exceeds the length limit.
    """
    text = " ".join(clean_text(check_line(text)).split())
    # Of the same length, so that a place in the one is the same place in the other.
    bare = _QUOTED.sub(lambda found: "\ufffc" * len(found[0]), text)
    if fold_word(text.partition(" ")[0]) in NEW_WORDS:
        return None
    if _ALONE.fullmatch(bare):
        return FixLine(_find_verb(bare), "")
    for verb, (keyword, between) in _BEFORE.items():
        found = re.fullmatch(rf"(?:{keyword})\s+(.+?)\s+(?:{between})(?:\s+(.+))?", bare, re.IGNORECASE)
        if found is not None:
            return _make(verb, text, found)
    for verb, keyword in _BETWEEN.items():
        found = re.fullmatch(rf"(.+?)\s+(?:{keyword})(?:\s+(.+))?", bare, re.IGNORECASE)
        if found is not None:
            return _make(verb, text, found)
    found = _REMOVE.fullmatch(bare) or _REMOVED.fullmatch(bare)
    return None if found is None else FixLine(FixVerb.REMOVE, _strip(text[found.start(1) : found.end(1)]))


def _make(verb: FixVerb, text: str, found: re.Match[str]) -> FixLine:
    target = "" if found[2] is None else text[found.start(2) : found.end(2)]
    return FixLine(verb, text[found.start(1) : found.end(1)].strip(), _strip(target))


def _strip(typed: str) -> str:
    """Return a name without quotes around all of it, and without the full stop of a sentence."""
    stripped = typed.strip(_STRIPPED)
    # In `Acme "Kassen"` the quotes say which part is the deal's name.
    return typed.strip() if any(mark in stripped for mark in QUOTES) else stripped


def _find_verb(word: str) -> FixVerb:
    for verb, (keyword, _) in _BEFORE.items():
        if re.fullmatch(keyword, word, re.IGNORECASE):
            return verb
    return FixVerb.REMOVE
