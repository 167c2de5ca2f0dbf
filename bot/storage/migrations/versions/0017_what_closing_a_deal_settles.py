"""Steps that end with their deal, what closed deals make of their account, and the hour of a call."""

import sqlalchemy as sa
from alembic import op

from bot.storage.columns import RowId

revision = "0017"
down_revision = "0018"
branch_labels = None
depends_on = None

CHECK = "ck_next_steps_state"
BEFORE = ("open", "kept", "late", "moved", "missed")
AFTER = (*BEFORE, "ended")
_HAS_OPEN = "EXISTS (SELECT 1 FROM deals d WHERE d.account_id = accounts.id AND d.state = 'open')"
_HAS_WON = "EXISTS (SELECT 1 FROM deals d WHERE d.account_id = accounts.id AND d.state = 'won')"
_LOST_ON = "(SELECT max(d.closed_on) FROM deals d WHERE d.account_id = accounts.id AND d.state = 'lost')"


def upgrade() -> None:
    """Upgrade to this revision; the open steps of deals that were closed before end with them."""
    last = _find_last_id()
    with op.batch_alter_table("next_steps", table_kwargs={"sqlite_autoincrement": True}) as table:
        table.add_column(sa.Column("ended_by", RowId, nullable=True))
        table.drop_constraint(op.f(CHECK), type_="check")
        table.create_check_constraint(op.f(CHECK), sa.column("state").in_(AFTER))
    _continue_ids(last)
    op.create_index(
        "ix_next_steps_ended_by",
        "next_steps",
        ["ended_by"],
        sqlite_where=sa.text("ended_by IS NOT NULL"),
        postgresql_where=sa.text("ended_by IS NOT NULL"),
    )
    op.add_column("accounts", sa.Column("given_stage", sa.String(length=16), nullable=True))
    op.add_column("accounts", sa.Column("given_from", sa.Date(), nullable=True))
    op.add_column("accounts", sa.Column("lost_on", sa.Date(), nullable=True))
    op.add_column("activities", sa.Column("called_at", sa.Time(), nullable=True))
    op.add_column("reps", sa.Column("hour_asked_on", sa.Date(), nullable=True))
    _settle()


def _find_last_id() -> int | None:
    """Return the last id that SQLite gave out, which a copy of the table would forget."""
    if op.get_bind().dialect.name != "sqlite":
        return None
    found = op.get_bind().execute(sa.text("SELECT seq FROM sqlite_sequence WHERE name = 'next_steps'")).first()
    return int(found[0]) if found else None


def _continue_ids(last: int | None) -> None:
    """Give out no id of a step again: old buttons carry it."""
    if last is not None:
        op.execute("DELETE FROM sqlite_sequence WHERE name = 'next_steps'")
        op.execute(f"INSERT INTO sqlite_sequence (name, seq) VALUES ('next_steps', {last})")  # noqa: S608 - a number


def _settle() -> None:
    op.execute(
        "UPDATE next_steps SET state = 'ended', ended_by = (SELECT a.deal_id FROM activities a"
        " WHERE a.id = next_steps.activity_id) WHERE state = 'open' AND EXISTS (SELECT 1 FROM activities a"
        " JOIN deals d ON d.id = a.deal_id WHERE a.id = next_steps.activity_id AND d.state <> 'open')"
    )
    # The date in a message of one's own was never a commitment of the customer (K9).
    op.execute(
        "UPDATE activities SET advance_rule = NULL WHERE kind IN ('message', 'own') AND advance_rule = 'dated_step'"
    )
    op.execute("UPDATE accounts SET given_from = CURRENT_DATE WHERE stage = 'former'")
    op.execute(
        "UPDATE accounts SET given_stage = stage, stage = 'customer'"  # noqa: S608 - constants of this file
        f" WHERE stage IN ('suspect', 'prospect') AND {_HAS_WON}"
    )
    op.execute(
        f"UPDATE accounts SET lost_on = {_LOST_ON}"  # noqa: S608 - constants of this file
        f" WHERE stage IN ('suspect', 'prospect') AND NOT {_HAS_OPEN}"
    )


def downgrade() -> None:
    """Revert this revision; ended steps become open again, and accounts get back the stage that was given."""
    op.execute("UPDATE next_steps SET state = 'open', closed_on = NULL WHERE state = 'ended'")
    op.execute("UPDATE accounts SET stage = given_stage WHERE given_stage IS NOT NULL")
    op.drop_column("reps", "hour_asked_on")
    op.drop_column("activities", "called_at")
    for name in ("lost_on", "given_from", "given_stage"):
        op.drop_column("accounts", name)
    op.drop_index("ix_next_steps_ended_by", table_name="next_steps")
    last = _find_last_id()
    with op.batch_alter_table("next_steps", table_kwargs={"sqlite_autoincrement": True}) as table:
        table.drop_constraint(op.f(CHECK), type_="check")
        table.create_check_constraint(op.f(CHECK), sa.column("state").in_(BEFORE))
        table.drop_column("ended_by")
    _continue_ids(last)
