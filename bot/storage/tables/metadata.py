"""The MetaData of all tables, and the column by which each row belongs to a workspace."""

from sqlalchemy import (
    Column,
    ForeignKey,
    MetaData,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def workspace_id_column() -> Column[int]:
    """Return the column by which every row belongs to a workspace."""
    return Column("workspace_id", ForeignKey("workspaces.id", ondelete="CASCADE"), nullable=False)
