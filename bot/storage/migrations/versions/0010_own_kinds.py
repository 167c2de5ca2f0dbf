"""A workspace's own kinds of activity, with over-delivery in every workspace."""

import sqlalchemy as sa
from alembic import op

from bot.storage.columns import RowId, UtcDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

OLD_PROGRESS = ["rep_id", "day", "kind", "count"]
PROGRESS = ["rep_id", "day", "kind", "own_kind_id", "count"]
# As the code seeds a new workspace at this revision.
WORDS = (
    "meer geleverd",
    "extraatje",
    "overdelivery",
    "over-delivered",
    "overdelivered",
    "delivered extra",
)


def upgrade() -> None:
    """Upgrade to this revision; every workspace gets its first kind."""
    op.create_table(
        "own_kinds",
        sa.Column("id", RowId, primary_key=True),
        sa.Column("workspace_id", RowId, nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=20), server_default="", nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("counts_for", sa.String(length=8), nullable=True),
        sa.Column("target", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("period", sa.String(length=4), server_default="day", nullable=False),
        sa.Column("request_key", sa.String(length=160), nullable=False),
        sa.Column("archived_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("counts_for IN ('message', 'call', 'visit')", name=op.f("ck_own_kinds_counts_for")),
        sa.CheckConstraint("period IN ('day', 'week')", name=op.f("ck_own_kinds_period")),
        sa.CheckConstraint("target BETWEEN 0 AND 50", name=op.f("ck_own_kinds_target")),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_own_kinds_workspace_id_workspaces"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_kinds")),
        sa.UniqueConstraint("workspace_id", "request_key", name=op.f("uq_own_kinds_workspace_id_request_key")),
        sqlite_autoincrement=True,
    )
    op.add_column("reps", sa.Column("own_targets", sa.String(length=500), server_default="", nullable=False))
    _seed()
    _change_activities(["message", "call", "visit", "own"], is_added=True)


def downgrade() -> None:
    """Revert this revision; what counted for itself is lost."""
    op.execute("DELETE FROM activities WHERE kind = 'own'")
    _change_activities(["message", "call", "visit"], is_added=False)
    op.drop_column("reps", "own_targets")
    op.drop_table("own_kinds")


def _seed() -> None:
    statement = sa.text(
        "INSERT INTO own_kinds (workspace_id, name, code, words, request_key)"
        " SELECT id, '', 'over_delivery', :words, 'seed:over_delivery' FROM workspaces"
    )
    op.get_bind().execute(statement, {"words": "\n".join(WORDS)})


def _change_activities(kinds: list[str], *, is_added: bool) -> None:
    """Allow these kinds, and add or drop the reference to an own kind."""
    allowed = ", ".join(f"'{kind}'" for kind in kinds)
    op.drop_index("ix_activities_progress", table_name="activities")
    with op.batch_alter_table("activities", table_kwargs={"sqlite_autoincrement": True}) as table:
        table.drop_constraint(op.f("ck_activities_kind"), type_="check")
        table.create_check_constraint(op.f("ck_activities_kind"), f"kind IN ({allowed})")
        if is_added:
            table.add_column(sa.Column("own_kind_id", RowId, nullable=True))
            table.create_foreign_key(
                op.f("fk_activities_own_kind_id_own_kinds"), "own_kinds", ["own_kind_id"], ["id"], ondelete="SET NULL"
            )
        else:
            table.drop_constraint(op.f("fk_activities_own_kind_id_own_kinds"), type_="foreignkey")
            table.drop_column("own_kind_id")
    op.create_index(
        "ix_activities_progress",
        "activities",
        PROGRESS if is_added else OLD_PROGRESS,
        sqlite_where=sa.text("removed_at IS NULL"),
        postgresql_where=sa.text("removed_at IS NULL"),
    )
