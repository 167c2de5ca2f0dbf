"""A team keeps the days of those who leave it: who was in it from which local day until which."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

REPS = sa.table(
    "reps",
    sa.column("id", sa.BigInteger()),
    sa.column("workspace_id", sa.BigInteger()),
    sa.column("team_id", sa.BigInteger()),
    sa.column("team_since", sa.Date()),
)
SPANS = sa.table(
    "team_spans",
    sa.column("workspace_id", sa.BigInteger()),
    sa.column("team_id", sa.BigInteger()),
    sa.column("rep_id", sa.BigInteger()),
    sa.column("since", sa.Date()),
    sa.column("until", sa.Date()),
)
ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Upgrade to this revision; of who is in a team, the days so far are known."""
    op.create_table(
        "team_spans",
        sa.Column("id", ROW_ID, nullable=False),
        sa.Column("workspace_id", ROW_ID, nullable=False),
        sa.Column("team_id", ROW_ID, nullable=False),
        sa.Column("rep_id", ROW_ID, nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_team_spans_workspace_id_workspaces"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["teams.id"], name=op.f("fk_team_spans_team_id_teams"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["rep_id"], ["reps.id"], name=op.f("fk_team_spans_rep_id_reps"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_spans")),
        sa.UniqueConstraint("team_id", "rep_id", "since", name=op.f("uq_team_spans_team_id_rep_id_since")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_team_spans_rep_id", "team_spans", ["rep_id"])
    known = sa.select(REPS.c.workspace_id, REPS.c.team_id, REPS.c.id, REPS.c.team_since)
    op.execute(
        sa.insert(SPANS).from_select(
            ["workspace_id", "team_id", "rep_id", "since"], known.where(REPS.c.team_id.is_not(None))
        )
    )
    op.drop_column("reps", "team_since")


def downgrade() -> None:
    """Revert this revision."""
    op.add_column("reps", sa.Column("team_since", sa.Date(), nullable=True))
    of_rep = (SPANS.c.rep_id == REPS.c.id) & (SPANS.c.team_id == REPS.c.team_id) & SPANS.c.until.is_(None)
    op.execute(sa.update(REPS).values(team_since=sa.select(SPANS.c.since).where(of_rep).scalar_subquery()))
    op.drop_table("team_spans")
