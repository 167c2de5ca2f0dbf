"""Every table of the bot; each row belongs to a workspace."""

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Numeric,
    String,
    Table,
    Text,
    Time,
    UniqueConstraint,
    false,
    text,
)

from bot.storage.columns import RowId, UtcDateTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def workspace_id_column() -> Column[int]:
    """Return the column by which every row belongs to a workspace."""
    return Column("workspace_id", ForeignKey("workspaces.id", ondelete="CASCADE"), nullable=False)


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
    Column("created_at", UtcDateTime, nullable=False),
    UniqueConstraint("platform", "external_id"),
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
    Column("created_at", UtcDateTime, nullable=False),
    UniqueConstraint("workspace_id", "external_id"),
    CheckConstraint("role IN ('rep', 'manager', 'administrator')", name="role"),
)

absences = Table(
    "absences",
    metadata,
    Column("id", RowId, primary_key=True),
    workspace_id_column(),
    Column("rep_id", ForeignKey("reps.id", ondelete="CASCADE"), nullable=False),
    # The rep's local days, both included.
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    # Which part of each day is free.
    Column("part", String(9), nullable=False, server_default="whole"),
    Column("reason", String(120), nullable=False, server_default=""),
    # Who said so: the rep, or the platform's status.
    Column("source", String(8), nullable=False, server_default="typed"),
    Column("created_at", UtcDateTime, nullable=False),
    UniqueConstraint("rep_id", "first_day", "last_day", "part", "source"),
    CheckConstraint("last_day >= first_day", name="days"),
    CheckConstraint("part IN ('whole', 'morning', 'afternoon')", name="part"),
)
Index("ix_absences_rep", absences.c.rep_id, absences.c.last_day)

accounts = Table(
    "accounts",
    metadata,
    Column("id", RowId, primary_key=True),
    workspace_id_column(),
    Column("name", String(255), nullable=False),
    Column("name_key", String(255), nullable=False),
    Column("owner_id", ForeignKey("reps.id", ondelete="SET NULL"), index=True),
    # As imported; kept because the owner may not have met the bot yet.
    Column("owner_name", String(255)),
    Column("stage", String(16), nullable=False),
    Column("segment", String(120)),
    Column("city", String(120)),
    Column("contract_end", Date),
    Column("value", Numeric(14, 2)),
    # They asked to be left in peace.
    Column("do_not_contact", Boolean, nullable=False, server_default=false()),
    # Kept with every change of the log, so that nobody has to count: how many contacts, and the latest of their days.
    Column("contacts", Integer, nullable=False, server_default=text("0")),
    Column("last_contact", Date),
    # Whoever had that latest contact; an account without owner is proposed to nobody else.
    Column("last_rep_id", RowId, index=True),
    Column("created_at", UtcDateTime, nullable=False),
    UniqueConstraint("workspace_id", "name_key"),
    CheckConstraint("stage IN ('suspect', 'prospect', 'customer', 'former')", name="stage"),
)

company_days = Table(
    "company_days",
    metadata,
    Column("id", RowId, primary_key=True),
    workspace_id_column(),
    Column("day", Date, nullable=False),
    # True when the company works on what the calendar calls a holiday, False when it is closed.
    Column("is_worked", Boolean, nullable=False),
    Column("name", String(120), nullable=False),
    UniqueConstraint("workspace_id", "day"),
)

account_rests = Table(
    "account_rests",
    metadata,
    Column("id", RowId, primary_key=True),
    workspace_id_column(),
    Column("rep_id", ForeignKey("reps.id", ondelete="CASCADE"), nullable=False),
    Column("account_id", ForeignKey("accounts.id", ondelete="CASCADE"), nullable=False),
    # The first local day on which the plan may propose this account to this rep again.
    Column("until", Date, nullable=False),
    UniqueConstraint("rep_id", "account_id"),
)
Index("ix_account_rests_account", account_rests.c.account_id)

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
    # What the platform calls the request that logged this; a repeated delivery finds it taken.
    Column("request_key", String(120), nullable=False),
    Column("logged_at", UtcDateTime, nullable=False),
    Column("removed_at", UtcDateTime),
    # What the platform calls the request that removed this.
    Column("removed_by", String(120)),
    # The deal that this contact belongs to.
    Column("deal_id", RowId),
    # The rule by which it is an advance; null for a continuation.
    Column("advance_rule", String(16)),
    # What the note tells of, when that is sure or was said.
    Column("situation", String(20)),
    UniqueConstraint("workspace_id", "request_key"),
    CheckConstraint("kind IN ('message', 'call', 'visit')", name="kind"),
    CheckConstraint("count BETWEEN 1 AND 200", name="count"),
)
# Covers a day's progress, so that it costs the same at ten million rows as at one.
Index(
    "ix_activities_progress",
    activities.c.rep_id,
    activities.c.day,
    activities.c.kind,
    activities.c.count,
    sqlite_where=activities.c.removed_at.is_(None),
    postgresql_where=activities.c.removed_at.is_(None),
)
Index("ix_activities_account", activities.c.account_id, activities.c.day)
Index("ix_activities_latest", activities.c.rep_id, activities.c.id)
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
    # The contact at which this was agreed; null for what was promised after feedback.
    Column("activity_id", ForeignKey("activities.id", ondelete="CASCADE")),
    Column("due_on", Date, nullable=False),
    Column("due_time", Time),
    Column("note", Text, nullable=False),
    Column("state", String(8), nullable=False),
    # The rep's local days on which it was made and closed.
    Column("made_on", Date, nullable=False),
    Column("closed_on", Date),
    # The contact that kept or replaced this; undone with it.
    Column("closed_by", ForeignKey("activities.id", ondelete="SET NULL")),
    # How often its day was moved.
    Column("moves", Integer, nullable=False, server_default=text("0")),
    UniqueConstraint("activity_id"),
    CheckConstraint("state IN ('open', 'kept', 'late', 'moved', 'missed')", name="state"),
)
Index("ix_next_steps_rep", next_steps.c.rep_id, next_steps.c.state, next_steps.c.due_on)
Index("ix_next_steps_closed_by", next_steps.c.closed_by)

drafts = Table(
    "drafts",
    metadata,
    Column("id", RowId, primary_key=True),
    workspace_id_column(),
    Column("rep_id", ForeignKey("reps.id", ondelete="CASCADE"), nullable=False),
    Column("text", Text, nullable=False),
    Column("typed_name", String(255), nullable=False),
    # When the line was typed: "yesterday" keeps meaning the same day.
    Column("said_at", UtcDateTime, nullable=False),
    Column("request_key", String(120), nullable=False),
    UniqueConstraint("workspace_id", "request_key"),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", RowId, primary_key=True),
    workspace_id_column(),
    # Unique for a person (or team), kind and local day: the reason why nothing is sent twice.
    Column("key", String(160), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("rep_id", ForeignKey("reps.id", ondelete="CASCADE")),
    Column("team_id", ForeignKey("teams.id", ondelete="CASCADE")),
    Column("local_day", Date, nullable=False),
    # Where it goes as far as known, for the gates that keep the platform's rates.
    Column("channel", String(255)),
    # A reply carries what it says; a nudge is composed at the moment it is sent.
    Column("payload", JSON),
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

# One row for each rate of the platform that all replicas share.
rate_gates = Table(
    "rate_gates",
    metadata,
    Column("workspace_id", ForeignKey("workspaces.id", ondelete="CASCADE"), primary_key=True),
    Column("name", String(16), primary_key=True),
    # The moment until which the rate is used up.
    Column("used_until", UtcDateTime, nullable=False),
)

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
    Column("opened_on", Date, nullable=False),
    Column("stage_since", Date, nullable=False),
    Column("close_on", Date),
    Column("close_moves", Integer, nullable=False, server_default=text("0")),
    Column("closed_on", Date),
    # Kept with every change of the log, so that a scan asks no activities: see bot/services/deal_pulses.py.
    Column("contacts", Integer, nullable=False, server_default=text("0")),
    Column("contacts_since", Integer, nullable=False, server_default=text("0")),
    Column("last_contact", Date),
    Column("last_advance", Date),
    Column("step_on", Date),
    Column("has_kept", Boolean, nullable=False, server_default=false()),
    Column("situation", String(20)),
    Column("situation_run", Integer, nullable=False, server_default=text("0")),
    # The highest level of anybody known at the customer, now and when the deal was opened.
    Column("level", String(12)),
    Column("entry_level", String(12)),
    # Where it came from, such as referral or cold; null when nobody said.
    Column("source", String(20)),
    # The first local day on which the verdict may change without anything happening; null for a closed deal.
    Column("judge_on", Date),
    Column("stalled_since", Date),
    Column("stall_reasons", String(255), nullable=False, server_default=""),
    # When the owner last heard of the stall, for which reasons, and how often.
    Column("told_on", Date),
    Column("told_for", String(255), nullable=False, server_default=""),
    Column("told_rounds", Integer, nullable=False, server_default=text("0")),
    # What the platform calls the message that opened this; a button pressed twice finds it taken. Null for an import.
    Column("request_key", String(160)),
    Column("created_at", UtcDateTime, nullable=False),
    UniqueConstraint("workspace_id", "account_id", "name_key"),
    UniqueConstraint("workspace_id", "request_key"),
    CheckConstraint("state IN ('open', 'won', 'lost')", name="state"),
    # An opening can be taken back: the next deal must not get its number, which old buttons still carry.
    sqlite_autoincrement=True,
)
Index("ix_deals_account", deals.c.account_id, deals.c.state)
Index("ix_deals_owner", deals.c.owner_id, deals.c.state)
Index("ix_deals_workspace", deals.c.workspace_id, deals.c.state, deals.c.closed_on)
Index(
    "ix_deals_judge",
    deals.c.workspace_id,
    deals.c.judge_on,
    sqlite_where=deals.c.judge_on.is_not(None),
    postgresql_where=deals.c.judge_on.is_not(None),
)

deal_events = Table(
    "deal_events",
    metadata,
    Column("id", RowId, primary_key=True),
    workspace_id_column(),
    Column("deal_id", ForeignKey("deals.id", ondelete="CASCADE"), nullable=False),
    Column("rep_id", ForeignKey("reps.id", ondelete="SET NULL")),
    # What changed: the name of the column, or created.
    Column("kind", String(12), nullable=False),
    Column("before", String(255), nullable=False, server_default=""),
    Column("after", String(255), nullable=False, server_default=""),
    # The rep's local day.
    Column("day", Date, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    # The button that takes a change back carries its number, which no later change may get.
    sqlite_autoincrement=True,
)
Index("ix_deal_events_deal", deal_events.c.deal_id, deal_events.c.id)

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
)
Index("ix_contacts_workspace", contacts.c.workspace_id)

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
    # The rep's local day on which it was suggested, asked or refused: each is a fact of its own.
    Column("day", Date, nullable=False),
    # The day of the advance that followed in time.
    Column("advanced_on", Date),
    CheckConstraint("state IN ('suggested', 'asked', 'refused')", name="state"),
)
# A missing deal is equal to no other in a unique key, so it has a key of its own.
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
)
Index("ix_situation_corrections_workspace", situation_corrections.c.workspace_id, situation_corrections.c.id)

playbooks = Table(
    "playbooks",
    metadata,
    Column("workspace_id", ForeignKey("workspaces.id", ondelete="CASCADE"), primary_key=True),
    Column("language", String(8), primary_key=True),
    # The workspace's own questions, as YAML that was checked.
    Column("text", Text, nullable=False),
    Column("changed_by", ForeignKey("reps.id", ondelete="SET NULL")),
    Column("changed_at", UtcDateTime, nullable=False),
)
