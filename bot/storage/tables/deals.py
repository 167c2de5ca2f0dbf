"""Deals and their events."""

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

deals = Table(
    "deals",
    metadata,
    Column("id", RowId, primary_key=True),
    workspace_id_column(),
    Column("account_id", ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False),
    Column("owner_id", ForeignKey("reps.id", ondelete="SET NULL")),
    Column("name", String(200), nullable=False),
    Column("name_key", String(200), nullable=False),
    Column("stage", String(40), nullable=False),
    Column("state", String(8), nullable=False, server_default="open"),
    Column("value", Numeric(14, 2)),
    Column("margin", Numeric(14, 2)),
    # The currency of both amounts (ISO 4217); one that was not typed follows the workspace's.
    Column("currency", String(3), nullable=False, server_default="EUR"),
    Column("currency_chosen", Boolean, nullable=False, server_default=false()),
    Column("opened_on", Date, nullable=False),
    Column("stage_since", Date, nullable=False),
    Column("close_on", Date),
    Column("close_moves", Integer, nullable=False, server_default=text("0")),
    Column("closed_on", Date),
    # The activity rollup, updated with every change of the log, so that a scan reads no activities: see
    # bot/services/deals/deal_rollups.py.
    Column("contacts", Integer, nullable=False, server_default=text("0")),
    Column("contacts_since", Integer, nullable=False, server_default=text("0")),
    Column("last_contact", Date),
    Column("last_advance", Date),
    Column("step_on", Date),
    Column("has_kept", Boolean, nullable=False, server_default=false()),
    Column("situation", String(20)),
    Column("situation_run", Integer, nullable=False, server_default=text("0")),
    # The highest level among the customer's contact persons, now and when the deal was opened (Z1).
    Column("level", String(12)),
    Column("entry_level", String(12)),
    # The origin, such as referral or cold; null when unknown.
    Column("source", String(20)),
    # What decided for the customer, chosen from a list, and in the rep's own words; only of a won deal (O4).
    Column("win_reason", String(12)),
    Column("win_words", String(200), nullable=False, server_default=""),
    # The first local day on which time alone may change the verdict; null for a closed deal.
    Column("next_review_on", Date),
    Column("stalled_since", Date),
    Column("stall_reasons", String(255), nullable=False, server_default=""),
    # When the owner was last notified of the stall, for which reasons, and how often (K5).
    Column("told_on", Date),
    Column("told_for", String(255), nullable=False, server_default=""),
    Column("told_rounds", Integer, nullable=False, server_default=text("0")),
    # The request key of the message that opened this; a button pressed twice finds it taken. Null for an import.
    Column("request_key", String(160)),
    Column("created_at", UtcDateTime, nullable=False),
    UniqueConstraint("workspace_id", "account_id", "name_key"),
    UniqueConstraint("workspace_id", "request_key"),
    CheckConstraint("state IN ('open', 'won', 'lost')", name="state"),
    # Undoing an opening deletes the row: its id must not be reused, since old buttons still carry it.
    sqlite_autoincrement=True,
)
Index("ix_deals_account", deals.c.account_id, deals.c.state)
Index("ix_deals_owner", deals.c.owner_id, deals.c.state)
Index("ix_deals_workspace", deals.c.workspace_id, deals.c.state, deals.c.closed_on)
Index(
    "ix_deals_judge",
    deals.c.workspace_id,
    deals.c.next_review_on,
    sqlite_where=deals.c.next_review_on.is_not(None),
    postgresql_where=deals.c.next_review_on.is_not(None),
)

deal_events = Table(
    "deal_events",
    metadata,
    Column("id", RowId, primary_key=True),
    workspace_id_column(),
    Column("deal_id", ForeignKey("deals.id", ondelete="CASCADE"), nullable=False),
    Column("rep_id", ForeignKey("reps.id", ondelete="SET NULL")),
    # What changed: the column's name, or created.
    Column("kind", String(12), nullable=False),
    Column("before", String(255), nullable=False, server_default=""),
    Column("after", String(255), nullable=False, server_default=""),
    # The rep's local day.
    Column("day", Date, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    # The undo button carries the event's id, which must not be reused.
    sqlite_autoincrement=True,
)
Index("ix_deal_events_deal", deal_events.c.deal_id, deal_events.c.id)
