"""Lessons from lost deals."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from bot.storage.columns import RowId, UtcDateTime
from bot.storage.tables.metadata import metadata, workspace_id_column

# Lessons from lost deals or from the exercise of three situations (N3); private unless shared.
lessons = Table(
    "lessons",
    metadata,
    Column("id", RowId, primary_key=True),
    workspace_id_column(),
    Column("rep_id", ForeignKey("reps.id", ondelete="CASCADE"), nullable=False),
    Column("account_id", ForeignKey("accounts.id", ondelete="CASCADE")),
    Column("deal_id", ForeignKey("deals.id", ondelete="CASCADE")),
    Column("origin", String(8), nullable=False),
    Column("state", String(8), nullable=False),
    # The rep's local day of the loss, and the deal's stage at that time.
    Column("day", Date, nullable=False),
    Column("stage", String(40), nullable=False, server_default=""),
    Column("situation", String(20)),
    Column("reason", String(12)),
    Column("happened", Text, nullable=False, server_default=""),
    Column("sign", Text, nullable=False, server_default=""),
    Column("sign_on", Date),
    Column("share", Text, nullable=False, server_default=""),
    Column("is_shared", Boolean, nullable=False, server_default=false()),
    # Whether a follow-up question was asked because the note blames others; asked once (N2).
    Column("was_turned", Boolean, nullable=False, server_default=false()),
    Column("changed_at", UtcDateTime, nullable=False),
    # The request key of an exercise; the lesson of a loss is unique by its deal.
    Column("request_key", String(160)),
    UniqueConstraint("deal_id"),
    UniqueConstraint("workspace_id", "request_key"),
    CheckConstraint("state IN ('asked', 'skipped', 'kept')", name="state"),
    CheckConstraint("origin IN ('loss', 'exercise')", name="origin"),
    sqlite_autoincrement=True,
)
Index("ix_lessons_rep", lessons.c.rep_id, lessons.c.state, lessons.c.day)
