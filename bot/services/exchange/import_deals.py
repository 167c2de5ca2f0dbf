"""Import deals from a CRM: atomic and idempotent (V1)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.account_names import normalise_name
from bot.domain.deals.deal_names import LONGEST_NAME, make_deal_key
from bot.domain.deals.deals import DealState, EventKind, Level
from bot.domain.exchange.cells import parse_deal_state, parse_near_day, parse_value
from bot.domain.exchange.errors import FileUnreadable
from bot.domain.exchange.report import ImportReport, ReportProgress, RowRefused
from bot.domain.people.people import Workspace
from bot.domain.people.stages import Stages
from bot.domain.text.amounts import parse_amount
from bot.domain.text.cleaning import drop_unprintable
from bot.services.deals.deal_rollups import refresh_rollups
from bot.services.exchange.import_accounts import Values, parse_cells, parse_rows
from bot.services.exchange.table import TableFile, TableRow
from bot.storage.certainties import referrals as referral_rows
from bot.storage.database import Database
from bot.storage.deals import deal_events as event_rows
from bot.storage.deals import deals as deal_rows
from bot.storage.deals.deal_events import NewEvent
from bot.storage.exchange import deal_imports, imports
from bot.storage.lessons import lessons as lesson_rows
from bot.storage.people import people as people_rows
from bot.storage.questions import questions as question_rows

# Deals per rollup query.
AT_A_TIME = 5_000
READERS: dict[str, Callable[[str], object]] = {"value": parse_value, "margin": parse_amount}
DAYS = ("opened_on", "stage_since", "close_on", "closed_on")
# The columns whose changes become events, in the order of the events.
TOLD = (EventKind.STAGE, EventKind.STATE, EventKind.VALUE, EventKind.MARGIN, EventKind.CLOSE_ON, EventKind.OWNER)


async def import_deals(
    database: Database,
    *,
    workspace_id: int,
    table: TableFile,
    skip_bad: bool,
    now: datetime,
    on_progress: ReportProgress | None = None,
) -> ImportReport:
    """Add or update the deals of a file, in one transaction.

    Contacts logged while an account had exactly one deal are linked to that deal.

    Raises:
        FileUnreadable: it has no column with accounts.
    """
    if "account" not in table.fields and "name" not in table.fields:
        raise FileUnreadable("columns")

    async def work(connection: AsyncConnection) -> ImportReport:
        workspace = await people_rows.get_workspace(connection, workspace_id=workspace_id)
        assert workspace is not None  # noqa: S101 - the caller chose the workspace
        reader = _DealReader(
            workspace=workspace,
            reps=await imports.find_owners(connection, workspace_id=workspace_id),
            accounts=await imports.load_accounts(connection, workspace_id=workspace_id),
            today=now.date(),
        )
        good, bad = parse_rows(table.rows, reader)
        if bad and not skip_bad:
            return ImportReport(bad=tuple(bad), unknown_columns=table.unknown_columns, was_written=False)
        known = await deal_imports.load_deals(connection, workspace_id=workspace_id)
        added = [values for values in good if _key(values) not in known]
        customers = await _parse_customers(connection, workspace_id, {values["account_id"] for values in added})
        new = [_complete(values, workspace, customers, now) for values in added]
        changed = _list_changed(good, known, today=now.date())
        await _store(connection, workspace, new, changed, now)
        if on_progress is not None:
            on_progress(len(good), len(good))
        return ImportReport(
            new=len(new),
            changed=len(changed),
            unchanged=len(good) - len(new) - len(changed),
            bad=tuple(bad),
            unknown_columns=table.unknown_columns,
        )

    return await database.write(work)


async def link_all_contacts(connection: AsyncConnection, *, workspace_id: int) -> None:
    """Link contacts to their deals after an import, and recompute all rollups."""
    await deal_imports.link_contacts(connection, workspace_id=workspace_id)
    deal_ids = await deal_imports.list_deal_ids(connection, workspace_id=workspace_id)
    for some in deal_imports.chunk(deal_ids, AT_A_TIME):
        await refresh_rollups(connection, deal_ids=some)
    account_ids = await question_rows.list_accounts_asked(connection, workspace_id=workspace_id)
    for some in deal_imports.chunk(account_ids, AT_A_TIME):
        await refresh_rollups(connection, deal_ids=(), account_ids=some)
    await deal_rows.settle_all_closed(connection, workspace_id=workspace_id)


class _DealReader:
    """Parses rows in order, with the workspace's reps and accounts."""

    def __init__(
        self,
        *,
        workspace: Workspace,
        reps: Mapping[str, int],
        accounts: Mapping[str, Mapping[str, Any]],
        today: date,
    ) -> None:
        self._stages = workspace.deal_stages
        self._reps = reps
        self._accounts = accounts
        self._today = today
        self._readers = READERS | dict.fromkeys(DAYS, partial(parse_near_day, today=today))
        self._lines: dict[tuple[int, str], int] = {}

    def __call__(self, row: TableRow) -> Values:
        """Return the columns of a deal; raises RowRefused."""
        account_id = find_account(row, self._accounts)
        name = drop_unprintable(row.cells.get("deal", "")).strip()
        if not name:
            raise RowRefused("deal", "no_deal")
        if len(name) > LONGEST_NAME:
            raise RowRefused("deal", "deal_too_long", name[:40])
        name_key = make_deal_key(name)
        first = self._lines.setdefault((account_id, name_key), row.line)
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
        if not name:
            return {}
        owner_id = self._reps.get(name.casefold())
        if owner_id is None:
            raise RowRefused("owner", "no_rep", name)
        return {"owner_id": owner_id}


def find_account(row: TableRow, accounts: Mapping[str, Mapping[str, Any]]) -> int:
    """Return the id of a row's account; raises RowRefused."""
    typed = row.cells.get("account") or row.cells.get("name") or ""
    account = accounts.get(normalise_name(typed))
    if account is None:
        raise RowRefused("account", "no_account" if typed else "no_name", typed)
    return int(account["id"])


def _parse_stage(row: TableRow, stages: Stages) -> Values:
    cell = row.cells.get("stage", "")
    if not cell:
        return {}
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


async def _parse_customers(connection: AsyncConnection, workspace_id: int, account_ids: AbstractSet[int]) -> _Customers:
    levels: dict[int, Level] = {}
    for some in deal_imports.chunk(sorted(account_ids), deal_imports.BATCH):
        levels |= await deal_rows.find_highest_levels(connection, account_ids=some)
    return _Customers(levels, await deal_imports.find_referred(connection, workspace_id=workspace_id))


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
    return after | {"id": known["id"], "close_moves": known["close_moves"] + _is_put_off(before, after)}


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


async def _store(
    connection: AsyncConnection,
    workspace: Workspace,
    new: Sequence[Values],
    changed: Sequence[tuple[Mapping[str, Any], Values]],
    now: datetime,
) -> None:
    await deal_imports.insert_deals(connection, new)
    await deal_imports.change_deals(connection, [after for _, after in changed])
    handed_over = [after["id"] for before, after in changed if after["owner_id"] != before["owner_id"]]
    await deal_imports.forget_told(connection, deal_ids=handed_over)
    known = await deal_imports.load_deals(connection, workspace_id=workspace.id)
    await _settle_ends(connection, changed)
    events = [event for values in new for event in _tell_beginning(values, known[_key(values)]["id"], now)]
    events += [event for before, after in changed for event in _tell_changes(before, after, workspace.deal_stages, now)]
    await event_rows.insert_events(connection, events)
    await link_all_contacts(connection, workspace_id=workspace.id)


async def _settle_ends(connection: AsyncConnection, changed: Sequence[tuple[Mapping[str, Any], Values]]) -> None:
    """Apply the effects of closing or reopening on lessons and referrals, as for a change in chat (K1)."""
    for before, after in changed:
        if after["state"] == before["state"]:
            continue
        if after["state"] != DealState.LOST:
            await lesson_rows.forget_question(connection, deal_id=before["id"])
        if after["state"] == DealState.WON:
            await referral_rows.win_referrals(connection, account_id=before["account_id"], day=after["closed_on"])


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
