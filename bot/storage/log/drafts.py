"""Queries about drafts: typed lines that could not be stored yet, kept so that the user need not type them again."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.rows import to_columns
from bot.storage.tables.log import drafts
from bot.storage.upsert import insert_unless_present


@dataclass(frozen=True, slots=True)
class Draft:
    """A typed line, the unclear account name in it, and when it was typed (UTC).

    ``request_key`` is the key of the request with the line; the resulting entry is stored under the same key.
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
    """Save a line and return its id; idempotent by request key. None when another rep's line has the key."""
    await connection.execute(insert_unless_present(connection, drafts).values(to_columns(draft)))
    query = select(drafts.c.id).where(
        drafts.c.workspace_id == draft.workspace_id,
        drafts.c.rep_id == draft.rep_id,
        drafts.c.request_key == draft.request_key,
    )
    draft_id: int | None = (await connection.execute(query)).scalar_one_or_none()
    return draft_id


async def find_draft(connection: AsyncConnection, *, rep_id: int, draft_id: int) -> Draft | None:
    """Return a rep's draft, None when there is none."""
    query = select(*DRAFT_COLUMNS).where(drafts.c.rep_id == rep_id, drafts.c.id == draft_id)
    row = (await connection.execute(query)).mappings().first()
    return Draft(**row) if row else None


async def drop_draft(connection: AsyncConnection, *, rep_id: int, draft_id: int) -> None:
    """Delete a rep's draft."""
    await connection.execute(delete(drafts).where(drafts.c.rep_id == rep_id, drafts.c.id == draft_id))


async def drop_old_drafts(connection: AsyncConnection, *, before: datetime) -> int:
    """Delete the drafts of all workspaces from before a time (UTC), and return how many."""
    gone = await connection.execute(delete(drafts).where(drafts.c.said_at < before).returning(drafts.c.id))
    return len(gone.all())
