"""A next step as a file for one's calendar, in the direct message with the bot."""

import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.exchange.calendar_file import write_appointment
from bot.domain.log.activity import Entry
from bot.messages.people.setup import build_calendar_failed, build_sent_privately
from bot.messages.text.message import Message
from bot.services.people.people_book import Person
from handlers.slack.desk import Desk
from handlers.slack.failures import CONNECTION_ERRORS

log = structlog.get_logger()

FILE_NAME = "ritme.ics"


async def send_calendar_file(desk: Desk, client: AsyncWebClient, *, person: Person, entry: Entry) -> Message:
    """Upload the next step of an entry as an appointment, and say where it is, or that it could not be done."""
    words, step = desk.bot.speak(person.rep), entry.next_step
    if step is None:
        return build_calendar_failed(words)
    content = write_appointment(
        uid=f"step-{entry.id}@ritme",
        title=entry.account_name or words.plain("today.no_account"),
        note=entry.note,
        day=step.date,
        at=step.time,
        zone=person.rep.zone,
        now=desk.bot.now(),
    )
    try:
        opened = await client.conversations_open(users=person.rep.external_id)
        channel = str(opened["channel"]["id"])
        await client.files_upload_v2(content=content, filename=FILE_NAME, channel=channel)
    except SlackApiError as error:
        log.warning("calendar.refused", reason=error.response.get("error"))
        return build_calendar_failed(words)
    except CONNECTION_ERRORS as error:
        log.warning("calendar.not_uploaded", reason=type(error).__name__)
        return build_calendar_failed(words)
    return build_sent_privately(words)
