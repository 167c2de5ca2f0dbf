"""Time to plan a large morning (10,000 reps in 24 zones within one hour), and a tick with no rep due."""

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import bindparam, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from benchmarks.crowd import HOUR, Crowd, gather_crowd, open_urls, send_home
from benchmarks.figures import Better, note_figure
from bot.services.rhythm.plan_nudges import plan_nudges
from bot.storage.database import Database
from bot.storage.migrate import migrate_database
from bot.storage.tables.delivery import deliveries
from bot.storage.tables.people import reps

PEOPLE, EVERYBODY = 10_000, 100_000
ROUNDS, TICKS = 3, 200
AIM_PLANNING = 2.0  # seconds
AIM_TICK = 2.0  # milliseconds
END_OF_HOUR = HOUR + timedelta(minutes=59)


async def measure_planning() -> list[str]:
    """Return the lines of the report."""
    lines = []
    with open_urls() as urls:
        for name, url in urls.items():
            await migrate_database(url)
            database = Database(url)
            try:
                lines += [f"Planning on {name}:", *await _measure(database)]
            finally:
                await database.close()
    return lines


async def _measure(database: Database) -> list[str]:
    crowd = Crowd(people=PEOPLE)
    await gather_crowd(database, crowd)
    ours, bare = [], []
    for _ in range(ROUNDS):
        await send_home(database, crowd)
        bare.append(await _time(lambda: _plan_bare(database)))
        await send_home(database, crowd)
        ours.append(await _time(lambda: _plan_ours(database)))
    await _add_sleepers(database)
    tick = await _measure_tick(database)
    took = statistics.median(ours)
    note_figure(f"planning: times a bare due-table ({database.dialect})", took / statistics.median(bare), Better.LESS)
    note_figure(f"planning: ms of a tick with nobody due ({database.dialect})", tick, Better.LESS)
    return [
        (
            f"  {PEOPLE} reps in 24 zones within one hour: {took:.2f} s"
            f" (aim below {AIM_PLANNING:.0f}: {'met' if took < AIM_PLANNING else 'NOT met'})"
        ),
        (
            f"  a bare due-table in the same run: {statistics.median(bare):.2f} s;"
            f" ours takes {took / statistics.median(bare):.1f} times as long"
        ),
        (
            f"  a tick with nobody due among {EVERYBODY} reps: {tick:.2f} ms"
            f" (aim below {AIM_TICK:.0f}: {'met' if tick < AIM_TICK else 'NOT met'})"
        ),
    ]


async def _plan_ours(database: Database) -> None:
    planned = await plan_nudges(database, now=END_OF_HOUR)
    if planned.written < PEOPLE:
        raise RuntimeError(f"{planned.written} of {PEOPLE} were planned")


async def _plan_bare(database: Database) -> None:
    """The minimum for any due table: find the due rows, insert a delivery for each, set the next due time."""

    async def work(connection: AsyncConnection) -> None:
        rows = (await connection.execute(select(reps.c.id, reps.c.workspace_id, reps.c.next_due_at))).all()
        await connection.execute(insert(deliveries), [_make_bare_row(row) for row in rows])
        statement = update(reps).where(reps.c.id == bindparam("rep")).values(next_due_at=bindparam("moment"))
        moments = [{"rep": row.id, "moment": row.next_due_at + timedelta(days=1)} for row in rows]
        await connection.execute(statement, moments)

    await database.write(work)


def _make_bare_row(row: Any) -> dict[str, Any]:
    return {
        "workspace_id": row.workspace_id,
        "key": f"bare:{row.id}",
        "kind": "bare",
        "rep_id": row.id,
        "local_day": HOUR.date(),
        "due_at": row.next_due_at,
        "expires_at": END_OF_HOUR,
        "state": "waiting",
        "try_at": row.next_due_at,
    }


async def _add_sleepers(database: Database) -> None:
    """Add reps up to 100,000, none of whom is due for a day."""
    await send_home(database, Crowd(people=PEOPLE, due_at=HOUR + timedelta(days=1)))
    later = HOUR + timedelta(days=1)

    async def work(connection: AsyncConnection) -> None:
        columns = [column for column in reps.c if column.name not in {"id", "external_id"}]
        for number in range(1, EVERYBODY // PEOPLE):
            copy = select(reps.c.external_id.concat(f"x{number}"), *columns).where(reps.c.id <= PEOPLE)
            await connection.execute(
                insert(reps).from_select(["external_id", *(column.name for column in columns)], copy)
            )
        await connection.execute(update(reps).values(next_due_at=later))

    # The rows were inserted with explicit ids, so PostgreSQL's sequences are behind.
    await _move_sequence(database)
    await database.write(work)


async def _move_sequence(database: Database) -> None:
    async def work(connection: AsyncConnection) -> None:
        if connection.dialect.name == "postgresql":
            await connection.execute(text("SELECT setval(pg_get_serial_sequence('reps', 'id'), 1000000)"))

    await database.write(work)


async def _measure_tick(database: Database) -> float:
    """Return the median duration of a tick, in milliseconds."""
    await plan_nudges(database, now=HOUR)
    times = [await _time(lambda: plan_nudges(database, now=HOUR)) for _ in range(TICKS)]
    return statistics.median(times) * 1000


async def _time(work: Callable[[], Awaitable[Any]]) -> float:
    began = time.perf_counter()
    await work()
    return time.perf_counter() - began


def main() -> None:
    """Print the report."""
    for line in asyncio.run(measure_planning()):
        print(line)


if __name__ == "__main__":
    main()
