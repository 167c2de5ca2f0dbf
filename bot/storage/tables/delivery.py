"""The outbox and the rate limits."""

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    text,
)

from bot.storage.columns import RowId, UtcDateTime
from bot.storage.tables.metadata import metadata, workspace_id_column

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", RowId, primary_key=True),
    workspace_id_column(),
    # Unique for a rep (or team), kind and local day: this is why nothing is sent twice.
    Column("key", String(160), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("rep_id", ForeignKey("reps.id", ondelete="CASCADE")),
    Column("team_id", ForeignKey("teams.id", ondelete="CASCADE")),
    Column("local_day", Date, nullable=False),
    # The platform's channel, as far as known, for the rate limit per channel.
    Column("channel", String(255)),
    # The workspace in which a linked rep is reached, if that is another one.
    Column("through_id", RowId),
    # A reply is stored as it will be sent; a nudge is composed when it is sent.
    Column("payload", JSON),
    # What a message of the bot's own accord named: accounts, steps and sentences (K5).
    Column("said", JSON(none_as_null=True)),
    Column("due_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("state", String(8), nullable=False),
    Column("reason", String(120)),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("try_at", UtcDateTime, nullable=False),
    Column("lease_until", UtcDateTime),
    Column("lease_token", String(32)),
    Column("claimed_at", UtcDateTime),
    Column("sent_at", UtcDateTime),
    UniqueConstraint("workspace_id", "key"),
    CheckConstraint("state IN ('waiting', 'sending', 'sent', 'skipped', 'failed', 'in_doubt')", name="state"),
    sqlite_autoincrement=True,
)
Index(
    "ix_deliveries_waiting",
    deliveries.c.try_at,
    sqlite_where=deliveries.c.state == "waiting",
    postgresql_where=deliveries.c.state == "waiting",
)
Index(
    "ix_deliveries_sending",
    deliveries.c.lease_until,
    sqlite_where=deliveries.c.state == "sending",
    postgresql_where=deliveries.c.state == "sending",
)
Index(
    "ix_deliveries_dead",
    deliveries.c.workspace_id,
    deliveries.c.due_at,
    sqlite_where=deliveries.c.state.in_(("failed", "in_doubt")),
    postgresql_where=deliveries.c.state.in_(("failed", "in_doubt")),
)
Index("ix_deliveries_channel", deliveries.c.channel, deliveries.c.claimed_at)
Index("ix_deliveries_rep", deliveries.c.rep_id, deliveries.c.local_day)

# One row per workspace and rate limit of the platform, shared by all replicas.
rate_gates = Table(
    "rate_gates",
    metadata,
    Column("workspace_id", ForeignKey("workspaces.id", ondelete="CASCADE"), primary_key=True),
    Column("name", String(16), primary_key=True),
    # The time until which the rate limit is used up.
    Column("used_until", UtcDateTime, nullable=False),
)
