"""Play months and audit them while they are played."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from tests.databases import add_postgres_database, make_sqlite_template, run_postgres
from tests.month.auditor.audit import Auditor
from tests.month.auditor.ledger import Ledger
from tests.month.auditor.rows import Reader
from tests.month.player.days import open_month
from tests.month.player.team import DAYS

MakeDatabase = Callable[[], str]


def never(_found: Ledger) -> bool:
    """Play on, whatever was found."""
    return False


async def audit_month(
    url: str, seed: int, *, is_demo: bool = False, days: int = DAYS, stop: Callable[[Ledger], bool] = never
) -> Ledger:
    """Play the month of a seed on an empty, migrated database, and return what the audit came to.

    It ends after so many days, or as soon as ``stop`` says so of what was found until then.
    """
    async with open_month(url, seed, is_demo=is_demo) as (month, book):
        reader = Reader(url)
        auditor = Auditor(reader, book, seed=seed)
        screens = month.world.screens
        month.world.hold = lambda: auditor.hold(screens.take_fresh())
        try:
            async for _ in month.play(days):
                month.world.hold()
                if stop(auditor.ledger):
                    break
        finally:
            reader.close()
        return auditor.ledger


@contextmanager
def make_databases(kind: str) -> Iterator[MakeDatabase]:
    """Yield what returns the URL of another empty, migrated database of a kind each time."""
    with tempfile.TemporaryDirectory(prefix="ritme-month-") as folder:
        shared = Path(folder)
        if kind == "sqlite":
            template, numbers = make_sqlite_template(shared), count()

            def copy() -> str:
                file = shared / f"{next(numbers)}.db"
                file.write_bytes(template.read_bytes())
                return f"sqlite:///{file}"

            yield copy
        else:
            with run_postgres(shared / "postgres", shared) as server:
                yield lambda: add_postgres_database(server)
