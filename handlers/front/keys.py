"""Idempotency keys of a platform with long ids."""

import hashlib


def make_key(*parts: str) -> str:
    """Return a short key that is unique for these ids."""
    return "key:" + hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
