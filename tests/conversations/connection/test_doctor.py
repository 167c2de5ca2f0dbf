"""`ritme doctor` against the sandbox: problems with tokens and scopes, and their remedies."""

import pytest
from pydantic import SecretStr
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.settings import Settings
from handlers.cli.local_workspace import point_to_sandbox
from handlers.slack.doctor import SCOPES, check_slack
from sandbox.server import Sandbox


def make_settings(sandbox: Sandbox, **changes: str) -> Settings:
    settings = point_to_sandbox(sandbox, database_url="sqlite:///unused.db")
    return settings.model_copy(update={name: SecretStr(value) for name, value in changes.items()})


async def test_all_is_well_with_the_tokens_and_the_manifest(sandbox: Sandbox) -> None:
    findings = await check_slack(make_settings(sandbox))
    assert [(finding.subject, finding.is_good) for finding in findings] == [
        ("SLACK_BOT_TOKEN", True),
        ("Scopes", True),
        ("SLACK_APP_TOKEN", True),
    ]


async def test_the_manifest_asks_for_exactly_the_scopes_that_are_needed(sandbox: Sandbox) -> None:
    assert sandbox.workspace.scopes == SCOPES


async def test_a_scope_that_is_not_granted_is_named(sandbox: Sandbox) -> None:
    sandbox.workspace.scopes = SCOPES - {"im:history", "users:read"}
    scopes = (await check_slack(make_settings(sandbox)))[1]
    assert scopes.problem == "Not granted: im:history, users:read."


async def test_scopes_that_are_not_told_cannot_be_checked_and_are_no_reason_not_to_start(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy or an emulator may strip the header."""
    answer_fully = AsyncWebClient.auth_test

    async def answer_without_header(client: AsyncWebClient) -> AsyncSlackResponse:
        answer = await answer_fully(client)
        answer.headers = {name: value for name, value in answer.headers.items() if name.lower() != "x-oauth-scopes"}
        return answer

    monkeypatch.setattr(AsyncWebClient, "auth_test", answer_without_header)
    scopes = (await check_slack(make_settings(sandbox)))[1]
    assert (scopes.is_good, scopes.detail) == (True, "cannot be checked: the answer has no x-oauth-scopes header")


async def test_a_token_that_slack_refuses_is_said_so_without_showing_it(sandbox: Sandbox) -> None:
    findings = await check_slack(
        make_settings(sandbox, slack_bot_token="xoxb-wrong-one", slack_app_token="xapp-wrong-one")
    )
    assert [finding.problem for finding in findings] == ["Slack refuses it: invalid_auth."] * 2
    assert "wrong-one" not in repr(findings)
