"""Bringing in the history from a CRM: all of it or nothing, and a second time adds nothing."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from hashlib import sha256
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.account_names import normalise_name
from bot.domain.exchange.cells import parse_kind, parse_near_day, parse_time
from bot.domain.exchange.errors import FileUnreadable
from bot.domain.exchange.report import ImportReport, ReportProgress, RowRefused
from bot.domain.log.activity import Kind
from bot.domain.log.advance import AdvanceRule
from bot.domain.log.next_steps import AgreedStep, StepState, settle_step
from bot.domain.text.cleaning import drop_unprintable
from bot.services.exchange.import_accounts import Values, parse_cells, parse_rows
from bot.services.exchange.import_deals import link_all_contacts
from bot.services.exchange.table import TableFile, TableRow
from bot.storage.accounts.contacts import recount_all_contacts
from bot.storage.database import Database
from bot.storage.exchange import imports

KEY_PREFIX = "import:"
KEY_LIMIT = 100
NOTE_LIMIT = 3000
MOST_AT_ONCE = 200
NEEDED = ("date", "kind", "owner")
# What is read of a row and is no column of an activity.
ONLY_READ = frozenset({"next", "known_as"})


def parse_count(cell: str) -> int:
    """Return a count from 1 to 200; raises ValueError for anything else."""
    count = int(cell)
    if not 1 <= count <= MOST_AT_ONCE:
        raise ValueError(cell)
    return count


READERS: dict[str, Callable[[str], object]] = {"kind": parse_kind, "count": parse_count, "next_time": parse_time}
DAYS = ("date", "next_date")


async def import_activities(
    database: Database,
    *,
    workspace_id: int,
    table: TableFile,
    skip_bad: bool,
    now: datetime,
    on_progress: ReportProgress | None = None,
) -> ImportReport:
    """Add the activities of a file that are not there yet, in one transaction.

    Raises:
        FileUnreadable: a column is missing without which nothing can be read.
    """
    if any(field not in table.fields for field in NEEDED):
        raise FileUnreadable("columns")

    async def work(connection: AsyncConnection) -> ImportReport:
        reader = _ActivityReader(
            reps=await imports.find_owners(connection, workspace_id=workspace_id),
            accounts=await imports.load_accounts(connection, workspace_id=workspace_id),
            latest=now.date(),
        )
        good, bad = parse_rows(table.rows, reader)
        if bad and not skip_bad:
            return ImportReport(bad=tuple(bad), unknown_columns=table.unknown_columns, was_written=False)
        keys = {key for values in good for key in values["known_as"]}
        known = await imports.find_request_keys(connection, workspace_id=workspace_id, keys=keys)
        new = [values for values in good if known.isdisjoint(values["known_as"])]
        await _store(connection, new, workspace_id=workspace_id, now=now, on_progress=on_progress)
        return ImportReport(
            new=len(new), unchanged=len(good) - len(new), bad=tuple(bad), unknown_columns=table.unknown_columns
        )

    return await database.write(work)


class _ActivityReader:
    """Reads rows one after the other against the people and accounts of the workspace."""

    def __init__(self, *, reps: Mapping[str, int], accounts: Mapping[str, Mapping[str, Any]], latest: date) -> None:
        self._reps = reps
        self._accounts = accounts
        self._latest = latest
        self._readers = READERS | dict.fromkeys(DAYS, partial(parse_near_day, today=latest))
        self._seen: Counter[str] = Counter()

    def __call__(self, row: TableRow) -> Values:
        """Return the columns of an activity, with its next step; raises RowRefused."""
        values = dict(parse_cells(row, self._readers))
        for field in ("date", "kind"):
            if field not in values:
                raise RowRefused(field, f"no_{field}")
        day = values["date"]
        if not isinstance(day, date) or day > self._latest:
            raise RowRefused("date", "in_future", row.cells["date"])
        return {
            "rep_id": self._find_rep(row),
            "account_id": self._find_account(row),
            "kind": values["kind"],
            "count": values.get("count", 1),
            "day": day,
            "note": drop_unprintable(row.cells.get("note", "")).strip()[:NOTE_LIMIT],
            "advance_rule": _judge(values),
            **self._make_keys(row),
            "next": (values.get("next_date"), values.get("next_time")),
        }

    def _find_rep(self, row: TableRow) -> int:
        name = row.cells.get("owner", "")
        rep_id = self._reps.get(name.casefold())
        if rep_id is None:
            raise RowRefused("owner", "no_rep" if name else "no_owner", name)
        return rep_id

    def _find_account(self, row: TableRow) -> int | None:
        name = row.cells.get("account") or row.cells.get("name")
        if name is None:
            return None
        account = self._accounts.get(normalise_name(name))
        if account is None:
            raise RowRefused("account", "no_account", name)
        return int(account["id"])

    def _make_keys(self, row: TableRow) -> Values:
        """Return the same key for the same row in every import: the file's own id, or a digest of what it says.

        What was logged here goes out under the key of its request, so a row is also known by its bare id.
        """
        own = drop_unprintable(row.cells.get("id", ""))
        if own:
            key = own[:KEY_LIMIT]
            if self._seen[key]:
                raise RowRefused("id", "twice_id", own)
        else:
            digest = sha256(repr(sorted(row.cells.items())).encode(errors="surrogatepass")).hexdigest()[:32]
            key = f"{digest}.{self._seen[digest]}"
            self._seen[digest] += 1
        self._seen[key] += 1
        return {"request_key": KEY_PREFIX + key, "known_as": {KEY_PREFIX + key, own or KEY_PREFIX + key}}


def _judge(values: Mapping[str, Any]) -> AdvanceRule | None:
    """Return why a contact of the past was an advance: by its date; what its note told is not read any more."""
    is_talk = values["kind"] is not Kind.MESSAGE
    return AdvanceRule.DATED_STEP if is_talk and values.get("next_date") is not None else None


async def _store(
    connection: AsyncConnection,
    new: Sequence[Values],
    *,
    workspace_id: int,
    now: datetime,
    on_progress: ReportProgress | None,
) -> None:
    if not new:
        return
    rows = [
        {
            **{field: value for field, value in values.items() if field not in ONLY_READ},
            "workspace_id": workspace_id,
            "logged_at": now,
        }
        for values in new
    ]
    ids = await imports.insert_history(connection, rows, on_progress=on_progress)
    history = [{**values, "id": ids[values["request_key"]]} for values in new]
    await imports.insert_step_history(connection, _settle_history(history, workspace_id=workspace_id))
    await recount_all_contacts(connection, workspace_id=workspace_id)
    await link_all_contacts(connection, workspace_id=workspace_id)


def _settle_history(history: Sequence[Values], *, workspace_id: int) -> list[Values]:
    """Return the next steps of the file with what later contacts of the file made of them."""
    steps: list[Values] = []
    waiting: dict[tuple[int, int | None], list[Values]] = {}
    for contact in sorted(history, key=lambda values: (values["day"], values["id"])):
        pair = (contact["rep_id"], contact["account_id"])
        due_on, due_time = contact["next"]
        waiting[pair] = [
            step for step in waiting.get(pair, []) if not _settle(step, contact, has_successor=due_on is not None)
        ]
        if due_on is not None and due_on >= contact["day"]:
            step = _make_step(contact, due_on, due_time, workspace_id=workspace_id)
            steps.append(step)
            waiting[pair].append(step)
    return steps


def _settle(step: Values, contact: Values, *, has_successor: bool) -> bool:
    """Close a step when this contact does, and say whether it did."""
    if contact["account_id"] is None:
        return False
    agreed = AgreedStep(
        id=0,
        rep_id=step["rep_id"],
        account_id=step["account_id"],
        account_name=None,
        activity_id=step["activity_id"],
        due_on=step["due_on"],
        due_time=step["due_time"],
        note=step["note"],
        made_on=step["made_on"],
    )
    state = settle_step(agreed, contact_on=contact["day"], has_successor=has_successor)
    if state is StepState.OPEN:
        return False
    step |= {"state": state, "closed_on": contact["day"], "closed_by": contact["id"]}
    return True


def _make_step(contact: Values, due_on: date, due_time: object, *, workspace_id: int) -> Values:
    return {
        "workspace_id": workspace_id,
        "rep_id": contact["rep_id"],
        "account_id": contact["account_id"],
        "activity_id": contact["id"],
        "due_on": due_on,
        "due_time": due_time,
        "note": contact["note"],
        "state": StepState.OPEN,
        "made_on": contact["day"],
        "closed_on": None,
        "closed_by": None,
    }
