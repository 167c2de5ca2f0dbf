"""The Monday message of a team without a channel, privately to who leads it (R8)."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.people.people import Rep, Team
from bot.domain.rhythm.occasions import TEAM_WEEK, OccasionVerdict
from bot.messages.meetings.share import offer_channel
from bot.messages.reviews.team_review import build_team_week, has_team_figures
from bot.messages.text.message import Message
from bot.messages.text.words import load_words
from bot.ports import Address
from bot.services.delivery.delivery_batch import ComposeResult, DeliveryBatch, OutgoingMessage, Suppressed
from bot.services.delivery.tell_colleague import find_awake
from bot.services.meetings.load_meeting import load_meeting
from bot.services.people.leaving import make_delivery, read_subject
from bot.services.people.team_leaders import list_team_leaders
from bot.services.reviews.review_team import load_team_week
from bot.storage.delivery.deliveries import Delivery, NewDelivery
from bot.storage.people import people as people_rows

# The kind of message.
PRIVATE_WEEK = "private_team_week"


async def plan_private_weeks(
    connection: AsyncConnection, judged: Iterable[tuple[Team, OccasionVerdict]], *, now: datetime
) -> list[NewDelivery]:
    """Return a delivery to each leader of a team without a channel whose week is due; outside their quiet hours."""
    found = []
    for team, verdict in judged:
        if verdict.occasion is TEAM_WEEK and verdict.is_due:
            for rep in await _list_leaders(connection, team, now=now):
                day, due_at = verdict.day.isoformat(), find_awake(rep, verdict.due_at)
                found.append(make_delivery(rep, kind=PRIVATE_WEEK, subject=team.id, detail=day, now=now, due_at=due_at))
    return found


async def compose_private_week(connection: AsyncConnection, batch: DeliveryBatch, delivery: Delivery) -> ComposeResult:
    """Return the week with its agenda and the button that chooses a channel, or why it no longer makes sense."""
    workspace = batch.workspaces[delivery.workspace_id]
    rep = await people_rows.get_rep(connection, workspace_id=workspace.id, rep_id=delivery.rep_id or 0)
    team = await people_rows.find_team(connection, workspace_id=workspace.id, team_id=read_subject(delivery.key))
    if rep is None or team is None or delivery.channel is None or team.channel is not None:
        return Suppressed("settled")
    if rep.id not in {each.id for each in await _list_leaders(connection, team, now=batch.now)}:
        return Suppressed("no_rep")
    day = batch.now.astimezone(team.zone).date()
    week = await load_team_week(connection, team=team, workspace=workspace, day=day)
    meeting = await load_meeting(connection, team=team, workspace=workspace, week=week, now=batch.now, reader=rep)
    words = load_words(rep.language, today=day)
    message = build_team_week(words, week, meeting)
    if week.is_off or not has_team_figures(message):
        return Suppressed("no_figures")
    message = Message(fallback=message.fallback, parts=(*message.parts, *offer_channel(words, team)))
    return OutgoingMessage(Address(workspace=workspace.external_id, channel=delivery.channel), message)


async def _list_leaders(connection: AsyncConnection, team: Team, *, now: datetime) -> list[Rep]:
    """Return who leads a team and wants to hear something of the bot's own accord."""
    return [rep for rep in await list_team_leaders(connection, team, now=now) if not rep.rhythm.is_paused]
