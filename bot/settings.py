"""Settings from the environment and `.env`: loaded and validated once at startup."""

import re
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from bot.domain.calendar.workdays import CountryUnknown, list_holidays

# Any year: only whether the country is known is checked.
SOME_YEAR = 2026
# The platforms, as workspaces name theirs.
SLACK, TEAMS = "slack", "teams"
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
HOST = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+")
COMMAND = r"^/[a-z0-9_-]{1,31}$"


class SettingsInvalid(Exception):
    """One or more settings are missing or invalid; ``sentences`` has one sentence for each."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


def _check_token(prefix: str) -> AfterValidator:
    def check(token: SecretStr | None) -> SecretStr | None:
        if token is not None and not token.get_secret_value().startswith(prefix):
            raise ValueError(f"must begin with {prefix}")
        return token

    return AfterValidator(check)


def _check_country(country: str) -> str:
    try:
        list_holidays(country, SOME_YEAR)
    except CountryUnknown as error:
        raise ValueError("must be a country code of two letters, such as NL") from error
    return country


def _check_timezone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (LookupError, OSError, ValueError) as error:  # no such file, a folder such as "Europe", no such name
        raise ValueError("must be an IANA time zone, such as Europe/Amsterdam") from error


def _check_host(name: str) -> str:
    if name and not HOST.fullmatch(name):
        raise ValueError("must be a host name, such as ritme.example.com")
    return name


def _check_database(url: str) -> str:
    try:
        backend = make_url(url).get_backend_name()
    except ArgumentError as error:
        raise ValueError("must be a database URL, such as sqlite:///ritme.db") from error
    if backend not in {"sqlite", "postgresql", "postgres"}:
        raise ValueError("must begin with sqlite:// or postgresql://")
    return url


class Settings(BaseSettings):
    """All settings; the environment variables are listed in `.env.example`."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore", populate_by_name=True)

    slack_bot_token: Annotated[SecretStr | None, _check_token("xoxb-")] = None
    slack_app_token: Annotated[SecretStr | None, _check_token("xapp-")] = None
    slack_signing_secret: SecretStr | None = None
    teams_client_id: str = ""
    teams_client_secret: SecretStr | None = None
    # The path of a PEM file with a private key and its certificate, in place of the secret.
    teams_client_certificate: str = ""
    teams_tenant_id: str = ""
    # Where the personal tab is served; empty for none.
    teams_tab_host: Annotated[str, AfterValidator(_check_host)] = ""
    teams_is_open: bool = Field(default=False, alias="RITME_TEAMS_IS_OPEN")
    slack_base_url: str = Field("https://slack.com/api/", pattern=r"^https?://.+/$")
    http_host: str = Field("127.0.0.1", alias="RITME_HTTP_HOST")
    http_port: int = Field(3000, alias="RITME_HTTP_PORT", ge=0, le=65535)
    database_url: Annotated[str, AfterValidator(_check_database)] = Field(
        "sqlite:///ritme.db", alias="RITME_DATABASE_URL"
    )
    country: Annotated[str, AfterValidator(_check_country)] = Field("NL", alias="RITME_COUNTRY")
    timezone: Annotated[str, AfterValidator(_check_timezone)] = Field("Europe/Amsterdam", alias="RITME_TIMEZONE")
    language: Literal["nl", "en"] = Field("nl", alias="RITME_LANGUAGE")
    command_log: str = Field("/log", alias="RITME_COMMAND_LOG", pattern=COMMAND)
    command_ritme: str = Field("/ritme", alias="RITME_COMMAND_RITME", pattern=COMMAND)
    command_deal: str = Field("/deal", alias="RITME_COMMAND_DEAL", pattern=COMMAND)
    command_ask: str = Field("/vragen", alias="RITME_COMMAND_ASK", pattern=COMMAND)
    command_lessons: str = Field("/lessen", alias="RITME_COMMAND_LESSONS", pattern=COMMAND)
    command_feedback: str = Field("/feedback", alias="RITME_COMMAND_FEEDBACK", pattern=COMMAND)
    command_referral: str = Field("/referral", alias="RITME_COMMAND_REFERRAL", pattern=COMMAND)
    log_format: Literal["console", "json"] = Field("console", alias="RITME_LOG_FORMAT")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", alias="RITME_LOG_LEVEL")
    sandbox_port: int = Field(3100, alias="RITME_SANDBOX_PORT", ge=0, le=65535)

    @property
    def signing_secret(self) -> str:
        """The secret that verifies Slack's request signatures, empty when not set."""
        return self.slack_signing_secret.get_secret_value() if self.slack_signing_secret else ""

    @property
    def bot_token(self) -> str:
        """The Slack bot token, empty when not set."""
        return self.slack_bot_token.get_secret_value() if self.slack_bot_token else ""

    @property
    def app_token(self) -> str:
        """The Slack app-level token, empty when not set: then requests come over HTTP."""
        return self.slack_app_token.get_secret_value() if self.slack_app_token else ""

    @property
    def has_slack(self) -> bool:
        """Whether any Slack setting is present."""
        return bool(self.slack_bot_token or self.slack_app_token or self.slack_signing_secret)

    @property
    def teams_secret(self) -> str:
        """The secret of the Teams app, empty when not set."""
        return self.teams_client_secret.get_secret_value() if self.teams_client_secret else ""

    @property
    def has_teams(self) -> bool:
        """Whether any Teams setting is present."""
        return bool(
            self.teams_client_id or self.teams_client_secret or self.teams_client_certificate or self.teams_is_open
        )

    @property
    def platforms(self) -> tuple[str, ...]:
        """The platforms that are set up."""
        return (*((SLACK,) if self.has_slack else ()), *((TEAMS,) if self.has_teams else ()))

    def list_missing(self) -> list[str]:
        """Return one sentence for each missing or impossible setting of the platforms that are set up."""
        return [
            *(self._list_missing_of_slack() if self.has_slack or not self.has_teams else ()),
            *(self._list_missing_of_teams() if self.has_teams else ()),
        ]

    def _list_missing_of_teams(self) -> list[str]:
        if self.teams_is_open:
            is_local = self.http_host in LOOPBACK
            return (
                [] if is_local else ["RITME_TEAMS_IS_OPEN lets anybody in: RITME_HTTP_HOST must be 127.0.0.1 with it."]
            )
        missing = []
        if not self.teams_client_id:
            missing.append("TEAMS_CLIENT_ID is missing: it is the “Application (client) ID” of the app registration.")
        if self.teams_client_secret is None and not self.teams_client_certificate:
            missing.append(
                "TEAMS_CLIENT_SECRET is missing: it is under “Certificates & secrets” of the app registration."
                " (Or set TEAMS_CLIENT_CERTIFICATE to the path of a PEM file with a private key and its certificate.)"
            )
        if self.teams_client_secret is not None and self.teams_client_certificate:
            missing.append("TEAMS_CLIENT_SECRET and TEAMS_CLIENT_CERTIFICATE are both set: keep one of them.")
        return missing

    def _list_missing_of_slack(self) -> list[str]:
        missing = []
        if self.slack_bot_token is None:
            missing.append("SLACK_BOT_TOKEN is missing: it begins with xoxb- and stands under “Install App”.")
        if self.slack_app_token is None and self.slack_signing_secret is None:
            missing.append(
                "SLACK_APP_TOKEN is missing: it begins with xapp- and stands under “Basic Information”."
                " (Or set SLACK_SIGNING_SECRET to receive requests over HTTP.)"
            )
        return missing


def load_settings(**overrides: object) -> Settings:
    """Load and validate the settings.

    Raises:
        SettingsInvalid: one sentence per invalid setting, never with a secret in it.
    """
    try:
        return Settings(**overrides)  # type: ignore[arg-type] # pydantic validates the types
    except ValidationError as error:
        raise SettingsInvalid([_describe(problem) for problem in error.errors(include_input=False)]) from None


def _describe(problem: object) -> str:
    """Return one sentence about a validation error."""
    location = problem["loc"][0]  # type: ignore[index] # pydantic's ErrorDetails
    name = str(location).upper()
    reason = str(problem["msg"]).removeprefix("Value error, ")  # type: ignore[index] # pydantic's ErrorDetails
    return f"{name} {reason[0].lower()}{reason[1:]}."
