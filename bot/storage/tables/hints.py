"""Hints that were given."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    String,
    Table,
    UniqueConstraint,
)

from bot.storage.columns import RowId
from bot.storage.tables.metadata import metadata, workspace_id_column

# Hints of day plans, so that one comes when it is relevant and is not repeated too soon (K5).
hints = Table(
    "hints",
    metadata,
    Column("id", RowId, primary_key=True),
    workspace_id_column(),
    Column("rep_id", ForeignKey("reps.id", ondelete="CASCADE"), nullable=False),
    # The part of the method, and our own key of the subject.
    Column("part", String(12), nullable=False),
    Column("subject", String(40), nullable=False),
    # The rep's local day on which it was last given, and the rep's answer.
    Column("day", Date, nullable=False),
    Column("answer", String(8)),
    UniqueConstraint("rep_id", "part", "subject"),
    CheckConstraint("answer IN ('done', 'later', 'never')", name="answer"),
    sqlite_autoincrement=True,
)
