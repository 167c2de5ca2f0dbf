"""Shared fixtures: real databases of both kinds, a fixed clock, users and accounts."""

import gc
import hashlib
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
import structlog
from _pytest.unraisableexception import gc_collect_iterations_key
from hypothesis import settings
from jinja2 import Environment, FileSystemBytecodeCache
from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from bot.domain.accounts.account import AccountStage
from bot.domain.accounts.account_names import normalise_name
from bot.domain.people.people import Workspace
from bot.errors import RitmeError
from bot.messages.text import words
from bot.messages.text.command_names import CommandNames
from bot.messages.text.message import Message
from bot.messages.text.problem import build_problem
from bot.ports import Profile
from bot.services.accounts.account_index_cache import AccountIndexCache
from bot.services.bot import Bot
from bot.services.people.person_cache import Person, PersonCache, WorkspaceDefaults
from bot.storage import engine
from bot.storage.accounts.accounts import NewAccount, add_account
from bot.storage.database import Database
from bot.storage.people import people as people_rows
from tests.databases import (
    Fill,
    FilledDatabases,
    add_postgres_database,
    close_caretakers,
    drop_postgres_database,
    empty_postgres_database,
    make_sqlite_template,
    run_postgres,
    share_statements,
)
from tests.interactions import answer_line

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


# Tracebacks in plain text, as the bot's own logs have them: drawing one by rich takes seconds of a request's three.
structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback),
    ]
)
# Importing and collecting make next to no garbage; see `pytest_collection_finish`.
gc.disable()
# No deadline: a loaded machine would make tests flaky, and speed is measured in benchmarks/.
settings.register_profile("ritme", deadline=None)
# For `make check`: the same properties with fewer examples; `make test` takes them all.
settings.register_profile("quick", deadline=None, max_examples=40)
settings.load_profile("ritme")


def pytest_configure(config: pytest.Config) -> None:
    """Compile each template once, for all workers and runs, until it changes or what compiles it."""
    # What a run leaves is looked through once at its end instead of five times, for half a second each.
    config.stash[gc_collect_iterations_key] = 1
    state = hashlib.sha256(Path(words.__file__).read_bytes()).hexdigest()[:16]
    cache = FileSystemBytecodeCache(str(config.cache.mkdir(f"templates-{state}")))
    vars(words)["Environment"] = partial(Environment, bytecode_cache=cache)


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark the tests that use the local workspace's server, and what of the whole bot `make check` leaves out."""
    fixtures = set(item.fixturenames) if isinstance(item, pytest.Function) else set()
    if {"sandbox", "slack"} & fixtures:
        item.add_marker(pytest.mark.servers)
    # The whole bot over Slack's protocol takes ten times as long as the same room without; check plays some of each.
    if "service" in fixtures and not item.get_closest_marker("daily"):
        item.add_marker(pytest.mark.slow)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the slowest tests first, so that no worker ends long after the others."""
    items.sort(key=lambda item: not any(item.get_closest_marker(name) for name in ("year", "kill")))


def pytest_collection_finish() -> None:
    """Keep what was imported and collected, some million objects, out of every later garbage collection."""
    gc.collect()
    gc.freeze()
    gc.enable()


class StillClock:
    """A clock that moves only on request."""

    def __init__(self, moment: datetime = WEDNESDAY) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    def move(self, **span: float) -> None:
        self.moment += timedelta(**span)


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture(scope="session", autouse=True)
def _without_waiting_for_the_disk() -> Iterator[None]:
    """Disable fsync for speed: it only protects against a power cut. test_databases checks that the bot does use it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "SQLITE_PRAGMAS", (*engine.SQLITE_PRAGMAS, "PRAGMA synchronous=OFF"))
        yield


@pytest.fixture(scope="session", autouse=True)
def _with_compiled_statements() -> Iterator[None]:
    """Compile each statement once a run: otherwise every engine, of which a test opens three, compiles its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "create_async_engine", share_statements(create_async_engine))
        patch.setattr(engine, "create_sync_engine", share_statements(create_engine))
        yield


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder shared by all workers of this run."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


@pytest.fixture(scope="session")
def sqlite_template(shared_folder: Path) -> Path:
    return make_sqlite_template(shared_folder)


@pytest.fixture(scope="session")
def postgres(shared_folder: Path, testrun_uid: str) -> Iterator[str]:
    """The URL of a real PostgreSQL server, with its default database."""
    with run_postgres(Path(tempfile.gettempdir()) / f"ritme-pg-{testrun_uid}", shared_folder) as url:
        yield url


@pytest.fixture(scope="session")
def postgres_database(postgres: str) -> Iterator[str]:
    """The URL of this worker's migrated database, which its tests use one after another."""
    yield add_postgres_database(postgres)
    close_caretakers()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def empty_database_url(database_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database without tables, for each kind of database."""
    if database_kind == "sqlite":
        return f"sqlite:///{tmp_path}/empty.db"
    return add_postgres_database(request.getfixturevalue("postgres"), template="template0")


@pytest.fixture
def database_url(database_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a migrated, empty database, for each kind of database."""
    if database_kind == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "ritme.db")
        return f"sqlite:///{tmp_path}/ritme.db"
    url = str(request.getfixturevalue("postgres_database"))
    empty_postgres_database(url)
    return url


@pytest.fixture
def copy_filled(
    database_kind: str, request: pytest.FixtureRequest, shared_folder: Path, tmp_path: Path
) -> Iterator[Callable[[str, Fill], str]]:
    """Return the URL of a copy of a database that is filled once per run, by its name and what fills it."""
    is_sqlite = database_kind == "sqlite"
    empty = request.getfixturevalue("sqlite_template" if is_sqlite else "postgres")
    copies = []

    def copy(name: str, fill: Fill) -> str:
        copies.append(FilledDatabases(shared_folder, empty).copy(name, fill, tmp_path / "ritme.db"))
        return copies[-1]

    yield copy
    for url in [] if is_sqlite else copies:
        drop_postgres_database(empty, url)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A migrated, empty database."""
    opened = Database(database_url)
    yield opened
    await opened.close()


@pytest.fixture
async def people(database: Database) -> PersonCache:
    return PersonCache(database, platform="slack", defaults=DEFAULTS)


@pytest.fixture
async def anna(people: PersonCache, clock: StillClock) -> Person:
    """The first user of the bot, and therefore the administrator of the workspace."""
    return await identify(people, clock, "UANNA", "Anna de Wit")


@pytest.fixture
async def workspace(anna: Person) -> Workspace:
    return anna.workspace


async def identify(
    people: PersonCache,
    clock: StillClock,
    external_id: str,
    name: str,
    *,
    workspace: str = "T1",
    timezone: str = "Europe/Amsterdam",
    locale: str = "nl-NL",
) -> Person:
    """Return a new user after their first request."""

    async def fetch() -> Profile:
        return Profile(external_id=external_id, name=name, timezone=timezone, locale=locale, workspace=workspace)

    return await people.identify(workspace, external_id, fetch=fetch, now=clock.now())


async def set_first_day(bot: Bot, person: Person, day: date) -> None:
    """Have a person be here since an earlier day than the first request."""
    rep = person.rep
    await bot.database.write(
        lambda connection: people_rows.change_rep(
            connection, workspace_id=rep.workspace_id, rep_id=rep.id, first_day=day
        )
    )
    bot.people.forget(person)


@pytest.fixture
async def bot(database: Database, people: PersonCache, clock: StillClock) -> Bot:
    return make_bot(database, people, clock)


def make_bot(database: Database, people: PersonCache, clock: StillClock) -> Bot:
    return Bot(
        database=database,
        people=people,
        accounts=AccountIndexCache(database),
        clock=clock,
        commands=CommandNames(),
    )


@asynccontextmanager
async def open_team(url: str, *names: str) -> AsyncIterator[tuple[Bot, list[Person]]]:
    """Open a database, with a bot on it that knows Anna and these colleagues, and the example accounts."""
    clock, database = StillClock(), Database(url)
    people = PersonCache(database, platform="slack", defaults=DEFAULTS)
    anna = await identify(people, clock, "UANNA", "Anna de Wit")
    others = [await identify(people, clock, f"U{name.split()[0].upper()}", name) for name in names]
    await add_example_accounts(database, workspace_id=anna.workspace.id, now=clock.now())
    yield make_bot(database, people, clock), [anna, *others]
    await database.close()


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
                NewAccount(
                    workspace_id=workspace_id,
                    name=name,
                    name_key=normalise_name(name),
                    stage=AccountStage.SUSPECT,
                    created_at=now,
                ),
            )
            for name in ACCOUNT_NAMES
        ]
        return {account.name: account.id for account in added}

    return await database.write(work)


class Talk:
    """A conversation of one person with the bot: log lines in, lines of the reply out."""

    def __init__(self, bot: Bot, person: Person) -> None:
        self.bot = bot
        self.person = person
        self.message = Message(fallback="")
        self._said = 0

    async def says(self, text: str, *, request: str | None = None) -> list[str]:
        """Log a line and return the lines of the reply; the same ``request`` again simulates a redelivery."""
        self._said += 1
        key = request or f"said:{self.person.rep.id}:{self._said}"
        try:
            self.message = await answer_line(self.bot, person=self.person, text=text, request_key=key)
        except RitmeError as error:
            self.message = build_problem(self.bot.speak(self.person.rep), error, commands=self.bot.commands, line=text)
        return self.message.lines

    @property
    def buttons(self) -> list[str]:
        """The labels of the buttons in the last reply."""
        return [control.label for control in self.message.controls]

    def value_of(self, label: str) -> str:
        """Return the value of a button."""
        return next(control.value for control in self.message.controls if control.label == label)


@pytest.fixture
def talk(bot: Bot, anna: Person, accounts: dict[str, int]) -> Talk:  # noqa: ARG001 - the accounts have to be there
    return Talk(bot, anna)
