"""Workspaces, teams and reps."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Integer,
    String,
    Table,
    Time,
    UniqueConstraint,
    false,
    text,
)

from bot.storage.columns import RowId, UtcDateTime
from bot.storage.tables.metadata import metadata, workspace_id_column

workspaces = Table(
    "workspaces",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("platform", String(16), nullable=False),
    Column("external_id", String(64), nullable=False),
    Column("name", String(255), nullable=False),
    Column("country", String(2), nullable=False),
    # A part of the country with holidays of its own.
    Column("region", String(32)),
    Column("timezone", String(64), nullable=False),
    Column("language", String(8), nullable=False),
    # The stages of its deals in their order, separated by commas; empty for the usual ones.
    Column("stages", String(255), nullable=False, server_default=""),
    # The weeks after a sale in which its customers are called; empty for the usual ones.
    Column("after_sale", String(500), nullable=False, server_default=""),
    # Counted up with every change of its company days, and of the notes that were put right.
    Column("days_version", Integer, nullable=False, server_default=text("0")),
    Column("corrections_version", Integer, nullable=False, server_default=text("0")),
    Column("created_at", UtcDateTime, nullable=False),
    UniqueConstraint("platform", "external_id"),
    sqlite_autoincrement=True,
)

teams = Table(
    "teams",
    metadata,
    Column("id", RowId, primary_key=True),
    workspace_id_column(),
    Column("name", String(80), nullable=False),
    Column("name_key", String(80), nullable=False),
    Column("timezone", String(64), nullable=False),
    Column("channel", String(255)),
    Column("summary_at", Time, nullable=False),
    # When the next summary is due; null while no channel is set.
    Column("next_due_at", UtcDateTime, index=True),
    Column("created_at", UtcDateTime, nullable=False),
    UniqueConstraint("workspace_id", "name_key"),
    sqlite_autoincrement=True,
)

reps = Table(
    "reps",
    metadata,
    Column("id", RowId, primary_key=True),
    workspace_id_column(),
    Column("external_id", String(64), nullable=False),
    Column("name", String(255), nullable=False),
    Column("timezone", String(64), nullable=False),
    Column("language", String(8), nullable=False),
    # True once the rep chose a language; from then on the platform's locale is not followed.
    Column("language_chosen", Boolean, nullable=False, server_default=false()),
    Column("role", String(16), nullable=False),
    Column("team_id", ForeignKey("teams.id", ondelete="SET NULL"), index=True),
    Column("target_message", Integer, nullable=False),
    Column("target_call", Integer, nullable=False),
    Column("target_visit", Integer, nullable=False),
    # The country and its part whose holidays are kept; null where they are the workspace's.
    Column("country", String(2)),
    Column("region", String(32)),
    # Monday to Sunday: 1 whole day, a morning, p afternoon, 0 not worked.
    Column("week", String(7), nullable=False, server_default="1111100"),
    Column("intensity", String(8), nullable=False, server_default="standard"),
    Column("nudge_at", Time, nullable=False),
    Column("catch_up_at", Time, nullable=False, server_default="13:30:00"),
    Column("wrap_up_at", Time, nullable=False, server_default="16:45:00"),
    # The kinds of message that the rep does not want, separated by spaces.
    Column("switched_off", String(255), nullable=False, server_default=""),
    Column("quiet_from", Time, nullable=False, server_default="19:00:00"),
    Column("quiet_until", Time, nullable=False, server_default="07:00:00"),
    Column("paused_at", UtcDateTime),
    # The local day on which the rep wants to hear no more.
    Column("silent_on", Date),
    # Whether a status such as "Vacationing" makes days free.
    Column("follows_status", Boolean, nullable=False, server_default=false()),
    # When the first message that may be due comes; null while paused.
    Column("next_due_at", UtcDateTime, index=True),
    Column("address", String(255), nullable=False),
    # The version of the rep's own page that the platform shows; null while it was never opened.
    Column("home_hash", String(64)),
    # When the rep last looked at the page; it is kept up to date for a while after that.
    Column("home_seen_at", UtcDateTime),
    # Counted up with every change of the rep's absences, and of the days of the rep's next steps.
    Column("absences_version", Integer, nullable=False, server_default=text("0")),
    Column("steps_version", Integer, nullable=False, server_default=text("0")),
    Column("created_at", UtcDateTime, nullable=False),
    UniqueConstraint("workspace_id", "external_id"),
    CheckConstraint("role IN ('rep', 'manager', 'administrator')", name="role"),
    sqlite_autoincrement=True,
)
