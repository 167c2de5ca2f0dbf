"""Send somebody what a colleague did or says, at once or when the quiet hours end."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.people.people import Rep
from bot.domain.rhythm.occasions import to_instant
from bot.messages.text.message import Message
from bot.ports import Address
from bot.services.delivery.outbox import make_reply
from bot.services.people.person_cache import Person
from bot.storage.database import Database
from bot.storage.delivery import deliveries as delivery_rows

# The kind of message.
COLLEAGUE_TOLD = "colleague_told"
TOLD_WITHIN = timedelta(days=2)


async def tell_colleague(
    database: Database, *, by: Person, rep: Rep, message: Message, request_key: str, now: datetime
) -> None:
    """Add a private message to the outbox, as news (K5); idempotent per request and receiver."""
    address = Address(workspace=by.workspace.external_id, channel=rep.channel)
    made = make_reply(
        rep,
        address=address,
        message=message,
        request_key=f"{request_key}:{rep.id}",
        now=now,
        through_id=rep.heard_in,
    )
    due_at = find_awake(rep, now)
    told = replace(
        made,
        key=f"{COLLEAGUE_TOLD}:{request_key}:{rep.id}",
        kind=COLLEAGUE_TOLD,
        due_at=due_at,
        try_at=due_at,
        expires_at=due_at + TOLD_WITHIN,
    )
    await database.write(lambda connection: delivery_rows.add_deliveries(connection, [told]))


def find_awake(rep: Rep, now: datetime) -> datetime:
    """Return the first instant from ``now`` on that is outside a rep's quiet hours."""
    local = now.astimezone(rep.zone)
    if not rep.rhythm.is_quiet_at(local.time()):
        return now
    until = rep.rhythm.quiet_until
    day = local.date() + timedelta(days=1) if local.time() >= until else local.date()
    return to_instant(day, until, rep.zone)
