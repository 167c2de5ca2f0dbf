"""Import deals from a CRM (V1)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.deals.deal_names import LONGEST_NAME, make_deal_key
from bot.domain.deals.deals import DealState, EventKind, Level
from bot.domain.exchange.cells import parse_currency, parse_deal_state, parse_near_day, parse_value
from bot.domain.exchange.report import RowRefused
from bot.domain.people.people import Workspace
from bot.domain.people.stages import Stages
from bot.domain.text.amounts import parse_amount
from bot.domain.text.cleaning import drop_unprintable
from bot.services.deals.deal_rollups import refresh_rollups
from bot.services.deals.follow_deal import follow_all_deals, follow_state
from bot.services.exchange.find_accounts import find_account, load_named_accounts
from bot.services.exchange.importer import ComparedRows, ImportScope
from bot.services.exchange.rows import LineMemory, Values, parse_cells, parse_rows
from bot.services.exchange.table import TableRow
from bot.services.people.imported_owners import ImportedOwners, tell_whose_steps_ended
from bot.storage.certainties import referrals as referral_rows
from bot.storage.deals import deal_steps as step_rows
from bot.storage.deals import deals as deal_rows
from bot.storage.deals.deal_events import NewEvent
from bot.storage.exchange import deal_imports, imports
from bot.storage.exchange.imports import Owners
from bot.storage.exchange.journal import Journal
from bot.storage.lessons import lessons as lesson_rows
from bot.storage.people import people as people_rows
from bot.storage.questions import questions as question_rows

# Deals per rollup query.
AT_A_TIME = 5_000
READERS: dict[str, Callable[[str], object]] = {
    "value": parse_value,
    "margin": parse_amount,
    "currency": parse_currency,
}
DAYS = ("opened_on", "stage_since", "close_on", "closed_on")
# The columns whose changes become events, in the order of the events.
TOLD = (
    EventKind.STAGE,
    EventKind.STATE,
    EventKind.CURRENCY,
    EventKind.VALUE,
    EventKind.MARGIN,
    EventKind.CLOSE_ON,
    EventKind.OWNER,
)


class DealImporter:
    """Adds deals, and changes those of the same name at the same account.

    Contacts logged while an account had exactly one deal are linked to that deal.
    """

    def __init__(self, scope: ImportScope) -> None:
        self._scope = scope
        self._workspace: Workspace | None = None
        self._reader: _DealReader | None = None
        self._referred: AbstractSet[int] = frozenset()
        self._closed: set[int] = set()
        self._given = ImportedOwners()

    async def prepare(self, connection: AsyncConnection) -> None:
        """Load the stages, the reps, and which accounts were referred."""
        workspace_id, now = self._scope.workspace_id, self._scope.now
        self._workspace = await people_rows.get_workspace(connection, workspace_id=workspace_id)
        assert self._workspace is not None  # noqa: S101 - the caller chose the workspace
        self._reader = _DealReader(
            stages=self._workspace.deal_stages,
            owners=await imports.load_owners(connection, workspace_id=workspace_id),
            today=await imports.find_latest_day(connection, workspace_id=workspace_id, now=now),
        )
        self._referred = await deal_imports.find_referred(connection, workspace_id=workspace_id)

    async def compare(self, connection: AsyncConnection, rows: Sequence[TableRow]) -> ComparedRows:
        """Parse the next rows and compare them with the deals of their accounts."""
        assert self._reader is not None  # noqa: S101 - prepare came first
        assert self._workspace is not None  # noqa: S101 - prepare came first
        reader, today = self._reader, self._scope.now.date()
        reader.accounts = await load_named_accounts(connection, self._scope, rows)
        good, bad = parse_rows(rows, reader)
        known = await deal_imports.load_deals(connection, account_ids=[values["account_id"] for values in good])
        added = [values for values in good if _key(values) not in known]
        account_ids = {values["account_id"] for values in added}
        levels = await deal_rows.find_highest_levels(connection, account_ids=account_ids)
        customers = _Customers(levels, self._referred)
        new = [_complete(values, self._workspace, customers, self._scope.now) for values in added]
        changed = _list_changed(good, known, today=today)
        return ComparedRows(new, changed, len(good) - len(new) - len(changed), bad)

    async def store(self, connection: AsyncConnection, rows: ComparedRows, journal: Journal) -> None:
        """Add and change deals, with their events and what follows from their end."""
        assert self._workspace is not None  # noqa: S101 - prepare came first
        await deal_imports.insert_deals(connection, rows.new)
        added = await deal_imports.load_deals(connection, account_ids=[values["account_id"] for values in rows.new])
        ids = {_key(values): int(added[_key(values)]["id"]) for values in rows.new}
        self._closed |= {ids[_key(values)] for values in rows.new if values["state"] is not DealState.OPEN}
        await deal_imports.change_deals(connection, [after for _, after in rows.changed])
        handed_over = [after["id"] for before, after in rows.changed if after["owner_id"] != before["owner_id"]]
        await deal_imports.forget_told(connection, deal_ids=handed_over)
        await journal.note_added(connection, "deals", ids.values())
        await journal.note_changed(connection, "deals", [before for before, _ in rows.changed])
        await _settle_ends(connection, rows.changed, journal)
        await self._given.take_deal_steps(connection, rows.changed, journal)
        stages, now = self._workspace.deal_stages, self._scope.now
        events = [event for values in rows.new for event in _tell_beginning(values, ids[_key(values)], now)]
        events += [event for before, after in rows.changed for event in _tell_changes(before, after, stages, now)]
        event_ids = await deal_imports.insert_events(connection, events)
        await journal.note_added(connection, "deal_events", event_ids)

    async def finish(self, connection: AsyncConnection, journal: Journal) -> None:
        """Link contacts to the deals, end the open steps of those that were imported as closed, and tell colleagues."""
        await deal_imports.link_contacts(connection, workspace_id=journal.workspace_id)
        await step_rows.end_steps(connection, deal_ids=self._closed, with_account=False)
        await link_all_contacts(connection, workspace_id=journal.workspace_id)
        await self._given.tell(connection, journal, now=self._scope.now)
        await tell_whose_steps_ended(connection, journal, now=self._scope.now)


async def link_all_contacts(connection: AsyncConnection, *, workspace_id: int) -> None:
    """Link contacts to their deals after an import, and recompute all rollups."""
    await deal_imports.link_contacts(connection, workspace_id=workspace_id)
    deal_ids = await deal_imports.list_deal_ids(connection, workspace_id=workspace_id)
    for some in deal_imports.chunk(deal_ids, AT_A_TIME):
        await refresh_rollups(connection, deal_ids=some)
    account_ids = await question_rows.list_accounts_asked(connection, workspace_id=workspace_id)
    for some in deal_imports.chunk(account_ids, AT_A_TIME):
        await refresh_rollups(connection, deal_ids=(), account_ids=some)
    await follow_all_deals(connection, workspace_id=workspace_id)


class _DealReader:
    """Parses rows in order, with the workspace's reps and the accounts that the rows name."""

    def __init__(self, *, stages: Stages, owners: Owners, today: date) -> None:
        self.accounts: Mapping[str, Mapping[str, Any]] = {}
        self._stages = stages
        self._owners = owners
        self._today = today
        self._readers = READERS | dict.fromkeys(DAYS, partial(parse_near_day, today=today))
        self._lines = LineMemory()

    def __call__(self, row: TableRow) -> Values:
        """Return the columns of a deal; raises RowRefused."""
        account_id = find_account(row, self.accounts)
        # Beside an account, and without a column for the deal, the name is the deal's.
        typed = row.cells.get("deal") or (row.cells.get("name", "") if "account" in row.cells else "")
        name = drop_unprintable(typed).strip()
        if not name:
            raise RowRefused("deal", "no_deal")
        if len(name) > LONGEST_NAME:
            raise RowRefused("deal", "deal_too_long", name)
        name_key = make_deal_key(name)
        first = self._lines.find_first((account_id, name_key), row.line)
        if first != row.line:
            raise RowRefused("deal", "twice", str(first))
        values = {"account_id": account_id, "name": name, "name_key": name_key, **dict(parse_cells(row, self._readers))}
        for field in ("opened_on", "stage_since", "closed_on"):
            day = values.get(field)
            if isinstance(day, date) and day > self._today:
                raise RowRefused(field, "in_future", row.cells[field])
        return {**values, **_parse_stage(row, self._stages), **self._parse_owner(row)}

    def _parse_owner(self, row: TableRow) -> Values:
        name = row.cells.get("owner", "")
        return {"owner_id": find_rep(row, self._owners)} if name else {}


def find_rep(row: TableRow, owners: Owners) -> int:
    """Return the id of the rep that a row names; raises RowRefused."""
    name = row.cells.get("owner", "")
    rep_id = owners.find(name)
    if rep_id is None:
        is_shared = name.strip().casefold() in owners.shared
        raise RowRefused("owner", "two_reps" if is_shared else "no_rep" if name else "no_owner", name)
    return rep_id


def _parse_stage(row: TableRow, stages: Stages) -> Values:
    cell = row.cells.get("stage", "")
    if not cell:
        return {}
    # A stage of the workspace itself comes first: it may have a name that elsewhere means that a deal was won.
    if cell in stages.names:
        return {"stage": cell, "state": DealState.OPEN}
    try:
        return {"state": parse_deal_state(cell)}
    except ValueError:
        stage = stages.find(cell)
        if stage is None:
            raise RowRefused("stage", "bad_deal_stage", cell) from None
        return {"stage": stage, "state": DealState.OPEN}


def _key(values: Mapping[str, Any]) -> tuple[int, str]:
    return (values["account_id"], values["name_key"])


@dataclass(frozen=True, slots=True)
class _Customers:
    """What new deals need of their accounts: the highest known level, and which accounts were referred."""

    levels: Mapping[int, Level]
    referred: AbstractSet[int]


def _complete(values: Values, workspace: Workspace, customers: _Customers, now: datetime) -> Values:
    """Return a new deal with defaults for everything that the file lacks."""
    today = now.date()
    state = values.get("state", DealState.OPEN)
    opened_on = values.get("opened_on") or values.get("closed_on") or today
    is_open = state is DealState.OPEN
    level = customers.levels.get(values["account_id"])
    return {
        **dict.fromkeys(("owner_id", "value", "margin", "close_on")),
        "stage": workspace.deal_stages.names[0 if is_open else -1],
        "currency": workspace.currency,
        "currency_chosen": "currency" in values,
        **values,
        "workspace_id": workspace.id,
        "state": state,
        "opened_on": opened_on,
        "stage_since": values.get("stage_since") or opened_on,
        "closed_on": None if is_open else values.get("closed_on") or today,
        "level": level,
        # For a closed deal the level at its start is unknown: the contact person may have come in later.
        "entry_level": level if is_open else None,
        "source": referral_rows.REFERRED if values["account_id"] in customers.referred else None,
        "next_review_on": deal_rows.AT_ONCE if is_open else None,
        "created_at": now,
    }


def _list_changed(
    good: Sequence[Values], known: Mapping[tuple[int, str], Mapping[str, Any]], *, today: date
) -> list[tuple[Mapping[str, Any], Values]]:
    """Return the deals that the file changes, each as it was and as it will be."""
    met = [(known[_key(values)], values) for values in good if _key(values) in known]
    return [(before, after) for before, values in met if (after := _find_changes(values, before, today)) is not None]


def _find_changes(values: Values, known: Mapping[str, Any], today: date) -> Values | None:
    """Return the columns in which the file differs, None when there are none; an empty cell is ignored."""
    before = {field: known[field] for field in deal_imports.CHANGEABLE}
    after = before | {field: values[field] for field in before if values.get(field) is not None}
    after["closed_on"] = _find_end(values, before, after, today)
    if after == before:
        return None
    if after["stage"] != before["stage"] and after["stage_since"] == before["stage_since"]:
        after["stage_since"] = today
    return after | {
        "id": known["id"],
        "close_moves": known["close_moves"] + _is_put_off(before, after),
        "currency_chosen": known["currency_chosen"] or after["currency"] != before["currency"],
    }


def _find_end(values: Values, before: Values, after: Values, today: date) -> date | None:
    """Return a deal's last local day, None while it is open; a change of outcome without a day counts as today."""
    if after["state"] == DealState.OPEN:
        return None
    told: date | None = values.get("closed_on")
    if after["state"] == before["state"]:
        told = told or before["closed_on"]
    return told or today


def _is_put_off(before: Values, after: Values) -> bool:
    """Return whether the close date moves to a later day; setting the first date does not count."""
    return before["close_on"] is not None and after["close_on"] > before["close_on"]


async def _settle_ends(
    connection: AsyncConnection, changed: Sequence[tuple[Mapping[str, Any], Values]], journal: Journal
) -> None:
    """Apply the effects of closing or reopening on lessons and referrals, as for a change in chat (K1)."""
    for before, after in changed:
        if after["state"] == before["state"]:
            continue
        await follow_state(connection, deal_id=before["id"], state=DealState(after["state"]))
        if after["state"] != DealState.LOST:
            asked = await deal_imports.list_asked_lessons(connection, deal_id=before["id"])
            await journal.note_removed(connection, "lessons", asked)
            await lesson_rows.forget_question(connection, deal_id=before["id"])
        if after["state"] == DealState.WON:
            pending = await deal_imports.list_pending_referrals(connection, account_id=before["account_id"])
            await referral_rows.win_referrals(connection, account_id=before["account_id"], day=after["closed_on"])
            await journal.note_changed(connection, "referrals", pending)


def _tell_beginning(values: Values, deal_id: int, now: datetime) -> list[NewEvent]:
    """Return the opening events of a deal as far as the file has them; its first stage is often unknown."""
    is_known = values["state"] is DealState.OPEN and values["stage_since"] == values["opened_on"]
    first = values["stage"] if is_known else ""
    story = [(EventKind.CREATED, "", first, values["opened_on"])]
    if values["state"] is not DealState.OPEN:
        story.append((EventKind.STATE, DealState.OPEN, values["state"], values["closed_on"]))
    elif not is_known:
        story.append((EventKind.STAGE, "", values["stage"], values["stage_since"]))
    return [_make_event(values["workspace_id"], deal_id, each, now) for each in story]


def _tell_changes(before: Mapping[str, Any], after: Values, stages: Stages, now: datetime) -> Iterator[NewEvent]:
    for kind in TOLD:
        if after[kind] != before[kind]:
            is_back = kind is EventKind.STAGE and stages.place(after[kind]) < stages.place(before[kind])
            told = EventKind.STAGE_BACK if is_back else kind
            yield _make_event(
                before["workspace_id"],
                before["id"],
                (told, _write(before[kind]), _write(after[kind]), now.date()),
                now,
            )


def _make_event(workspace_id: int, deal_id: int, told: tuple[EventKind, str, str, date], now: datetime) -> NewEvent:
    kind, before, after, day = told
    return NewEvent(
        workspace_id=workspace_id,
        deal_id=deal_id,
        rep_id=None,
        kind=kind,
        before=before,
        after=after,
        day=day,
        at=now,
    )


def _write(value: object) -> str:
    return "" if value is None else str(value)
