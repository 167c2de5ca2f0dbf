"""Requests that were handled, so that one that is delivered again changes nothing."""

from sqlalchemy import Column, ForeignKey, Index, PrimaryKeyConstraint, String, Table

from bot.storage.columns import UtcDateTime
from bot.storage.tables.metadata import metadata, workspace_id_column

# Also those that decided by what they found and changed nothing: found later, they could.
handled_requests = Table(
    "handled_requests",
    metadata,
    workspace_id_column(),
    Column("rep_id", ForeignKey("reps.id", ondelete="CASCADE"), nullable=False),
    # The name of the handler and the platform's id of the request.
    Column("request_key", String(220), nullable=False),
    Column("handled_at", UtcDateTime, nullable=False),
    PrimaryKeyConstraint("rep_id", "request_key"),
)
Index("ix_handled_requests_handled_at", handled_requests.c.handled_at)
