"""Import past activities from a CRM."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import partial
from hashlib import sha256
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.exchange.cells import parse_kind, parse_near_day, parse_time
from bot.domain.exchange.report import RowRefused
from bot.domain.log.activity import Kind
from bot.domain.log.advance import AdvanceRule
from bot.domain.log.log_line.own_words import split_phrase
from bot.domain.log.next_steps import StepState
from bot.domain.log.own_kind_rules import index_kind_names
from bot.domain.log.own_kinds import OwnKind
from bot.domain.log.typed_lines import NOT_TYPED
from bot.domain.text.cleaning import drop_unprintable
from bot.services.exchange.find_accounts import find_account_if_named, load_named_accounts
from bot.services.exchange.import_deals import find_rep, link_all_contacts
from bot.services.exchange.importer import ComparedRows, ImportScope
from bot.services.exchange.rows import TextCutter, parse_rows, read_cell
from bot.services.exchange.settle_steps import ImportedContacts, settle_imported_steps
from bot.services.exchange.table import TableRow
from bot.storage.accounts.contacts import recount_all_contacts
from bot.storage.exchange import imports
from bot.storage.exchange.imports import Owners
from bot.storage.exchange.journal import Journal
from bot.storage.log.next_steps import NewStep
from bot.storage.log.own_kinds import list_own_kinds
from bot.storage.log.past_activity import PastActivity
from bot.storage.people.first_days import refresh_first_days
from bot.storage.versions import bump_steps

KEY_PREFIX = "import:"
KEY_LIMIT = 100
NOTE_LIMIT = 3000
MOST_AT_ONCE = 200


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

    def to_activity(self, scope: ImportScope) -> PastActivity:
        """Return the row to store."""
        return PastActivity(
            workspace_id=scope.workspace_id,
            rep_id=self.rep_id,
            account_id=self.account_id,
            kind=self.kind,
            own_kind_id=self.own.id if self.own else None,
            count=self.count,
            day=self.day,
            note=self.note,
            request_key=self.request_key,
            logged_at=scope.now,
            advance_rule=self.advance_rule,
        )

    def to_step(self, scope: ImportScope, activity_id: int) -> NewStep:
        """Return the next step to store, as yet open."""
        assert self.due_on is not None  # noqa: S101 - the caller chose those that have one
        return NewStep(
            workspace_id=scope.workspace_id,
            rep_id=self.rep_id,
            account_id=self.account_id,
            activity_id=activity_id,
            due_on=self.due_on,
            due_time=self.due_time,
            note=self.note,
            state=StepState.OPEN,
            made_on=self.day,
        )


def parse_count(cell: str) -> int:
    """Return a count from 1 to 200; raises ValueError for anything else."""
    count = int(cell)
    if not 1 <= count <= MOST_AT_ONCE:
        raise ValueError(cell)
    return count


class ActivityImporter:
    """Adds activities that are not stored yet, with the next steps agreed at them."""

    def __init__(self, scope: ImportScope) -> None:
        self._scope = scope
        self._reader: _ActivityReader | None = None
        # Of the stored rows: those with an account, and the reps with next steps.
        self._contacts = ImportedContacts()
        self._rep_ids: set[int] = set()

    async def prepare(self, connection: AsyncConnection) -> None:
        """Load the reps and the kinds of the workspace's own."""
        workspace_id, now = self._scope.workspace_id, self._scope.now
        self._reader = _ActivityReader(
            owners=await imports.load_owners(connection, workspace_id=workspace_id),
            latest=await imports.find_latest_day(connection, workspace_id=workspace_id, now=now),
            own_kinds=(await list_own_kinds(connection, workspace_ids=[workspace_id])).get(workspace_id, ()),
        )

    async def compare(self, connection: AsyncConnection, rows: Sequence[TableRow]) -> ComparedRows:
        """Parse the next rows, and find out which of them are stored under one of their keys."""
        assert self._reader is not None  # noqa: S101 - prepare came first
        self._reader.accounts = await load_named_accounts(connection, self._scope, rows)
        good, bad = parse_rows(rows, self._reader)
        keys = {key for each in good for key in each.known_as}
        known = await imports.find_request_keys(connection, workspace_id=self._scope.workspace_id, keys=keys)
        new = [each for each in good if known.isdisjoint(each.known_as)]
        return ComparedRows(new, (), len(good) - len(new), bad, self._reader.texts.take(bad))

    async def store(self, connection: AsyncConnection, rows: ComparedRows, journal: Journal) -> None:
        """Add activities, and their next steps as open ones."""
        new: Sequence[ReadActivity] = rows.new
        history = [each.to_activity(self._scope) for each in new]
        ids = await imports.insert_history(connection, history)
        await journal.note_added(connection, "activities", ids.values())
        with_step = [each for each in new if each.due_on is not None and each.due_on >= each.day]
        steps = [each.to_step(self._scope, ids[each.request_key]) for each in with_step]
        await imports.insert_step_history(connection, steps)
        for each in new:
            if each.account_id is not None:
                self._contacts.add(
                    activity_id=ids[each.request_key],
                    rep_id=each.rep_id,
                    account_id=each.account_id,
                    day=each.day,
                    due_on=each.due_on,
                )
        self._rep_ids |= {each.rep_id for each in with_step}

    async def finish(self, connection: AsyncConnection, journal: Journal) -> None:
        """Close the next steps that later contacts of the file kept or replaced, and recount."""
        self._reader = None  # what it remembers of the rows is not needed any more
        await settle_imported_steps(connection, journal, self._contacts)
        if self._rep_ids:
            await bump_steps(connection, rep_ids=self._rep_ids)
        await recount_all_contacts(connection, workspace_id=journal.workspace_id)
        await link_all_contacts(connection, workspace_id=journal.workspace_id)
        await refresh_first_days(connection, workspace_id=journal.workspace_id, prefixes=NOT_TYPED)


class _ActivityReader:
    """Parses rows in order, with the workspace's reps and the accounts that the rows name."""

    def __init__(self, *, owners: Owners, latest: date, own_kinds: Sequence[OwnKind]) -> None:
        self.accounts: Mapping[str, Mapping[str, Any]] = {}
        self.texts = TextCutter()
        self._owners = owners
        self._latest = latest
        self._own_kinds = index_kind_names(own_kinds)
        # How often each key came, by its hash: a file may have a million.
        self._seen: dict[int, int] = {}

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
        rep_id, account_id = find_rep(row, self._owners), find_account_if_named(row, self.accounts)
        request_key, known_as = self._make_keys(row)
        return ReadActivity(
            rep_id=rep_id,
            account_id=account_id,
            kind=kind,
            own=own,
            count=1 if count is None else count,
            day=day,
            note=self.texts.read(row, "note", NOTE_LIMIT),
            request_key=request_key,
            known_as=known_as,
            due_on=due_on,
            due_time=due_time,
        )

    def _make_keys(self, row: TableRow) -> tuple[str, frozenset[str]]:
        """Return the same key for the same row in every import: the file's own id, or a digest of what it says.

        With it come all keys that the row is known by: what was logged here goes out under the key of its request, so
        that is its bare id too.
        """
        own = drop_unprintable(row.cells.get("id", ""))
        if own:
            key = own[:KEY_LIMIT]
            if self._count(key):
                raise RowRefused("id", "twice_id", own)
        else:
            digest = sha256(repr(sorted(row.cells.items())).encode(errors="surrogatepass")).hexdigest()[:32]
            key = f"{digest}.{self._count(digest)}"
        return KEY_PREFIX + key, frozenset({KEY_PREFIX + key, own or KEY_PREFIX + key})

    def _count(self, key: str) -> int:
        """Return how often this key came before."""
        count = self._seen.get(hash(key), 0)
        self._seen[hash(key)] = count + 1
        return count
