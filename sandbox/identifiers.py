"""Random ids and tokens in Slack's formats."""

import secrets
import string
from datetime import datetime

_CAPITALS = string.ascii_uppercase + string.digits
_LETTERS = string.ascii_letters + string.digits


def make_id(prefix: str) -> str:
    """Return a new id such as ``V0K3J2H1G0F``."""
    return f"{prefix}0" + "".join(secrets.choice(_CAPITALS) for _ in range(9))


def make_block_id() -> str:
    """Return an id for a block or element that has none."""
    return "".join(secrets.choice(_LETTERS) for _ in range(5))


def make_secret(prefix: str = "") -> str:
    """Return a random secret for tokens and signing."""
    return prefix + secrets.token_hex(16)


def make_hash(now: datetime) -> str:
    """Return a new hash for a version of a view."""
    return f"{int(now.timestamp())}.{secrets.token_hex(4)}"


class Timestamps:
    """Message timestamps in Slack's format (seconds, six decimals), strictly increasing, so that they are unique."""

    def __init__(self) -> None:
        self._last = 0

    def next(self, now: datetime) -> str:
        """Return a timestamp for ``now`` (aware), later than every earlier one."""
        self._last = max(self._last + 1, int(now.timestamp() * 1_000_000))
        return format_ts(self._last)


def format_ts(microseconds: int) -> str:
    """Format microseconds since 1970 as a Slack timestamp."""
    return f"{microseconds // 1_000_000}.{microseconds % 1_000_000:06d}"
