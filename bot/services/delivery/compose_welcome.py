"""Compose what people hear in their first hour: the greeting, one reminder, a new role."""

from collections.abc import Awaitable, Callable

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.people.people import Rep, Role
from bot.messages.text.message import Message
from bot.messages.text.words import Words, load_words
from bot.messages.welcome.greeting import build_channel_greeting, build_greeting, build_reminder, build_role_told
from bot.ports import Address
from bot.services.calendar.calendars import load_calendar
from bot.services.delivery.delivery_batch import ComposeResult, DeliveryBatch, OutgoingMessage, Suppressed
from bot.services.people.greeting import CHANNEL_GREETING, GREETING, REMINDER
from bot.services.people.leaving import BY_NOBODY, ROLE_GIVEN, read_subject
from bot.services.people.person_cache import Person
from bot.storage.delivery.deliveries import Delivery
from bot.storage.people import people as people_rows

Compose = Callable[[AsyncConnection, DeliveryBatch, Delivery, Rep, Words], Awaitable[Message | None]]
NO_REP, SETTLED = "no_rep", "settled"


async def compose_welcome(connection: AsyncConnection, batch: DeliveryBatch, delivery: Delivery) -> ComposeResult:
    """Return the message to one person or channel, or why it no longer makes sense."""
    rep = await people_rows.get_rep(connection, workspace_id=delivery.workspace_id, rep_id=delivery.rep_id or 0)
    if rep is None or rep.left_at is not None or delivery.channel is None:
        return Suppressed(NO_REP)
    words = load_words(rep.language, today=batch.now.astimezone(rep.zone).date())
    message = await COMPOSERS[delivery.kind](connection, batch, delivery, rep, words)
    if message is None:
        return Suppressed(SETTLED)
    workspace = batch.workspaces[delivery.workspace_id]
    return OutgoingMessage(Address(workspace=workspace.external_id, channel=delivery.channel), message)


async def _greet(
    _connection: AsyncConnection, _batch: DeliveryBatch, _delivery: Delivery, rep: Rep, words: Words
) -> Message | None:
    return build_greeting(words, rep)


async def _remind(
    connection: AsyncConnection, batch: DeliveryBatch, _delivery: Delivery, rep: Rep, words: Words
) -> Message | None:
    """Remind who has not begun, on a working day and not in quiet hours."""
    if not rep.is_awaited or rep.rhythm.is_paused:
        return None
    local = batch.now.astimezone(rep.zone)
    person = Person(rep=rep, workspace=batch.workspaces[rep.workspace_id])
    calendar = await load_calendar(connection, person=person, since=local.date())
    is_away = not calendar.is_worked(local.date()) or rep.rhythm.is_quiet_at(local.time())
    return None if is_away else build_reminder(words)


async def _tell_role(
    connection: AsyncConnection, _batch: DeliveryBatch, delivery: Delivery, rep: Rep, words: Words
) -> Message | None:
    role = Role(delivery.key.split(":")[3])
    if rep.role is not role:  # changed again meanwhile
        return None
    by_id = read_subject(delivery.key)
    by = await people_rows.get_rep(connection, workspace_id=rep.workspace_id, rep_id=by_id)
    if by_id != BY_NOBODY and by is None:
        return None
    return build_role_told(words, role, by=by.name if by is not None else None)


async def _greet_channel(
    _connection: AsyncConnection, batch: DeliveryBatch, delivery: Delivery, _rep: Rep, _words: Words
) -> Message | None:
    words = load_words(batch.workspaces[delivery.workspace_id].language)
    return build_channel_greeting(words, channel=delivery.channel or "")


COMPOSERS: dict[str, Compose] = {
    GREETING: _greet,
    REMINDER: _remind,
    ROLE_GIVEN: _tell_role,
    CHANNEL_GREETING: _greet_channel,
}
