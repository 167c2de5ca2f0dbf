"""The weekly meeting: points for its agenda, and what was decided; targets for a whole team from a day on."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

from bot.storage.columns import RowId

revision = "0027"
down_revision = "0025"
branch_labels = None
depends_on = None

ENDS = {"workspace_id": ("workspaces", "CASCADE"), "team_id": ("teams", "CASCADE"), "rep_id": ("reps", "SET NULL")}


def upgrade() -> None:
    """Upgrade to this revision."""
    op.create_table(
        "agenda_points",
        *_start("agenda_points"),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("subject", RowId, nullable=False, server_default=sa.text("0")),
        sa.Column("note", sa.String(length=200), nullable=False, server_default=""),
        sa.Column("week_of", sa.Date(), nullable=False),
        sa.UniqueConstraint(
            *("team_id", "week_of", "kind", "subject", "note"),
            name=op.f("uq_agenda_points_team_id_week_of_kind_subject_note"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_agenda_points_rep", "agenda_points", ["rep_id"])
    op.create_table(
        "meeting_decisions",
        *_start("meeting_decisions"),
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("request_key", sa.String(length=160), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.UniqueConstraint(
            *("workspace_id", "request_key", "place"),
            name=op.f("uq_meeting_decisions_workspace_id_request_key_place"),
        ),
        sa.CheckConstraint("state IN ('open', 'done', 'dropped')", name=op.f("ck_meeting_decisions_state")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_meeting_decisions_team", "meeting_decisions", ["team_id", "made_on"])
    op.create_index("ix_meeting_decisions_rep", "meeting_decisions", ["rep_id"])
    _add_target_changes()


def downgrade() -> None:
    """Downgrade from this revision."""
    op.drop_table("target_changes")
    op.drop_table("meeting_decisions")
    op.drop_table("agenda_points")


def _add_target_changes() -> None:
    op.create_table(
        "target_changes",
        sa.Column("id", RowId, nullable=False),
        sa.Column("workspace_id", RowId, nullable=False),
        sa.Column("rep_id", RowId, nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        *(sa.Column(kind, sa.Integer(), nullable=False) for kind in ("message", "call", "visit")),
        *(sa.Column(f"was_{kind}", sa.Integer(), nullable=True) for kind in ("message", "call", "visit")),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{other}.id"], name=op.f(f"fk_target_changes_{column}_{other}"), ondelete="CASCADE"
            )
            for column, other in (("workspace_id", "workspaces"), ("rep_id", "reps"))
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target_changes")),
        sa.UniqueConstraint("rep_id", "from_day", name=op.f("uq_target_changes_rep_id_from_day")),
        sqlite_autoincrement=True,
    )


def _start(table: str) -> list[SchemaItem]:
    """Return the columns that both tables begin with."""
    return [
        sa.Column("id", RowId, nullable=False),
        sa.Column("workspace_id", RowId, nullable=False),
        sa.Column("team_id", RowId, nullable=False),
        sa.Column("rep_id", RowId, nullable=True),
        *(
            sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"), ondelete=end)
            for column, (other, end) in ENDS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    ]
