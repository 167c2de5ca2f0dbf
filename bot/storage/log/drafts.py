"""Queries about drafts: typed lines that could not be stored yet, kept so that the user need not type them again."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import RowMapping, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.rows import to_columns
from bot.storage.tables.log import drafts
from bot.storage.upsert import insert_unless_present


@dataclass(frozen=True, slots=True)
class NameChoice:
    """The account that the user chose for a name in a line."""

    typed: str
    account_id: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A typed line, the unclear account name in it, and when it was typed (UTC).

    ``request_key`` is the key of the request with the line; the resulting entries are stored under the same key.
    ``choices`` are those made so far for other names in the line, in their order.
    """

    id: int
    rep_id: int
    text: str
    typed_name: str
    said_at: datetime
    request_key: str
    choices: tuple[NameChoice, ...] = ()


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


async def add_draft(connection: AsyncConnection, draft: NewDraft) -> int | None:
    """Save a line and return its id, None when the request key is taken."""
    statement = insert_unless_present(connection, drafts).values(to_columns(draft)).returning(drafts.c.id)
    draft_id: int | None = (await connection.execute(statement)).scalar_one_or_none()
    return draft_id


async def find_draft(connection: AsyncConnection, *, rep_id: int, draft_id: int) -> Draft | None:
    """Return a rep's draft, None when there is none."""
    query = select(*DRAFT_COLUMNS).where(drafts.c.rep_id == rep_id, drafts.c.id == draft_id)
    row = (await connection.execute(query)).mappings().first()
    return _to_draft(row) if row else None


async def find_draft_by_request(
    connection: AsyncConnection, *, workspace_id: int, rep_id: int, request_key: str
) -> Draft | None:
    """Return the line that a rep's request has kept, None when there is none."""
    query = select(*DRAFT_COLUMNS).where(
        drafts.c.workspace_id == workspace_id, drafts.c.rep_id == rep_id, drafts.c.request_key == request_key
    )
    row = (await connection.execute(query)).mappings().first()
    return _to_draft(row) if row else None


async def save_choices(
    connection: AsyncConnection, *, draft_id: int, choices: Sequence[NameChoice], typed_name: str
) -> None:
    """Save the choices made so far for names in a line, and the name that is unclear now."""
    written = json.dumps([[choice.typed, choice.account_id] for choice in choices])
    await connection.execute(
        update(drafts).where(drafts.c.id == draft_id).values(choices=written, typed_name=typed_name)
    )


async def drop_draft(connection: AsyncConnection, *, rep_id: int, draft_id: int) -> None:
    """Delete a rep's draft."""
    await connection.execute(delete(drafts).where(drafts.c.rep_id == rep_id, drafts.c.id == draft_id))


async def drop_old_drafts(connection: AsyncConnection, *, before: datetime) -> int:
    """Delete the drafts of all workspaces from before a time (UTC), and return how many."""
    gone = await connection.execute(delete(drafts).where(drafts.c.said_at < before).returning(drafts.c.id))
    return len(gone.all())


def _to_draft(row: RowMapping) -> Draft:
    choices = tuple(NameChoice(typed, account_id) for typed, account_id in json.loads(row["choices"]))
    return Draft(**(dict(row) | {"choices": choices}))
