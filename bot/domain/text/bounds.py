"""Length limits for typed text, so that no input can block the event loop.

Two lengths count: that of the typed text and that of its compatibility form (NFKC), in which one character may expand
to eighteen. Slack's command field holds about 4,000 characters, so no typed command reaches the limit; 3,000 characters
of a note are stored. Beyond these limits the time is linear in the length of the text: names are matched within a
bounded number of words and letters, never against the rest of a line.
"""

import unicodedata

from bot.errors import LineTooLong

LONGEST_LINE = 4_000
# The limit for any input. A longer log line is parsed up to it, and the user is told that the note was cut.
LONGEST_INPUT = 12_000
# The longest possible account name.
LONGEST_NAME = 255
# The most words in which a name is searched; fewer for a partial match.
MOST_NAME_WORDS = 40
MOST_WORDS_MATCHED = 12
# A longer run of letters is no word; it stays in the note as typed.
LONGEST_WORD = LONGEST_NAME
# No script needs more marks per letter (UAX #15, stream-safe text); sorting them takes quadratic time.
MOST_MARKS = 30


def check_line(text: str, *, limit: int = LONGEST_LINE) -> str:
    """Return the text unchanged.

    Raises:
        LineTooLong: the text, or its compatibility form, exceeds the limit.
    """
    if not _fits(text, limit):
        raise LineTooLong(limit)
    return text


def cut_line(text: str) -> tuple[str, bool]:
    """Return the part of the text that is parsed, and whether it was cut."""
    if _fits(text):
        return text, False
    kept, length = text[:LONGEST_LINE], 0
    for place, char in enumerate(kept):
        length += len(unicodedata.normalize("NFKC", char))
        if length > LONGEST_LINE:
            return kept[:place], True
    return kept, True


def thin_marks(text: str) -> str:
    """Return the text with the combining marks per letter limited, because sorting them takes quadratic time."""
    if text.isascii():
        return text
    kept, marks = [], 0
    for char in text:
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks <= MOST_MARKS:
            kept.append(char)
    return "".join(kept)


def _fits(text: str, limit: int = LONGEST_LINE) -> bool:
    # Check the length first: normalising is expensive too.
    if len(text) > limit:
        return False
    return text.isascii() or len(unicodedata.normalize("NFKC", thin_marks(text))) <= limit
