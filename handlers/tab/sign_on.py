"""Sign on by the token of Teams' single sign-on: whose it is, or nobody's; imported only when the tab is set up."""

import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import aiohttp
import jwt

from bot.ports import UserKey

LOGIN = "https://login.microsoftonline.com"
SCOPE = "access_as_user"
REQUIRED = ["aud", "exp", "iat", "iss", "tid", "oid"]
# In seconds: how far clocks may differ, how long keys are kept, and how often an unknown key makes us ask again.
LEEWAY, KEPT_FOR, ASKED_EVERY = 60, 24 * 3600, 60
LONGEST_TOKEN = 8_000  # in characters; a token of Microsoft's has some two thousand

FetchKeys = Callable[[], Awaitable[Mapping[str, Any]]]


class SignOn:
    """Tells who holds a token for our app; ``tenant`` is the only one that is let in, empty for all.

    ``fetch_keys`` returns Microsoft's keys (a JWKS), and raises OSError or ValueError without them.
    """

    def __init__(self, *, client_id: str, host: str, tenant: str, fetch_keys: FetchKeys) -> None:
        self._audience = [client_id, f"api://{client_id}", f"api://{host}/{client_id}"]
        self._tenant = tenant
        self._fetch_keys = fetch_keys
        self._keys: dict[str, jwt.PyJWK] = {}
        self._asked_at = float("-inf")

    async def identify(self, token: str) -> UserKey | None:
        """Return whose token it is; None for one that is false, expired, or for another app, tenant or purpose."""
        try:
            key = await self._find_key(token)
            claims = jwt.decode(
                token,
                key=key,
                algorithms=["RS256"],
                audience=self._audience,
                leeway=LEEWAY,
                options={"require": REQUIRED},
            )
        except (jwt.InvalidTokenError, LookupError, ValueError, TypeError):
            return None
        tenant, user = claims["tid"], claims["oid"]
        if not isinstance(tenant, str) or not isinstance(user, str) or self._tenant not in {"", tenant}:
            return None
        if claims["iss"] not in {f"{LOGIN}/{tenant}/v2.0", f"https://sts.windows.net/{tenant}/"}:
            return None
        return UserKey(tenant, user) if SCOPE in str(claims.get("scp") or "").split() else None

    async def _find_key(self, token: str) -> jwt.PyJWK:
        """Return the key that a token names, asking Microsoft for its keys now and then; raises LookupError."""
        if len(token) > LONGEST_TOKEN:
            raise LookupError
        name = str(jwt.get_unverified_header(token).get("kid") or "")
        age = time.monotonic() - self._asked_at
        if age > KEPT_FOR or (name not in self._keys and age > ASKED_EVERY):
            self._asked_at = time.monotonic()
            try:
                found = jwt.PyJWKSet.from_dict(dict(await self._fetch_keys()))
            except (OSError, ValueError, TimeoutError, aiohttp.ClientError, jwt.PyJWTError):
                raise LookupError from None
            self._keys = {str(each.key_id): each for each in found.keys}
        return self._keys[name]


def make_fetch_keys(session: aiohttp.ClientSession, tenant: str) -> FetchKeys:
    """Return a function that asks Microsoft for the keys with which tokens are signed."""
    address = f"{LOGIN}/{tenant or 'common'}/discovery/v2.0/keys"

    async def fetch() -> Mapping[str, Any]:
        async with session.get(address, raise_for_status=True) as response:
            found: Mapping[str, Any] = await response.json()
            return found

    return fetch
