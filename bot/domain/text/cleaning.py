"""Remove invisible characters from typed text: control, direction and zero-width characters."""

import re
import unicodedata

from bot.domain.text.bounds import thin_marks

_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n\s*")
_KEPT_CONTROLS = "\n\t\r\x0b\x0c\x85"
_INVISIBLE_LETTERS = "\u115f\u1160\u3164\uffa0\u2800\u034f"


def clean_text(text: str) -> str:
    """Return the text without invisible characters and excess combining marks, with single spaces, trimmed."""
    if not (text.isascii() and text.isprintable()):
        text = unicodedata.normalize("NFC", thin_marks("".join(_show(char) for char in text)))
    text = _SPACES.sub(" ", text.strip())
    return _LINES.sub("\n", text) if "\n" in text else text


def _show(char: str) -> str:
    if char in _KEPT_CONTROLS or char in "\u2028\u2029":
        return "\n" if char != "\t" else " "
    if char in _INVISIBLE_LETTERS or unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn"):
        return ""
    return " " if char.isspace() else char


def drop_unprintable(text: str) -> str:
    """Return the text without control, direction and private-use characters; every space becomes a plain one."""
    return "".join(_make_plain(char) for char in text)


def _make_plain(char: str) -> str:
    # Spreadsheets have no-break spaces and tabs in names; left out, "Acme Bouw" would become "AcmeBouw".
    if char in "\t\r" or unicodedata.category(char) == "Zs":
        return " "
    return char if char.isprintable() or char == "\n" else ""


def is_readable(text: str) -> bool:
    """Return whether the text contains a letter or a digit."""
    return any(char.isalnum() for char in text)
