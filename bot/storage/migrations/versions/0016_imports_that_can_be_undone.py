"""Imports are stored, with what they changed; an uploaded file waits there for its confirmation."""

import sqlalchemy as sa
from alembic import op

from bot.storage.columns import RowId, UtcDateTime

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Upgrade to this revision."""
    _create_imports()
    _create_rows()


def _create_imports() -> None:
    op.create_table(
        "imports",
        sa.Column("id", RowId, nullable=False),
        sa.Column("workspace_id", RowId, nullable=False),
        sa.Column("rep_id", RowId, nullable=True),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("subject", sa.String(length=12), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=True),
        sa.Column("skips_bad", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        *(
            sa.Column(name, sa.Integer(), server_default=sa.text("0"), nullable=False)
            for name in ("new", "changed", "unchanged", "refused")
        ),
        sa.Column("request_key", sa.String(length=160), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("written_at", UtcDateTime(), nullable=True),
        sa.Column("lease_until", UtcDateTime(), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.CheckConstraint(
            "state IN ('received', 'asked', 'accepted', 'written', 'undoing', 'undone', 'declined', 'refused',"
            " 'expired')",
            name=op.f("ck_imports_state"),
        ),
        sa.ForeignKeyConstraint(["rep_id"], ["reps.id"], name=op.f("fk_imports_rep_id_reps"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_imports_workspace_id_workspaces"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imports")),
        sa.UniqueConstraint("workspace_id", "request_key", name=op.f("uq_imports_workspace_id_request_key")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_imports_state", "imports", ["state", "created_at"])


def _create_rows() -> None:
    op.create_table(
        "import_rows",
        sa.Column("id", RowId, nullable=False),
        sa.Column("workspace_id", RowId, nullable=False),
        sa.Column("import_id", RowId, nullable=False),
        sa.Column("table_name", sa.String(length=16), nullable=False),
        sa.Column("row_id", RowId, nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("mark", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"], ["imports.id"], name=op.f("fk_import_rows_import_id_imports"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_import_rows_workspace_id_workspaces"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_rows")),
        sa.UniqueConstraint(
            "import_id", "table_name", "row_id", name=op.f("uq_import_rows_import_id_table_name_row_id")
        ),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """Revert this revision; what was imported stays."""
    op.drop_table("import_rows")
    op.drop_table("imports")
