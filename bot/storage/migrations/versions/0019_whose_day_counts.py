"""Of each rep is stored since when he or she is here, whether the rep only leads, and the days of leave in a year."""

from datetime import UTC, date, datetime

import sqlalchemy as sa
from alembic import op

from bot.storage.columns import UtcDateTime

revision = "0019"
down_revision = "0022"
branch_labels = None
depends_on = None

REPS = sa.table("reps", sa.column("id"), sa.column("created_at", UtcDateTime()), sa.column("first_day", sa.Date()))
ACTIVITIES = sa.table("activities", sa.column("rep_id"), sa.column("day", sa.Date()), sa.column("removed_at"))


def upgrade() -> None:
    """Upgrade to this revision; who was here before began with the first activity, or with the first contact."""
    op.add_column("reps", sa.Column("first_day", sa.Date(), nullable=True))
    op.add_column("reps", sa.Column("leads_since", sa.Date(), nullable=True))
    op.add_column("reps", sa.Column("leading_asked_at", UtcDateTime(), nullable=True))
    op.add_column("reps", sa.Column("leave_days", sa.Integer(), nullable=True))
    _fill_first_days()


def _fill_first_days() -> None:
    connection = op.get_bind()
    earliest = sa.select(ACTIVITIES.c.rep_id, sa.func.min(ACTIVITIES.c.day)).where(ACTIVITIES.c.removed_at.is_(None))
    rows = connection.execute(earliest.group_by(ACTIVITIES.c.rep_id)).all()
    days: dict[int, date] = {rep_id: day for rep_id, day in rows}  # noqa: C416 - a row is no pair to the type checker
    for rep_id, created_at in connection.execute(sa.select(REPS.c.id, REPS.c.created_at)).all():
        met: datetime = created_at.astimezone(UTC)
        first = min(met.date(), days.get(rep_id, met.date()))
        connection.execute(sa.update(REPS).where(REPS.c.id == rep_id).values(first_day=first))


def downgrade() -> None:
    """Revert this revision."""
    for name in ("leave_days", "leading_asked_at", "leads_since", "first_day"):
        op.drop_column("reps", name)
