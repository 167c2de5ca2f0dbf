"""Next steps that were moved or missed."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

CHECK = "ck_next_steps_state"
BEFORE = ("open", "kept", "late", "moved")
AFTER = (*BEFORE, "missed")


def upgrade() -> None:
    """Upgrade to this revision."""
    with op.batch_alter_table("next_steps") as table:
        table.add_column(sa.Column("moves", sa.Integer(), server_default=sa.text("0"), nullable=False))
        table.drop_constraint(op.f(CHECK), type_="check")
        table.create_check_constraint(op.f(CHECK), sa.column("state").in_(AFTER))


def downgrade() -> None:
    """Revert this revision; missed steps become open again."""
    op.execute("UPDATE next_steps SET state = 'open', closed_on = NULL WHERE state = 'missed'")
    with op.batch_alter_table("next_steps") as table:
        table.drop_constraint(op.f(CHECK), type_="check")
        table.create_check_constraint(op.f(CHECK), sa.column("state").in_(BEFORE))
        table.drop_column("moves")
