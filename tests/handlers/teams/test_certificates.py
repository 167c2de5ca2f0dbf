"""A certificate in place of the secret: how it logs in, and what is said of one that cannot be used."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID

from bot.settings import Settings, load_settings
from handlers.cli.teams_setup import check_teams
from handlers.http.certificate_login import make_token_provider

TOMORROW = timedelta(days=1)
KEY, OTHER_KEY = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))


def draw_key(password: bytes = b"") -> str:
    encryption = BestAvailableEncryption(password) if password else NoEncryption()
    return KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption).decode()


def draw_certificate(key: rsa.RSAPrivateKey = KEY, *, ends_in: timedelta = TOMORROW) -> str:
    name, now = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "ritme")]), datetime.now(UTC)
    draft = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    draft = draft.serial_number(1).not_valid_before(now - 9 * TOMORROW).not_valid_after(now + ends_in)
    return draft.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM).decode()


PAIR = draw_key() + draw_certificate()
YESTERDAY = f"{datetime.now(UTC) - TOMORROW:%Y-%m-%d}"


def make_settings(path: Path, **more: str) -> Settings:
    return load_settings(_env_file=None, teams_client_id="app", teams_client_certificate=str(path), **more)


class Microsoft:
    """Answers the login of each tenant, and keeps who logged in with what."""

    def __init__(self, answer: dict[str, object]) -> None:
        self.answer = answer
        self.logins: list[tuple[str, str, set[str]]] = []
        self.scopes: list[list[str]] = []

    def connect(self, client_id: str, *, client_credential: dict[str, str], authority: str) -> "Microsoft":
        self.logins.append((client_id, authority, set(client_credential)))
        return self

    def acquire_token_for_client(self, scopes: list[str]) -> dict[str, object]:
        self.scopes.append(scopes)
        return self.answer


async def test_each_tenant_logs_in_once_with_the_key_and_the_certificate(tmp_path: Path) -> None:
    path, microsoft = tmp_path / "ritme.pem", Microsoft({"access_token": "t"})
    path.write_text(PAIR)
    provide = make_token_provider("app", str(path), connect=microsoft.connect)
    assert [await provide("s/.default", tenant) for tenant in ("tenant-1", None, "tenant-1")] == ["t"] * 3
    given = {"private_key", "public_certificate"}
    assert microsoft.logins == [
        ("app", "https://login.microsoftonline.com/tenant-1", given),
        ("app", "https://login.microsoftonline.com/botframework.com", given),
    ]
    assert microsoft.scopes == [["s/.default"]] * 3


async def test_a_login_that_is_refused_is_an_error_with_its_reason(tmp_path: Path) -> None:
    path = tmp_path / "ritme.pem"
    path.write_text(PAIR)
    microsoft = Microsoft({"error": "invalid_client", "error_description": "AADSTS700027"})
    provide = make_token_provider("app", str(path), connect=microsoft.connect)
    with pytest.raises(ValueError, match="AADSTS700027"):
        await provide("s/.default", None)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (None, "There is no file {path}."),
        (b"\xff\xfe", "{path} cannot be read: it is no PEM file."),
        (draw_certificate().encode(), "{path} has no private key: both belong in the one PEM file."),
        (draw_key().encode(), "{path} has no certificate: both belong in the one PEM file."),
        (
            PAIR[:300].encode() + draw_certificate().encode(),
            "{path} cannot be read: it is no PEM file, or a damaged one.",
        ),
        (
            (draw_key(b"geheim") + draw_certificate()).encode(),
            "The private key in {path} has a password: store it without one.",
        ),
        (
            (draw_key() + draw_certificate(OTHER_KEY)).encode(),
            "The private key in {path} is not that of the certificate.",
        ),
        (
            (draw_key() + draw_certificate(ends_in=-TOMORROW)).encode(),
            "The certificate in {path} expired on " + YESTERDAY + ".",
        ),
    ],
)
async def test_the_doctor_says_what_is_wrong_with_the_file(tmp_path: Path, content: bytes | None, problem: str) -> None:
    path = tmp_path / "ritme.pem"
    if content is not None:
        path.write_bytes(content)
    [finding] = await check_teams(make_settings(path))
    assert (finding.subject, finding.problem) == ("TEAMS_CLIENT_CERTIFICATE", problem.format(path=path))
    assert finding.remedy.startswith("It is the path of a PEM file")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
async def test_a_file_that_may_not_be_read_is_said_so(tmp_path: Path) -> None:
    path = tmp_path / "ritme.pem"
    path.write_text(PAIR)
    path.chmod(0)
    [finding] = await check_teams(make_settings(path))
    assert finding.problem == f"{path} cannot be read: Permission denied."


async def test_a_folder_is_no_certificate(tmp_path: Path) -> None:
    [finding] = await check_teams(make_settings(tmp_path))
    assert finding.problem == f"{tmp_path} cannot be read: Is a directory."


def test_one_of_the_secret_and_the_certificate_is_set(tmp_path: Path) -> None:
    assert make_settings(tmp_path).list_missing() == []
    assert make_settings(tmp_path, teams_client_secret="x").list_missing() == [
        "TEAMS_CLIENT_SECRET and TEAMS_CLIENT_CERTIFICATE are both set: keep one of them."
    ]
    assert load_settings(_env_file=None, teams_client_certificate="x").has_teams


@pytest.mark.parametrize("tenant", ["", "tenant-1"])
async def test_the_sdk_asks_the_certificate_for_its_token(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tenant: str
) -> None:
    from handlers.teams import connection  # noqa: PLC0415 - imports the SDK

    path, asked = tmp_path / "ritme.pem", list[tuple[object, str | None]]()
    path.write_text(PAIR)

    def make(_client_id: str, _path: str) -> Callable[[object, str | None], str]:
        def provide(scope: object, of: str | None) -> str:
            asked.append((scope, of))
            return connection.LOCAL_TOKEN

        return provide

    monkeypatch.setattr(connection, "make_token_provider", make)
    made = connection.TeamsConnection(make_settings(path, teams_tenant_id=tenant))
    await made.check_credentials()
    await made.close()
    assert asked == [("https://api.botframework.com/.default", tenant or "botframework.com")]
