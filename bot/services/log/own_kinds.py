"""A workspace's own kinds of activity: list them, and change them as a manager (R1)."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.log.activity import Entry, OwnKindId
from bot.domain.log.errors import OwnKindGone, OwnKindRefused
from bot.domain.log.log_line.own_words import split_phrase
from bot.domain.log.own_kind_rules import LONGEST_KIND, check_kind
from bot.domain.log.own_kinds import KindContent, OwnKind
from bot.domain.log.stored_text import clean_characters
from bot.domain.people.errors import ManagersOnly
from bot.domain.people.people import Rep
from bot.services.people.person_cache import Person, PersonCache
from bot.storage.database import Database
from bot.storage.log import own_kinds as kind_rows
from bot.storage.log.own_kinds import make_new_kind
from bot.storage.people import people as people_rows
from bot.storage.row_locks import lock_row
from bot.storage.tables.people import workspaces

Work = Callable[[AsyncConnection], Awaitable[OwnKindId]]


@dataclass(frozen=True, slots=True)
class KindChange:
    """Who changes a workspace's kinds, where they are stored and where they are cached."""

    database: Database
    people: PersonCache
    person: Person

    async def commit(self, work: Work) -> OwnKind:
        """Run ``work`` alone in the workspace, for a manager, and return the kind as it is then.

        Raises:
            ManagersOnly: the rep is not a manager.
        """
        workspace = self.person.workspace

        async def work_alone(connection: AsyncConnection) -> OwnKind:
            await lock_row(connection, workspaces, workspace.id)
            await _check_may_change(connection, self.person.rep)
            return await get_own_kind(connection, workspace_id=workspace.id, kind_id=await work(connection))

        changed = await self.database.write(work_alone)
        self.people.forget_workspace(workspace)
        return changed


async def list_kinds(database: Database, *, rep: Rep) -> tuple[OwnKind, ...]:
    """Return the kinds of a rep's workspace as they are stored, archived ones last."""
    async with database.reading() as connection:
        return await _list_kinds(connection, rep.workspace_id)


async def find_kind(database: Database, *, rep: Rep, kind_id: int) -> OwnKind:
    """Return a kind of the workspace, for a manager.

    Raises:
        ManagersOnly: the rep is not a manager.
        OwnKindGone: it is another workspace's.
    """
    check_leads(rep)
    async with database.reading() as connection:
        return await get_own_kind(connection, workspace_id=rep.workspace_id, kind_id=kind_id)


async def find_loggable_kind(database: Database, *, rep: Rep, kind_id: int, before: Entry | None) -> OwnKind:
    """Return a kind under which an activity can be stored; an archived one only for an entry that had it ``before``.

    Raises:
        OwnKindGone: it was archived, or is another workspace's.
    """
    async with database.reading() as connection:
        kind = await get_own_kind(connection, workspace_id=rep.workspace_id, kind_id=kind_id)
    had_it = before is not None and before.own is not None and before.own.id == kind.id
    if kind.is_archived and not had_it:
        raise OwnKindGone
    return kind


async def add_kind(change: KindChange, *, content: KindContent, request_key: str) -> OwnKind:
    """Add a kind; idempotent by request key.

    Raises:
        ManagersOnly: the rep is not a manager.
        OwnKindRefused: a field cannot be as it is.
    """
    workspace_id, cleaned = change.person.workspace.id, _clean(content)

    async def work(connection: AsyncConnection) -> OwnKindId:
        known = await kind_rows.find_kind_of_request(connection, workspace_id=workspace_id, request_key=request_key)
        if known is None:
            check_kind(cleaned, _list_used(await _list_kinds(connection, workspace_id)))
        new = make_new_kind(cleaned, workspace_id=workspace_id, request_key=request_key)
        return known or OwnKindId(await kind_rows.insert_own_kind(connection, new))

    return await change.commit(work)


async def change_kind(change: KindChange, *, kind_id: int, content: KindContent) -> OwnKind:
    """Replace what was decided about a kind; what was logged before counts for what it counted for then.

    Raises:
        ManagersOnly: the rep is not a manager.
        OwnKindGone: it is another workspace's.
        OwnKindRefused: a field cannot be as it is.
    """
    workspace_id, cleaned = change.person.workspace.id, _clean(content)

    async def work(connection: AsyncConnection) -> OwnKindId:
        kind = await get_own_kind(connection, workspace_id=workspace_id, kind_id=kind_id)
        check_kind(cleaned, _list_used(await _list_kinds(connection, workspace_id), without=kind))
        named = replace(cleaned, name=_keep_unnamed(kind, cleaned.name))
        await kind_rows.change_own_kind(connection, workspace_id=workspace_id, kind_id=kind.id, content=named)
        return kind.id

    return await change.commit(work)


async def archive_kind(change: KindChange, *, kind_id: int, now: datetime) -> OwnKind:
    """Put a kind out of use; idempotent. What was logged under it keeps its name.

    Raises:
        ManagersOnly: the rep is not a manager.
        OwnKindGone: it is another workspace's.
    """
    workspace_id = change.person.workspace.id

    async def work(connection: AsyncConnection) -> OwnKindId:
        kind = await get_own_kind(connection, workspace_id=workspace_id, kind_id=kind_id)
        if not kind.is_archived:
            await kind_rows.archive_own_kind(connection, workspace_id=workspace_id, kind_id=kind.id, archived_at=now)
        return kind.id

    return await change.commit(work)


async def restore_kind(change: KindChange, *, kind_id: int) -> OwnKind:
    """Put an archived kind back into use; idempotent.

    Raises:
        ManagersOnly: the rep is not a manager.
        OwnKindGone: it is another workspace's.
        OwnKindRefused: another kind has its name or one of its words by now, or there are too many.
    """
    workspace_id = change.person.workspace.id

    async def work(connection: AsyncConnection) -> OwnKindId:
        kind = await get_own_kind(connection, workspace_id=workspace_id, kind_id=kind_id)
        if kind.is_archived:
            others = _list_used(await _list_kinds(connection, workspace_id), without=kind)
            check_kind(replace(kind.content, name=kind.names[0]), others)
            await kind_rows.archive_own_kind(connection, workspace_id=workspace_id, kind_id=kind.id, archived_at=None)
        return kind.id

    return await change.commit(work)


async def get_own_kind(connection: AsyncConnection, *, workspace_id: int, kind_id: int) -> OwnKind:
    """Return a kind of a workspace.

    Raises:
        OwnKindGone: it is another workspace's.
    """
    for kind in await _list_kinds(connection, workspace_id):
        if kind.id == kind_id:
            return kind
    raise OwnKindGone


def check_leads(rep: Rep) -> None:
    """Check that a rep may change the kinds.

    Raises:
        ManagersOnly: the rep is not a manager.
    """
    if not rep.role.leads:
        raise ManagersOnly


async def _check_may_change(connection: AsyncConnection, rep: Rep) -> None:
    """Check the role as it is stored: it may have been taken away since the person was cached."""
    check_leads(await people_rows.get_rep(connection, workspace_id=rep.workspace_id, rep_id=rep.id) or rep)


async def _list_kinds(connection: AsyncConnection, workspace_id: int) -> tuple[OwnKind, ...]:
    return (await kind_rows.list_own_kinds(connection, workspace_ids=[workspace_id])).get(workspace_id, ())


def _list_used(kinds: Sequence[OwnKind], *, without: OwnKind | None = None) -> list[OwnKind]:
    return [kind for kind in kinds if not kind.is_archived and (without is None or kind.id != without.id)]


def _clean(content: KindContent) -> KindContent:
    """Return the content ready to store.

    Raises:
        OwnKindRefused: the name is too long.
    """
    name = " ".join(clean_characters(content.name).split())
    if len(name) > LONGEST_KIND:
        raise OwnKindRefused("name", "name_too_long", limit=LONGEST_KIND)
    words = tuple(" ".join(clean_characters(word).split()) for word in content.words)
    own = {split_phrase(name)}
    return replace(content, name=name, words=tuple(word for word in words if word and split_phrase(word) not in own))


def _keep_unnamed(kind: OwnKind, name: str) -> str:
    """Return no name for a kind of the templates that was not given another."""
    return "" if kind.code and split_phrase(name) in {split_phrase(each) for each in kind.usual_names} else name
