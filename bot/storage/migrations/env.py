"""Alembic's environment: runs our revisions on the connection it is given."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import BigInteger

from bot.storage.columns import UtcDateTime
from bot.storage.tables.metadata import metadata


def render_item(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """Render our own column types by name in a new revision."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "UtcDateTime()"
    if kind == "type" and isinstance(item, BigInteger):
        return "RowId"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    compare_type=True,
    render_item=render_item,
    # SQLite can alter little of a table; Alembic then creates a copy instead.
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
