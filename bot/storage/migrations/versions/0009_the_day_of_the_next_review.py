"""The day from which the scan reviews a deal has the name in the database that it has in the code."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply this step; the index on the column follows by itself."""
    op.execute("ALTER TABLE deals RENAME COLUMN judge_on TO next_review_on")


def downgrade() -> None:
    """Take this step back."""
    op.execute("ALTER TABLE deals RENAME COLUMN next_review_on TO judge_on")
