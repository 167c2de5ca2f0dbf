"""Queries about drafts: typed lines that could not be stored yet, kept so that the user need not type them again."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import RowMapping, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.log.activity import Kind
from bot.domain.log.log_line import DayChoice, LineChoice
from bot.domain.log.own_kinds import OwnKind
from bot.storage.rows import to_columns
from bot.storage.tables.log import activities, drafts
from bot.storage.upsert import insert_unless_present

# Before the id of a workspace's own kind that was chosen.
OWN = "own:"


@dataclass(frozen=True, slots=True)
class NameChoice:
    """The account that the user chose for a name in a line."""

    typed: str
    account_id: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A typed line, the unclear account name in it if any, and when it was typed (UTC).

    ``request_key`` is the key of the request with the line; the resulting entries are stored under the same key.
    ``chosen_kind`` ("call", or "own:3" for a kind of the workspace) and ``chosen_day`` are what the rep chose so far,
    ``choices`` the accounts for other names in the line, in their order. ``entry_id`` is the entry that the line
    corrects, None when it is to be logged or that is still to be chosen.
    """

    id: int
    rep_id: int
    text: str
    typed_name: str
    said_at: datetime
    request_key: str
    chosen_kind: str | None = None
    chosen_day: str | None = None
    choices: tuple[NameChoice, ...] = ()
    entry_id: int | None = None

    @property
    def day_choice(self) -> DayChoice | None:
        """What the rep chose that a day still to come is."""
        return DayChoice(self.chosen_day) if self.chosen_day else None

    def find_choice(self, own_kinds: Iterable[OwnKind]) -> LineChoice:
        """Return what the rep chose so far, for the parser; an own kind that is out of use by now was not chosen."""
        if not self.chosen_kind or not self.chosen_kind.startswith(OWN):
            return LineChoice(Kind(self.chosen_kind) if self.chosen_kind else None, self.day_choice)
        used = {f"{OWN}{kind.id}": kind for kind in own_kinds if not kind.is_archived}
        own = used.get(self.chosen_kind)
        return LineChoice(own.kind if own else None, self.day_choice, own)

    def choose_kind(self, kind: Kind, own_kind_id: int = 0) -> "Draft":
        """Return the draft with the kind that the rep chose for it."""
        return replace(self, chosen_kind=f"{OWN}{own_kind_id}" if own_kind_id else kind.value)


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
    entry_id: int | None = None


async def add_draft(connection: AsyncConnection, draft: NewDraft) -> int | None:
    """Save a line and return its id, None when the request key is taken."""
    statement = insert_unless_present(connection, drafts).values(to_columns(draft)).returning(drafts.c.id)
    draft_id: int | None = (await connection.execute(statement)).scalar_one_or_none()
    return draft_id


async def save_draft(connection: AsyncConnection, draft: NewDraft) -> int | None:
    """Save a line and return its id; idempotent by request key. None when another rep's line has the key."""
    draft_id = await add_draft(connection, draft)
    if draft_id is not None:
        return draft_id
    known = await find_draft_by_request(
        connection, workspace_id=draft.workspace_id, rep_id=draft.rep_id, request_key=draft.request_key
    )
    return known.id if known else None


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


async def change_draft(connection: AsyncConnection, draft: Draft) -> None:
    """Save what a rep's draft waits for, and what was chosen for it."""
    values = {
        "typed_name": draft.typed_name,
        "chosen_kind": draft.chosen_kind,
        "chosen_day": draft.chosen_day,
        "choices": json.dumps([[choice.typed, choice.account_id] for choice in draft.choices]),
    }
    await connection.execute(
        update(drafts).where(drafts.c.rep_id == draft.rep_id, drafts.c.id == draft.id).values(values)
    )


async def mark_planned(connection: AsyncConnection, *, rep_id: int, draft_id: int) -> bool:
    """Mark a rep's draft as used for an appointment; False when it was so already: only one of two requests does it."""
    of_rep = (drafts.c.rep_id == rep_id, drafts.c.id == draft_id)
    is_open = drafts.c.chosen_day.is_(None) | (drafts.c.chosen_day != DayChoice.PLANNED)
    marked = await connection.execute(
        update(drafts).where(*of_rep, is_open).values(chosen_day=DayChoice.PLANNED).returning(drafts.c.id)
    )
    return marked.first() is not None


async def find_latest_draft(connection: AsyncConnection, *, rep_id: int, since: datetime) -> Draft | None:
    """Return the line that a rep typed last after a time (UTC) when it is kept and no entry was logged after it."""
    is_passed = (
        select(activities.c.id)
        .where(activities.c.rep_id == rep_id, activities.c.logged_at >= drafts.c.said_at)
        .exists()
    )
    query = (
        select(*DRAFT_COLUMNS)
        .where(drafts.c.rep_id == rep_id, drafts.c.said_at > since, drafts.c.entry_id.is_(None), ~is_passed)
        .order_by(drafts.c.said_at.desc(), drafts.c.id.desc())
        .limit(1)
    )
    row = (await connection.execute(query)).mappings().first()
    return _to_draft(row) if row else None


async def find_waiting_draft(connection: AsyncConnection, *, rep_id: int, since: datetime) -> Draft | None:
    """Return a rep's latest line typed after a time (UTC) that still waits for its account, None when none does."""
    is_logged = (
        select(activities.c.id)
        .where(
            activities.c.workspace_id == drafts.c.workspace_id,
            activities.c.request_key == drafts.c.request_key,
        )
        .exists()
    )
    query = (
        select(*DRAFT_COLUMNS)
        .where(
            drafts.c.rep_id == rep_id,
            drafts.c.said_at > since,
            drafts.c.entry_id.is_(None),
            drafts.c.typed_name != "",
            ~is_logged,
        )
        .order_by(drafts.c.said_at.desc(), drafts.c.id.desc())
        .limit(1)
    )
    row = (await connection.execute(query)).mappings().first()
    return _to_draft(row) if row else None


async def rename_in_draft(
    connection: AsyncConnection, *, rep_id: int, draft_id: int, text: str, typed_name: str
) -> None:
    """Replace the text of a rep's draft and the unclear name in it."""
    await connection.execute(
        update(drafts)
        .where(drafts.c.rep_id == rep_id, drafts.c.id == draft_id)
        .values(text=text, typed_name=typed_name)
    )


async def choose_draft_entry(
    connection: AsyncConnection, *, rep_id: int, draft_id: int, entry_id: int, typed_name: str
) -> None:
    """Record which entry a rep's draft corrects, and the unclear name in it."""
    await connection.execute(
        update(drafts)
        .where(drafts.c.rep_id == rep_id, drafts.c.id == draft_id)
        .values(entry_id=entry_id, typed_name=typed_name)
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
