"""Accounts, their contact persons, and which accounts a rep snoozed."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    Numeric,
    String,
    Table,
    UniqueConstraint,
    false,
    text,
)

from bot.storage.columns import RowId, UtcDateTime
from bot.storage.tables.metadata import metadata, workspace_id_column

accounts = Table(
    "accounts",
    metadata,
    Column("id", RowId, primary_key=True),
    workspace_id_column(),
    Column("name", String(255), nullable=False),
    Column("name_key", String(255), nullable=False),
    Column("owner_id", ForeignKey("reps.id", ondelete="SET NULL"), index=True),
    # As imported: the owner may not be a known rep yet.
    Column("owner_name", String(255)),
    Column("stage", String(16), nullable=False),
    Column("segment", String(120)),
    Column("city", String(120)),
    Column("contract_end", Date),
    Column("value", Numeric(14, 2)),
    # The customer asked not to be contacted.
    Column("do_not_contact", Boolean, nullable=False, server_default=false()),
    # Counters, updated with every change of the log, so that no query has to count: contacts and their latest day.
    Column("contacts", Integer, nullable=False, server_default=text("0")),
    Column("last_contact", Date),
    # The rep of that latest contact; an unowned account is proposed only to this rep.
    Column("last_rep_id", RowId, index=True),
    Column("created_at", UtcDateTime, nullable=False),
    UniqueConstraint("workspace_id", "name_key"),
    CheckConstraint("stage IN ('suspect', 'prospect', 'customer', 'former')", name="stage"),
    sqlite_autoincrement=True,
)

account_snoozes = Table(
    "account_rests",
    metadata,
    Column("id", RowId, primary_key=True),
    workspace_id_column(),
    Column("rep_id", ForeignKey("reps.id", ondelete="CASCADE"), nullable=False),
    Column("account_id", ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False),
    # The first local day on which the plan may propose this account to this rep again.
    Column("until", Date, nullable=False),
    UniqueConstraint("rep_id", "account_id"),
    sqlite_autoincrement=True,
)
Index("ix_account_rests_account", account_snoozes.c.account_id)

contacts = Table(
    "contacts",
    metadata,
    Column("id", RowId, primary_key=True),
    workspace_id_column(),
    Column("account_id", ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False),
    Column("name", String(255), nullable=False),
    Column("name_key", String(255), nullable=False),
    Column("role", String(120), nullable=False, server_default=""),
    Column("level", String(12)),
    UniqueConstraint("account_id", "name_key"),
    CheckConstraint("level IN ('executive', 'manager', 'user')", name="level"),
    sqlite_autoincrement=True,
)
Index("ix_contacts_workspace", contacts.c.workspace_id)
