"""Accounts can be archived, merged and left alone until a day; other names, and changes that can be undone."""

import sqlalchemy as sa
from alembic import op

from bot.storage.columns import RowId, UtcDateTime

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step."""
    op.add_column(
        "workspaces", sa.Column("accounts_version", sa.Integer(), server_default=sa.text("0"), nullable=False)
    )
    op.add_column("accounts", sa.Column("quiet_until", sa.Date(), nullable=True))
    op.add_column("accounts", sa.Column("archived_at", UtcDateTime(), nullable=True))
    op.add_column("accounts", sa.Column("merged_into", RowId, nullable=True))
    op.create_index("ix_accounts_merged_into", "accounts", ["merged_into"])
    _create_aliases()
    _create_changes()


def downgrade() -> None:
    """Take this step back; a merged account is an archived one again, without what hung on it."""
    op.drop_table("account_changes")
    op.drop_table("account_aliases")
    op.drop_index("ix_accounts_merged_into", table_name="accounts")
    for column in ("merged_into", "archived_at", "quiet_until"):
        op.drop_column("accounts", column)
    op.drop_column("workspaces", "accounts_version")


def _create_aliases() -> None:
    op.create_table(
        "account_aliases",
        sa.Column("id", RowId, primary_key=True),
        sa.Column("workspace_id", RowId, nullable=False),
        sa.Column("account_id", RowId, nullable=False),
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("name_key", sa.String(255), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name="fk_account_aliases_workspace_id_workspaces", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name="fk_account_aliases_account_id_accounts", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("workspace_id", "name_key", name=op.f("uq_account_aliases_workspace_id_name_key")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_account_aliases_account_id", "account_aliases", ["account_id"])


def _create_changes() -> None:
    op.create_table(
        "account_changes",
        sa.Column("id", RowId, primary_key=True),
        sa.Column("workspace_id", RowId, nullable=False),
        sa.Column("account_id", RowId, nullable=False),
        sa.Column("other_id", RowId, nullable=True),
        sa.Column("rep_id", RowId, nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("undone_at", UtcDateTime(), nullable=True),
        sa.Column("request_key", sa.String(160), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name="fk_account_changes_workspace_id_workspaces", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["rep_id"], ["reps.id"], name="fk_account_changes_rep_id_reps", ondelete="CASCADE"),
        sa.UniqueConstraint("workspace_id", "request_key", name=op.f("uq_account_changes_workspace_id_request_key")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_account_changes_account", "account_changes", ["account_id", "id"])
