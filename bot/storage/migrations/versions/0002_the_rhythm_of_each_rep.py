"""The rhythm of each rep: times, workdays, absences, teams and deliveries."""

import sqlalchemy as sa
from alembic import op

from bot.storage.columns import RowId, UtcDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_COUNT_CONTACTS = """
    UPDATE accounts SET
        contacts = (
            SELECT count(*) FROM activities
            WHERE activities.account_id = accounts.id AND activities.removed_at IS NULL
        ),
        last_contact = (
            SELECT max(day) FROM activities
            WHERE activities.account_id = accounts.id AND activities.removed_at IS NULL
        ),
        last_rep_id = (
            SELECT rep_id FROM activities
            WHERE activities.account_id = accounts.id AND activities.removed_at IS NULL
            ORDER BY day DESC, id DESC LIMIT 1
        )
"""


def upgrade() -> None:
    """Upgrade to this revision."""
    _create_rate_gates()
    _create_absences()
    _create_company_days()
    _create_account_rests()
    _extend_accounts()
    _extend_deliveries()
    _extend_reps()
    _extend_workspaces()
    _count_contacts()


def downgrade() -> None:
    """Revert this revision."""
    op.drop_column("workspaces", "region")

    op.drop_column("reps", "home_hash")
    op.drop_column("reps", "follows_status")
    op.drop_column("reps", "silent_on")
    op.drop_column("reps", "paused_at")
    op.drop_column("reps", "quiet_until")
    op.drop_column("reps", "quiet_from")
    op.drop_column("reps", "switched_off")
    op.drop_column("reps", "wrap_up_at")
    op.drop_column("reps", "catch_up_at")
    op.drop_column("reps", "intensity")
    op.drop_column("reps", "week")
    op.drop_column("reps", "region")
    op.drop_column("reps", "country")

    op.drop_index("ix_deliveries_dead", table_name="deliveries")
    op.drop_index("ix_deliveries_rep", table_name="deliveries")
    op.drop_index("ix_deliveries_channel", table_name="deliveries")
    op.drop_column("deliveries", "claimed_at")
    op.drop_column("deliveries", "channel")

    op.drop_index("ix_accounts_last_rep_id", table_name="accounts")
    op.drop_column("accounts", "last_rep_id")
    op.drop_column("accounts", "last_contact")
    op.drop_column("accounts", "contacts")
    op.drop_column("accounts", "do_not_contact")

    op.drop_index("ix_account_rests_account", table_name="account_rests")

    op.drop_table("account_rests")
    op.drop_table("company_days")
    op.drop_index("ix_absences_rep", table_name="absences")

    op.drop_table("absences")
    op.drop_table("rate_gates")


def _create_rate_gates() -> None:
    op.create_table(
        "rate_gates",
        sa.Column("workspace_id", RowId, nullable=False),
        sa.Column("name", sa.String(length=16), nullable=False),
        sa.Column("used_until", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_rate_gates_workspace_id_workspaces"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "name", name=op.f("pk_rate_gates")),
    )


def _create_absences() -> None:
    op.create_table(
        "absences",
        sa.Column("id", RowId, nullable=False),
        sa.Column("workspace_id", RowId, nullable=False),
        sa.Column("rep_id", RowId, nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("part", sa.String(length=9), server_default="whole", nullable=False),
        sa.Column("reason", sa.String(length=120), server_default="", nullable=False),
        sa.Column("source", sa.String(length=8), server_default="typed", nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("part IN ('whole', 'morning', 'afternoon')", name=op.f("ck_absences_part")),
        sa.CheckConstraint("last_day >= first_day", name=op.f("ck_absences_days")),
        sa.ForeignKeyConstraint(["rep_id"], ["reps.id"], name=op.f("fk_absences_rep_id_reps"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_absences_workspace_id_workspaces"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absences")),
        sa.UniqueConstraint(
            "rep_id",
            "first_day",
            "last_day",
            "part",
            "source",
            name=op.f("uq_absences_rep_id_first_day_last_day_part_source"),
        ),
    )
    op.create_index("ix_absences_rep", "absences", ["rep_id", "last_day"], unique=False)


def _create_company_days() -> None:
    op.create_table(
        "company_days",
        sa.Column("id", RowId, nullable=False),
        sa.Column("workspace_id", RowId, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("is_worked", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_company_days_workspace_id_workspaces"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_company_days")),
        sa.UniqueConstraint("workspace_id", "day", name=op.f("uq_company_days_workspace_id_day")),
    )


def _create_account_rests() -> None:
    op.create_table(
        "account_rests",
        sa.Column("id", RowId, nullable=False),
        sa.Column("workspace_id", RowId, nullable=False),
        sa.Column("rep_id", RowId, nullable=False),
        sa.Column("account_id", RowId, nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_account_rests_account_id_accounts"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["rep_id"], ["reps.id"], name=op.f("fk_account_rests_rep_id_reps"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_account_rests_workspace_id_workspaces"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_rests")),
        sa.UniqueConstraint("rep_id", "account_id", name=op.f("uq_account_rests_rep_id_account_id")),
    )
    op.create_index("ix_account_rests_account", "account_rests", ["account_id"], unique=False)


def _extend_accounts() -> None:
    op.add_column("accounts", sa.Column("do_not_contact", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("accounts", sa.Column("contacts", sa.Integer(), server_default=sa.text("0"), nullable=False))
    op.add_column("accounts", sa.Column("last_contact", sa.Date(), nullable=True))
    op.add_column("accounts", sa.Column("last_rep_id", RowId, nullable=True))
    op.create_index("ix_accounts_last_rep_id", "accounts", ["last_rep_id"], unique=False)


def _extend_deliveries() -> None:
    op.add_column("deliveries", sa.Column("channel", sa.String(length=255), nullable=True))
    op.add_column("deliveries", sa.Column("claimed_at", UtcDateTime(), nullable=True))
    op.create_index("ix_deliveries_channel", "deliveries", ["channel", "claimed_at"], unique=False)
    op.create_index("ix_deliveries_rep", "deliveries", ["rep_id", "local_day"], unique=False)
    op.create_index(
        "ix_deliveries_dead",
        "deliveries",
        ["workspace_id", "due_at"],
        unique=False,
        sqlite_where=sa.text("state IN ('failed', 'in_doubt')"),
        postgresql_where=sa.text("state IN ('failed', 'in_doubt')"),
    )


def _extend_reps() -> None:
    op.add_column("reps", sa.Column("country", sa.String(length=2), nullable=True))
    op.add_column("reps", sa.Column("region", sa.String(length=32), nullable=True))
    op.add_column("reps", sa.Column("week", sa.String(length=7), server_default="1111100", nullable=False))
    op.add_column("reps", sa.Column("intensity", sa.String(length=8), server_default="standard", nullable=False))
    op.add_column("reps", sa.Column("catch_up_at", sa.Time(), server_default="13:30:00", nullable=False))
    op.add_column("reps", sa.Column("wrap_up_at", sa.Time(), server_default="16:45:00", nullable=False))
    op.add_column("reps", sa.Column("switched_off", sa.String(length=255), server_default="", nullable=False))
    op.add_column("reps", sa.Column("quiet_from", sa.Time(), server_default="19:00:00", nullable=False))
    op.add_column("reps", sa.Column("quiet_until", sa.Time(), server_default="07:00:00", nullable=False))
    op.add_column("reps", sa.Column("paused_at", UtcDateTime(), nullable=True))
    op.add_column("reps", sa.Column("silent_on", sa.Date(), nullable=True))
    op.add_column("reps", sa.Column("follows_status", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("reps", sa.Column("home_hash", sa.String(length=64), nullable=True))


def _extend_workspaces() -> None:
    op.add_column("workspaces", sa.Column("region", sa.String(length=32), nullable=True))


def _count_contacts() -> None:
    op.execute(_COUNT_CONTACTS)
