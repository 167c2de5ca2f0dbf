"""How much typed text is read at most, so that no line can keep everybody else waiting.

Two lengths count: that of the text as it was typed and that of its compatibility form (NFKC), in which one character
may become eighteen. Slack's command field holds about 4,000 characters, so that nobody who types runs into the bound;
a note keeps 3,000 of them. Everything behind the bound takes time in proportion to the length of the text: names are
matched in a bounded number of words and letters, never against all that is left of a line.
"""

import unicodedata

from bot.errors import LineTooLong

LONGEST_LINE = 4_000
# What may come in at all. A line of the log is read from its beginning, and the person is told that its note was cut.
LONGEST_INPUT = 12_000
# The longest name that an account can have.
LONGEST_NAME = 255
# A name is looked for in so many words; one that is matched by its parts, in fewer.
MOST_NAME_WORDS = 40
MOST_WORDS_MATCHED = 12
# A longer run of letters is nobody's word; it stays in the note as it was typed.
LONGEST_WORD = LONGEST_NAME
# No script needs more marks on one letter (UAX #15, stream-safe text); sorting them takes the square of their number.
MOST_MARKS = 30


def check_line(text: str, *, limit: int = LONGEST_LINE) -> str:
    """Return the text as it is.

    Raises:
        LineTooLong: it, or its compatibility form, is longer than is read.
    """
    if not _fits(text, limit):
        raise LineTooLong(limit)
    return text


def cut_line(text: str) -> tuple[str, bool]:
    """Return as much of the text as is read, and whether anything had to be left out."""
    if _fits(text):
        return text, False
    kept, length = text[:LONGEST_LINE], 0
    for place, char in enumerate(kept):
        length += len(unicodedata.normalize("NFKC", char))
        if length > LONGEST_LINE:
            return kept[:place], True
    return kept, True


def thin_marks(text: str) -> str:
    """Return the text with no more combining marks on a letter than can be sorted in no time."""
    if text.isascii():
        return text
    kept, marks = [], 0
    for char in text:
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks <= MOST_MARKS:
            kept.append(char)
    return "".join(kept)


def _fits(text: str, limit: int = LONGEST_LINE) -> bool:
    # The length comes first: normalising is not free either.
    if len(text) > limit:
        return False
    return text.isascii() or len(unicodedata.normalize("NFKC", thin_marks(text))) <= limit
