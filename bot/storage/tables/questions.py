"""Playbooks, and the uses of questions."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    String,
    Table,
    Text,
)

from bot.storage.columns import RowId, UtcDateTime
from bot.storage.tables.metadata import metadata, workspace_id_column

question_uses = Table(
    "question_uses",
    metadata,
    Column("id", RowId, primary_key=True),
    workspace_id_column(),
    Column("rep_id", ForeignKey("reps.id", ondelete="CASCADE"), nullable=False),
    Column("account_id", ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False),
    Column("deal_id", ForeignKey("deals.id", ondelete="CASCADE")),
    Column("question_id", String(300), nullable=False),
    Column("situation", String(20), nullable=False),
    Column("state", String(9), nullable=False),
    # The rep's local day on which it was suggested, asked or rejected: each is a separate row.
    Column("day", Date, nullable=False),
    # The local day of the advance that followed in time.
    Column("advanced_on", Date),
    # What the platform calls the request that asked for other questions and got this one.
    Column("request_key", String(160)),
    CheckConstraint("state IN ('suggested', 'asked', 'refused')", name="state"),
    sqlite_autoincrement=True,
)
# NULLs are distinct in a unique key, so that uses without a deal need a partial index of their own.
_USE_KEY = [question_uses.c[name] for name in ("rep_id", "account_id", "question_id", "day", "state")]
Index("ux_question_uses_deal", *_USE_KEY, question_uses.c.deal_id, unique=True)
Index(
    "ux_question_uses_no_deal",
    *_USE_KEY,
    unique=True,
    sqlite_where=question_uses.c.deal_id.is_(None),
    postgresql_where=question_uses.c.deal_id.is_(None),
)
Index("ix_question_uses_workspace", question_uses.c.workspace_id, question_uses.c.state, question_uses.c.question_id)
Index("ix_question_uses_deal", question_uses.c.deal_id)
Index("ix_question_uses_account", question_uses.c.account_id, question_uses.c.state)

playbooks = Table(
    "playbooks",
    metadata,
    Column("workspace_id", ForeignKey("workspaces.id", ondelete="CASCADE"), primary_key=True),
    Column("language", String(8), primary_key=True),
    # The workspace's own questions, as validated YAML.
    Column("text", Text, nullable=False),
    Column("changed_by", ForeignKey("reps.id", ondelete="SET NULL")),
    Column("changed_at", UtcDateTime, nullable=False),
)
