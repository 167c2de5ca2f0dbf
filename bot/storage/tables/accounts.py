"""Accounts, their other names, their contact persons, changes that can be undone, and snoozed accounts."""

from sqlalchemy import (
    JSON,
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
    # What closed deals make of it; kept by bot/services/accounts/refresh_standing.py (K1).
    Column("stage", String(16), nullable=False),
    # As a user or a file said, where deals made something else of it; null while nothing did.
    Column("given_stage", String(16)),
    # The first local day on which closing a deal says more than the stage that was given; null for any day.
    Column("given_from", Date),
    # The local day on which its last open deal was lost; null with an open deal, and for a customer.
    Column("lost_on", Date),
    Column("segment", String(120)),
    Column("city", String(120)),
    Column("contract_end", Date),
    Column("value", Numeric(14, 2)),
    # The customer asked not to be contacted.
    Column("do_not_contact", Boolean, nullable=False, server_default=false()),
    # The first day on which contact is welcome again; null while nobody said until when.
    Column("quiet_until", Date),
    # When it was put away, out of plans and coverage; its name is still found.
    Column("archived_at", UtcDateTime),
    # The account that this one was merged into; the row stays, since old buttons and other replicas carry its id.
    Column("merged_into", RowId, index=True),
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

# Other names by which an account is found: those it had before, and those of accounts merged into it.
account_aliases = Table(
    "account_aliases",
    metadata,
    Column("id", RowId, primary_key=True),
    workspace_id_column(),
    Column("account_id", ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("name", String(255), nullable=False),
    Column("name_key", String(255), nullable=False),
    UniqueConstraint("workspace_id", "name_key"),
    sqlite_autoincrement=True,
)

# What people put right about accounts and the people there, as rows before and after, so that it can be taken back.
account_changes = Table(
    "account_changes",
    metadata,
    Column("id", RowId, primary_key=True),
    workspace_id_column(),
    # No foreign keys to accounts: a change outlives the account that it deleted.
    Column("account_id", RowId, nullable=False),
    Column("other_id", RowId),
    Column("rep_id", ForeignKey("reps.id", ondelete="CASCADE"), nullable=False),
    Column("kind", String(12), nullable=False),
    # The differences of every row that the change touched; emptied once it can no longer be undone.
    Column("rows", JSON, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("undone_at", UtcDateTime),
    Column("request_key", String(160), nullable=False),
    UniqueConstraint("workspace_id", "request_key"),
    sqlite_autoincrement=True,
)
Index("ix_account_changes_account", account_changes.c.account_id, account_changes.c.id)
