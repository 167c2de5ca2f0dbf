"""The raw rows, read with plain SQL at the moment of a message; a table is read when a rule first asks for it."""

import asyncio
import re
import sqlite3
import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any, TypeVar

import asyncpg

Built = TypeVar("Built")
Key = TypeVar("Key")
Fetch = Callable[[str], Sequence[Sequence[Any]]]


@dataclass(frozen=True, slots=True)
class Rep:
    """A person; ``week`` has a letter for each day from Monday: 1 whole, a morning, p afternoon, 0 free."""

    id: int
    user_id: str
    name: str
    zone: str
    language: str
    role: str
    team_id: int | None
    country: str | None
    region: str | None
    week: str
    created_at: datetime
    left_at: datetime | None
    message: int
    call: int
    visit: int


@dataclass(frozen=True, slots=True)
class Account:
    """A customer, prospect or suspect; ``stage`` is the stored one."""

    id: int
    name: str
    owner_id: int | None
    stage: str
    do_not_contact: bool
    quiet_until: date | None
    last_contact: date | None
    is_archived: bool


@dataclass(frozen=True, slots=True)
class Deal:
    """A deal; ``state`` is open, won or lost."""

    id: int
    account_id: int
    owner_id: int | None
    name: str
    state: str
    opened_on: date
    closed_on: date | None
    value: int | None
    margin: int | None


@dataclass(frozen=True, slots=True)
class Activity:
    """What was logged and still stands; ``rule`` is the rule by which it is called an advance."""

    id: int
    rep_id: int
    account_id: int | None
    kind: str
    count: int
    day: date
    note: str
    deal_id: int | None
    rule: str | None
    logged_at: datetime
    situation: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """An agreed next step."""

    id: int
    rep_id: int
    account_id: int | None
    due_on: date
    state: str
    made_on: date
    closed_on: date | None
    activity_id: int | None
    moves: int


@dataclass(frozen=True, slots=True)
class Score:
    """What a customer thought."""

    rep_id: int
    account_id: int
    score: int
    day: date


@dataclass(frozen=True, slots=True)
class Absence:
    """Days on which somebody is not there, inclusive."""

    rep_id: int
    first_day: date
    last_day: date
    part: str


REPS = (
    "SELECT id, external_id, name, timezone, language, role, team_id, country, region, week, created_at, left_at,"
    " target_message, target_call, target_visit FROM reps ORDER BY id"
)
ACCOUNTS = (
    "SELECT id, name, owner_id, stage, do_not_contact, quiet_until, last_contact, archived_at"
    " FROM accounts WHERE merged_into IS NULL ORDER BY id"
)
DEALS = (
    "SELECT id, account_id, owner_id, name, state, opened_on, closed_on, round(value), round(margin)"
    " FROM deals ORDER BY id"
)
ACTIVITIES = (
    "SELECT id, rep_id, account_id, kind, count, day, note, deal_id, advance_rule, logged_at, situation"
    " FROM activities WHERE removed_at IS NULL ORDER BY id"
)
STEPS = (
    "SELECT id, rep_id, account_id, due_on, state, made_on, closed_on, activity_id, moves FROM next_steps ORDER BY id"
)
SCORES = "SELECT rep_id, account_id, score, day FROM feedback ORDER BY id"
PROMISED_STEPS = "SELECT step_id FROM feedback WHERE step_id IS NOT NULL"
ABSENCES = "SELECT rep_id, first_day, last_day, part FROM absences"
RESTS = "SELECT account_id, until FROM account_rests"
CONSENTS = "SELECT rep_id, agrees FROM totals_answers"
COMPANY_DAYS = "SELECT day, is_worked FROM company_days"
WORKSPACE = "SELECT country, region FROM workspaces"
# What differs as soon as something was written.
VERSION_OF_FILE, VERSION_OF_SERVER = "PRAGMA data_version", "SELECT pg_current_snapshot()::text"


class Kept:
    """What was read before: a table that has not changed since need not be built again."""

    def __init__(self) -> None:
        self._tables: dict[str, tuple[Sequence[Sequence[Any]], Any]] = {}
        self._rows: dict[tuple[str, Sequence[Any]], Any] = {}
        self._groups: dict[str, tuple[Any, Any]] = {}

    def build(
        self, statement: str, rows: Sequence[Sequence[Any]], one: Callable[[Sequence[Any]], Built]
    ) -> list[Built]:
        """Return the rows of a table as records; each row is built once."""
        known = self._tables.get(statement)
        if known is None or known[0] != rows:
            known = rows, [self._build_one(statement, row, one) for row in rows]
            self._tables[statement] = known
        return known[1]

    def group(self, name: str, source: list[Any], make: Callable[[], Built]) -> Built:
        """Return what was made of a table, again only when the table is another one."""
        known = self._groups.get(name)
        if known is None or known[0] is not source:
            known = self._groups[name] = source, make()
        return known[1]

    def _build_one(self, statement: str, row: Sequence[Any], one: Callable[[Sequence[Any]], Built]) -> Built:
        key = statement, row
        found = self._rows.get(key)
        if found is None:
            found = self._rows[key] = one(row)
        return found


class Rows:
    """The tables as they are now; ``kept`` is what was read of them before."""

    def __init__(self, fetch: Fetch, kept: Kept | None = None) -> None:
        self._fetch = fetch
        self._kept = kept or Kept()

    def _read(self, statement: str, one: Callable[[Sequence[Any]], Built]) -> list[Built]:
        return self._kept.build(statement, self._fetch(statement), one)

    @cached_property
    def reps(self) -> list[Rep]:
        return self._read(REPS, lambda row: Rep(*[*row[:10], moment(row[10]), row[11] and moment(row[11]), *row[12:]]))

    @cached_property
    def accounts(self) -> list[Account]:
        return self._read(
            ACCOUNTS, lambda row: Account(*[*row[:4], bool(row[4]), day(row[5]), day(row[6]), row[7] is not None])
        )

    @cached_property
    def deals(self) -> list[Deal]:
        return self._read(DEALS, lambda row: Deal(*[*row[:5], must(day(row[5])), day(row[6]), *map(whole, row[7:])]))

    @cached_property
    def activities(self) -> list[Activity]:
        return self._read(
            ACTIVITIES, lambda row: Activity(*[*row[:5], must(day(row[5])), *row[6:9], moment(row[9]), row[10]])
        )

    @cached_property
    def steps(self) -> list[Step]:
        return self._read(
            STEPS, lambda row: Step(*[*row[:3], must(day(row[3])), row[4], must(day(row[5])), day(row[6]), *row[7:]])
        )

    @cached_property
    def scores(self) -> list[Score]:
        return self._read(SCORES, lambda row: Score(*[*row[:3], must(day(row[3]))]))

    @cached_property
    def promised_steps(self) -> set[int]:
        """The steps that were promised because of a score."""
        return {row[0] for row in self._fetch(PROMISED_STEPS)}

    @cached_property
    def absences(self) -> list[Absence]:
        return self._read(ABSENCES, lambda row: Absence(row[0], must(day(row[1])), must(day(row[2])), row[3]))

    @cached_property
    def rests(self) -> dict[int, set[date]]:
        """Until when accounts rest, for whoever put them to rest."""
        found: dict[int, set[date]] = defaultdict(set)
        for account_id, until in self._fetch(RESTS):
            found[account_id].add(must(day(until)))
        return found

    @cached_property
    def consents(self) -> set[int]:
        """Who agreed that totals of a small team are shown."""
        return {rep_id for rep_id, agrees in self._fetch(CONSENTS) if agrees}

    @cached_property
    def company_days(self) -> dict[date, bool]:
        return {must(day(row[0])): bool(row[1]) for row in self._fetch(COMPANY_DAYS)}

    @cached_property
    def country(self) -> tuple[str, str | None]:
        country, region = self._fetch(WORKSPACE)[0]
        return country, region

    # By key

    def rep_of(self, user_id: str | None) -> Rep | None:
        return next((rep for rep in self.reps if rep.user_id == user_id), None)

    @cached_property
    def account_by_id(self) -> dict[int, Account]:
        return self._kept.group("account_by_id", self.accounts, lambda: {each.id: each for each in self.accounts})

    @cached_property
    def account_by_name(self) -> dict[str, Account]:
        return self._kept.group("account_by_name", self.accounts, lambda: {each.name: each for each in self.accounts})

    @cached_property
    def names(self) -> re.Pattern[str]:
        """What finds the name of an account in a line."""
        return self._kept.group("names", self.accounts, lambda: _compile_names(self.account_by_name))

    @cached_property
    def deals_at(self) -> dict[int, list[Deal]]:
        return self._kept.group("deals_at", self.deals, lambda: _group((each.account_id, each) for each in self.deals))

    @cached_property
    def contacts_at(self) -> dict[int, list[Activity]]:
        return self._kept.group(
            "contacts_at",
            self.activities,
            lambda: _group((each.account_id, each) for each in self.activities if each.account_id is not None),
        )

    @cached_property
    def activities_of(self) -> dict[int, list[Activity]]:
        return self._kept.group(
            "activities_of", self.activities, lambda: _group((each.rep_id, each) for each in self.activities)
        )

    @cached_property
    def reps_of_activities(self) -> dict[int, int]:
        return self._kept.group(
            "reps_of_activities", self.activities, lambda: {each.id: each.rep_id for each in self.activities}
        )

    def delivery(self, delivery_id: str) -> tuple[str, datetime | None]:
        """Return what kind of message a delivery is, and for when it was written."""
        found = self._fetch(f"SELECT kind, due_at FROM deliveries WHERE id = {int(delivery_id)}")  # noqa: S608 - a number
        return (str(found[0][0]), moment(found[0][1])) if found else ("", None)

    def counted(self, rep_id: int, on: date, *, before: datetime | None = None) -> dict[str, int]:
        """Return how much of each kind somebody logged for a day, or had logged before a moment."""
        until = f" AND logged_at < '{before.astimezone(UTC):%Y-%m-%d %H:%M:%S}+00'" if before is not None else ""
        found = self._fetch(
            f"SELECT kind, sum(count) FROM activities WHERE rep_id = {rep_id} AND day = '{on.isoformat()}'"  # noqa: S608 - idem
            f" AND removed_at IS NULL{until} GROUP BY kind"
        )
        return {str(kind): int(total) for kind, total in found}


class Reader:
    """A connection of the auditor's own; ``now`` returns the rows as they stand."""

    def __init__(self, url: str) -> None:
        self._close, self._fetch = _open_file(url) if url.startswith("sqlite") else _open_server(url)
        self._version = VERSION_OF_FILE if url.startswith("sqlite") else VERSION_OF_SERVER
        self._kept = Kept()
        self._last: tuple[Sequence[Any], Rows] | None = None

    def now(self) -> Rows:
        """Return the rows as they are; the same ones while nobody has written."""
        version = self._fetch(self._version)[0]
        if self._last is None or self._last[0] != version:
            self._last = version, Rows(self._fetch, self._kept)
        return self._last[1]

    def close(self) -> None:
        self._close()


def day(value: Any) -> date | None:
    """Return a day as either database gives it."""
    return value if value is None or isinstance(value, date) else date.fromisoformat(value[:10])


def moment(value: Any) -> datetime:
    """Return a moment in UTC as either database gives it."""
    read = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return read if read.tzinfo is not None else read.replace(tzinfo=UTC)


def whole(value: Any) -> int | None:
    """Return an amount as either database gives it."""
    return None if value is None else int(value)


def must(value: Built | None) -> Built:
    """Return what cannot be empty."""
    assert value is not None
    return value


def _group(pairs: Iterable[tuple[Key, Built]]) -> dict[Key, list[Built]]:
    found: dict[Key, list[Built]] = defaultdict(list)
    for key, each in pairs:
        found[key].append(each)
    return found


def _compile_names(names: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)" if longest_first else r"(?!)")


def _open_file(url: str) -> tuple[Callable[[], None], Fetch]:
    connection = sqlite3.connect(f"file:{url.removeprefix('sqlite:///')}?mode=ro", uri=True, check_same_thread=False)
    return connection.close, lambda statement: connection.execute(statement).fetchall()


def _open_server(url: str) -> tuple[Callable[[], None], Fetch]:
    """Run a connection in a thread of its own, since the rules read while the month is played in a loop."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    connection = asyncio.run_coroutine_threadsafe(asyncpg.connect(url), loop).result()

    def close() -> None:
        asyncio.run_coroutine_threadsafe(connection.close(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()

    return close, lambda statement: asyncio.run_coroutine_threadsafe(connection.fetch(statement), loop).result()
