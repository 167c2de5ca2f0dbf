"""Queries about drafts: lines that could not be stored yet, kept so that nothing is typed again."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.rows import to_columns
from bot.storage.tables.log import drafts
from bot.storage.upsert import insert_unless_present


@dataclass(frozen=True, slots=True)
class Draft:
    """A line as it was typed, the account name in it that was not understood, and when it was said (UTC).

    ``request_key`` names the request that brought the line; the entry that it becomes is stored under it.
    """

    id: int
    rep_id: int
    text: str
    typed_name: str
    said_at: datetime
    request_key: str


DRAFT_COLUMNS = [drafts.c[name] for name in Draft.__dataclass_fields__]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDraft:
    """A line that is to be kept; see ``Draft``."""

    workspace_id: int
    rep_id: int
    text: str
    typed_name: str
    said_at: datetime
    request_key: str


async def save_draft(connection: AsyncConnection, draft: NewDraft) -> int | None:
    """Keep a line and return its id; a repeated request keeps it once. None when somebody else's has its key."""
    await connection.execute(insert_unless_present(connection, drafts).values(to_columns(draft)))
    query = select(drafts.c.id).where(
        drafts.c.workspace_id == draft.workspace_id,
        drafts.c.rep_id == draft.rep_id,
        drafts.c.request_key == draft.request_key,
    )
    draft_id: int | None = (await connection.execute(query)).scalar_one_or_none()
    return draft_id


async def find_draft(connection: AsyncConnection, *, rep_id: int, draft_id: int) -> Draft | None:
    """Return a rep's own draft."""
    query = select(*DRAFT_COLUMNS).where(drafts.c.rep_id == rep_id, drafts.c.id == draft_id)
    row = (await connection.execute(query)).mappings().first()
    return Draft(**row) if row else None


async def drop_draft(connection: AsyncConnection, *, rep_id: int, draft_id: int) -> None:
    """Forget a rep's draft."""
    await connection.execute(delete(drafts).where(drafts.c.rep_id == rep_id, drafts.c.id == draft_id))


async def drop_old_drafts(connection: AsyncConnection, *, before: datetime) -> int:
    """Forget the drafts of all workspaces that nobody came back to, and return how many."""
    gone = await connection.execute(delete(drafts).where(drafts.c.said_at < before).returning(drafts.c.id))
    return len(gone.all())
