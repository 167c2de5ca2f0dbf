"""The condition that a deal is in the currency of its workspace, so that its amounts can be added to others."""

from sqlalchemy import ColumnElement, select

from bot.storage.tables.deals import deals
from bot.storage.tables.people import workspaces


def is_in_own_currency() -> ColumnElement[bool]:
    """Return the condition for a query on deals."""
    own = select(workspaces.c.currency).where(workspaces.c.id == deals.c.workspace_id).scalar_subquery()
    return deals.c.currency == own
