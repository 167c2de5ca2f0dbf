"""Migrations: from an empty database to the models, and safe when two processes start at once."""

import asyncio
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from bot.domain.calendar.day_spans import DaySpan
from bot.domain.log.own_kinds import OVER_DELIVERY, OVER_DELIVERY_WORDS, KindContent
from bot.storage.engine import create_engine
from bot.storage.log.own_kinds import list_own_kinds
from bot.storage.migrate import compare_with_models, get_newest_revision, migrate_database
from bot.storage.people.people import list_due_teams
from bot.storage.people.team_spans import load_spans
from bot.storage.tables.metadata import metadata

WORKSPACE = """
    INSERT INTO workspaces (id, platform, external_id, name, country, timezone, language, created_at)
    VALUES (7, 'slack', 'T7', 'Zeven', 'NL', 'Europe/Amsterdam', 'nl', '2026-03-18 09:30:00')
"""
REP = """
    INSERT INTO reps (id, workspace_id, external_id, name, timezone, language, role, target_message, target_call,
        target_visit, nudge_at, address, created_at)
    VALUES (3, 7, 'UANNA', 'Anna', 'Europe/Amsterdam', 'nl', 'rep', 5, 2, 1, '08:30:00', 'UANNA', '2026-03-18 09:30:00')
"""
ACTIVITY = """
    INSERT INTO activities (id, workspace_id, rep_id, kind, count, day, note, request_key, logged_at)
    VALUES (5, 7, 3, 'visit', 2, '2026-03-18', '', 'said:1', '2026-03-18 09:30:00')
"""
# One team had a channel, and so a next message; the other never had any.
TEAMS_BEFORE = (
    """
    INSERT INTO teams (id, workspace_id, name, name_key, timezone, summary_at, created_at)
    VALUES (1, 7, 'Noord', 'noord', 'Europe/Amsterdam', '17:00:00', '2026-03-18 09:30:00')
    """,
    """
    INSERT INTO teams (id, workspace_id, name, name_key, timezone, summary_at, channel, next_due_at, created_at)
    VALUES (2, 7, 'Zuid', 'zuid', 'Europe/Amsterdam', '17:00:00', 'C1', '2026-03-18 15:00:00+00',
        '2026-03-18 09:30:00')
    """,
)


async def test_upgrading_an_empty_database_gives_exactly_the_models(empty_database_url: str) -> None:
    await migrate_database(empty_database_url)
    engine = create_engine(empty_database_url, writes=False)
    try:
        async with engine.connect() as connection:
            assert await connection.run_sync(compare_with_models) == []
    finally:
        await engine.dispose()


@pytest.mark.slow
async def test_two_processes_that_migrate_at_once_both_end_at_the_newest_revision(empty_database_url: str) -> None:
    revisions = await asyncio.gather(*(migrate_database(empty_database_url) for _ in range(4)))
    assert revisions == [get_newest_revision()] * 4


def test_a_column_has_the_same_name_in_the_code_and_in_the_database() -> None:
    # What reads rows by the one name and writes them by the other leaves the column empty.
    assert [str(column) for table in metadata.sorted_tables for column in table.c if column.key != column.name] == []


@pytest.mark.slow
async def test_every_workspace_that_was_there_gets_over_delivery_and_keeps_its_activities(
    empty_database_url: str,
) -> None:
    await migrate_database(empty_database_url, revision="0009")
    engine = create_engine(empty_database_url, writes=True)
    try:
        async with engine.begin() as connection:
            await connection.execute(text(WORKSPACE))
            await connection.execute(text(REP))
            await connection.execute(text(ACTIVITY))
        await engine.dispose()
        await migrate_database(empty_database_url)
        async with engine.begin() as connection:
            (over,) = (await list_own_kinds(connection, workspace_ids=[7]))[7]
            assert (over.code, over.content) == (OVER_DELIVERY, KindContent("", OVER_DELIVERY_WORDS))
            kept = (await connection.execute(text("SELECT id, kind, count, own_kind_id FROM activities"))).one()
            assert tuple(kept) == (5, "visit", 2, None)
            await connection.execute(
                text("UPDATE activities SET kind = 'own', own_kind_id = :kind WHERE id = 5"), {"kind": over.id}
            )
        with pytest.raises(IntegrityError):
            async with engine.begin() as connection:
                await connection.execute(text("UPDATE activities SET kind = 'demo' WHERE id = 5"))
        with pytest.raises(IntegrityError):
            async with engine.begin() as connection:
                await connection.execute(text("UPDATE activities SET count = 0 WHERE id = 5"))
    finally:
        await engine.dispose()


@pytest.mark.slow
async def test_a_team_that_was_never_due_has_its_monday_from_now_on(empty_database_url: str) -> None:
    await migrate_database(empty_database_url, revision="0028")
    engine = create_engine(empty_database_url, writes=True)
    before = datetime.now(UTC).replace(microsecond=0)
    try:
        async with engine.begin() as connection:
            await connection.execute(text(WORKSPACE))
            for team in TEAMS_BEFORE:
                await connection.execute(text(team))
        await migrate_database(empty_database_url)
        async with engine.connect() as connection:
            later = await list_due_teams(connection, now=datetime.now(UTC), limit=10)
    finally:
        await engine.dispose()
    assert [team.name for team, _ in later] == ["Zuid", "Noord"]
    assert later[0][1] == datetime(2026, 3, 18, 15, tzinfo=UTC)
    assert before <= later[1][1]


@pytest.mark.slow
async def test_who_was_in_a_team_is_in_it_since_the_day_that_was_known(
    empty_database_url: str,
) -> None:
    await migrate_database(empty_database_url, revision="0031")
    engine = create_engine(empty_database_url, writes=True)
    try:
        async with engine.begin() as connection:
            for row in (WORKSPACE, *TEAMS_BEFORE, REP, REP.replace("(3, 7, 'UANNA'", "(4, 7, 'UBRAM'")):
                await connection.execute(text(row))
            await connection.execute(text("UPDATE reps SET team_id = 2"))
            await connection.execute(text("UPDATE reps SET team_since = '2026-03-18' WHERE id = 4"))
        await migrate_database(empty_database_url)
        async with engine.connect() as connection:
            assert await load_spans(connection, team_id=2) == {3: (DaySpan(),), 4: (DaySpan(date(2026, 3, 18)),)}
            assert await load_spans(connection, team_id=1) == {}
    finally:
        await engine.dispose()
