"""Who signs on in the tab: the holder of a token of Microsoft's for our app, and nobody else."""

import time

import jwt
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from bot.ports import UserKey

pytest.importorskip("microsoft_teams", reason="Microsoft's SDK is not installed: uv sync --extra teams")

from handlers.tab.sign_on import SignOn
from tests.handlers.tab.tokens import CLIENT, HOST, KEY, OTHER_KEY, TENANT, USER, Keys, make_claims, make_token

SANNE = UserKey(TENANT, USER)
PUBLIC = KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


@pytest.fixture
def keys() -> Keys:
    return Keys()


@pytest.fixture
def sign_on(keys: Keys) -> SignOn:
    return SignOn(client_id=CLIENT, host=HOST, tenant=TENANT, fetch_keys=keys.fetch)


@pytest.mark.parametrize("audience", [CLIENT, f"api://{CLIENT}", f"api://{HOST}/{CLIENT}"])
@pytest.mark.parametrize(
    "issuer", [f"https://login.microsoftonline.com/{TENANT}/v2.0", f"https://sts.windows.net/{TENANT}/"]
)
async def test_a_token_for_our_app_says_whose_it_is(sign_on: SignOn, audience: str, issuer: str) -> None:
    assert await sign_on.identify(make_token(aud=audience, iss=issuer)) == SANNE


@pytest.mark.parametrize(
    "changes",
    [
        {"aud": "another-app"},
        {"aud": None},
        {"iss": "https://login.microsoftonline.com/tenant-2/v2.0"},
        {"iss": "https://evil.example/tenant-1/v2.0"},
        {"iss": None},
        {"tid": "tenant-2", "iss": "https://login.microsoftonline.com/tenant-2/v2.0"},
        {"tid": None},
        {"tid": 5},
        {"oid": None},
        {"oid": ["guid-sanne"]},
        {"scp": "User.Read"},
        {"scp": None},
        {"exp": int(time.time()) - 120},
        {"exp": None},
        {"nbf": int(time.time()) + 3600},
        {"key": OTHER_KEY},
        {"kid": "k2"},
    ],
)
async def test_a_token_that_is_false_expired_or_for_something_else_is_nobodys(
    sign_on: SignOn, changes: dict[str, object]
) -> None:
    assert await sign_on.identify(make_token(**changes)) is None  # type: ignore[arg-type]


async def test_a_token_without_a_signature_or_signed_with_the_public_key_is_nobodys(sign_on: SignOn) -> None:
    unsigned = jwt.encode(make_claims(), "", algorithm="none", headers={"kid": "k1"})
    head, claims, _ = make_token().split(".")
    forged = jwt.encode(make_claims(), PUBLIC.hex(), algorithm="HS256", headers={"kid": "k1"})
    for token in (unsigned, forged, f"{head}.{claims}.", "", "x", "a.b.c", "x" * 100_000):
        assert await sign_on.identify(token) is None


async def test_a_bot_of_all_tenants_lets_each_in_as_itself(keys: Keys) -> None:
    everybody = SignOn(client_id=CLIENT, host=HOST, tenant="", fetch_keys=keys.fetch)
    token = make_token(tid="tenant-2", iss="https://login.microsoftonline.com/tenant-2/v2.0")
    assert await everybody.identify(token) == UserKey("tenant-2", USER)
    assert await everybody.identify(make_token(tid="tenant-2")) is None


async def test_the_keys_are_asked_for_once_and_not_again_for_each_false_token(sign_on: SignOn, keys: Keys) -> None:
    for _ in range(3):
        assert await sign_on.identify(make_token()) == SANNE
        assert await sign_on.identify(make_token(kid="k9")) is None
    assert keys.asked == 1


@pytest.mark.parametrize("failure", [OSError("no network"), ValueError("no JSON"), TimeoutError()])
async def test_without_the_keys_nobody_signs_on(sign_on: SignOn, keys: Keys, failure: Exception) -> None:
    keys.failure = failure
    assert await sign_on.identify(make_token()) is None
