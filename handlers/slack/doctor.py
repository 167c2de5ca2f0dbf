"""Check the Slack side of the set-up: tokens and scopes, with a remedy for each problem."""

from collections.abc import Awaitable

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.services.operations.check_database import Finding
from bot.settings import Settings
from handlers.front.checks import ask_platform, judge_scopes
from handlers.slack.failures import name_failure

# Keep equal to the bot scopes in slack-manifest.json.
SCOPES = frozenset({
    "app_mentions:read", "channels:read", "chat:write", "commands", "files:read", "files:write", "groups:read",
    "im:history", "im:read", "im:write", "users:read",
})  # fmt: skip
BOT_REMEDY = "Copy the Bot User OAuth Token again from “Install App”, or install the app again."
SETTINGS_REMEDY = "Put it in .env (see .env.example), or leave all Slack settings out for the local workspace."
SCOPES_REMEDY = "Paste slack-manifest.json under “App Manifest”, save, and install the app again."
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
    return [works, judge_scopes(answer.headers.get("x-oauth-scopes"), needed=SCOPES, remedy=SCOPES_REMEDY)]


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
    return await ask_platform(
        subject,
        call,
        platform="Slack",
        at=settings.slack_base_url,
        remedy=remedy,
        refusals=(SlackApiError,),
        name=name_failure,
    )
