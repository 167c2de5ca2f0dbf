"""Undo an import as a whole, except for what somebody changed or built upon since (K12)."""

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, field

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.deals.deals import DealState
from bot.domain.exchange.errors import ImportGone
from bot.domain.exchange.subject import FileSubject
from bot.domain.exchange.undo_report import KeptRow, UndoReport
from bot.domain.log.typed_lines import NOT_TYPED
from bot.services.deals.follow_deal import follow_state
from bot.services.exchange.import_deals import link_all_contacts
from bot.storage.accounts.contacts import recount_all_contacts
from bot.storage.database import Database
from bot.storage.deals import deals as deal_rows
from bot.storage.exchange import batches, given, undo
from bot.storage.exchange.batches import ImportState, StoredImport
from bot.storage.exchange.journal import JournalRow
from bot.storage.people import people as people_rows
from bot.storage.people.first_days import refresh_first_days
from bot.storage.versions import bump_steps

AT_A_TIME = 500


async def find_import(database: Database, *, workspace_id: int, import_id: int | None = None) -> StoredImport:
    """Return an import that can be undone: this one, or the latest.

    Raises:
        ImportGone: there is none, or it was undone before.
    """
    async with database.reading() as connection:
        if import_id is None:
            found = await batches.find_latest_import(connection, workspace_id=workspace_id)
        else:
            found = await batches.find_import(connection, workspace_id=workspace_id, import_id=import_id)
    if found is None or found.state is not ImportState.WRITTEN:
        raise ImportGone
    return found


async def undo_import(database: Database, *, workspace_id: int, import_id: int) -> UndoReport:
    """Undo an import in one transaction.

    Raises:
        ImportGone: there is none with this id, or it was undone before.
    """

    async def work(connection: AsyncConnection) -> UndoReport:
        stored = await batches.find_import(connection, workspace_id=workspace_id, import_id=import_id, locks=True)
        if stored is None or stored.state not in {ImportState.WRITTEN, ImportState.UNDOING}:
            raise ImportGone
        return await undo_rows(connection, stored)

    return await database.write(work)


async def undo_rows(connection: AsyncConnection, stored: StoredImport) -> UndoReport:
    """Undo an import within a transaction, and mark it undone."""
    assert stored.subject is not None  # noqa: S101 - what was written has a subject
    undoing = _Undoing(connection, stored)
    await _UNDO[stored.subject](undoing)
    await batches.drop_journal(connection, import_id=stored.id)
    await batches.move_import(
        connection,
        import_id=stored.id,
        of=(ImportState.WRITTEN, ImportState.UNDOING),
        to=ImportState.UNDONE,
        lease_until=None,
    )
    return undoing.report()


@dataclass(slots=True)
class _Undoing:
    """One import on its way back, and what came of it so far."""

    connection: AsyncConnection
    stored: StoredImport
    removed: int = 0
    restored: int = 0
    kept: list[KeptRow] = field(default_factory=list)
    more_kept: int = 0

    async def next_rows(self, table_name: str, after: Collection[JournalRow] = ()) -> list[JournalRow]:
        """Return the next rows of the journal, locked."""
        rows = await batches.list_journal(
            self.connection,
            import_id=self.stored.id,
            table_name=table_name,
            after_id=max((row.row_id for row in after), default=0),
            limit=AT_A_TIME,
        )
        await undo.lock_rows(self.connection, table_name, [row.row_id for row in rows])
        return rows

    async def keep(self, table_name: str, changed: Collection[int], in_use: Collection[int]) -> None:
        """Note rows that stay, with what users call them."""
        labels = await undo.label_rows(self.connection, table_name, {*changed, *in_use})
        for row_id, label in sorted(labels.items()):
            if len(self.kept) < UndoReport.MOST_TOLD:
                self.kept.append(KeptRow(label=label, is_in_use=row_id not in changed))
            else:
                self.more_kept += 1

    async def undo_part(
        self, table_name: str, rows: list[JournalRow], changed: Collection[int], in_use: Collection[int]
    ) -> tuple[list[int], list[int]]:
        """Remove the added and put back the changed ones among these rows, and return the ids of each."""
        there = await undo.find_existing(self.connection, table_name, [row.row_id for row in rows])
        free = [row for row in rows if row.row_id in there and row.row_id not in changed]
        removed = [row.row_id for row in free if row.before is None and row.row_id not in in_use]
        restored = [row for row in free if row.before is not None]
        await undo.remove_rows(self.connection, table_name, removed)
        await undo.restore_rows(self.connection, table_name, restored)
        self.removed += len(removed)
        self.restored += len(restored)
        added = {row.row_id for row in rows if row.before is None}
        await self.keep(table_name, changed, {row_id for row_id in in_use if row_id in added and row_id not in changed})
        return removed, [row.row_id for row in restored]

    def report(self) -> UndoReport:
        """Return what came of it."""
        return UndoReport(
            name=self.stored.name,
            removed=self.removed,
            restored=self.restored,
            kept=tuple(self.kept),
            more_kept=self.more_kept,
        )


async def _undo_accounts(undoing: _Undoing) -> None:
    rows: list[JournalRow] = []
    while rows := await undoing.next_rows("accounts", rows):
        changed = await undo.find_changed_since(undoing.connection, "accounts", rows)
        in_use = await undo.find_in_use(undoing.connection, "accounts", [row.row_id for row in rows])
        _, restored = await undoing.undo_part("accounts", rows, changed, in_use)
        await _give_back_steps(undoing, restored)


async def _give_back_steps(undoing: _Undoing, account_ids: Collection[int]) -> None:
    """Give the open steps that went along with another owner back to the former one (K3)."""
    rows: list[JournalRow] = []
    while rows := await undoing.next_rows("next_steps", rows):
        await given.give_back_steps(undoing.connection, rows, account_ids=account_ids)


async def _undo_contacts(undoing: _Undoing) -> None:
    connection, rows = undoing.connection, list[JournalRow]()
    while rows := await undoing.next_rows("contacts", rows):
        ids = [row.row_id for row in rows]
        changed = await undo.find_changed_since(connection, "contacts", rows)
        in_use = await undo.find_in_use(connection, "contacts", ids)
        account_ids = await undo.list_account_ids_of(connection, "contacts", ids)
        await undoing.undo_part("contacts", rows, changed, in_use)
        await undo.forget_levels(connection, account_ids=account_ids)
        await deal_rows.set_levels(connection, await deal_rows.find_highest_levels(connection, account_ids=account_ids))


async def _undo_deals(undoing: _Undoing) -> None:
    connection, rows = undoing.connection, list[JournalRow]()
    kept: set[int] = set()
    own = await _list_all(undoing, "deal_events")
    while rows := await undoing.next_rows("deals", rows):
        ids = [row.row_id for row in rows]
        events = await undo.list_event_ids(connection, deal_ids=ids)
        moved = {deal_id for deal_id, of_deal in events.items() if max(of_deal) > max(own & set(of_deal), default=0)}
        changed = moved | await undo.find_changed_since(connection, "deals", rows)
        in_use = await undo.find_in_use(connection, "deals", ids, leaving_out={"deal_events"})
        kept |= changed
        going = [row.row_id for row in rows if row.before is None and row.row_id not in changed | in_use]
        await undo.unlink_deals(connection, deal_ids=going)
        removed, restored = await undoing.undo_part("deals", rows, changed, in_use)
        await _give_back_steps(undoing, await undo.list_account_ids_of(connection, "deals", restored))
        await _follow_states(connection, removed, restored)
        gone = [event_id for deal_id in restored for event_id in own & set(events.get(deal_id, ()))]
        await undo.remove_rows(connection, "deal_events", gone)
        await undo.review_deals(connection, deal_ids=restored)
    await _undo_consequences(undoing, kept)
    workspace_id = undoing.stored.workspace_id
    workspace = await people_rows.get_workspace(connection, workspace_id=workspace_id)
    if workspace is not None:
        # The currency of the company may have changed since.
        await deal_rows.follow_currency(connection, workspace_id=workspace_id, currency=workspace.currency)
    await link_all_contacts(connection, workspace_id=undoing.stored.workspace_id)


async def _follow_states(connection: AsyncConnection, removed: Collection[int], restored: Collection[int]) -> None:
    """Open the steps again that had ended with these deals, and end those of deals that are closed again."""
    back = await deal_rows.list_deals(connection, deal_ids=restored)
    for deal_id in removed:
        await follow_state(connection, deal_id=deal_id, state=DealState.OPEN)
    for deal in back.values():
        await follow_state(connection, deal_id=deal.id, state=deal.state)


async def _undo_consequences(undoing: _Undoing, kept: Collection[int]) -> None:
    """Ask again for the lessons that were dropped, and reopen the introductions that were won with a deal."""
    rows: list[JournalRow] = []
    while rows := await undoing.next_rows("lessons", rows):
        back = [row for row in rows if (row.before or {}).get("deal_id") not in kept]
        await undo.bring_back_rows(undoing.connection, "lessons", back)
    rows = []
    while rows := await undoing.next_rows("referrals", rows):
        changed = await undo.find_changed_since(undoing.connection, "referrals", rows)
        await undo.restore_rows(undoing.connection, "referrals", [row for row in rows if row.row_id not in changed])


async def _undo_activities(undoing: _Undoing) -> None:
    connection, rows = undoing.connection, list[JournalRow]()
    with_changed_step: set[int] = set()
    while rows := await undoing.next_rows("next_steps", rows):
        steps = await undo.find_changed_since(connection, "next_steps", rows)
        with_changed_step |= await undo.find_activities_of_steps(connection, steps)
    rows, rep_ids = [], set[int]()
    while rows := await undoing.next_rows("activities", rows):
        ids = {row.row_id for row in rows}
        changed = await undo.find_changed_since(connection, "activities", rows) | (with_changed_step & ids)
        rep_ids |= await undo.list_reps_of(connection, activity_ids=ids)
        await undo.reopen_steps(connection, activity_ids=ids - changed)
        await undoing.undo_part("activities", rows, changed, ())
    if rep_ids:
        await bump_steps(connection, rep_ids=rep_ids)
    await recount_all_contacts(connection, workspace_id=undoing.stored.workspace_id)
    await link_all_contacts(connection, workspace_id=undoing.stored.workspace_id)
    await refresh_first_days(connection, workspace_id=undoing.stored.workspace_id, prefixes=NOT_TYPED)


async def _list_all(undoing: _Undoing, table_name: str) -> set[int]:
    found: set[int] = set()
    rows: list[JournalRow] = []
    while rows := await undoing.next_rows(table_name, rows):
        found |= {row.row_id for row in rows}
    return found


_UNDO: Mapping[FileSubject, Callable[[_Undoing], Awaitable[None]]] = {
    FileSubject.ACCOUNTS: _undo_accounts,
    FileSubject.CONTACTS: _undo_contacts,
    FileSubject.DEALS: _undo_deals,
    FileSubject.ACTIVITIES: _undo_activities,
}
