"""Import past activities from a CRM: atomic and idempotent."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
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
from bot.domain.log.log_line.own_words import split_phrase
from bot.domain.log.next_steps import AgreedStep, StepState, settle_step
from bot.domain.log.own_kind_rules import index_kind_names
from bot.domain.log.own_kinds import OwnKind
from bot.domain.text.cleaning import drop_unprintable
from bot.services.exchange.import_accounts import parse_rows, read_cell
from bot.services.exchange.import_deals import link_all_contacts
from bot.services.exchange.table import TableFile, TableRow
from bot.storage.accounts.contacts import recount_all_contacts
from bot.storage.database import Database
from bot.storage.exchange import imports
from bot.storage.log.next_steps import NewStep
from bot.storage.log.own_kinds import list_own_kinds
from bot.storage.log.past_activity import PastActivity

KEY_PREFIX = "import:"
KEY_LIMIT = 100
NOTE_LIMIT = 3000
MOST_AT_ONCE = 200
NEEDED = ("date", "kind", "owner")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadActivity:
    """An activity of a file, with its next step; ``known_as`` are the keys under which it may be here already."""

    rep_id: int
    account_id: int | None
    kind: Kind
    count: int
    day: date
    note: str
    request_key: str
    known_as: frozenset[str]
    due_on: date | None
    due_time: time | None
    own: OwnKind | None = None

    @property
    def advance_rule(self) -> AdvanceRule | None:
        """Why a contact of the past was an advance: by its date; what its note told is not read any more."""
        return AdvanceRule.DATED_STEP if self.kind in {Kind.CALL, Kind.VISIT} and self.due_on else None


def parse_count(cell: str) -> int:
    """Return a count from 1 to 200; raises ValueError for anything else."""
    count = int(cell)
    if not 1 <= count <= MOST_AT_ONCE:
        raise ValueError(cell)
    return count


async def import_activities(
    database: Database,
    *,
    workspace_id: int,
    table: TableFile,
    skip_bad: bool,
    now: datetime,
    on_progress: ReportProgress | None = None,
) -> ImportReport:
    """Add the activities of a file that are not stored yet, in one transaction.

    Raises:
        FileUnreadable: a required column is missing.
    """
    if any(field not in table.fields for field in NEEDED):
        raise FileUnreadable("columns")

    async def work(connection: AsyncConnection) -> ImportReport:
        reader = _ActivityReader(
            reps=await imports.find_owners(connection, workspace_id=workspace_id),
            accounts=await imports.load_accounts(connection, workspace_id=workspace_id),
            latest=now.date(),
            own_kinds=(await list_own_kinds(connection, workspace_ids=[workspace_id])).get(workspace_id, ()),
        )
        good, bad = parse_rows(table.rows, reader)
        if bad and not skip_bad:
            return ImportReport(bad=tuple(bad), unknown_columns=table.unknown_columns, was_written=False)
        keys = {key for each in good for key in each.known_as}
        known = await imports.find_request_keys(connection, workspace_id=workspace_id, keys=keys)
        new = [each for each in good if known.isdisjoint(each.known_as)]
        await _store(connection, new, workspace_id=workspace_id, now=now, on_progress=on_progress)
        return ImportReport(
            new=len(new), unchanged=len(good) - len(new), bad=tuple(bad), unknown_columns=table.unknown_columns
        )

    return await database.write(work)


class _ActivityReader:
    """Parses rows in order, with the workspace's reps and accounts."""

    def __init__(
        self,
        *,
        reps: Mapping[str, int],
        accounts: Mapping[str, Mapping[str, Any]],
        latest: date,
        own_kinds: Sequence[OwnKind],
    ) -> None:
        self._reps = reps
        self._accounts = accounts
        self._latest = latest
        self._own_kinds = index_kind_names(own_kinds)
        self._seen: Counter[str] = Counter()

    def __call__(self, row: TableRow) -> ReadActivity:
        """Return an activity with its next step; raises RowRefused."""
        read_day = partial(parse_near_day, today=self._latest)
        own = self._own_kinds.get(split_phrase(row.cells.get("kind", "")))
        kind = own.kind if own is not None else read_cell(row, "kind", parse_kind)
        count = read_cell(row, "count", parse_count)
        due_time, day = read_cell(row, "next_time", parse_time), read_cell(row, "date", read_day)
        due_on = read_cell(row, "next_date", read_day)
        if day is None:
            raise RowRefused("date", "no_date")
        if kind is None:
            raise RowRefused("kind", "no_kind")
        if day > self._latest:
            raise RowRefused("date", "in_future", row.cells["date"])
        rep_id, account_id = self._find_rep(row), self._find_account(row)
        request_key, known_as = self._make_keys(row)
        return ReadActivity(
            rep_id=rep_id,
            account_id=account_id,
            kind=kind,
            own=own,
            count=1 if count is None else count,
            day=day,
            note=drop_unprintable(row.cells.get("note", "")).strip()[:NOTE_LIMIT],
            request_key=request_key,
            known_as=known_as,
            due_on=due_on,
            due_time=due_time,
        )

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

    def _make_keys(self, row: TableRow) -> tuple[str, frozenset[str]]:
        """Return the same key for the same row in every import: the file's own id, or a digest of what it says.

        With it come all keys that the row is known by: what was logged here goes out under the key of its request, so
        that is its bare id too.
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
        return KEY_PREFIX + key, frozenset({KEY_PREFIX + key, own or KEY_PREFIX + key})


async def _store(
    connection: AsyncConnection,
    new: Sequence[ReadActivity],
    *,
    workspace_id: int,
    now: datetime,
    on_progress: ReportProgress | None,
) -> None:
    if not new:
        return
    history = [
        PastActivity(
            workspace_id=workspace_id,
            rep_id=each.rep_id,
            account_id=each.account_id,
            kind=each.kind,
            own_kind_id=each.own.id if each.own else None,
            count=each.count,
            day=each.day,
            note=each.note,
            request_key=each.request_key,
            logged_at=now,
            advance_rule=each.advance_rule,
        )
        for each in new
    ]
    ids = await imports.insert_history(connection, history, on_progress=on_progress)
    contacts = [(ids[each.request_key], each) for each in new]
    await imports.insert_step_history(connection, _settle_history(contacts, workspace_id=workspace_id))
    await recount_all_contacts(connection, workspace_id=workspace_id)
    await link_all_contacts(connection, workspace_id=workspace_id)


def _settle_history(contacts: Sequence[tuple[int, ReadActivity]], *, workspace_id: int) -> list[NewStep]:
    """Return the file's next steps, closed by later contacts of the file."""
    closed: list[NewStep] = []
    waiting: dict[tuple[int, int | None], list[NewStep]] = {}
    for contact_id, contact in sorted(contacts, key=lambda each: (each[1].day, each[0])):
        pair = (contact.rep_id, contact.account_id)
        settled = [_settle(step, contact_id, contact) for step in waiting.get(pair, [])]
        closed += [step for step in settled if step.state is not StepState.OPEN]
        waiting[pair] = [step for step in settled if step.state is StepState.OPEN]
        if contact.due_on is not None and contact.due_on >= contact.day:
            waiting[pair].append(_make_step(contact_id, contact, contact.due_on, workspace_id=workspace_id))
    return sorted(
        (*closed, *(step for steps in waiting.values() for step in steps)),
        key=lambda step: (step.made_on, step.activity_id or 0),
    )


def _settle(step: NewStep, contact_id: int, contact: ReadActivity) -> NewStep:
    """Return a step as this contact leaves it."""
    if contact.account_id is None:
        return step
    agreed = AgreedStep(
        id=0,
        rep_id=step.rep_id,
        account_id=step.account_id,
        account_name=None,
        activity_id=step.activity_id,
        due_on=step.due_on,
        due_time=step.due_time,
        note=step.note,
        made_on=step.made_on,
    )
    state = settle_step(agreed, contact_on=contact.day, has_successor=contact.due_on is not None)
    if state is StepState.OPEN:
        return step
    return replace(step, state=state, closed_on=contact.day, closed_by=contact_id)


def _make_step(contact_id: int, contact: ReadActivity, due_on: date, *, workspace_id: int) -> NewStep:
    return NewStep(
        workspace_id=workspace_id,
        rep_id=contact.rep_id,
        account_id=contact.account_id,
        activity_id=contact_id,
        due_on=due_on,
        due_time=contact.due_time,
        note=contact.note,
        state=StepState.OPEN,
        made_on=contact.day,
    )
