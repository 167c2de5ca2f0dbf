"""Random days on both databases; `make torture` plays many more, from the seed that it prints."""

import pytest

from tests.machine.conftest import MakeDatabase
from tests.machine.playing import EXAMPLES, SEED, play


@pytest.mark.slow
@pytest.mark.timeout(0)
def test_random_days_are_stored_as_the_rules_say(make_database: MakeDatabase, database_kind: str) -> None:
    print(f"RITME_SEED={SEED}")  # noqa: T201 - to play the same again
    play(make_database, examples=EXAMPLES or {"sqlite": 50, "postgresql": 15}[database_kind])
