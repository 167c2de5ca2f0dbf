"""Fold typed text into words, the form in which names and lines are compared."""

import re
import unicodedata

APOSTROPHES = "'\u2019\u2018`\u00b4"
_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?"  # a.s., B.V., v.d
    r"|(?<![^\W_])[tT]/[mM](?![^\W_])|(?<![^\W_])[aAvVoO]/[dD](?![^\W_])"
    r"|(?<![^\W_])[wW]/"
    r"|\d+(?:[.,:/\-]\d+)+[^\W\d_]*"  # 9.30, 26-3, 14:00u, 4.500,50
    rf"|[^\W_]+(?:[{APOSTROPHES}\-][^\W_]+)*"  # gsm'en, e-mail, 8u30
    r"|\n|\S"
)
_LETTERS_WITHOUT_PARTS = str.maketrans(
    {"ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "\u0131": "i"}
)
_GLUE = str.maketrans("", "", APOSTROPHES + "-.")


def fold(text: str) -> str:
    """Return the text in lower case and without accents."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS_WITHOUT_PARTS))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def fold_word(word: str) -> str:
    """Return a word folded, without apostrophes, hyphens and dots inside it; numbers keep theirs."""
    if word.isalnum() and word.isascii():
        return word.lower()
    folded = fold(word)
    if not folded:  # only combining accents
        return word
    if folded.isalnum() or (folded[0].isdigit() and folded[-1:].isdigit()):
        return folded
    return folded.translate(_GLUE) or folded if folded[0].isalpha() else folded


def split_tokens(text: str) -> list[tuple[str, int, int]]:
    """Return every word, number and punctuation mark of a text with its start and end."""
    return [(found.group(), found.start(), found.end()) for found in _TOKEN.finditer(text)]


def word_list(text: str) -> list[str]:
    """Return the words of a list written as running text, which keeps long lists readable."""
    return text.split()


def word_set(text: str) -> frozenset[str]:
    """Return the words of such a list as a set."""
    return frozenset(text.split())
