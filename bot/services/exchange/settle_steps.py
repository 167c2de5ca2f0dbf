"""Close the next steps of imported activities that later ones of the same import kept or replaced (V2)."""

from array import array
from collections.abc import Iterator
from datetime import date
from itertools import islice

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.log.next_steps import AgreedStep, StepState, settle_step
from bot.storage.exchange import imported_steps
from bot.storage.exchange.imported_steps import ClosedStep
from bot.storage.exchange.journal import Journal

AT_A_TIME = 1_000


class ImportedContacts:
    """The contacts of an import with the next steps agreed at them, in little memory: there may be a million."""

    def __init__(self) -> None:
        self._ids, self._reps, self._accounts, self._days, self._dues = (array("q") for _ in range(5))
        self._with_step: set[int] = set()

    def add(self, *, activity_id: int, rep_id: int, account_id: int, day: date, due_on: date | None) -> None:
        """Add a contact, in any order."""
        for column, value in (
            (self._ids, activity_id),
            (self._reps, rep_id),
            (self._accounts, account_id),
            (self._days, day.toordinal()),
            (self._dues, due_on.toordinal() if due_on is not None else 0),
        ):
            column.append(value)
        if due_on is not None:
            self._with_step.add(account_id)

    def list_closed(self) -> Iterator[ClosedStep]:
        """Return the steps that a later contact of the same rep with the same account keeps or replaces."""
        waiting: list[AgreedStep] = []
        pair = (0, 0)
        for place in self._list_in_order():
            current = (self._reps[place], self._accounts[place])
            if current != pair:
                pair, waiting = current, []
            day, due = date.fromordinal(self._days[place]), self._dues[place]
            still = []
            for step in waiting:
                state = settle_step(step, contact_on=day, has_successor=due > 0)
                if state is StepState.OPEN:
                    still.append(step)
                else:
                    yield ClosedStep(step.activity_id or 0, state, day, self._ids[place])
            waiting = [*still, self._make_step(place)] if due >= self._days[place] else still

    def _list_in_order(self) -> list[int]:
        """Return the places of the contacts with an account that has a step, by rep, account, day and id."""
        places = (place for place, account_id in enumerate(self._accounts) if account_id in self._with_step)
        return sorted(places, key=self._make_key)

    def _make_key(self, place: int) -> int:
        # One number takes a third of the memory of a tuple.
        key = (self._reps[place] << 64) + self._accounts[place]
        return (((key << 32) + self._days[place]) << 64) + self._ids[place]

    def _make_step(self, place: int) -> AgreedStep:
        return AgreedStep(
            id=0,
            rep_id=self._reps[place],
            account_id=self._accounts[place],
            account_name=None,
            activity_id=self._ids[place],
            due_on=date.fromordinal(self._dues[place]),
            due_time=None,
            note="",
            made_on=date.fromordinal(self._days[place]),
        )


async def settle_imported_steps(connection: AsyncConnection, journal: Journal, contacts: ImportedContacts) -> None:
    """Close steps, and write down in the journal how the steps of the import ended up."""
    closed = contacts.list_closed()
    while some := list(islice(closed, AT_A_TIME)):
        await imported_steps.close_steps(connection, some)
    after = 0
    while step_ids := await imported_steps.list_imported_steps(
        connection, import_id=journal.import_id, after_id=after, limit=AT_A_TIME
    ):
        await journal.note_added(connection, "next_steps", step_ids)
        after = step_ids[-1]
