"""Whatever is stored, its export imported again changes nothing: for every subject, as CSV and as Excel."""

from collections.abc import Sequence
from datetime import date, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Table, delete, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.deals.deal_names import make_deal_key
from bot.domain.exchange.report import ImportReport
from bot.domain.exchange.subject import FileSubject
from bot.domain.people.people import Workspace
from bot.domain.text.cleaning import clean_text
from bot.domain.text.money import CURRENCIES
from bot.services.exchange import export_tables
from bot.services.exchange.find_accounts import make_account_key
from bot.services.exchange.import_tables import write_import
from bot.services.exchange.table import load_table
from bot.services.people.person_cache import Person, PersonCache
from bot.storage.database import Database
from bot.storage.tables.accounts import accounts, contacts
from bot.storage.tables.deals import deals
from bot.storage.tables.log import activities, next_steps
from tests.conftest import WEDNESDAY, StillClock, identify

ANY_EXAMPLE = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
EXPORTS = {
    FileSubject.ACCOUNTS: export_tables.export_accounts,
    FileSubject.CONTACTS: export_tables.export_contacts,
    FileSubject.DEALS: export_tables.export_deals,
    FileSubject.ACTIVITIES: export_tables.export_activities,
}
texts = st.one_of(
    st.text(st.sampled_from("ab =+-@'\"\t\n\r,;|é\u200b\u00a0"), max_size=12),
    st.text(max_size=20),
    st.sampled_from(["Anna de Wit", "UANNA", "Bram Kok", "=1+1", "'s-Gravenhage", "acme", "Acme B.V.", "yes", "2026"]),
).map(clean_text)
names = texts.filter(make_account_key)
money = st.none() | st.decimals(0, Decimal("999999999999.99"), places=2)
days = st.dates(date(1990, 1, 1), date(2070, 1, 1))
past = st.dates(date(1990, 1, 1), WEDNESDAY.date())
account_rows = st.fixed_dictionaries(
    {
        "name": names,
        "owner": st.integers(-1, 3),
        "owner_name": st.none() | texts.filter(bool),
        "stage": st.sampled_from(["suspect", "prospect", "customer", "former"]),
        "segment": st.none() | texts,
        "city": st.none() | texts,
        "contract_end": st.none() | days,
        "value": st.none() | st.decimals(Decimal("-999999999999.99"), Decimal("999999999999.99"), places=2),
        "do_not_contact": st.booleans(),
    }
)
contact_rows = st.fixed_dictionaries(
    {
        "name": texts.filter(bool),
        "role": st.one_of(texts, st.sampled_from(["directeur", "inkoopmanager", "hoofd inkoop"])),
        "level": st.none() | st.sampled_from(["executive", "manager", "user"]),
    }
)
deal_rows = st.fixed_dictionaries(
    {
        "name": texts.filter(lambda name: bool(name) and len(name) <= 200),
        "owner": st.integers(-1, 3),
        "stage": st.sampled_from(["intake", "behoefte", "offerte", "onderhandeling"]),
        "state": st.sampled_from(["open", "won", "lost"]),
        "value": money,
        "margin": st.none() | st.decimals(Decimal("-999999999999.99"), Decimal("999999999999.99"), places=2),
        "currency": st.sampled_from(CURRENCIES),
        "currency_chosen": st.booleans(),
        "opened_on": past,
        "stage_since": past,
        "close_on": st.none() | days,
        "closed_on": past,
    }
)
activity_rows = st.fixed_dictionaries(
    {
        "owner": st.integers(0, 3),
        "has_account": st.booleans(),
        "kind": st.sampled_from(["message", "call", "visit"]),
        "count": st.integers(1, 200),
        "day": past,
        "note": texts,
        "key": st.one_of(st.sampled_from(["command:1.2.abc", "view:V1:h", "import:7", "event:Ev1"]), names),
        "step": st.none() | st.tuples(days, st.none() | st.times()),
    }
)


@pytest.fixture
async def reps(anna: Person, people: PersonCache, clock: StillClock) -> list[int]:
    """Four reps: two with the same name, and one who is called as another's id."""
    others = [("UANNA2", "Anna de Wit"), ("UBRAM", "Bram Kok"), ("UODD", "ubram")]
    return [anna.rep.id, *[(await identify(people, clock, *each)).rep.id for each in others]]


async def fill(database: Database, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Replace all rows of a table, and of those that hang on it."""

    async def work(connection: AsyncConnection) -> None:
        await connection.execute(delete(table))
        if rows:
            await connection.execute(insert(table), list(rows))

    await database.write(work)


async def check(database: Database, workspace: Workspace, folder: Path, subject: FileSubject, count: int) -> None:
    """Export, import again, and export once more: nothing changes, and the files are the same."""
    for suffix in ("csv", "xlsx"):
        path = folder / f"{subject}.{suffix}"
        assert await EXPORTS[subject](database, workspace_id=workspace.id, path=path) == count
        table = load_table(path)
        assert table.subject == subject
        report = await write_import(
            database, workspace_id=workspace.id, subject=subject, table=table, skip_bad=True, now=WEDNESDAY
        )
        assert report == ImportReport(unchanged=count)


def choose(reps: Sequence[int], place: int) -> int | None:
    return reps[place] if place >= 0 else None


@pytest.mark.slow
@ANY_EXAMPLE
@given(rows=st.lists(account_rows, max_size=6, unique_by=lambda row: make_account_key(str(row["name"]))))
async def test_accounts(
    database: Database, workspace: Workspace, reps: list[int], tmp_path: Path, rows: list[dict[str, Any]]
) -> None:
    stored = [
        {
            **{key: value for key, value in row.items() if key != "owner"},
            "owner_id": choose(reps, row["owner"]),
            "name_key": make_account_key(row["name"]),
            "workspace_id": workspace.id,
            "created_at": WEDNESDAY,
        }
        for row in rows
    ]
    await fill(database, accounts, stored)
    await check(database, workspace, tmp_path, FileSubject.ACCOUNTS, len(rows))


@ANY_EXAMPLE
@given(rows=st.lists(contact_rows, max_size=6, unique_by=lambda row: make_account_key(str(row["name"]))))
async def test_contacts(database: Database, workspace: Workspace, tmp_path: Path, rows: list[dict[str, Any]]) -> None:
    await fill(database, accounts, [make_account(workspace)])
    stored = [
        {
            **row,
            "account_id": await find_account_id(database),
            "name_key": make_account_key(row["name"]) or row["name"].casefold(),
            "workspace_id": workspace.id,
        }
        for row in rows
    ]
    await fill(database, contacts, stored)
    await check(database, workspace, tmp_path, FileSubject.CONTACTS, len(rows))


@pytest.mark.slow
@ANY_EXAMPLE
@given(rows=st.lists(deal_rows, max_size=6, unique_by=lambda row: make_deal_key(str(row["name"]))))
async def test_deals(
    database: Database, workspace: Workspace, reps: list[int], tmp_path: Path, rows: list[dict[str, Any]]
) -> None:
    await fill(database, accounts, [make_account(workspace)])
    stored = [
        {
            **{key: value for key, value in row.items() if key not in {"owner", "closed_on"}},
            "account_id": await find_account_id(database),
            "owner_id": choose(reps, row["owner"]),
            "closed_on": None if row["state"] == "open" else row["closed_on"],
            "name_key": make_deal_key(row["name"]),
            "workspace_id": workspace.id,
            "created_at": WEDNESDAY,
        }
        for row in rows
    ]
    await fill(database, deals, stored)
    await check(database, workspace, tmp_path, FileSubject.DEALS, len(rows))


@pytest.mark.slow
@ANY_EXAMPLE
@given(rows=st.lists(activity_rows, max_size=6, unique_by=lambda row: row["key"]))
async def test_activities(
    database: Database, workspace: Workspace, reps: list[int], tmp_path: Path, rows: list[dict[str, Any]]
) -> None:
    await fill(database, activities, [])
    await fill(database, accounts, [make_account(workspace)])
    account_id = await find_account_id(database)
    stored = [
        {
            **{name: row[name] for name in ("kind", "count", "day", "note")},
            "id": number,
            "rep_id": reps[row["owner"]],
            "account_id": account_id if row["has_account"] else None,
            "request_key": row["key"],
            "workspace_id": workspace.id,
            "logged_at": WEDNESDAY,
        }
        for number, row in enumerate(rows, start=1)
    ]
    await fill(database, activities, stored)
    steps = [make_step(activity, row["step"]) for activity, row in zip(stored, rows, strict=True) if row["step"]]
    await fill(database, next_steps, steps)
    await check(database, workspace, tmp_path, FileSubject.ACTIVITIES, len(rows))


def make_account(workspace: Workspace) -> dict[str, Any]:
    columns = {"workspace_id": workspace.id, "name": "'Acme;=1+1", "stage": "suspect", "created_at": WEDNESDAY}
    return {**columns, "name_key": make_account_key("'Acme;=1+1")}


def make_step(activity: dict[str, Any], step: tuple[date, time | None]) -> dict[str, Any]:
    return {
        **{name: activity[name] for name in ("workspace_id", "rep_id", "account_id", "note")},
        "activity_id": activity["id"],
        "due_on": step[0],
        "due_time": step[1].replace(second=0, microsecond=0) if step[1] else None,
        "state": "open",
        "made_on": activity["day"],
    }


async def find_account_id(database: Database) -> int:
    async with database.reading() as connection:
        return int((await connection.execute(accounts.select())).one().id)
