"""The databases on which the machine plays."""

import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from tests.databases import empty_postgres_database

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
