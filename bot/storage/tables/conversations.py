"""Where the bot can reach a person or a channel, on a platform that has an address for each conversation."""

from sqlalchemy import Column, PrimaryKeyConstraint, String, Table

from bot.storage.tables.metadata import metadata, workspace_id_column

conversations = Table(
    "conversations",
    metadata,
    workspace_id_column(),
    # The platform's id of the person or the channel, to which messages are addressed.
    Column("address", String(255), nullable=False),
    Column("conversation", String(255), nullable=False),
    # The part of the platform that serves it: it may move, and is told with each message.
    Column("service_url", String(255), nullable=False),
    PrimaryKeyConstraint("workspace_id", "address"),
)
