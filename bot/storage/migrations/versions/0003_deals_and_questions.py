"""Deals, contact persons, playbooks and question uses; the deal and advance of each activity."""

import sqlalchemy as sa
from alembic import op

from bot.storage.columns import RowId, UtcDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Upgrade to this revision."""
    _add_playbooks()
    _add_contacts()
    _add_deals()
    _add_deal_events()
    _add_question_uses()
    _add_situation_corrections()
    _extend_tables()


def downgrade() -> None:
    """Revert this revision."""
    op.drop_column("workspaces", "stages")
    op.drop_index("ix_activities_deal", "activities")
    for name in ("situation", "advance_rule", "deal_id"):
        op.drop_column("activities", name)
    for table in ("situation_corrections", "question_uses", "deal_events", "deals", "contacts", "playbooks"):
        op.drop_table(table)


def _add_playbooks() -> None:
    op.create_table(
        "playbooks",
        sa.Column("workspace_id", RowId, nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("changed_by", RowId, nullable=True),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["changed_by"], ["reps.id"], name=op.f("fk_playbooks_changed_by_reps"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_playbooks_workspace_id_workspaces"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "language", name=op.f("pk_playbooks")),
    )


def _add_contacts() -> None:
    op.create_table(
        "contacts",
        sa.Column("id", RowId, nullable=False),
        sa.Column("workspace_id", RowId, nullable=False),
        sa.Column("account_id", RowId, nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("name_key", sa.String(length=255), nullable=False),
        sa.Column("role", sa.String(length=120), server_default="", nullable=False),
        sa.Column("level", sa.String(length=12), nullable=True),
        sa.CheckConstraint("level IN ('executive', 'manager', 'user')", name=op.f("ck_contacts_level")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_contacts_account_id_accounts"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_contacts_workspace_id_workspaces"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contacts")),
        sa.UniqueConstraint("account_id", "name_key", name=op.f("uq_contacts_account_id_name_key")),
    )
    op.create_index("ix_contacts_workspace", "contacts", ["workspace_id"], unique=False)


def _add_deals() -> None:
    _create_deals()
    _index_deals()


def _add_deal_events() -> None:
    op.create_table(
        "deal_events",
        sa.Column("id", RowId, nullable=False),
        sa.Column("workspace_id", RowId, nullable=False),
        sa.Column("deal_id", RowId, nullable=False),
        sa.Column("rep_id", RowId, nullable=True),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("before", sa.String(length=255), server_default="", nullable=False),
        sa.Column("after", sa.String(length=255), server_default="", nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["deal_id"], ["deals.id"], name=op.f("fk_deal_events_deal_id_deals"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["rep_id"], ["reps.id"], name=op.f("fk_deal_events_rep_id_reps"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_deal_events_workspace_id_workspaces"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deal_events")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_deal_events_deal", "deal_events", ["deal_id", "id"], unique=False)


def _add_question_uses() -> None:
    op.create_table(
        "question_uses",
        sa.Column("id", RowId, nullable=False),
        sa.Column("workspace_id", RowId, nullable=False),
        sa.Column("rep_id", RowId, nullable=False),
        sa.Column("account_id", RowId, nullable=False),
        sa.Column("deal_id", RowId, nullable=True),
        sa.Column("question_id", sa.String(length=300), nullable=False),
        sa.Column("situation", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=9), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("advanced_on", sa.Date(), nullable=True),
        sa.CheckConstraint("state IN ('suggested', 'asked', 'refused')", name=op.f("ck_question_uses_state")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_question_uses_account_id_accounts"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["deal_id"], ["deals.id"], name=op.f("fk_question_uses_deal_id_deals"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["rep_id"], ["reps.id"], name=op.f("fk_question_uses_rep_id_reps"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_question_uses_workspace_id_workspaces"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_uses")),
    )
    key = ["rep_id", "account_id", "question_id", "day", "state"]
    op.create_index("ux_question_uses_deal", "question_uses", [*key, "deal_id"], unique=True)
    op.create_index(
        "ux_question_uses_no_deal",
        "question_uses",
        key,
        unique=True,
        sqlite_where=sa.text("deal_id IS NULL"),
        postgresql_where=sa.text("deal_id IS NULL"),
    )
    op.create_index("ix_question_uses_account", "question_uses", ["account_id", "state"], unique=False)
    op.create_index("ix_question_uses_deal", "question_uses", ["deal_id"], unique=False)
    op.create_index(
        "ix_question_uses_workspace", "question_uses", ["workspace_id", "state", "question_id"], unique=False
    )


def _add_situation_corrections() -> None:
    op.create_table(
        "situation_corrections",
        sa.Column("id", RowId, nullable=False),
        sa.Column("workspace_id", RowId, nullable=False),
        sa.Column("activity_id", RowId, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("situation", sa.String(length=20), nullable=False),
        sa.Column("learned_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activities.id"],
            name=op.f("fk_situation_corrections_activity_id_activities"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id"],
            ["workspaces.id"],
            name=op.f("fk_situation_corrections_workspace_id_workspaces"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_situation_corrections")),
        sa.UniqueConstraint("activity_id", name=op.f("uq_situation_corrections_activity_id")),
    )
    op.create_index("ix_situation_corrections_workspace", "situation_corrections", ["workspace_id", "id"], unique=False)


def _extend_tables() -> None:
    op.add_column("activities", sa.Column("deal_id", RowId, nullable=True))
    op.add_column("activities", sa.Column("advance_rule", sa.String(length=16), nullable=True))
    op.add_column("activities", sa.Column("situation", sa.String(length=20), nullable=True))
    op.create_index(
        "ix_activities_deal",
        "activities",
        ["deal_id", "day"],
        unique=False,
        sqlite_where=sa.text("deal_id IS NOT NULL"),
        postgresql_where=sa.text("deal_id IS NOT NULL"),
    )

    op.add_column("workspaces", sa.Column("stages", sa.String(length=255), server_default="", nullable=False))


def _create_deals() -> None:
    op.create_table(
        "deals",
        sa.Column("id", RowId, nullable=False),
        sa.Column("workspace_id", RowId, nullable=False),
        sa.Column("account_id", RowId, nullable=False),
        sa.Column("owner_id", RowId, nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("name_key", sa.String(length=200), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=8), server_default="open", nullable=False),
        sa.Column("value", sa.Numeric(precision=14, scale=2), nullable=True),
        sa.Column("margin", sa.Numeric(precision=14, scale=2), nullable=True),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("stage_since", sa.Date(), nullable=False),
        sa.Column("close_on", sa.Date(), nullable=True),
        sa.Column("close_moves", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("contacts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("contacts_since", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("last_contact", sa.Date(), nullable=True),
        sa.Column("last_advance", sa.Date(), nullable=True),
        sa.Column("step_on", sa.Date(), nullable=True),
        sa.Column("has_kept", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("situation", sa.String(length=20), nullable=True),
        sa.Column("situation_run", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("level", sa.String(length=12), nullable=True),
        sa.Column("judge_on", sa.Date(), nullable=True),
        sa.Column("stalled_since", sa.Date(), nullable=True),
        sa.Column("stall_reasons", sa.String(length=255), server_default="", nullable=False),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("told_for", sa.String(length=255), server_default="", nullable=False),
        sa.Column("told_rounds", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("request_key", sa.String(length=160), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("state IN ('open', 'won', 'lost')", name=op.f("ck_deals_state")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_deals_account_id_accounts"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["reps.id"], name=op.f("fk_deals_owner_id_reps"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["workspace_id"], ["workspaces.id"], name=op.f("fk_deals_workspace_id_workspaces"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deals")),
        sa.UniqueConstraint(
            "workspace_id", "account_id", "name_key", name=op.f("uq_deals_workspace_id_account_id_name_key")
        ),
        sa.UniqueConstraint("workspace_id", "request_key", name=op.f("uq_deals_workspace_id_request_key")),
        sqlite_autoincrement=True,
    )


def _index_deals() -> None:
    op.create_index("ix_deals_account", "deals", ["account_id", "state"], unique=False)
    op.create_index(
        "ix_deals_judge",
        "deals",
        ["workspace_id", "judge_on"],
        unique=False,
        sqlite_where=sa.text("judge_on IS NOT NULL"),
        postgresql_where=sa.text("judge_on IS NOT NULL"),
    )
    op.create_index("ix_deals_owner", "deals", ["owner_id", "state"], unique=False)
    op.create_index("ix_deals_workspace", "deals", ["workspace_id", "state", "closed_on"], unique=False)
