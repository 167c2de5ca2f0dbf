"""One person on two platforms: linked reps, codes, and the platform on which a message is sent."""

import sqlalchemy as sa
from alembic import op

from bot.storage.columns import RowId, UtcDateTime

revision = "0030"
down_revision = "0028"
branch_labels = None
depends_on = None


def _workspace_key(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_workspace_id_workspaces")
    return sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], name=name, ondelete="CASCADE")


def _rep_key(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["reps.id"], name=op.f(f"fk_{table}_{column}_reps"), ondelete="CASCADE")


def upgrade() -> None:
    """Upgrade to this revision."""
    op.create_table(
        "linked_reps",
        sa.Column("workspace_id", RowId, nullable=False),
        sa.Column("rep_id", RowId, nullable=False),
        sa.Column("home_id", RowId, nullable=False),
        sa.Column("linked_at", UtcDateTime, nullable=False),
        _workspace_key("linked_reps"),
        _rep_key("linked_reps", "rep_id"),
        _rep_key("linked_reps", "home_id"),
        sa.PrimaryKeyConstraint("rep_id", name=op.f("pk_linked_reps")),
        sa.UniqueConstraint("home_id", name=op.f("uq_linked_reps_home_id")),
    )
    op.create_table(
        "link_codes",
        sa.Column("workspace_id", RowId, nullable=False),
        sa.Column("rep_id", RowId, nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=True),
        sa.Column("request_key", sa.String(length=220), nullable=True),
        sa.Column("expires_at", UtcDateTime, nullable=True),
        sa.Column("wrong", sa.Integer(), nullable=False, server_default=sa.text("0")),
        sa.Column("wrong_since", UtcDateTime, nullable=True),
        _workspace_key("link_codes"),
        _rep_key("link_codes", "rep_id"),
        sa.PrimaryKeyConstraint("rep_id", name=op.f("pk_link_codes")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_link_codes_code_hash")),
    )
    op.add_column("reps", sa.Column("heard_in", RowId, nullable=True))
    op.add_column("reps", sa.Column("heard_at", sa.String(length=255), nullable=True))
    op.add_column("deliveries", sa.Column("through_id", RowId, nullable=True))


def downgrade() -> None:
    """Revert this revision."""
    op.drop_column("deliveries", "through_id")
    op.drop_column("reps", "heard_at")
    op.drop_column("reps", "heard_in")
    op.drop_table("link_codes")
    op.drop_table("linked_reps")
