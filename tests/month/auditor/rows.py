"""The raw rows, read with plain SQL at the moment of a message; a table is read when a rule first asks for it."""

import asyncio
import sqlite3
import threading
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any, TypeVar

import asyncpg

Built = TypeVar("Built")
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
    "SELECT id, rep_id, account_id, kind, count, day, note, deal_id, advance_rule, logged_at"
    " FROM activities WHERE removed_at IS NULL ORDER BY id"
)
STEPS = (
    "SELECT id, rep_id, account_id, due_on, state, made_on, closed_on, activity_id, moves FROM next_steps ORDER BY id"
)
SCORES = "SELECT rep_id, account_id, score, day FROM feedback ORDER BY id"
ABSENCES = "SELECT rep_id, first_day, last_day, part FROM absences"
RESTS = "SELECT account_id, until FROM account_rests"
CONSENTS = "SELECT rep_id, agrees FROM totals_answers"
COMPANY_DAYS = "SELECT day, is_worked FROM company_days"
WORKSPACE = "SELECT country, region FROM workspaces"


class Rows:
    """The tables as they are now."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch

    @cached_property
    def reps(self) -> list[Rep]:
        return [Rep(*[*row[:10], moment(row[10]), row[11] and moment(row[11]), *row[12:]]) for row in self._fetch(REPS)]

    @cached_property
    def accounts(self) -> list[Account]:
        return [
            Account(*[*row[:4], bool(row[4]), day(row[5]), day(row[6]), row[7] is not None])
            for row in self._fetch(ACCOUNTS)
        ]

    @cached_property
    def deals(self) -> list[Deal]:
        return [Deal(*[*row[:5], must(day(row[5])), day(row[6]), *map(whole, row[7:])]) for row in self._fetch(DEALS)]

    @cached_property
    def activities(self) -> list[Activity]:
        return [Activity(*[*row[:5], must(day(row[5])), *row[6:9], moment(row[9])]) for row in self._fetch(ACTIVITIES)]

    @cached_property
    def steps(self) -> list[Step]:
        return [
            Step(*[*row[:3], must(day(row[3])), row[4], must(day(row[5])), day(row[6]), *row[7:]])
            for row in self._fetch(STEPS)
        ]

    @cached_property
    def scores(self) -> list[Score]:
        return [Score(*[*row[:3], must(day(row[3]))]) for row in self._fetch(SCORES)]

    @cached_property
    def absences(self) -> list[Absence]:
        return [Absence(row[0], must(day(row[1])), must(day(row[2])), row[3]) for row in self._fetch(ABSENCES)]

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
        return {account.id: account for account in self.accounts}

    @cached_property
    def account_by_name(self) -> dict[str, Account]:
        return {account.name: account for account in self.accounts}

    @cached_property
    def deals_at(self) -> dict[int, list[Deal]]:
        found: dict[int, list[Deal]] = defaultdict(list)
        for deal in self.deals:
            found[deal.account_id].append(deal)
        return found

    @cached_property
    def contacts_at(self) -> dict[int, list[Activity]]:
        found: dict[int, list[Activity]] = defaultdict(list)
        for activity in self.activities:
            if activity.account_id is not None:
                found[activity.account_id].append(activity)
        return found

    @cached_property
    def activities_of(self) -> dict[int, list[Activity]]:
        found: dict[int, list[Activity]] = defaultdict(list)
        for activity in self.activities:
            found[activity.rep_id].append(activity)
        return found

    def delivery_kind(self, delivery_id: str) -> str:
        """Return what kind of message a delivery is."""
        found = self._fetch(f"SELECT kind FROM deliveries WHERE id = {int(delivery_id)}")  # noqa: S608 - a number
        return str(found[0][0]) if found else ""

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

    def now(self) -> Rows:
        return Rows(self._fetch)

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
