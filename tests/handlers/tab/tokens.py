"""Tokens as Teams gives them, signed with a key of our own in place of Microsoft's."""

import json
import time
from collections.abc import Mapping
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

CLIENT, HOST, TENANT, USER = "0b6daa3f-9a1c-4e55-8a53-8ff32cb7b8a1", "ritme.example.com", "tenant-1", "guid-sanne"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


def make_claims(**changes: object) -> dict[str, Any]:
    """Return the claims of a token of now; a change to None leaves a claim out."""
    now = int(time.time())
    claims = {
        "aud": f"api://{HOST}/{CLIENT}",
        "iss": f"https://login.microsoftonline.com/{TENANT}/v2.0",
        "iat": now,
        "nbf": now,
        "exp": now + 3600,
        "tid": TENANT,
        "oid": USER,
        "scp": "access_as_user",
        **changes,
    }
    return {name: value for name, value in claims.items() if value is not None}


def make_token(*, key: Any = KEY, kid: str = "k1", algorithm: str = "RS256", **changes: object) -> str:
    return jwt.encode(make_claims(**changes), key, algorithm=algorithm, headers={"kid": kid})


class Keys:
    """Microsoft's keys, and how often they were asked for."""

    def __init__(self) -> None:
        self.asked = 0
        self.failure: Exception | None = None

    async def fetch(self) -> Mapping[str, Any]:
        self.asked += 1
        if self.failure:
            raise self.failure
        return {
            "keys": [{**json.loads(RSAAlgorithm.to_jwk(KEY.public_key())), "kid": "k1", "use": "sig", "alg": "RS256"}]
        }
