"""The codes that link one person on two platforms: said on the one and typed on the other."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

# Without what looks like something else: 32 characters, of which eight make a trillion codes.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LENGTH, HALF = 8, 4
CODE_LASTS = timedelta(minutes=10)
# So many wrong codes in this time, and no more are taken until it is over.
MOST_WRONG, WRONG_WITHIN = 5, timedelta(hours=1)

_UNREAD = str.maketrans("", "", " -\u2010\u2011\u2012\u2013\u2014")


def make_code(choose: Callable[[Sequence[str]], str]) -> str:
    """Return a new code; ``choose`` returns one of several characters, unpredictably."""
    return "".join(choose(ALPHABET) for _ in range(LENGTH))


def format_code(code: str) -> str:
    """Return a code as it is read aloud: two times four characters."""
    return f"{code[:HALF]}-{code[HALF:]}"


def parse_code(typed: str) -> str | None:
    """Return the code in a text, None when it is none."""
    code = typed.translate(_UNREAD).upper()
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else None


def hash_code(code: str) -> str:
    """Return what is stored of a code."""
    return hashlib.sha256(code.encode()).hexdigest()


def has_tried_enough(wrong: int, *, since: datetime, now: datetime) -> bool:
    """Return whether no more codes are taken of who typed so many wrong ones since a moment."""
    return wrong >= MOST_WRONG and now - since < WRONG_WITHIN
