"""Classification of Slack's error codes: retried, or final."""

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from handlers.slack.failures import explain_refusal

# The user, the channel or the permission is gone for good.
GONE = (
    "user_not_in_channel", "not_in_channel", "channel_not_found", "is_archived", "user_not_found", "user_disabled",
    "restricted_action", "restricted_action_read_only_channel", "account_inactive", "token_revoked", "no_permission",
    "messages_tab_disabled", "msg_too_long", "invalid_blocks", "no_text", "access_denied", "enterprise_is_restricted",
)  # fmt: skip
PASSING = (
    "internal_error",
    "fatal_error",
    "service_unavailable",
    "request_timeout",
    "team_added_to_org",
    "never_heard",
)


def refuse(code: str) -> SlackApiError:
    response = AsyncSlackResponse(
        client=AsyncWebClient(), http_verb="POST", api_url="", req_args={},
        data={"ok": False, "error": code}, headers={}, status_code=200,
    )  # fmt: skip
    return SlackApiError("refused", response)  # type: ignore[no-untyped-call] # slack_sdk leaves it untyped


@pytest.mark.parametrize(("code", "is_final"), [*((code, True) for code in GONE), *((code, False) for code in PASSING)])
def test_what_cannot_help_is_not_tried_again(code: str, *, is_final: bool) -> None:
    refusal = explain_refusal(refuse(code))
    assert (refusal.reason, refusal.is_final, refusal.retry_after) == (code, is_final, None)


@pytest.mark.parametrize("code", ["ratelimited", "rate_limited"])
def test_a_limit_of_rates_is_waited_for(code: str) -> None:
    assert explain_refusal(refuse(code)).retry_after == 30.0
