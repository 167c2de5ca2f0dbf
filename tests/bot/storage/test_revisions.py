"""A revision is read as it was written, whatever the types of its columns."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.log.revisions import Change, add_revision, find_revision_by_request, take_snapshots
from bot.storage.log.typed_entries import list_typed_entries
from tests.conftest import Talk


async def test_rows_come_back_as_they_were_saved(talk: Talk) -> None:
    await talk.says("gebeld met Acme, volgende stap vandaag 17u")
    await talk.says("bezoek Acme, volgende stap vrijdag 9u")
    rep, now = talk.person.rep, talk.bot.now()

    async def work(connection: AsyncConnection) -> tuple[Any, ...]:
        saved = await take_snapshots(connection, activity_ids=[1, 2])
        changes = [Change(saved[1], None), Change(saved[2], saved[1])]
        revision_id = await add_revision(
            connection, workspace_id=rep.workspace_id, rep_id=rep.id, request_key="k:1", changes=changes, now=now
        )
        again = await add_revision(
            connection, workspace_id=rep.workspace_id, rep_id=rep.id, request_key="k:1", changes=[], now=now
        )
        read = await find_revision_by_request(connection, rep_id=rep.id, request_key="k:1")
        typed = await list_typed_entries(connection, rep_id=rep.id, since=now.replace(hour=0))
        return saved, changes, revision_id, again, read, typed

    saved, changes, revision_id, again, read, typed = await talk.bot.database.write(work)
    assert read is not None
    assert (read.id, read.changes, read.made_at, read.restored_at) == (revision_id, tuple(changes), now, None)
    assert again is None
    # The one statement of an undo reads the same rows.
    assert {each.entry.id: each.snapshot for each in typed} == saved
    assert [len(saved[number].closed) for number in (1, 2)] == [0, 1]
