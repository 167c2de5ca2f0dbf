"""A team that was made before teams without a channel had their Monday becomes due, as a new one is."""

import sqlalchemy as sa
from alembic import op

from bot.storage.columns import UtcDateTime

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

TEAMS = sa.table("teams", sa.column("next_due_at", UtcDateTime()))


def upgrade() -> None:
    """Upgrade to this revision; what was due before it is not made up for."""
    op.execute(sa.update(TEAMS).where(TEAMS.c.next_due_at.is_(None)).values(next_due_at=sa.func.current_timestamp()))


def downgrade() -> None:
    """Leave the moments as they are: a team that is due is planned all the same."""
