"""Charts on their way to Slack: drawn off the event loop, uploaded without a channel, shown by the message itself."""

import asyncio

import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.messages.charts.draw import draw_png
from bot.messages.text.chart import Drawing
from handlers.slack.failures import CONNECTION_ERRORS

log = structlog.get_logger()

FILE_NAME = "ritme.png"


async def upload_chart(client: AsyncWebClient, chart: Drawing, *, alt: str) -> str | None:
    """Upload a chart and return the id of the file, None when that went wrong: the message matters more."""
    content = await asyncio.to_thread(draw_png, chart)
    try:
        uploaded = await client.files_upload_v2(content=content, filename=FILE_NAME, title=chart.title, alt_txt=alt)
    except SlackApiError as error:
        log.warning("picture.refused", reason=error.response.get("error"))
        return None
    except CONNECTION_ERRORS as error:
        log.warning("picture.not_uploaded", reason=type(error).__name__)
        return None
    return str(uploaded["files"][0]["id"])
