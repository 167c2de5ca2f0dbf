"""Post and edit messages, for the Web API, response URLs and acknowledgements alike."""

import re
from dataclasses import dataclass
from typing import Any

from sandbox.blocks.mrkdwn import escape_text
from sandbox.blocks.validate import LONGEST_MESSAGE, check_message_blocks, count_tables, measure_message
from sandbox.entities import PostedMessage, SharedFile
from sandbox.errors import ApiProblem
from sandbox.identifiers import make_block_id
from sandbox.reply_urls import ReplyAddress
from sandbox.running_workspace import RunningWorkspace
from sandbox.workspace import fill_ids

Json = dict[str, Any]
LONGEST_TEXT = 40_000
# `&` and `<` that begin no entity, mention or link; Slack escapes these itself.
_BARE = re.compile(r"&(?!(?:amp|lt|gt);)|<(?!(?:[@#!]|https?:|mailto:|tel:)[^<>\n]*>)")


@dataclass(frozen=True)
class Content:
    """The content of a message: the blocks, and ``text`` for notifications and clients that cannot show blocks."""

    text: str = ""
    blocks: tuple[Json, ...] = ()
    metadata: Json | None = None
    thread_ts: str | None = None
    files: tuple[SharedFile, ...] = ()


def read_content(stage: RunningWorkspace, body: Json, *, what: str) -> Content:
    """Validate and return the content of a message as the bot sent it; ``what`` names the call in a warning.

    Raises ApiProblem with Slack's code when Slack would refuse it.
    """
    text, blocks = body.get("text") or "", body.get("blocks") or []
    if body.get("attachments"):
        raise ApiProblem("invalid_attachments", ["the sandbox has no attachments: use blocks"])
    _check_blocks(blocks)
    if not text and not blocks:
        raise ApiProblem("no_text")
    if not isinstance(text, str) or len(text) > LONGEST_TEXT:
        raise ApiProblem("msg_too_long")
    if not text.strip():
        stage.workspace.complain(f"{what}: blocks without a fallback text")
    return Content(
        text=_BARE.sub(lambda match: escape_text(match[0]), text),
        blocks=tuple(fill_ids(blocks, make=make_block_id)),
        metadata=_read_metadata(body.get("metadata")),
        thread_ts=body.get("thread_ts"),
    )


def post_message(
    stage: RunningWorkspace, content: Content, *, channel_id: str, user_id: str, addressee: str | None = None
) -> PostedMessage:
    """Post a message in a channel, visible to all or only to ``addressee`` (ephemeral)."""
    message = PostedMessage(
        ts=stage.next_ts(),
        channel_id=channel_id,
        user_id=user_id,
        text=content.text,
        directory=stage.workspace,
        blocks=list(content.blocks),
        addressee=addressee,
        metadata=content.metadata,
        thread_ts=content.thread_ts,
        files=list(content.files),
    )
    return stage.workspace.add_message(message)


def edit_message(
    stage: RunningWorkspace, message: PostedMessage, content: Content, *, is_marked: bool = True
) -> PostedMessage:
    """Replace the content of a message; ``is_marked`` shows that it was edited."""
    message.text, message.blocks = content.text, list(content.blocks)
    message.metadata = content.metadata or message.metadata
    message.values.clear()
    if is_marked:
        message.edited_ts = stage.next_ts()
    stage.workspace.change_message(message)
    return message


def apply_reply(stage: RunningWorkspace, address: ReplyAddress, body: Json, *, what: str) -> PostedMessage | None:
    """Carry out a reply from an acknowledgement or a response URL; return the resulting message, if any."""
    if body.get("delete_original"):
        _remove_original(stage, address)
        return None
    content = read_content(stage, body, what=what)
    if body.get("replace_original") and address.origin is not None and not address.origin.is_gone:
        return edit_message(stage, address.origin, content, is_marked=address.origin.addressee is None)
    addressee = None if body.get("response_type") == "in_channel" else address.user_id
    return post_message(
        stage,
        content,
        channel_id=address.channel_id,
        user_id=stage.workspace.bot.id,
        addressee=addressee,
    )


def _remove_original(stage: RunningWorkspace, address: ReplyAddress) -> None:
    if address.origin is not None and not address.origin.is_gone:
        stage.workspace.remove_message(address.origin)


def _check_blocks(blocks: Any) -> None:
    if not isinstance(blocks, list):
        raise ApiProblem("invalid_blocks_format")
    if problems := check_message_blocks(blocks):
        raise ApiProblem("invalid_blocks", problems)
    if count_tables(blocks) > 1:
        raise ApiProblem("invalid_attachments", ["only_one_table_allowed"])
    if measure_message(blocks) > LONGEST_MESSAGE:
        raise ApiProblem("msg_blocks_too_long")


def _read_metadata(metadata: Any) -> Json | None:
    if metadata is None:
        return None
    if not isinstance(metadata, dict) or not isinstance(metadata.get("event_payload"), dict):
        raise ApiProblem("invalid_metadata_format")
    if not isinstance(metadata.get("event_type"), str):
        raise ApiProblem("invalid_metadata_format")
    return metadata
