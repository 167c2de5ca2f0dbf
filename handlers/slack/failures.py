"""Classify Slack's errors: final, retryable, or uncertain whether the message was posted."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.ports import SendFailed, SendUncertain
from handlers.http.failures import CONNECTION_ERRORS, explain_breakdown

# Never retried: the channel, the user or the bot's permission is gone, or the message is invalid. From Slack's error
# lists of chat.postMessage, chat.postEphemeral and conversations.open. Any other code (Slack's own faults, a migration
# of the workspace, an unknown code) is retried.
FINAL_CODES = frozenset({
    "access_denied", "account_inactive", "as_user_not_supported", "attachment_payload_limit_exceeded",
    "cannot_dm_bot", "cannot_reply_to_message", "channel_not_found", "channel_type_not_supported",
    "deprecated_endpoint", "duplicate_channel_not_found", "duplicate_message_not_found", "ekm_access_denied",
    "enterprise_is_restricted", "invalid_arg_name", "invalid_arguments", "invalid_array_arg", "invalid_auth",
    "invalid_blocks", "invalid_blocks_format", "invalid_charset", "invalid_form_data", "invalid_metadata_format",
    "invalid_metadata_schema", "invalid_post_type", "is_archived", "is_inactive", "markdown_text_conflict",
    "messages_tab_disabled", "metadata_must_be_sent_from_app", "metadata_too_large", "method_deprecated",
    "missing_post_type", "missing_scope", "msg_blocks_too_long", "msg_too_long", "no_permission", "no_text",
    "not_allowed_token_type", "not_authed", "not_in_channel", "org_login_required", "restricted_action",
    "restricted_action_non_threadable_channel", "restricted_action_read_only_channel",
    "restricted_action_thread_locked", "restricted_action_thread_only_channel",
    "slack_connect_canvas_sharing_blocked", "slack_connect_clip_sharing_blocked",
    "slack_connect_file_link_sharing_blocked", "slack_connect_file_upload_sharing_blocked",
    "slack_connect_lists_sharing_blocked", "team_access_not_granted", "team_not_found", "token_expired",
    "token_revoked", "too_many_attachments", "too_many_contact_cards", "two_factor_setup_required",
    "unknown_method", "user_disabled", "user_not_found", "user_not_in_channel", "user_not_visible",
    "users_not_found",
})  # fmt: skip
RATE_LIMITED, SERVER_FAULT = 429, 500
# In seconds, for a 429 without a Retry-After header.
DEFAULT_PAUSE = 30.0


def judge_refusal(error: SlackApiError) -> SendFailed | SendUncertain:
    """Classify an error response to a call that posts."""
    # On a 5xx, Slack may have posted the message before it failed: uncertain, so looked up before a retry.
    if error.response.status_code >= SERVER_FAULT:
        return explain_breakdown(ConnectionError(f"status {error.response.status_code}"))
    return explain_refusal(error)


def explain_refusal(error: SlackApiError) -> SendFailed:
    """Classify a refusal: final or retryable, with the seconds to wait when rate limited."""
    response: Any = error.response
    code = str(response.get("error", "unknown")) if hasattr(response, "get") else "unknown"
    if response.status_code == RATE_LIMITED or code in {"ratelimited", "rate_limited"}:
        retry_after = float(response.headers.get("Retry-After", DEFAULT_PAUSE))
        return SendFailed("ratelimited", retry_after=retry_after)
    return SendFailed(code, is_final=code in FINAL_CODES)


SLACK_ERRORS = (SlackApiError, *CONNECTION_ERRORS)


def name_failure(error: Exception) -> str:
    """Return Slack's code of a refusal, or the name of a connection error, for the log."""
    return str(error.response.get("error")) if isinstance(error, SlackApiError) else type(error).__name__


@contextmanager
def judge_failures() -> Iterator[None]:
    """Raise the failure of a call that posts as `SendFailed` or `SendUncertain`."""
    try:
        yield
    except SlackApiError as error:
        raise judge_refusal(error) from error
    except CONNECTION_ERRORS as error:
        raise explain_breakdown(error) from error
