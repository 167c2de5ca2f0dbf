"""Verify Slack's request signature, before anything else in a request is used."""

import hmac
import re
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol, Self

TIMESTAMP_HEADER = "X-Slack-Request-Timestamp"
SIGNATURE_HEADER = "X-Slack-Signature"
# In seconds, either way; Slack's own advice against replay attacks.
MOST_DRIFT = 300
_TIMESTAMP = re.compile(r"[0-9]{1,12}", re.ASCII)
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}", re.ASCII)


class Headers(Protocol):
    """Request headers, in which a name may occur several times."""

    def getall(self, key: str, default: list[str], /) -> list[str]:
        """Return every value of a header."""
        ...


@dataclass(frozen=True, slots=True)
class Signature:
    """A well-formed signature that is not yet verified; see ``matches``."""

    timestamp: str
    digest: str

    @classmethod
    def read(cls, headers: Headers, *, now: float) -> Self | None:
        """Parse the signature; None if it is missing, malformed, repeated or too old; ``now`` in Unix seconds."""
        timestamps, digests = headers.getall(TIMESTAMP_HEADER, []), headers.getall(SIGNATURE_HEADER, [])
        if len(timestamps) != 1 or len(digests) != 1:
            return None
        if not _TIMESTAMP.fullmatch(timestamps[0]) or not _SIGNATURE.fullmatch(digests[0]):
            return None
        if abs(now - int(timestamps[0])) > MOST_DRIFT:
            return None
        return cls(timestamp=timestamps[0], digest=digests[0])

    def matches(self, body: bytes, *, secret: str) -> bool:
        """Return whether this is the signature of exactly this body with this secret (compared in constant time)."""
        expected = hmac.new(secret.encode(), b"v0:" + self.timestamp.encode() + b":" + body, sha256).hexdigest()
        return hmac.compare_digest(f"v0={expected}", self.digest)
