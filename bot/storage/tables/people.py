"""Workspaces, teams and reps."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
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
    # The part of the country, for regional public holidays.
    Column("region", String(32)),
    Column("timezone", String(64), nullable=False),
    Column("language", String(8), nullable=False),
    # The deal stages in order, comma-separated; empty for the defaults.
    Column("stages", String(255), nullable=False, server_default=""),
    # The weeks after a sale in which customers are called (Z4); empty for the defaults.
    Column("after_sale", String(500), nullable=False, server_default=""),
    # The currency of amounts that are typed without one (ISO 4217).
    Column("currency", String(3), nullable=False, server_default="EUR"),
    # Versions, incremented with every change of the company days and of the corrections, for caches.
    Column("days_version", Integer, nullable=False, server_default=text("0")),
    Column("corrections_version", Integer, nullable=False, server_default=text("0")),
    # The same for the names of accounts: renamed, merged, archived or deleted ones; new ones are found by their id.
    Column("accounts_version", Integer, nullable=False, server_default=text("0")),
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
    # When those in it who had not begun were invited last.
    Column("invited_at", UtcDateTime),
    # When the next summary, or without a channel the private week, is due (UTC).
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
    # True once the rep chose a language; from then on the platform's locale is ignored.
    Column("language_chosen", Boolean, nullable=False, server_default=false()),
    Column("role", String(16), nullable=False),
    Column("team_id", ForeignKey("teams.id", ondelete="SET NULL"), index=True),
    Column("target_message", Integer, nullable=False),
    Column("target_call", Integer, nullable=False),
    Column("target_visit", Integer, nullable=False),
    # The rep's own targets for kinds of the workspace, such as "12=1 15=3"; empty for those that everybody has.
    Column("own_targets", String(500), nullable=False, server_default=""),
    # The country and region of the rep's public holidays; null for the workspace's.
    Column("country", String(2)),
    Column("region", String(32)),
    # Monday to Sunday: 1 whole day, a morning, p afternoon, 0 not worked.
    Column("week", String(7), nullable=False, server_default="1111100"),
    Column("intensity", String(8), nullable=False, server_default="standard"),
    Column("nudge_at", Time, nullable=False),
    Column("catch_up_at", Time, nullable=False, server_default="13:30:00"),
    Column("wrap_up_at", Time, nullable=False, server_default="16:45:00"),
    # The kinds of message that the rep switched off, separated by spaces.
    Column("switched_off", String(255), nullable=False, server_default=""),
    Column("quiet_from", Time, nullable=False, server_default="19:00:00"),
    Column("quiet_until", Time, nullable=False, server_default="07:00:00"),
    Column("paused_at", UtcDateTime),
    # The local day on which the rep wants no more nudges.
    Column("silent_on", Date),
    # The rep's local day on which the hour of a call was asked last (V4).
    Column("hour_asked_on", Date),
    # The rep's local day of the last line, button or form (K5).
    Column("seen_on", Date),
    # Whether a platform status such as "Vacationing" adds absences.
    Column("follows_status", Boolean, nullable=False, server_default=false()),
    # When the next nudge may be due (UTC); null while paused.
    Column("next_due_at", UtcDateTime, index=True),
    Column("address", String(255), nullable=False),
    # Where a linked rep hears of the bot on the other platform: the id of that workspace, and the address in it.
    Column("heard_in", RowId),
    Column("heard_at", String(255)),
    # The version of the Home page that the platform shows; null until it is first opened.
    Column("home_hash", String(64)),
    # When the rep last opened the Home page; it is kept up to date for some time after that.
    Column("home_seen_at", UtcDateTime),
    # When the rep left the company; empty again once he or she is back.
    Column("left_at", UtcDateTime),
    # Whether it was the platform that said so.
    Column("is_deactivated", Boolean, nullable=False, server_default=false()),
    # The first local day here, before which nothing counts (K4): that of the first contact, or of the imported history.
    Column("first_day", Date),
    # Since when somebody was met or put in a team who has not begun: no nudge, no figure. Empty from the first line on.
    Column("awaited_since", UtcDateTime),
    # Whether somebody was greeted, and has not logged yet.
    Column("is_newcomer", Boolean, nullable=False, server_default=false()),
    # Whether an administrator only is one because nobody else was there yet.
    Column("stands_in", Boolean, nullable=False, server_default=false()),
    # The local day since which the rep only leads and does not sell; null for who sells. Asked once.
    Column("leads_since", Date),
    Column("leading_asked_at", UtcDateTime),
    # The days of leave in a year, as the rep said; null while unknown (R4).
    Column("leave_days", Integer),
    # The rep's local day on which that was asked; it is asked once.
    Column("leave_asked_on", Date),
    # Versions, incremented with every change of the absences and of the next steps' days, for caches.
    Column("absences_version", Integer, nullable=False, server_default=text("0")),
    Column("steps_version", Integer, nullable=False, server_default=text("0")),
    Column("created_at", UtcDateTime, nullable=False),
    UniqueConstraint("workspace_id", "external_id"),
    CheckConstraint("role IN ('rep', 'manager', 'administrator')", name="role"),
    sqlite_autoincrement=True,
)

# Whom the bot greeted, and what they did since; each moment in UTC, null until it happens.
newcomers = Table(
    "newcomers",
    metadata,
    Column("rep_id", ForeignKey("reps.id", ondelete="CASCADE"), primary_key=True),
    workspace_id_column(),
    Column("greeted_at", UtcDateTime, nullable=False),
    Column("first_logged_at", UtcDateTime),
    Column("hour_chosen_at", UtcDateTime),
    Column("invited_at", UtcDateTime),
    Column("tour_closed_at", UtcDateTime),
)

# Who was in which team on which local days: each day of a team is that of those who were in it then (K4, K10).
team_spans = Table(
    "team_spans",
    metadata,
    Column("id", RowId, primary_key=True),
    workspace_id_column(),
    Column("team_id", ForeignKey("teams.id", ondelete="CASCADE"), nullable=False),
    Column("rep_id", ForeignKey("reps.id", ondelete="CASCADE"), nullable=False, index=True),
    # The first local day in the team; null for always.
    Column("since", Date),
    # The first local day that is not in it any more; null for who is in it.
    Column("until", Date),
    UniqueConstraint("team_id", "rep_id", "since"),
    sqlite_autoincrement=True,
)

# The teams that a manager leads besides the own one.
team_leads = Table(
    "team_leads",
    metadata,
    workspace_id_column(),
    Column("team_id", ForeignKey("teams.id", ondelete="CASCADE"), primary_key=True),
    Column("rep_id", ForeignKey("reps.id", ondelete="CASCADE"), primary_key=True),
)
Index("ix_team_leads_rep", team_leads.c.rep_id)

# What the people of a small team answered to whether its totals may be shown (K10).
totals_answers = Table(
    "totals_answers",
    metadata,
    workspace_id_column(),
    Column("team_id", ForeignKey("teams.id", ondelete="CASCADE"), primary_key=True),
    Column("rep_id", ForeignKey("reps.id", ondelete="CASCADE"), primary_key=True),
    # The ids of those who were in the team then, such as "3-7-9"; with other people the answer no longer counts.
    Column("people", String(80), nullable=False),
    Column("agrees", Boolean, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
)
Index("ix_totals_answers_rep", totals_answers.c.rep_id)

# Targets that a manager set for everybody in a team from a local day on, and those that each rep had until then.
target_changes = Table(
    "target_changes",
    metadata,
    Column("id", RowId, primary_key=True),
    workspace_id_column(),
    Column("rep_id", ForeignKey("reps.id", ondelete="CASCADE"), nullable=False),
    # The rep's local day from which they hold.
    Column("from_day", Date, nullable=False),
    Column("message", Integer, nullable=False),
    Column("call", Integer, nullable=False),
    Column("visit", Integer, nullable=False),
    # Empty until they hold.
    Column("was_message", Integer),
    Column("was_call", Integer),
    Column("was_visit", Integer),
    UniqueConstraint("rep_id", "from_day"),
    sqlite_autoincrement=True,
)
