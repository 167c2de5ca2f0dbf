"""What an import that gives accounts or deals to another owner takes along, and who hears of it (K3)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.services.people.leaving import make_delivery
from bot.storage.deals import deals as deal_rows
from bot.storage.delivery import deliveries as delivery_rows
from bot.storage.exchange import batches, given
from bot.storage.exchange.journal import Journal
from bot.storage.people import handovers as handover_rows
from bot.storage.people import people as people_rows

# Once per import: to the new and the former owners of what it gave to another one, and to whose open steps ended with
# the deals that it closed.
IMPORT_GIVEN, IMPORT_CLOSED = "import_given", "import_closed"

Changes = Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]]


@dataclass(slots=True)
class ImportedOwners:
    """The former and the new owners that one import meets, part by part."""

    _met: set[int] = field(default_factory=set)

    async def take_account_steps(self, connection: AsyncConnection, changed: Changes, journal: Journal) -> None:
        """Give the open steps of the former owners of accounts to the new ones."""
        for before, after in self._list_given(changed):
            steps = await handover_rows.list_account_steps(
                connection, account_id=before["id"], giver_id=before["owner_id"]
            )
            await _move(connection, steps, before, after, journal)

    async def take_deal_steps(self, connection: AsyncConnection, changed: Changes, journal: Journal) -> None:
        """Give the open steps of the former owners of deals to the new ones."""
        given_away = self._list_given(changed)
        deals = await deal_rows.list_deals(connection, deal_ids=[before["id"] for before, _ in given_away])
        for before, after in given_away:
            steps = await handover_rows.list_deal_steps(
                connection, deal=deals[before["id"]], giver_id=before["owner_id"]
            )
            await _move(connection, steps, before, after, journal)

    async def tell(self, connection: AsyncConnection, journal: Journal, *, now: datetime) -> None:
        """Have each of them told once, except who imported the file and who left."""
        await _tell(connection, journal, self._met, kind=IMPORT_GIVEN, now=now)

    def _list_given(self, changed: Changes) -> Changes:
        """Return the changes from one rep to another; who loses something is told, and who got it from somebody."""
        others = [each for each in changed if each[0]["owner_id"] not in {None, each[1]["owner_id"]}]
        self._met |= {side["owner_id"] for each in others for side in each} - {None}
        return [each for each in others if each[1]["owner_id"] is not None]


async def tell_whose_steps_ended(connection: AsyncConnection, journal: Journal, *, now: datetime) -> None:
    """Have each rep told once whose open steps ended with the deals that an import closed (K1, K3)."""
    ended = await given.list_ended_steps(connection, import_id=journal.import_id)
    await _tell(connection, journal, {step.rep_id for step in ended}, kind=IMPORT_CLOSED, now=now)


async def _tell(
    connection: AsyncConnection, journal: Journal, rep_ids: Collection[int], *, kind: str, now: datetime
) -> None:
    stored = await batches.find_import(connection, workspace_id=journal.workspace_id, import_id=journal.import_id)
    by = stored.rep_id if stored is not None else None
    found = await people_rows.find_reps(connection, rep_ids=sorted(rep_ids))
    told = [rep for rep in found.values() if rep.id != by and rep.left_at is None]
    await delivery_rows.add_deliveries(
        connection, [make_delivery(rep, kind=kind, subject=journal.import_id, now=now) for rep in told]
    )


async def _move(
    connection: AsyncConnection,
    step_ids: Sequence[int],
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    journal: Journal,
) -> None:
    if step_ids:
        rows = await given.list_given_steps(connection, step_ids=step_ids)
        await handover_rows.move_steps(
            connection, step_ids=step_ids, giver_id=before["owner_id"], receiver_id=after["owner_id"]
        )
        await journal.note_changed(connection, "next_steps", rows)
