"""Extract the features of a note: words, word pairs, word pieces, and marks of time, speech and negation."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import combinations, pairwise

from bot.domain.text.words import word_set

# In characters; the rest of a note is ignored, which bounds the time per note.
LONGEST_NOTE = 600
# Character n-grams from three to five letters match inflections, compounds and typos of known words.
SHORTEST_PIECE, LONGEST_PIECE = 3, 5
_TOKEN = re.compile(r"[^\W_]+|[?!€%\"…]")
_DIGITS = re.compile(r"\d+")
# Words with the same rhetorical role, in either language: "first … now …" is usually a contradiction, whatever the
# subject.
_MARKS = {
    "before": word_set(
        "eerst vorige vroeger toen destijds eerder gisteren first earlier before last previously then once was had"
    ),
    "now": word_set("nu ineens plots vandaag opeens nou now today suddenly"),
    "say": word_set(
        """
        zegt zei zeggen volgens beweert beweerde noemt noemde gaf ontkent riep vertelde belooft beloofde
        says said claims claimed told swore denies tells promised according
        """
    ),
    "deny": word_set(
        """
        niet geen nooit niks niets zonder nog geenszins
        not no never nothing without dont doesnt didnt isnt hasnt cant wont
        """
    ),
    "but": word_set("maar terwijl toch alleen though but yet while although however"),
    "when": word_set(
        """
        ma di wo do vr maandag dinsdag woensdag donderdag vrijdag morgen overmorgen week wk mon tue wed thu fri monday
        tuesday wednesday thursday friday tomorrow jan feb mrt maart apr april mei jun juni jul juli aug sep sept okt
        nov dec march may june july
        """
    ),
}
_MARK_OF = {word: mark for mark, words in _MARKS.items() for word in words}


def clean_note(note: str) -> str:
    """Return a note normalised: lower case, without accents and apostrophes, every number as a zero."""
    plain = note[:LONGEST_NOTE].casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
        plain = "".join(char for char in plain if not unicodedata.combining(char))[:LONGEST_NOTE]
    return _DIGITS.sub("0", plain.replace("\u2019", "'").replace("'", ""))


def split_note(note: str) -> list[str]:
    """Return the words of a normalised note, with the punctuation that carries meaning."""
    return _TOKEN.findall(note)


def list_features(note: str) -> tuple[Counter[str], Counter[str]]:
    """Return the feature counts of a note: whole words with pairs and marks, and word pieces."""
    return count_features(split_note(clean_note(note)))


def count_features(tokens: list[str]) -> tuple[Counter[str], Counter[str]]:
    """Return the feature counts of the words of a cleaned note."""
    return Counter(_list_words(tokens)), Counter(_list_pieces(tokens))


def _list_words(tokens: list[str]) -> Iterator[str]:
    yield from tokens
    yield from (f"{first} {second}" for first, second in pairwise(tokens))
    marks = Counter(mark for token in tokens if (mark := _MARK_OF.get(token)) is not None)
    yield from (f"#{mark}" for mark in marks)
    yield from (f"#{mark}+" for mark, count in marks.items() if count > 1)
    yield from (f"#{first}#{second}" for first, second in combinations(sorted(marks), 2))
    yield f"#length{min(len(tokens) // 5, 5)}"


def _list_pieces(tokens: list[str]) -> list[str]:
    return [
        padded[start : start + length]
        for padded in (f"_{token}_" for token in tokens)
        for length in range(SHORTEST_PIECE, LONGEST_PIECE + 1)
        for start in range(len(padded) - length + 1)
    ]
