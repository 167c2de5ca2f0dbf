"""The weekly meeting of a team: what somebody wants to talk about, and what was decided."""

from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, Index, Integer, String, Table, UniqueConstraint, text

from bot.storage.columns import RowId
from bot.storage.tables.metadata import metadata, workspace_id_column

# The points that people put on the agenda, besides those that follow from the figures.
agenda_points = Table(
    "agenda_points",
    metadata,
    Column("id", RowId, primary_key=True),
    workspace_id_column(),
    Column("team_id", ForeignKey("teams.id", ondelete="CASCADE"), nullable=False),
    # Who put it there; null once that person's data were removed.
    Column("rep_id", ForeignKey("reps.id", ondelete="SET NULL")),
    Column("kind", String(12), nullable=False),
    # The id of the deal, the lesson or the kind; 0 where there is only one.
    Column("subject", RowId, nullable=False, server_default=text("0")),
    # What was typed for a point of one's own.
    Column("note", String(200), nullable=False, server_default=""),
    # The Monday of the team's week in which it was put there.
    Column("week_of", Date, nullable=False),
    UniqueConstraint("team_id", "week_of", "kind", "subject", "note"),
    sqlite_autoincrement=True,
)
Index("ix_agenda_points_rep", agenda_points.c.rep_id)

# What was decided, one line each; asked about on the Mondays after.
meeting_decisions = Table(
    "meeting_decisions",
    metadata,
    Column("id", RowId, primary_key=True),
    workspace_id_column(),
    Column("team_id", ForeignKey("teams.id", ondelete="CASCADE"), nullable=False),
    Column("rep_id", ForeignKey("reps.id", ondelete="SET NULL")),
    Column("text", String(300), nullable=False),
    Column("state", String(8), nullable=False),
    # The team's local days.
    Column("made_on", Date, nullable=False),
    Column("closed_on", Date),
    # The request that brought it, and its place among the lines of that request.
    Column("request_key", String(160), nullable=False),
    Column("place", Integer, nullable=False),
    UniqueConstraint("workspace_id", "request_key", "place"),
    CheckConstraint("state IN ('open', 'done', 'dropped')", name="state"),
    sqlite_autoincrement=True,
)
Index("ix_meeting_decisions_team", meeting_decisions.c.team_id, meeting_decisions.c.made_on)
Index("ix_meeting_decisions_rep", meeting_decisions.c.rep_id)
