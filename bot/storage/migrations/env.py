"""What Alembic runs: our revisions, on the connection that it was given."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import BigInteger

from bot.storage.columns import UtcDateTime
from bot.storage.tables.metadata import metadata


def render_item(kind: str, item: Any, _context: AutogenContext) -> str | Literal[False]:
    """Write our own column types by their names into a new revision."""
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
    # SQLite cannot alter a table; Alembic copies it instead.
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
