"""What was removed or handed over, as it was, so that it can be put back for a week (K12)."""

from sqlalchemy import JSON, Column, ForeignKey, Index, String, Table, UniqueConstraint

from bot.storage.columns import RowId, UtcDateTime
from bot.storage.tables.metadata import metadata, workspace_id_column

removals = Table(
    "removals",
    metadata,
    Column("id", RowId, primary_key=True),
    workspace_id_column(),
    # Who removed it, and may put it back.
    Column("rep_id", ForeignKey("reps.id", ondelete="CASCADE"), nullable=False),
    Column("kind", String(8), nullable=False),
    # The id that it had, and gets back; never given to anything else.
    Column("subject_id", RowId, nullable=False),
    # Its rows by table.
    Column("content", JSON, nullable=False),
    Column("removed_at", UtcDateTime, nullable=False),
    Column("restored_at", UtcDateTime),
    sqlite_autoincrement=True,
)
Index("ix_removals_subject", removals.c.workspace_id, removals.c.kind, removals.c.subject_id)

handovers = Table(
    "handovers",
    metadata,
    Column("id", RowId, primary_key=True),
    workspace_id_column(),
    Column("leaver_id", ForeignKey("reps.id", ondelete="CASCADE"), nullable=False),
    Column("rep_id", ForeignKey("reps.id", ondelete="SET NULL")),
    # The ids of the accounts, deals and steps that each colleague received.
    Column("content", JSON, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    Column("undone_at", UtcDateTime),
    Column("request_key", String(160), nullable=False),
    UniqueConstraint("workspace_id", "request_key"),
    sqlite_autoincrement=True,
)
