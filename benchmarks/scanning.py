"""The daily stall scan of 100,000 open deals with history, and of the next day, when 1% of them changed."""

import asyncio
import gc
import time
from datetime import datetime, timedelta

from sqlalchemy import func, select

from benchmarks.crowd import HOUR, open_urls
from benchmarks.deals import Pipeline
from benchmarks.figures import Better, note_figure
from bot.services.deals.deal_rollups import refresh_rollups
from bot.services.deals.scan_stalls import ScanCounts, scan_all
from bot.storage.database import Database
from bot.storage.migrate import migrate_database
from bot.storage.tables.deals import deals

WORKSPACES, DEALS_EACH = 100, 1_000
# One deal in this number changes per day.
CHANGED_OF = 100
AIM = 5.0  # seconds


async def measure_scanning() -> list[str]:
    """Return the lines of the report."""
    pipeline = Pipeline(workspaces=WORKSPACES, deals_each=DEALS_EACH)
    lines = []
    with open_urls() as urls:
        for name, url in urls.items():
            await migrate_database(url)
            database = Database(url)
            try:
                await pipeline.store(database)
                lines += [f"Scanning on {name}:", *await _measure(database, pipeline)]
            finally:
                await database.close()
    return lines


async def _measure(database: Database, pipeline: Pipeline) -> list[str]:
    first, took = await _scan(database, HOUR)
    stalled = await _count_stalled(database)
    again, nothing = await _scan(database, HOUR)
    await _change_some(database, pipeline)
    changed, took_changed = await _scan(database, HOUR)
    tomorrow, took_tomorrow = await _scan(database, HOUR + timedelta(days=1))
    note_figure(f"scan: s for 100,000 open deals ({database.dialect})", took, Better.LESS)
    note_figure(f"scan: share again after 1% changed ({database.dialect})", took_changed / took, Better.LESS)
    return [
        (
            f"  {first.looked_at} open deals in {pipeline.workspaces} workspaces: {took:.2f} s"
            f" (aim below {AIM:.0f}: {'met' if took < AIM else 'NOT met'}), {stalled} stalled"
        ),
        f"  at once again: {again.looked_at} looked at, {nothing * 1000:.0f} ms",
        (
            f"  after 1% changed: {changed.looked_at} looked at in {took_changed:.2f} s,"
            f" {took_changed / took:.1%} of the first"
        ),
        (
            f"  the next morning: {tomorrow.looked_at} whose time had come, in {took_tomorrow:.2f} s,"
            f" {tomorrow.changed} with another verdict"
        ),
    ]


async def _scan(database: Database, now: datetime) -> tuple[ScanCounts, float]:
    # As the service does after start-up: exclude existing objects from garbage collection.
    gc.collect()
    gc.freeze()
    began = time.perf_counter()
    scanned = await scan_all(database, now=now)
    return scanned, time.perf_counter() - began


async def _change_some(database: Database, pipeline: Pipeline) -> None:
    """Refresh the activity rollup of one deal in a hundred, as each log line does."""
    some = [deal["id"] for deal in pipeline.deals if deal["state"] == "open"][::CHANGED_OF]
    await database.write(lambda connection: refresh_rollups(connection, deal_ids=some))


async def _count_stalled(database: Database) -> int:
    async with database.reading() as connection:
        query = select(func.count()).select_from(deals).where(deals.c.stalled_since.is_not(None))
        return int((await connection.execute(query)).scalar_one())


def main() -> None:
    """Print the report."""
    for line in asyncio.run(measure_scanning()):
        print(line)


if __name__ == "__main__":
    main()
