"""One person on two platforms: which reps belong together, and the codes with which they are linked."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table, UniqueConstraint, text

from bot.storage.columns import UtcDateTime
from bot.storage.tables.metadata import metadata, workspace_id_column

# Who acts as another rep, his or her home, on another platform; the rep's own log rests meanwhile.
linked_reps = Table(
    "linked_reps",
    metadata,
    workspace_id_column(),
    Column("rep_id", ForeignKey("reps.id", ondelete="CASCADE"), primary_key=True),
    # A rep of another workspace: the only reference between two workspaces that there is.
    Column("home_id", ForeignKey("reps.id", ondelete="CASCADE"), nullable=False),
    Column("linked_at", UtcDateTime, nullable=False),
    UniqueConstraint("home_id"),
)

# The code that a rep was given last, as a hash, and how often he or she typed a wrong one lately.
link_codes = Table(
    "link_codes",
    metadata,
    workspace_id_column(),
    Column("rep_id", ForeignKey("reps.id", ondelete="CASCADE"), primary_key=True),
    # Empty once it was used or called off.
    Column("code_hash", String(64)),
    Column("request_key", String(220)),
    Column("expires_at", UtcDateTime),
    Column("wrong", Integer, nullable=False, server_default=text("0")),
    Column("wrong_since", UtcDateTime),
    UniqueConstraint("code_hash"),
)
