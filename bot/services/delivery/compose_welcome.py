"""Compose what people hear in their first hour: the greeting, one reminder, a new role."""

from collections.abc import Awaitable, Callable

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.people.people import Rep, Role
from bot.messages.text.message import Message
from bot.messages.text.words import Words, load_words
from bot.messages.welcome.greeting import build_channel_greeting, build_greeting, build_reminder, build_role_told
from bot.messages.welcome.placed import build_declined_told, build_invitation, build_placed
from bot.ports import Address
from bot.services.calendar.calendars import load_calendar
from bot.services.delivery.delivery_batch import ComposeResult, DeliveryBatch, OutgoingMessage, Suppressed
from bot.services.people.greeting import CHANNEL_GREETING, DECLINED, GREETING, INVITATION, PLACED, REMINDER
from bot.services.people.leaving import BY_NOBODY, ROLE_GIVEN, read_detail, read_subject
from bot.services.people.person_cache import Person
from bot.storage.delivery.deliveries import Delivery
from bot.storage.people import people as people_rows
from bot.storage.people import teams as team_rows
from bot.storage.people.newcomers import find_newcomer

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
    newcomer = await find_newcomer(connection, rep_id=rep.id)
    has_said_no = newcomer is not None and newcomer.tour_closed_at is not None
    if not rep.is_awaited or rep.rhythm.is_paused or has_said_no:
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


async def _tell_placed(
    connection: AsyncConnection, batch: DeliveryBatch, delivery: Delivery, rep: Rep, words: Words
) -> Message | None:
    team_id, by_id = read_subject(delivery.key), int(delivery.key.split(":")[3])
    team = await people_rows.find_team(connection, workspace_id=rep.workspace_id, team_id=team_id)
    by = await people_rows.get_rep(connection, workspace_id=rep.workspace_id, rep_id=by_id)
    if team is None or by is None:
        return None
    members = await people_rows.list_reps(connection, workspace_id=rep.workspace_id, team_id=team.id, here_at=batch.now)
    leading = await team_rows.list_leader_ids(connection, team_id=team.id)
    besides = [each for each in (await people_rows.find_reps(connection, rep_ids=leading)).values() if each.role.leads]
    leaders = [*(each for each in members if each.role.leads), *(each for each in besides if each.team_id != team.id)]
    if rep.id not in {each.id for each in (*members, *leaders)}:  # gone again meanwhile
        return None
    return build_placed(words, rep, team, by=by, leaders=leaders)


async def _tell_declined(
    connection: AsyncConnection, _batch: DeliveryBatch, delivery: Delivery, rep: Rep, words: Words
) -> Message | None:
    team_id = int(delivery.key.split(":")[3])
    who = await people_rows.get_rep(connection, workspace_id=rep.workspace_id, rep_id=read_subject(delivery.key))
    team = await people_rows.find_team(connection, workspace_id=rep.workspace_id, team_id=team_id)
    if who is None or team is None or who.team_id == team.id:  # back again meanwhile
        return None
    return build_declined_told(words, name=who.name, team=team.name)


async def _invite(
    connection: AsyncConnection, _batch: DeliveryBatch, delivery: Delivery, rep: Rep, words: Words
) -> Message | None:
    by = await people_rows.get_rep(connection, workspace_id=rep.workspace_id, rep_id=read_detail(delivery.key))
    is_settled = not rep.is_awaited or rep.team_id != read_subject(delivery.key)
    return None if is_settled or by is None else build_invitation(words, by=by.name)


COMPOSERS: dict[str, Compose] = {
    PLACED: _tell_placed,
    DECLINED: _tell_declined,
    INVITATION: _invite,
    GREETING: _greet,
    REMINDER: _remind,
    ROLE_GIVEN: _tell_role,
    CHANNEL_GREETING: _greet_channel,
}
