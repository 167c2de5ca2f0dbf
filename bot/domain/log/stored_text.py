"""Clean and bound text from users before it is stored, so that every database stores the same.

PostgreSQL refuses NUL, lone surrogates and text longer than its column; SQLite accepts most of these. Every service
that stores typed text or text from a file passes it through one of these functions.
"""

from bot.domain.accounts.errors import NameTooLong
from bot.domain.log.errors import NothingReadable
from bot.errors import TextTooLong

# The width of a name column, and the stored length of a note.
LONGEST_NAME = 255
LONGEST_TEXT = 3_000
# A draft log line that waits for its account: room for the longest note with everything around it.
LONGEST_LINE = 12_000
_LINE_ENDS = "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"


def clean_characters(text: str) -> str:
    """Return the text without control, direction and private-use characters and lone surrogates.

    Line ends and spaces stay.
    """
    if text.isprintable():
        return text
    return "".join(map(_show, text.replace("\r\n", "\n")))


def cut_text(text: str, limit: int = LONGEST_TEXT) -> tuple[str, bool]:
    """Return the text cut to ``limit`` characters, and whether it was cut; the caller reports that to the user."""
    cleaned = clean_characters(text).strip()
    return cleaned[:limit].rstrip(), len(cleaned) > limit


def check_text(text: str, limit: int = LONGEST_TEXT) -> str:
    """Return a text ready to store.

    Raises:
        TextTooLong: it is longer than ``limit``.
    """
    cleaned = clean_characters(text).strip()
    if len(cleaned) > limit:
        raise TextTooLong(len(cleaned), limit)
    return cleaned


def check_name(name: str, limit: int = LONGEST_NAME) -> str:
    """Return a name ready to store, on one line.

    Raises:
        NothingReadable: it has no readable characters.
        NameTooLong: it is longer than ``limit``.
    """
    cleaned = " ".join(clean_characters(name).split())
    if not cleaned:
        raise NothingReadable
    if len(cleaned) > limit:
        raise NameTooLong(len(cleaned), limit)
    return cleaned


def check_key(key: str, limit: int = LONGEST_NAME) -> str:
    """Return the normalised form of a name, checked to fit its column; normalising may have lengthened it.

    Raises:
        NameTooLong: cut to the column, two names that differ only at the end would be equal.
    """
    if len(key) > limit:
        raise NameTooLong(len(key), limit)
    return key


def cut_name(name: str, limit: int = LONGEST_NAME) -> str:
    """Return a name from the platform cut to ``limit``; there is no user to ask for a shorter one."""
    return " ".join(clean_characters(name).split())[:limit].rstrip()


def _show(char: str) -> str:
    if char.isprintable() or char == "\n":
        return char
    if char in _LINE_ENDS:
        return "\n"
    return " " if char.isspace() else ""
