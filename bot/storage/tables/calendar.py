"""Absences of reps, and company days."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    String,
    Table,
    UniqueConstraint,
)

from bot.storage.columns import RowId, UtcDateTime
from bot.storage.tables.metadata import metadata, workspace_id_column

absences = Table(
    "absences",
    metadata,
    Column("id", RowId, primary_key=True),
    workspace_id_column(),
    Column("rep_id", ForeignKey("reps.id", ondelete="CASCADE"), nullable=False),
    # The rep's local days, inclusive.
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    # Which part of each day is free.
    Column("part", String(9), nullable=False, server_default="whole"),
    Column("reason", String(120), nullable=False, server_default=""),
    # Where it comes from: typed by the rep, or the platform's status.
    Column("source", String(8), nullable=False, server_default="typed"),
    Column("created_at", UtcDateTime, nullable=False),
    UniqueConstraint("rep_id", "first_day", "last_day", "part", "source"),
    CheckConstraint("last_day >= first_day", name="days"),
    CheckConstraint("part IN ('whole', 'morning', 'afternoon')", name="part"),
    sqlite_autoincrement=True,
)
Index("ix_absences_rep", absences.c.rep_id, absences.c.last_day)

company_days = Table(
    "company_days",
    metadata,
    Column("id", RowId, primary_key=True),
    workspace_id_column(),
    Column("day", Date, nullable=False),
    # True when the company works on a public holiday, False when it is closed.
    Column("is_worked", Boolean, nullable=False),
    Column("name", String(120), nullable=False),
    UniqueConstraint("workspace_id", "day"),
    sqlite_autoincrement=True,
)
