"""The conversation in which a person or channel is reached, on a platform that has an address for each."""

import sqlalchemy as sa
from alembic import op

from bot.storage.columns import RowId

revision = "0029"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Upgrade to this revision."""
    op.create_table(
        "conversations",
        sa.Column("workspace_id", RowId, nullable=False),
        sa.Column("address", sa.String(length=255), nullable=False),
        sa.Column("conversation", sa.String(length=255), nullable=False),
        sa.Column("service_url", sa.String(length=255), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_conversations_workspace_id_workspaces"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workspace_id", "address", name=op.f("pk_conversations")),
    )


def downgrade() -> None:
    """Revert this revision."""
    op.drop_table("conversations")
