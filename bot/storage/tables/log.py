"""Activities, next steps, drafts, revisions of entries, and corrections of a situation."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    Time,
    UniqueConstraint,
    text,
)

from bot.storage.columns import RowId, UtcDateTime
from bot.storage.tables.metadata import metadata, workspace_id_column

# A workspace's own kinds of activity, besides message, call and visit.
own_kinds = Table(
    "own_kinds",
    metadata,
    Column("id", RowId, primary_key=True),
    workspace_id_column(),
    # Empty for a kind that is called as the templates say.
    Column("name", String(40), nullable=False),
    Column("code", String(20), nullable=False, server_default=""),
    # What it may be called in a line, one on each line.
    Column("words", Text, nullable=False),
    # Whose target its activities count for; null for a target of its own.
    Column("counts_for", String(8)),
    Column("target", Integer, nullable=False, server_default=text("0")),
    Column("period", String(4), nullable=False, server_default="day"),
    Column("request_key", String(160), nullable=False),
    Column("archived_at", UtcDateTime),
    UniqueConstraint("workspace_id", "request_key"),
    CheckConstraint("counts_for IN ('message', 'call', 'visit')", name="counts_for"),
    CheckConstraint("period IN ('day', 'week')", name="period"),
    CheckConstraint("target BETWEEN 0 AND 50", name="target"),
    sqlite_autoincrement=True,
)

activities = Table(
    "activities",
    metadata,
    Column("id", RowId, primary_key=True),
    workspace_id_column(),
    Column("rep_id", ForeignKey("reps.id", ondelete="CASCADE"), nullable=False),
    Column("account_id", ForeignKey("accounts.id", ondelete="SET NULL")),
    Column("kind", String(8), nullable=False),
    Column("count", Integer, nullable=False),
    # The rep's local day on which it happened.
    Column("day", Date, nullable=False),
    Column("note", Text, nullable=False),
    # The platform's id of the request that logged this; a repeated delivery finds it taken.
    Column("request_key", String(120), nullable=False),
    Column("logged_at", UtcDateTime, nullable=False),
    Column("removed_at", UtcDateTime),
    # The request key of the deletion.
    Column("removed_by", String(120)),
    # The deal that this contact belongs to.
    Column("deal_id", RowId),
    # The rule by which it is an advance; null for a continuation.
    Column("advance_rule", String(16)),
    # The note's situation, when it is certain or was set by a user (K8).
    Column("situation", String(20)),
    # The rep's local hour of a call, when it was said; null is unknown (V4, K7).
    Column("called_at", Time),
    # The workspace's own kind that it was called by; ``kind`` is what that one counted for at the time.
    Column("own_kind_id", ForeignKey("own_kinds.id", ondelete="SET NULL")),
    UniqueConstraint("workspace_id", "request_key"),
    CheckConstraint("kind IN ('message', 'call', 'visit', 'own')", name="kind"),
    CheckConstraint("count BETWEEN 1 AND 200", name="count"),
    sqlite_autoincrement=True,
)
# A covering index for a day's progress, which then costs the same at ten million rows as at one.
Index(
    "ix_activities_progress",
    activities.c.rep_id,
    activities.c.day,
    activities.c.kind,
    activities.c.own_kind_id,
    activities.c.count,
    sqlite_where=activities.c.removed_at.is_(None),
    postgresql_where=activities.c.removed_at.is_(None),
)
Index("ix_activities_account", activities.c.account_id, activities.c.day)
# For what a rep typed lately.
Index("ix_activities_logged", activities.c.rep_id, activities.c.logged_at)
Index(
    "ix_activities_deal",
    activities.c.deal_id,
    activities.c.day,
    sqlite_where=activities.c.deal_id.is_not(None),
    postgresql_where=activities.c.deal_id.is_not(None),
)

next_steps = Table(
    "next_steps",
    metadata,
    Column("id", RowId, primary_key=True),
    workspace_id_column(),
    Column("rep_id", ForeignKey("reps.id", ondelete="CASCADE"), nullable=False),
    Column("account_id", ForeignKey("accounts.id", ondelete="SET NULL")),
    # The contact at which this was agreed; null for a promise after feedback.
    Column("activity_id", ForeignKey("activities.id", ondelete="CASCADE")),
    Column("due_on", Date, nullable=False),
    Column("due_time", Time),
    Column("note", Text, nullable=False),
    Column("state", String(8), nullable=False),
    # The rep's local days on which it was agreed and closed.
    Column("made_on", Date, nullable=False),
    Column("closed_on", Date),
    # The contact that kept or replaced this; deleting it reopens the step.
    Column("closed_by", ForeignKey("activities.id", ondelete="SET NULL")),
    # How often its day was moved.
    Column("moves", Integer, nullable=False, server_default=text("0")),
    # Who had it before it was handed over, so that it can go back.
    Column("came_from", RowId),
    # The deal with which it ended; an open step with one was kept in spite of that (K1).
    Column("ended_by", RowId),
    # The rep's local day on which a morning asked what to do with it; after that no morning names it (K5).
    Column("asked_on", Date),
    # How it is to be kept, null while nothing was said of that: any contact will do.
    Column("form", String(8)),
    UniqueConstraint("activity_id"),
    CheckConstraint("state IN ('open', 'kept', 'late', 'moved', 'missed', 'ended')", name="state"),
    sqlite_autoincrement=True,
)
Index("ix_next_steps_rep", next_steps.c.rep_id, next_steps.c.state, next_steps.c.due_on)
# For the open steps with one account: a rep may have hundreds with others.
Index("ix_next_steps_account", next_steps.c.account_id, next_steps.c.rep_id, next_steps.c.state)
Index("ix_next_steps_latest", next_steps.c.rep_id, next_steps.c.made_on, next_steps.c.id)
Index("ix_next_steps_closed_by", next_steps.c.closed_by)
Index(
    "ix_next_steps_ended_by",
    next_steps.c.ended_by,
    sqlite_where=next_steps.c.ended_by.is_not(None),
    postgresql_where=next_steps.c.ended_by.is_not(None),
)

drafts = Table(
    "drafts",
    metadata,
    Column("id", RowId, primary_key=True),
    workspace_id_column(),
    Column("rep_id", ForeignKey("reps.id", ondelete="CASCADE"), nullable=False),
    Column("text", Text, nullable=False),
    Column("typed_name", String(255), nullable=False),
    # What the rep chose so far: the kind of what was done, and what a day still to come is.
    Column("chosen_kind", String(40)),
    Column("chosen_day", String(16)),
    # When the line was typed (UTC), so that "yesterday" keeps its meaning.
    Column("said_at", UtcDateTime, nullable=False),
    Column("request_key", String(120), nullable=False),
    # The accounts chosen so far for names in the line: JSON, a list of [typed name, account id].
    Column("choices", Text, nullable=False, server_default="[]"),
    # The entry that this line corrects; null for a line to log.
    Column("entry_id", RowId),
    UniqueConstraint("workspace_id", "request_key"),
    sqlite_autoincrement=True,
)

# What a request changed or removed in the log, kept for a few days so that it can be put back (K12).
revisions = Table(
    "revisions",
    metadata,
    Column("id", RowId, primary_key=True),
    workspace_id_column(),
    Column("rep_id", ForeignKey("reps.id", ondelete="CASCADE"), nullable=False),
    # The request that changed or removed the entries.
    Column("request_key", String(120), nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    # The rows as they stood before and after, as JSON; read and written in bot/storage/log/revisions.py.
    Column("content", Text, nullable=False),
    Column("restored_at", UtcDateTime),
    UniqueConstraint("workspace_id", "request_key"),
    sqlite_autoincrement=True,
)

situation_corrections = Table(
    "situation_corrections",
    metadata,
    Column("id", RowId, primary_key=True),
    workspace_id_column(),
    Column("activity_id", ForeignKey("activities.id", ondelete="CASCADE"), nullable=False),
    Column("note", Text, nullable=False),
    Column("situation", String(20), nullable=False),
    Column("learned_at", UtcDateTime, nullable=False),
    UniqueConstraint("activity_id"),
    sqlite_autoincrement=True,
)
Index("ix_situation_corrections_workspace", situation_corrections.c.workspace_id, situation_corrections.c.id)
