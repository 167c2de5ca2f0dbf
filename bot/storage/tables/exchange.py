"""Imports, and what each of them added and changed, so that it can be undone."""

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from bot.storage.columns import RowId, UtcDateTime
from bot.storage.tables.metadata import metadata, workspace_id_column

imports = Table(
    "imports",
    metadata,
    Column("id", RowId, primary_key=True),
    workspace_id_column(),
    # The administrator who uploaded the file; null for an import from the command line.
    Column("rep_id", ForeignKey("reps.id", ondelete="CASCADE")),
    Column("name", String(255), nullable=False),
    # What the file is taken for; null until it has been read.
    Column("subject", String(12)),
    Column("state", String(10), nullable=False),
    # Why it was refused: the code of the error.
    Column("reason", String(40)),
    Column("skips_bad", Boolean, nullable=False, server_default=false()),
    # Where the platform keeps an uploaded file, and its content from the preview until it is confirmed or a day old.
    Column("source", Text),
    Column("content", LargeBinary),
    Column("new", Integer, nullable=False, server_default=text("0")),
    Column("changed", Integer, nullable=False, server_default=text("0")),
    Column("unchanged", Integer, nullable=False, server_default=text("0")),
    Column("refused", Integer, nullable=False, server_default=text("0")),
    # The request that uploaded the file, or one of the command line.
    Column("request_key", String(160), nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("written_at", UtcDateTime),
    # Until when a process may work on it, and how often one has begun.
    Column("lease_until", UtcDateTime),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    UniqueConstraint("workspace_id", "request_key"),
    CheckConstraint(
        "state IN ('received', 'asked', 'accepted', 'written', 'undoing', 'undone', 'declined', 'refused', 'expired')",
        name="state",
    ),
    sqlite_autoincrement=True,
)
Index("ix_imports_state", imports.c.state, imports.c.created_at)

import_rows = Table(
    "import_rows",
    metadata,
    Column("id", RowId, primary_key=True),
    workspace_id_column(),
    Column("import_id", ForeignKey("imports.id", ondelete="CASCADE"), nullable=False),
    Column("table_name", String(16), nullable=False),
    Column("row_id", RowId, nullable=False),
    # The columns as they were; null for a row that the import added.
    Column("before", JSON(none_as_null=True)),
    # A digest of the columns as the import left them; another one tells that somebody changed the row since. Empty for
    # a row that the import removed.
    Column("mark", String(32), nullable=False),
    UniqueConstraint("import_id", "table_name", "row_id"),
    sqlite_autoincrement=True,
)
