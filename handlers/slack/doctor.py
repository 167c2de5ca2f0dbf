"""Looking at Slack's side of the set-up: tokens and scopes, and for each what is wrong and how to mend it."""

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.services.operations.check_database import Finding
from bot.settings import Settings
from handlers.slack.failures import CONNECTION_ERRORS

# The same as in slack-manifest.json.
SCOPES = frozenset(
    {
        "app_mentions:read",
        "channels:read",
        "chat:write",
        "commands",
        "files:write",
        "groups:read",
        "im:history",
        "im:read",
        "im:write",
        "users:read",
    }
)


async def check_slack(settings: Settings) -> list[Finding]:
    """Return what is right and wrong with the tokens and what they may do; no secret is ever shown."""
    missing = settings.list_missing()
    if missing:
        return [
            Finding(
                subject="Slack settings",
                problem=sentence,
                remedy="Put it in .env (see .env.example), or leave all Slack settings out for the local workspace.",
            )
            for sentence in missing
        ]
    findings = await _check_bot_token(settings)
    if settings.slack_app_token is not None:
        findings.append(await _check_app_token(settings))
    return findings


async def _check_bot_token(settings: Settings) -> list[Finding]:
    assert settings.slack_bot_token is not None  # noqa: S101 - looked at before
    client = AsyncWebClient(token=settings.slack_bot_token.get_secret_value(), base_url=settings.slack_base_url)
    try:
        answer = await client.auth_test()
    except SlackApiError as error:
        return [
            Finding(
                subject="SLACK_BOT_TOKEN",
                problem=f"Slack refuses it: {error.response['error']}.",
                remedy="Copy the Bot User OAuth Token again from “Install App”, or install the app again.",
            )
        ]
    except CONNECTION_ERRORS as error:
        return [_cannot_reach("SLACK_BOT_TOKEN", settings, error)]
    return [
        Finding(subject="SLACK_BOT_TOKEN", detail=f"works, in workspace {answer['team']} as {answer['user']}"),
        _check_scopes(answer.headers.get("x-oauth-scopes")),
    ]


def _check_scopes(header: str | None) -> Finding:
    if header is None:  # a proxy may leave it out; what is really not granted shows in the first call that needs it
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
    assert settings.slack_app_token is not None  # noqa: S101 - looked at before
    client = AsyncWebClient(base_url=settings.slack_base_url)
    try:
        await client.apps_connections_open(app_token=settings.slack_app_token.get_secret_value())
    except SlackApiError as error:
        return Finding(
            subject="SLACK_APP_TOKEN",
            problem=f"Slack refuses it: {error.response['error']}.",
            remedy="Make an app-level token with the scope connections:write under “Basic Information”,"
            " and switch on Socket Mode.",
        )
    except CONNECTION_ERRORS as error:
        return _cannot_reach("SLACK_APP_TOKEN", settings, error)
    return Finding(subject="SLACK_APP_TOKEN", detail="works, Socket Mode can connect")


def _cannot_reach(subject: str, settings: Settings, error: BaseException) -> Finding:
    return Finding(
        subject=subject,
        problem=f"{settings.slack_base_url} cannot be reached ({type(error).__name__}).",
        remedy="Check the network, the proxy and the firewall of this machine.",
    )
