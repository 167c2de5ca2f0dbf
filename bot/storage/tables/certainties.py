"""Feedback, referrals and personal goals."""

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
    Text,
    UniqueConstraint,
    false,
)

from bot.storage.columns import RowId
from bot.storage.tables.metadata import metadata, workspace_id_column

# Customer feedback, and its follow-up.
feedback = Table(
    "feedback",
    metadata,
    Column("id", RowId, primary_key=True),
    workspace_id_column(),
    Column("rep_id", ForeignKey("reps.id", ondelete="CASCADE"), nullable=False),
    Column("account_id", ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False),
    # Score from 0 to 10 and the customer's words, on the rep's local day.
    Column("score", Integer, nullable=False),
    Column("words", Text, nullable=False, server_default=""),
    Column("day", Date, nullable=False),
    # The next step promised after this feedback.
    Column("step_id", ForeignKey("next_steps.id", ondelete="SET NULL")),
    # The local day on which the customer was told what was improved.
    Column("told_on", Date),
    # The platform's id of the request that added this; a repeated delivery finds it taken.
    Column("request_key", String(160)),
    UniqueConstraint("workspace_id", "request_key"),
    CheckConstraint("score BETWEEN 0 AND 10", name="score"),
    sqlite_autoincrement=True,
)
Index("ix_feedback_account", feedback.c.account_id, feedback.c.day)
Index("ix_feedback_rep", feedback.c.rep_id, feedback.c.day)

# Introductions: received from a customer, or given to one.
referrals = Table(
    "referrals",
    metadata,
    Column("id", RowId, primary_key=True),
    workspace_id_column(),
    Column("rep_id", ForeignKey("reps.id", ondelete="CASCADE"), nullable=False),
    # The account that was asked, or to which somebody was introduced.
    Column("giver_id", ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False),
    # The party referred to, as typed; empty while unknown. ``account_id`` is its account, once known.
    Column("name", String(255), nullable=False, server_default=""),
    Column("account_id", ForeignKey("accounts.id", ondelete="SET NULL")),
    Column("is_given", Boolean, nullable=False, server_default=false()),
    Column("state", String(10), nullable=False),
    # The rep's local days on which each state was reached; null for a skipped state.
    Column("asked_on", Date),
    Column("promised_on", Date),
    Column("introduced_on", Date),
    Column("met_on", Date),
    Column("won_on", Date),
    Column("declined_on", Date),
    # The request keys of the line that added this, and of the last one that changed its state.
    Column("request_key", String(160)),
    Column("moved_by", String(160)),
    UniqueConstraint("workspace_id", "request_key"),
    CheckConstraint("state IN ('asked', 'promised', 'introduced', 'met', 'won', 'declined')", name="state"),
    sqlite_autoincrement=True,
)
Index("ix_referrals_rep", referrals.c.rep_id, referrals.c.state)
Index("ix_referrals_giver", referrals.c.giver_id)
Index("ix_referrals_account", referrals.c.account_id)

# A personal goal above the target set by the manager; private (O1).
goals = Table(
    "goals",
    metadata,
    Column("rep_id", ForeignKey("reps.id", ondelete="CASCADE"), primary_key=True),
    workspace_id_column(),
    Column("kind", String(10), nullable=False),
    Column("amount", Numeric(14, 2), nullable=False),
    # The rep's local days between which it runs.
    Column("since", Date, nullable=False),
    Column("until", Date, nullable=False),
    CheckConstraint("kind IN ('margin', 'customers', 'target_by')", name="kind"),
)
