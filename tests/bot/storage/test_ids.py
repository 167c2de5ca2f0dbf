"""Ids are never reused, on any table, because buttons and keys refer to them."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Integer, Table, create_engine, inspect, text

from bot.storage.database import Database
from bot.storage.engine import create_migration_engine
from bot.storage.migrate import migrate_database
from bot.storage.tables.metadata import metadata

NUMBERED = [table for table in metadata.sorted_tables if "id" in table.c and isinstance(table.c.id.type, Integer)]
LEAP = 1_000_000
Schema = dict[str, Any]

# A workspace from before the revision: two drafts were created and stored, the second as draft 7.
ROWS_OF_BEFORE = """
INSERT INTO workspaces (id, platform, external_id, name, country, timezone, language, created_at)
    VALUES (1, 'slack', 'T1', 'Acme', 'NL', 'Europe/Amsterdam', 'nl', '2026-03-18 09:00:00');
INSERT INTO reps (id, workspace_id, external_id, name, timezone, language, role, target_message, target_call,
    target_visit, nudge_at, address, created_at)
    VALUES (1, 1, 'U1', 'Anna', 'Europe/Amsterdam', 'nl', 'rep', 5, 2, 1, '08:30:00', 'D1', '2026-03-18 09:00:00');
INSERT INTO accounts (id, workspace_id, name, name_key, owner_id, stage, created_at)
    VALUES (4, 1, 'Jansen', 'jansen', 1, 'suspect', '2026-03-18 09:00:00');
INSERT INTO deals (id, workspace_id, account_id, owner_id, name, name_key, stage, opened_on, stage_since, created_at)
    VALUES (3, 1, 4, 1, 'deal', 'deal', 'lead', '2026-03-18', '2026-03-18', '2026-03-18 09:00:00');
INSERT INTO activities (id, workspace_id, rep_id, account_id, kind, count, day, note, request_key, logged_at)
    VALUES (1, 1, 1, 4, 'visit', 1, '2026-03-18', 'eerste', 'draft:1', '2026-03-18 09:00:00'),
           (2, 1, 1, 4, 'visit', 1, '2026-03-18', 'tweede', 'draft:7', '2026-03-18 09:00:00');
INSERT INTO next_steps (id, workspace_id, rep_id, account_id, activity_id, due_on, note, state, made_on)
    VALUES (5, 1, 1, 4, 2, '2026-03-20', 'tweede', 'open', '2026-03-18');
INSERT INTO drafts (id, workspace_id, rep_id, text, typed_name, said_at, request_key)
    VALUES (2, 1, 1, 'bezoek Pietersen', 'Pietersen', '2026-03-18 09:00:00', 'command:2');
INSERT INTO feedback (id, workspace_id, rep_id, account_id, score, day, step_id)
    VALUES (6, 1, 1, 4, 9, '2026-03-18', 5);
INSERT INTO referrals (id, workspace_id, rep_id, giver_id, state) VALUES (8, 1, 1, 4, 'asked');
INSERT INTO absences (id, workspace_id, rep_id, first_day, last_day, created_at)
    VALUES (9, 1, 1, '2026-03-18', '2026-03-18', '2026-03-18 09:00:00');
INSERT INTO lessons (id, workspace_id, rep_id, account_id, deal_id, origin, state, day, changed_at)
    VALUES (10, 1, 1, 4, 3, 'loss', 'asked', '2026-03-18', '2026-03-18 09:00:00');
"""
ADD_DRAFT = """
INSERT INTO drafts (workspace_id, rep_id, text, typed_name, said_at, request_key)
VALUES (1, 1, 'bezoek Pietersen', 'Pietersen', '2026-03-18 09:00:00', :key) RETURNING id
"""


@pytest.fixture
async def old_database_url(empty_database_url: str) -> str:
    """A database with rows, at the previous revision."""
    await migrate_database(empty_database_url, revision="0005")
    await run(empty_database_url, *ROWS_OF_BEFORE.split(";\n"))
    return empty_database_url


async def run(url: str, *statements: str) -> None:
    engine = create_migration_engine(url)
    async with engine.begin() as connection:
        for statement in statements:
            if statement.strip():
                await connection.execute(text(statement))
    await engine.dispose()


async def read(url: str, query: str) -> list[tuple[Any, ...]]:
    engine = create_migration_engine(url)
    async with engine.connect() as connection:
        rows = [tuple(row) for row in await connection.execute(text(query))]
    await engine.dispose()
    return rows


async def read_schema(url: str) -> dict[str, Schema]:
    engine = create_migration_engine(url)
    async with engine.connect() as connection:
        found = await connection.run_sync(describe_tables)
    await engine.dispose()
    return found


def describe_tables(connection: Connection) -> dict[str, Schema]:
    inspector = inspect(connection)
    return {name: describe_table(inspector, name) for name in inspector.get_table_names() if name in metadata.tables}


def describe_table(inspector: Any, name: str) -> Schema:
    """Return a comparable description of a table's schema."""
    return {
        "columns": {
            each["name"]: (str(each["type"]), each["nullable"], each["default"]) for each in inspector.get_columns(name)
        },
        "key": inspector.get_pk_constraint(name)["constrained_columns"],
        "unique": {each["name"]: each["column_names"] for each in inspector.get_unique_constraints(name)},
        "checks": {each["name"]: each["sqltext"] for each in inspector.get_check_constraints(name)},
        "references": {
            each["name"]: (each["constrained_columns"], each["referred_table"], each["options"])
            for each in inspector.get_foreign_keys(name)
        },
        "indexes": {
            each["name"]: (
                each["column_names"],
                each["unique"],
                {option: str(value) for option, value in each.get("dialect_options", {}).items()},
            )
            for each in inspector.get_indexes(name)
            if not each.get("duplicates_constraint")
        },
    }


def add_what_is_new(before: dict[str, Schema]) -> dict[str, Schema]:
    """Return the previous schema plus the request keys that this revision adds."""
    for name, columns in {"feedback": 1, "lessons": 1, "referrals": 2}.items():
        for column in ("request_key", "moved_by")[:columns]:
            before[name]["columns"][column] = ("VARCHAR(160)", True, None)
        before[name]["unique"][f"uq_{name}_workspace_id_request_key"] = ["workspace_id", "request_key"]
    return before


def lacks_guarantee(table: Table) -> bool:
    return not table.dialect_options["sqlite"]["autoincrement"]


def test_every_table_with_an_id_is_declared_to_give_none_out_again() -> None:
    assert len(NUMBERED) == 32
    assert [table.name for table in NUMBERED if lacks_guarantee(table)] == []


@pytest.mark.slow
async def test_a_migrated_sqlite_database_gives_no_id_of_any_table_out_again(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/ritme.db"
    await migrate_database(url)
    engine = create_engine(url)
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
        made = {row.name: row.sql for row in rows}
    engine.dispose()
    assert [table.name for table in NUMBERED if "AUTOINCREMENT" not in made[table.name]] == []


@pytest.mark.slow
async def test_an_id_of_a_deleted_row_is_not_given_out_again(old_database_url: str) -> None:
    await migrate_database(old_database_url)
    engine = create_migration_engine(old_database_url)
    async with engine.begin() as connection:
        first = (await connection.execute(text(ADD_DRAFT), {"key": "command:3"})).scalar_one()
        await connection.execute(text("DELETE FROM drafts"))
        second = (await connection.execute(text(ADD_DRAFT), {"key": "command:4"})).scalar_one()
    await engine.dispose()
    assert second > first


@pytest.mark.slow
async def test_upgrading_keeps_every_row_and_every_reference(old_database_url: str) -> None:
    await migrate_database(old_database_url)
    assert await read(
        old_database_url,
        "SELECT activities.note, next_steps.id, feedback.id, feedback.score, lessons.deal_id, absences.id, referrals.id"
        " FROM activities JOIN next_steps ON next_steps.activity_id = activities.id"
        " JOIN feedback ON feedback.step_id = next_steps.id JOIN lessons ON lessons.rep_id = activities.rep_id"
        " JOIN absences ON absences.rep_id = activities.rep_id JOIN referrals ON referrals.rep_id = activities.rep_id",
    ) == [("tweede", 5, 6, 9, 3, 9, 8)]
    assert await read(old_database_url, "SELECT note FROM activities ORDER BY id") == [("eerste",), ("tweede",)]
    assert await read(old_database_url, "SELECT id, request_key FROM drafts") == [(2, "command:2")]


@pytest.mark.slow
async def test_upgrading_changes_nothing_else_of_the_tables(old_database_url: str) -> None:
    before = await read_schema(old_database_url)
    await migrate_database(old_database_url, revision="0006")
    assert await read_schema(old_database_url) == add_what_is_new(before)


@pytest.mark.slow
async def test_ids_of_an_upgraded_sqlite_database_begin_above_all_that_old_buttons_carry(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/old.db"
    await migrate_database(url, revision="0005")
    await run(url, *ROWS_OF_BEFORE.split(";\n"))
    await migrate_database(url)
    names = "'absences', 'company_days', 'drafts', 'feedback', 'lessons', 'next_steps', 'referrals'"
    given = await read(url, f"SELECT name, seq FROM sqlite_sequence WHERE name IN ({names}) ORDER BY name")  # noqa: S608
    assert given == [
        ("absences", LEAP + 9),
        ("company_days", LEAP),
        ("drafts", LEAP + 7),
        ("feedback", LEAP + 6),
        ("lessons", LEAP + 10),
        ("next_steps", LEAP + 5),
        ("referrals", LEAP + 8),
    ]


@pytest.mark.slow
async def test_after_upgrading_deleting_a_rep_deletes_what_is_the_reps(old_database_url: str) -> None:
    await migrate_database(old_database_url)
    database = Database(old_database_url)
    await database.write(lambda connection: connection.execute(text("DELETE FROM reps")))
    await database.close()
    assert await read(old_database_url, "SELECT count(*) FROM activities") == [(0,)]
    assert await read(old_database_url, "SELECT name FROM accounts WHERE owner_id IS NULL") == [("Jansen",)]
