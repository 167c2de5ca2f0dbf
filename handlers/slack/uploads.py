"""Upload files to Slack: charts for image blocks, and attachments for the direct message with the bot."""

import asyncio
from typing import Any

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.interactions.interaction import Attachment
from bot.messages.charts.draw import draw_png
from bot.messages.text.chart import Drawable
from handlers.slack.failures import SLACK_ERRORS, name_failure

log = structlog.get_logger()

FILE_NAME = "ritme.png"


async def upload_chart(client: AsyncWebClient, chart: Drawable, *, alt: str) -> str | None:
    """Upload a chart and return the file id; None if it fails, so that the message is sent without it."""
    # Rendering takes CPU time: in a thread, to keep the event loop free.
    content = await asyncio.to_thread(draw_png, chart)
    return await _upload(client, content=content, filename=FILE_NAME, title=chart.title, alt_txt=alt)


async def upload_attachment(client: AsyncWebClient, user: str, attachment: Attachment) -> bool:
    """Upload a file to the user's direct message with the bot, and return whether it succeeded."""
    return await _upload(client, content=attachment.content, filename=attachment.name, user=user) is not None


async def find_conversation(client: AsyncWebClient, channel: str) -> str:
    """Return the id of a channel; for a user id, that of the direct message with the bot."""
    if not channel.startswith(("U", "W")):
        return channel
    return str((await client.conversations_open(users=channel))["channel"]["id"])


async def _upload(client: AsyncWebClient, *, filename: str, user: str | None = None, **values: Any) -> str | None:
    try:
        if user is not None:
            values["channel"] = await find_conversation(client, user)
        uploaded = await client.files_upload_v2(filename=filename, **values)
    except SLACK_ERRORS as error:
        log.warning("file.not_uploaded", file=filename, reason=name_failure(error))
        return None
    return str(uploaded["files"][0]["id"])
