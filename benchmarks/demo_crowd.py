"""Test data in which every workspace has the demo's two years of history: some are generated, the others are copies."""

from collections.abc import Iterator, Mapping
from zoneinfo import ZoneInfo

from sqlalchemy import Column, ColumnElement, Table, func, insert, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from benchmarks.crowd import HOUR, TEAM_SIZE, Crowd, gather_crowd
from bot.domain.operations.demo_history import make_history
from bot.services.deals.day_memo import DayMemo
from bot.services.deals.scan_stalls import scan_all
from bot.services.operations.fill_demo import fill_demo
from bot.storage.database import Database
from bot.storage.people.people import list_reps
from bot.storage.tables.metadata import metadata

MONTHS = 24
# The number of workspaces with a generated history.
FILLED = 4
# Columns (table, column) with ids of the platform, which must differ in each copy.
NAMES = {("workspaces", "external_id"), ("reps", "address")}


async def gather_demo_crowd(database: Database, *, copies: int, memo: DayMemo) -> Crowd:
    """Fill an empty database with the demo's history, and return its size.

    The deals are scanned as in the nightly scan, which fills ``memo``.
    """
    await gather_crowd(database, Crowd(people=FILLED * TEAM_SIZE))
    for number in range(FILLED):
        await _fill(database, workspace_id=number + 1)
    sizes = await _measure_tables(database)
    for number in range(1, copies):
        await database.write(lambda connection, number=number: _copy(connection, sizes, number))  # type: ignore[misc]
    await scan_all(database, now=HOUR, memo=memo)
    return Crowd(people=FILLED * TEAM_SIZE * copies)


async def _fill(database: Database, *, workspace_id: int) -> None:
    async with database.reading() as connection:
        team = await list_reps(connection, workspace_id=workspace_id)
    today = HOUR.astimezone(ZoneInfo("Europe/Amsterdam")).date()
    history = make_history(seed=workspace_id, reps=len(team), months=MONTHS, today=today)
    await fill_demo(database, workspace_id=workspace_id, reps=team, history=history, now=HOUR)


async def _measure_tables(database: Database) -> dict[str, int]:
    """Return the highest id of each non-empty table with ids."""
    sizes: dict[str, int] = {}
    async with database.reading() as connection:
        for table in _list_tables():
            if highest := (await connection.execute(select(func.max(table.c.id)))).scalar_one():
                sizes[table.name] = highest
    return sizes


async def _copy(connection: AsyncConnection, sizes: Mapping[str, int], number: int) -> None:
    """Add copy ``number`` of the generated rows, with ids above those of earlier copies."""
    for table in _list_tables():
        if table.name in sizes:
            columns = [_shift(column, sizes, number) for column in table.columns]
            rows = select(*columns).where(table.c.id <= sizes[table.name])
            await connection.execute(insert(table).from_select([each.name for each in table.columns], rows))


def _list_tables() -> Iterator[Table]:
    return (table for table in metadata.sorted_tables if "id" in table.c and table.c.id.type.python_type is int)


def _shift(column: Column[object], sizes: Mapping[str, int], number: int) -> ColumnElement[object]:
    target = next((key.column.table.name for key in column.foreign_keys), None)
    if column.primary_key:
        return column + literal(number * sizes[column.table.name])
    if target is not None:
        return column + literal(number * sizes.get(target, 0))
    if (column.table.name, column.name) in NAMES:
        return column.concat(f"-{number}")
    return column
