"""Random days on both databases; `make torture` plays many more, from the seed that it prints."""

import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from tests.databases import empty_postgres_database
from tests.machine.playing import EXAMPLES, SEED, play

MakeDatabase = Callable[[], str]


@pytest.fixture
def make_database(database_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> MakeDatabase:
    """What returns the URL of an empty database, another one or emptied each time."""
    numbers = count()

    def copy() -> str:
        file = tmp_path / f"{next(numbers)}.db"
        shutil.copyfile(request.getfixturevalue("sqlite_template"), file)
        return f"sqlite:///{file}"

    def empty() -> str:
        url = str(request.getfixturevalue("postgres_database"))
        empty_postgres_database(url)
        return url

    return copy if database_kind == "sqlite" else empty


@pytest.mark.slow
@pytest.mark.timeout(0)
def test_random_days_are_stored_as_the_rules_say(make_database: MakeDatabase, database_kind: str) -> None:
    print(f"RITME_SEED={SEED}")  # noqa: T201 - to play the same again
    play(make_database, examples=EXAMPLES or {"sqlite": 50, "postgresql": 15}[database_kind])
