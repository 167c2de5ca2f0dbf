"""Files for a person, in the direct message with the bot."""

import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.interactions.interaction import Attachment
from bot.services.people.people_book import Person
from handlers.slack.failures import CONNECTION_ERRORS

log = structlog.get_logger()


async def bring_attachment(client: AsyncWebClient, person: Person, attachment: Attachment) -> bool:
    """Upload a file, and return whether that worked."""
    try:
        opened = await client.conversations_open(users=person.rep.external_id)
        channel = str(opened["channel"]["id"])
        await client.files_upload_v2(content=attachment.content, filename=attachment.name, channel=channel)
    except SlackApiError as error:
        log.warning("attachment.refused", reason=error.response.get("error"))
        return False
    except CONNECTION_ERRORS as error:
        log.warning("attachment.not_uploaded", reason=type(error).__name__)
        return False
    return True
