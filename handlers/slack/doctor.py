"""Check the Slack side of the set-up: tokens and scopes, with a remedy for each problem."""

from collections.abc import Awaitable

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.services.operations.check_database import Finding
from bot.settings import Settings
from handlers.slack.failures import CONNECTION_ERRORS

# Keep equal to the bot scopes in slack-manifest.json.
SCOPES = frozenset({
    "app_mentions:read", "channels:read", "chat:write", "commands", "files:read", "files:write", "groups:read",
    "im:history", "im:read", "im:write", "users:read",
})  # fmt: skip
BOT_REMEDY = "Copy the Bot User OAuth Token again from “Install App”, or install the app again."
SETTINGS_REMEDY = "Put it in .env (see .env.example), or leave all Slack settings out for the local workspace."
NETWORK_REMEDY = "Check the network, the proxy and the firewall of this machine."
APP_REMEDY = (
    "Make an app-level token with the scope connections:write under “Basic Information”, and switch on Socket Mode."
)


async def check_slack(settings: Settings) -> list[Finding]:
    """Return findings about the tokens and their scopes; no finding contains a secret."""
    missing = settings.list_missing()
    if missing:
        return [Finding(subject="Slack settings", problem=each, remedy=SETTINGS_REMEDY) for each in missing]
    findings = await _check_bot_token(settings)
    if settings.app_token:
        findings.append(await _check_app_token(settings))
    return findings


async def _check_bot_token(settings: Settings) -> list[Finding]:
    client = AsyncWebClient(token=settings.bot_token, base_url=settings.slack_base_url)
    answer = await _ask("SLACK_BOT_TOKEN", client.auth_test(), settings, remedy=BOT_REMEDY)
    if isinstance(answer, Finding):
        return [answer]
    works = Finding(subject="SLACK_BOT_TOKEN", detail=f"works, in workspace {answer['team']} as {answer['user']}")
    return [works, _check_scopes(answer.headers.get("x-oauth-scopes"))]


def _check_scopes(header: str | None) -> Finding:
    if header is None:  # a proxy may strip it; a scope that is really missing shows in the first call that needs it
        return Finding(subject="Scopes", detail="cannot be checked: the answer has no x-oauth-scopes header")
    lacking = sorted(SCOPES - {scope.strip() for scope in header.split(",")})
    if not lacking:
        return Finding(subject="Scopes", detail=f"all {len(SCOPES)} are granted")
    return Finding(
        subject="Scopes",
        problem=f"Not granted: {', '.join(lacking)}.",
        remedy="Paste slack-manifest.json under “App Manifest”, save, and install the app again.",
    )


async def _check_app_token(settings: Settings) -> Finding:
    opening = AsyncWebClient(base_url=settings.slack_base_url).apps_connections_open(app_token=settings.app_token)
    answer = await _ask("SLACK_APP_TOKEN", opening, settings, remedy=APP_REMEDY)
    if isinstance(answer, Finding):
        return answer
    return Finding(subject="SLACK_APP_TOKEN", detail="works, Socket Mode can connect")


async def _ask(
    subject: str, call: Awaitable[AsyncSlackResponse], settings: Settings, *, remedy: str
) -> AsyncSlackResponse | Finding:
    """Return Slack's response, or a finding if the call fails."""
    try:
        return await call
    except SlackApiError as error:
        return Finding(subject=subject, problem=f"Slack refuses it: {error.response['error']}.", remedy=remedy)
    except CONNECTION_ERRORS as error:
        problem = f"{settings.slack_base_url} cannot be reached ({type(error).__name__})."
        return Finding(subject=subject, problem=problem, remedy=NETWORK_REMEDY)
