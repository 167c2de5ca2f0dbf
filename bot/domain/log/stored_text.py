"""Text from people on its way to the database: cleaned and bounded once, so that every database stores the same.

PostgreSQL refuses NUL, lone surrogates and what is longer than its column; SQLite takes most of that. Every service
that stores what somebody typed or a file holds sends it through one of these functions.
"""

from bot.domain.accounts.errors import NameTooLong
from bot.domain.log.errors import NothingReadable
from bot.errors import TextTooLong

# What a column for a name holds, and what is kept of a note.
LONGEST_NAME = 255
LONGEST_TEXT = 3_000
# A line that waits for its account, as it was typed: more than the longest note with everything around it.
LONGEST_LINE = 12_000
_LINE_ENDS = "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"


def clean_characters(text: str) -> str:
    """Return the text without control, direction and private characters and lone surrogates; lines and spaces stay."""
    if text.isprintable():
        return text
    return "".join(map(_show, text.replace("\r\n", "\n")))


def cut_text(text: str, limit: int = LONGEST_TEXT) -> tuple[str, bool]:
    """Return what is kept of a text, and whether that is less than there was: the person is told."""
    cleaned = clean_characters(text).strip()
    return cleaned[:limit].rstrip(), len(cleaned) > limit


def check_text(text: str, limit: int = LONGEST_TEXT) -> str:
    """Return a text as it is stored.

    Raises:
        TextTooLong: it is longer than what is kept.
    """
    cleaned = clean_characters(text).strip()
    if len(cleaned) > limit:
        raise TextTooLong(len(cleaned), limit)
    return cleaned


def check_name(name: str, limit: int = LONGEST_NAME) -> str:
    """Return a name as it is stored, on one line.

    Raises:
        NothingReadable: there is nothing in it.
        NameTooLong: it is too long to be a name.
    """
    cleaned = " ".join(clean_characters(name).split())
    if not cleaned:
        raise NothingReadable
    if len(cleaned) > limit:
        raise NameTooLong(len(cleaned), limit)
    return cleaned


def check_key(key: str, limit: int = LONGEST_NAME) -> str:
    """Return the form in which names are compared; spelling out signs may have made it longer than the name.

    Raises:
        NameTooLong: two names that differ at the end only would count as one.
    """
    if len(key) > limit:
        raise NameTooLong(len(key), limit)
    return key


def cut_name(name: str, limit: int = LONGEST_NAME) -> str:
    """Return what is kept of a name that the platform tells, which nobody can be asked to shorten."""
    return " ".join(clean_characters(name).split())[:limit].rstrip()


def _show(char: str) -> str:
    if char.isprintable() or char == "\n":
        return char
    if char in _LINE_ENDS:
        return "\n"
    return " " if char.isspace() else ""
