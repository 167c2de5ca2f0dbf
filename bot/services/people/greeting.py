"""Greet somebody once, and remind once, after three working days, who does not begin."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.people.people import Rep, Workspace
from bot.domain.rhythm.first_days import find_decent_moment, find_reminder_moment
from bot.services.people.leaving import make_delivery
from bot.storage.database import Database
from bot.storage.delivery import deliveries as delivery_rows
from bot.storage.delivery.deliveries import NewDelivery
from bot.storage.people import newcomers as newcomer_rows
from bot.storage.people.newcomers import NewNewcomer

# The kinds of message: the greeting of a person, the only reminder, and the greeting of a channel.
GREETING, REMINDER, CHANNEL_GREETING = "greeting", "welcome_reminder", "channel_greeting"
# To who was put in a team, to the one who did that when somebody declines, and to who is invited to begin.
PLACED, DECLINED, INVITATION = "team_placed", "team_declined", "invitation"
LATE_STILL = timedelta(hours=4)


async def greet(connection: AsyncConnection, *, rep: Rep, workspace: Workspace, now: datetime, at_once: bool) -> None:
    """Have somebody greeted: at once who does something here for the first time, else in working hours; idempotent."""
    due_at = now if at_once else find_decent_moment(rep, rep.make_calendar(workspace), now=now)
    if await begin_welcome(connection, rep=rep, workspace=workspace, greeted_at=due_at):
        hello = make_delivery(rep, kind=GREETING, subject=rep.id, now=now, due_at=due_at)
        await delivery_rows.add_deliveries(connection, [hello])


async def begin_welcome(connection: AsyncConnection, *, rep: Rep, workspace: Workspace, greeted_at: datetime) -> bool:
    """Save that somebody is greeted; return whether for the first time, in which case who does not begin is reminded.

    What the reminder says, and whether it comes, is decided when it is due.
    """
    newcomer = NewNewcomer(rep_id=rep.id, workspace_id=rep.workspace_id, greeted_at=greeted_at)
    if not await newcomer_rows.add_newcomer(connection, newcomer):
        return False
    due_at = find_reminder_moment(rep, rep.make_calendar(workspace), greeted_at=greeted_at)
    await delivery_rows.add_deliveries(connection, [_make_reminder(rep, due_at)])
    return True


async def find_reminder(connection: AsyncConnection, *, rep: Rep) -> datetime | None:
    """Return when somebody is or was reminded (UTC), None for who never is."""
    if rep.awaited_since is None:
        return None
    key = _make_reminder(rep, rep.awaited_since).key
    return await delivery_rows.find_due(connection, workspace_id=rep.workspace_id, key=key)


async def greet_channel(database: Database, *, rep: Rep, channel: str, now: datetime) -> None:
    """Have a channel greeted, once, to which a rep invited the bot."""
    hello = make_delivery(rep, kind=CHANNEL_GREETING, subject=0, now=now)
    hello = replace(hello, key=f"{CHANNEL_GREETING}:{channel}", channel=channel)
    await database.write(lambda connection: delivery_rows.add_deliveries(connection, [hello]))


def _make_reminder(rep: Rep, due_at: datetime) -> NewDelivery:
    return make_delivery(rep, kind=REMINDER, subject=rep.id, now=due_at, kept=LATE_STILL)
