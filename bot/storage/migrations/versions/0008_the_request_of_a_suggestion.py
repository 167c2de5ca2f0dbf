"""The request that suggested a question, so that its repeated delivery suggests the same ones."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step; what was suggested before came of no request that is still delivered again."""
    op.add_column("question_uses", sa.Column("request_key", sa.String(160), nullable=True))


def downgrade() -> None:
    """Take this step back."""
    op.drop_column("question_uses", "request_key")
