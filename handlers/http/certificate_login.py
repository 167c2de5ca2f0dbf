"""Log in with a certificate instead of a secret, for tokens of the app itself; imported only when one is set."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key
from msal import ConfidentialClientApplication

from bot.errors import StartFailed

AUTHORITY = "https://login.microsoftonline.com/"
# Where an app of all tenants logs in, to post as a bot.
BOTS_TENANT = "botframework.com"
KEY_MARK, CERTIFICATE_MARK = "PRIVATE KEY-----", "-----BEGIN CERTIFICATE-----"

ProvideToken = Callable[[str | list[str], str | None], Awaitable[str]]


class CertificateUnusable(StartFailed):
    """The file with the certificate cannot be used; the text says why, without anything that is in it."""


class LogsIn(Protocol):
    """The client of one tenant, which keeps a token until it ends."""

    def acquire_token_for_client(self, scopes: list[str]) -> dict[str, object]:
        """Return the token, or an error and its description."""


def read_certificate(path: str) -> dict[str, str]:
    """Return the private key and the certificate of a PEM file, as the login takes them.

    Raises:
        CertificateUnusable: there is no such file, or it cannot be read, lacks one, or they are no pair, or expired.
    """
    try:
        text = Path(path).read_text(encoding="ascii")
    except FileNotFoundError as error:
        raise CertificateUnusable(f"There is no file {path}.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is no PEM file"
        raise CertificateUnusable(f"{path} cannot be read: {reason}.") from error
    for mark, what in ((KEY_MARK, "private key"), (CERTIFICATE_MARK, "certificate")):
        if mark not in text:
            raise CertificateUnusable(f"{path} has no {what}: both belong in the one PEM file.")
    _check_pair(path, text)
    return {"private_key": text, "public_certificate": text[text.index(CERTIFICATE_MARK) :]}


def _check_pair(path: str, text: str) -> None:
    try:
        key = load_pem_private_key(text.encode(), password=None)
        found = x509.load_pem_x509_certificate(text[text.index(CERTIFICATE_MARK) :].encode())
    except TypeError as error:
        raise CertificateUnusable(f"The private key in {path} has a password: store it without one.") from error
    except ValueError as error:
        raise CertificateUnusable(f"{path} cannot be read: it is no PEM file, or a damaged one.") from error
    ours, theirs = (
        each.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        for each in (key.public_key(), found.public_key())
    )
    if ours != theirs:
        raise CertificateUnusable(f"The private key in {path} is not that of the certificate.")
    if found.not_valid_after_utc <= datetime.now(UTC):
        raise CertificateUnusable(f"The certificate in {path} expired on {found.not_valid_after_utc:%Y-%m-%d}.")


def make_token_provider(
    client_id: str, path: str, *, connect: Callable[..., LogsIn] = ConfidentialClientApplication
) -> ProvideToken:
    """Return what gives a token for a scope and a tenant (None: that of all bots); it waits in a thread.

    Raises:
        CertificateUnusable: see `read_certificate`. The provider itself raises ValueError when it is refused.
    """
    certificate, clients = read_certificate(path), dict[str, LogsIn]()

    def log_in(scopes: list[str], tenant: str) -> str:
        if tenant not in clients:
            clients[tenant] = connect(client_id, client_credential=certificate, authority=AUTHORITY + tenant)
        answer = clients[tenant].acquire_token_for_client(scopes)
        if "access_token" not in answer:
            raise ValueError(answer.get("error_description") or answer.get("error") or "no token")
        return str(answer["access_token"])

    async def provide(scope: str | list[str], tenant: str | None) -> str:
        scopes = [scope] if isinstance(scope, str) else scope
        return await asyncio.to_thread(log_in, scopes, tenant or BOTS_TENANT)

    return provide
