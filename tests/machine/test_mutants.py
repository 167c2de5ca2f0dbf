"""The machine finds what is broken on purpose; `make torture-mutants` prints after how many steps."""

import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from bot.domain.log.activity import LogLine
from bot.domain.log.log_line import parse_log_lines
from bot.services.log import log_typed_line
from bot.storage.log import drafts as draft_rows
from bot.storage.log.drafts import Draft, _to_draft
from tests.machine.playing import find_steps

# No more than a thousand steps.
DAYS = 20
Mutate = Callable[[pytest.MonkeyPatch], None]


def lose_the_second_activity(patch: pytest.MonkeyPatch) -> None:
    def parse(*arguments: Any, **named: Any) -> tuple[LogLine, ...]:
        first, *others = parse_log_lines(*arguments, **named)
        return (first, *others[1:])

    patch.setattr(log_typed_line, "parse_log_lines", parse)


def give_a_draft_a_key_of_its_own(patch: pytest.MonkeyPatch) -> None:
    numbers = count()

    def read(row: Any) -> Draft:
        return replace(_to_draft(row), request_key=f"other:{next(numbers)}")

    patch.setattr(draft_rows, "_to_draft", read)


MUTANTS = (lose_the_second_activity, give_a_draft_a_key_of_its_own)
# Conditions in queries: what is left out, from which statements.
CONDITIONS = {
    "the workspace of the names": ("workspaces.id = ?", "accounts"),
    "the workspace of an account by its key": ("accounts.workspace_id = ?", "accounts.name_key"),
    "the rep of what is listed": ("activities.rep_id = ?", "ORDER BY activities.day DESC"),
    "what was removed": ("activities.removed_at IS NULL", "activities"),
}
# Parts of tables.
TABLES = {
    "the key of an activity": ("activities", "UNIQUE (workspace_id, request_key)"),
    "the key of what was changed": ("revisions", "UNIQUE (workspace_id, request_key)"),
    "a new id for each draft": ("drafts", "AUTOINCREMENT"),
}


@contextmanager
def leave_out(condition: str, *, where: str) -> Iterator[None]:
    """Make a condition true in every statement that contains ``where``."""

    def rewrite(_c: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> Any:  # noqa: FBT001
        if where in statement:
            statement = statement.replace(condition, f"({condition} OR 1 = 1)")
        return statement, parameters

    event.listen(Engine, "before_cursor_execute", rewrite, retval=True)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", rewrite)


def make_without(template: Path, table: str, part: str) -> None:
    """Make a table of an empty database again, without a part of its definition."""
    with closing(sqlite3.connect(template)) as connection:
        found = connection.execute(
            "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL ORDER BY type = 'index'", [table]
        ).fetchall()
        definition, *indexes = (row[0] for row in found)
        assert part in definition
        left = definition.replace(part, "CHECK (1)" if part.startswith("UNIQUE") else "")
        for statement in (f"DROP TABLE {table}", left, *indexes):
            connection.execute(statement)
        connection.commit()


@pytest.fixture
def database_kind() -> str:
    return "sqlite"


def tell(name: str, steps: int | None) -> None:
    sys.stdout.write(f"\n{name:45} {'NOT FOUND' if steps is None else f'found after {steps} steps'}\n")


@pytest.mark.slow
@pytest.mark.timeout(0)
@pytest.mark.parametrize("mutate", MUTANTS)
def test_the_machine_finds_broken_code(
    mutate: Mutate, make_database: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    mutate(monkeypatch)
    steps = find_steps(make_database, examples=DAYS)
    tell(mutate.__name__, steps)
    assert steps is not None


@pytest.mark.slow
@pytest.mark.timeout(0)
@pytest.mark.parametrize("name", CONDITIONS)
def test_the_machine_finds_a_condition_left_out(name: str, make_database: Callable[[], str]) -> None:
    condition, where = CONDITIONS[name]
    with leave_out(condition, where=where):
        steps = find_steps(make_database, examples=DAYS)
    tell(name, steps)
    assert steps is not None


@pytest.mark.slow
@pytest.mark.timeout(0)
@pytest.mark.parametrize("name", TABLES)
def test_the_machine_finds_a_part_of_a_table_left_out(name: str, make_database: Callable[[], str]) -> None:
    def make() -> str:
        url = make_database()
        make_without(Path(url.removeprefix("sqlite:///")), *TABLES[name])
        return url

    steps = find_steps(make, examples=DAYS)
    tell(name, steps)
    assert steps is not None
