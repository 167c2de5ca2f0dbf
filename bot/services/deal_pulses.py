"""Keeping with each deal what its contacts add up to, in the transaction that changes them (V1)."""

from collections.abc import Collection

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.deals import follow_contacts
from bot.storage import deals as deal_rows

NO_STEPS = (None, False)


async def refresh_pulses(connection: AsyncConnection, *, deal_ids: Collection[int]) -> None:
    """Add up the contacts of deals again; it costs three queries whatever their number."""
    if not deal_ids:
        return
    contacts = await deal_rows.list_contacts_of(connection, deal_ids=deal_ids)
    steps = await deal_rows.list_steps_of(connection, deal_ids=deal_ids)
    pulses = {}
    for deal_id in deal_ids:
        step_on, has_kept = steps.get(deal_id, NO_STEPS)
        pulses[deal_id] = follow_contacts(contacts.get(deal_id, []), step_on=step_on, has_kept=has_kept)
    await deal_rows.write_pulses(connection, pulses)
