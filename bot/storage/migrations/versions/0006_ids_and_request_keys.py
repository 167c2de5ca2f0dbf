"""Ids that are never reused, and request keys on tables that lacked them."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# Deals and their events have it already. A PostgreSQL sequence never repeats a number.
WITHOUT_AUTOINCREMENT = (
    "workspaces",
    "teams",
    "reps",
    "absences",
    "accounts",
    "company_days",
    "account_rests",
    "activities",
    "next_steps",
    "drafts",
    "deliveries",
    "contacts",
    "question_uses",
    "situation_corrections",
    "lessons",
    "hints",
    "feedback",
    "referrals",
)
# Rows of these are deleted, while buttons in older messages carry their ids. How many ids were used and deleted is
# unknown, so that new ids start far above any that can have been used.
IN_OLD_BUTTONS = ("absences", "company_days", "drafts", "feedback", "lessons", "next_steps", "referrals")
LEAP = 1_000_000
KEYS = {"feedback": ("request_key",), "lessons": ("request_key",), "referrals": ("request_key", "moved_by")}


def upgrade() -> None:
    """Upgrade to this revision."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for name in WITHOUT_AUTOINCREMENT if is_sqlite else KEYS:
        with op.batch_alter_table(
            name, recreate="always" if is_sqlite else "never", table_kwargs={"sqlite_autoincrement": True}
        ) as table:
            for column in KEYS.get(name, ()):
                table.add_column(sa.Column(column, sa.String(length=160), nullable=True))
            if name in KEYS:
                table.create_unique_constraint(
                    op.f(f"uq_{name}_workspace_id_request_key"), ["workspace_id", "request_key"]
                )
    if is_sqlite and _is_used():
        _leap()


def downgrade() -> None:
    """Revert this revision; ids continue from where they are."""
    for name, columns in KEYS.items():
        with op.batch_alter_table(name) as table:
            table.drop_constraint(op.f(f"uq_{name}_workspace_id_request_key"), type_="unique")
            for column in columns:
                table.drop_column(column)


def _is_used() -> bool:
    return op.get_bind().execute(sa.text("SELECT 1 FROM workspaces LIMIT 1")).first() is not None


def _leap() -> None:
    """Start ids above every one that an old button, or the request key of an entry made from a draft, can carry."""
    drafted = "SELECT max(CAST(substr(request_key, 7) AS INTEGER)) FROM activities WHERE request_key LIKE 'draft:%'"
    connection = op.get_bind()
    last_drafted = connection.execute(sa.text(drafted)).scalar() or 0
    for name in IN_OLD_BUTTONS:
        # S608: a table name cannot be a parameter; these are our own constants.
        last = connection.execute(sa.text(f"SELECT max(id) FROM {name}")).scalar() or 0  # noqa: S608
        highest = max(last, last_drafted) if name == "drafts" else last
        connection.execute(sa.text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": name})
        connection.execute(
            sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :seq)"),
            {"name": name, "seq": highest + LEAP},
        )
