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

# What was brought up in a plan besides the day itself, so that it comes when it helps and not again too soon.
hints = Table(
    "hints",
    metadata,
    Column("id", RowId, primary_key=True),
    workspace_id_column(),
    Column("rep_id", ForeignKey("reps.id", ondelete="CASCADE"), nullable=False),
    # Which part of the method it belongs to, and what it was about (a key of ours).
    Column("part", String(12), nullable=False),
    Column("subject", String(40), nullable=False),
    # The rep's local day on which it was told last, and what the rep said to it.
    Column("day", Date, nullable=False),
    Column("answer", String(8)),
    UniqueConstraint("rep_id", "part", "subject"),
    CheckConstraint("answer IN ('done', 'later', 'never')", name="answer"),
    sqlite_autoincrement=True,
)
