"""The log never contains text that users typed, not even inside database errors."""

import ast
import asyncio
import io
import json
import logging
import re
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
import structlog
from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection
from structlog.contextvars import merge_contextvars
from structlog.testing import capture_logs

from bot.domain.people.people import Workspace
from bot.logs import log_context, set_up_logs
from bot.storage.database import Database
from bot.storage.tables.accounts import accounts
from bot.storage.tables.people import teams
from tests.conftest import WEDNESDAY

ROOT = Path(__file__).parents[2]
TYPED = "Jansen gaat scheiden"


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """The log output, as JSON lines."""
    handlers, level, configuration = logging.root.handlers, logging.root.level, structlog.get_config()
    set_up_logs(level="INFO", style="json")
    written = io.StringIO()
    handler = logging.root.handlers[0]
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(written)
    yield written
    logging.root.handlers, logging.root.level = handlers, level
    structlog.configure(**configuration)


def wrap(error: Exception) -> ValueError:
    """Return one of our errors with this one as its cause."""
    ours = ValueError("something of ours")
    ours.__cause__ = error
    return ours


Fail = Callable[[AsyncConnection, Workspace], Awaitable[None]]


async def take_a_name_twice(connection: AsyncConnection, workspace: Workspace) -> None:
    values = {
        "workspace_id": workspace.id,
        "name": TYPED,
        "name_key": TYPED,
        "stage": "suspect",
        "created_at": WEDNESDAY,
    }
    await connection.execute(insert(accounts), [values])
    await connection.execute(insert(accounts), [values])


async def break_a_check(connection: AsyncConnection, workspace: Workspace) -> None:
    row = {"workspace_id": workspace.id, "name": TYPED, "name_key": TYPED, "stage": "x", "created_at": WEDNESDAY}
    await connection.execute(insert(accounts), [row])


async def leave_something_out(connection: AsyncConnection, workspace: Workspace) -> None:
    await connection.execute(insert(teams).values(workspace_id=workspace.id, name=TYPED, name_key=TYPED))


async def ask_with_a_wrong_type(connection: AsyncConnection, _workspace: Workspace) -> None:
    await connection.execute(select(accounts).where(accounts.c.id == [TYPED]))


@pytest.mark.parametrize("fail", [take_a_name_twice, break_a_check, leave_something_out, ask_with_a_wrong_type])
async def test_an_error_of_the_database_says_nothing_that_was_typed(
    database: Database,
    workspace: Workspace,
    logged: io.StringIO,
    fail: Fail,
) -> None:
    try:
        await database.write(lambda connection: fail(connection, workspace))
    except Exception as error:
        structlog.get_logger().error("listener.failed", exc_info=error, reason=error)
        logging.getLogger("asyncio").exception("Task exception was never retrieved")
        structlog.get_logger().error("job.failed", exc_info=wrap(error))
    lines = [json.loads(line) for line in logged.getvalue().splitlines()]
    assert [line["event"] for line in lines] == ["listener.failed", "Task exception was never retrieved", "job.failed"]
    assert all("Traceback (most recent call last):" in line["exception"] for line in lines)
    assert "ValueError: something of ours" in lines[2]["exception"]
    assert TYPED not in logged.getvalue()


async def test_a_taken_name_is_logged_with_its_kind_its_code_and_the_constraint(
    database: Database, workspace: Workspace, logged: io.StringIO
) -> None:
    with pytest.raises(Exception) as raised:  # noqa: PT011 - it differs between the databases
        await database.write(lambda connection: take_a_name_twice(connection, workspace))
    structlog.get_logger().error("listener.failed", reason=raised.value)
    assert json.loads(logged.getvalue())["reason"] == (
        "IntegrityError SQLITE_CONSTRAINT_UNIQUE accounts.workspace_id, accounts.name_key"
        if database.url.startswith("sqlite")
        else "IntegrityError 23505 uq_accounts_workspace_id_name_key"
    )


def test_an_error_of_ours_is_logged_with_what_it_says_and_its_cause(logged: io.StringIO) -> None:
    structlog.get_logger().error("job.failed", exc_info=wrap(KeyError("nowhere")))
    text = json.loads(logged.getvalue())["exception"]
    assert text.splitlines()[-1] == "ValueError: something of ours"
    assert [line for line in text.splitlines() if not line.startswith(" ")] == [
        "Traceback (most recent call last):",
        "KeyError: 'nowhere'",
        "",
        "The above exception was the direct cause of the following exception:",
        "",
        "Traceback (most recent call last):",
        "ValueError: something of ours",
    ]


async def test_events_of_tasks_at_once_carry_what_each_bound_itself() -> None:
    """Also when one binds more on the way, and when a task is started in between."""
    log = structlog.get_logger()

    async def work(number: int) -> None:
        with log_context(delivery=number):
            await asyncio.sleep(0)
            structlog.contextvars.bind_contextvars(person=number)
            await asyncio.create_task(tell())
            log.info("delivery.sent")
        log.info("worker.idle")

    async def tell() -> None:
        structlog.contextvars.bind_contextvars(told=True)
        log.info("person.told")

    with capture_logs(processors=[merge_contextvars]) as logs:
        await asyncio.gather(*(work(number) for number in range(3)))
        log.info("batch.done")
    found = sorted((each["event"], each.get("delivery"), each.get("person"), each.get("told")) for each in logs[:-1])
    assert found == [
        *(("delivery.sent", number, number, None) for number in range(3)),
        *(("person.told", number, number, True) for number in range(3)),
        *(("worker.idle", None, None, None) for _ in range(3)),
    ]
    assert logs[-1] == {"event": "batch.done", "log_level": "info"}


def test_a_context_within_another_gives_back_what_was_bound_before() -> None:
    with log_context(workspace="T1"):
        with log_context(workspace="T2", person="U2"):
            pass
        assert structlog.contextvars.get_contextvars() == {"workspace": "T1"}
    assert structlog.contextvars.get_contextvars() == {}


def list_events() -> Iterator[tuple[str, str]]:
    """Return every event that the code logs by a fixed name, with its file."""
    rooms = ("bot", "handlers", "schedules")
    paths = [ROOT / "app.py", *(path for room in rooms for path in (ROOT / room).rglob("*.py"))]
    sources = {path: path.read_text(encoding="utf-8") for path in paths}
    for path in (path for path, source in sources.items() if re.search(r"\blog\s*\.\s*[a-z]+\s*\(", source)):
        for node in ast.walk(ast.parse(sources[path])):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and ast.unparse(node.func.value) == "log"
                and node.args
            ):
                yield path.relative_to(ROOT).as_posix(), ast.unparse(node.args[0])


def test_every_event_is_named_by_its_subject_and_what_happened_to_it() -> None:
    events = {name for _, name in list_events()}
    assert {"'bot.started'", "'delivery.sent'"} < events
    # Those of an outage are made of the job's name.
    assert {name for name in events if not re.fullmatch(r"'[a-z]+\.[a-z_]+'", name)} == {"self._began", "self._ended"}
