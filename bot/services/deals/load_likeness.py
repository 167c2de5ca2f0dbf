"""Closed deals that started like an open one, and their outcome (O4)."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.deals.deals import Deal, DealState
from bot.domain.deals.early_signs import Likeness, find_like, find_signs
from bot.services.deals.load_history import load_history
from bot.storage.database import Database
from bot.storage.deals import past_deals as past_deal_rows


async def find_likeness(database: Database, *, deal: Deal) -> Likeness | None:
    """Return the closed deals that started like this one; see ``load_likeness``."""
    async with database.long_reading() as connection:
        return await load_likeness(connection, deal=deal)


async def load_likeness(connection: AsyncConnection, *, deal: Deal) -> Likeness | None:
    """Return the closed deals that started like this one; None for a closed deal, or while too few are known.

    Earlier deals are compared at the same number of first contacts as this one has had.
    """
    if deal.state is not DealState.OPEN:
        return None
    contacts = (await past_deal_rows.list_early_contacts(connection, deal_ids=[deal.id])).get(deal.id, [])
    if not contacts:
        return None
    history = await load_history(connection, workspace_id=deal.workspace_id)
    if not history.may_show_to(deal.owner_id or 0):
        return None
    return find_like(find_signs(contacts), history.list_signed(first=len(contacts)))
