"""Hostile text in every stored field: stored identically on both databases, or refused with a named error."""

from collections.abc import AsyncIterator
from pathlib import Path
from shutil import copy

import pytest
from sqlalchemy import String, Text, select

from bot.domain.accounts.account_names import NamedAccount
from bot.errors import RitmeError
from bot.messages.text.command_names import CommandNames
from bot.services.accounts.account_index_cache import AccountIndexCache
from bot.services.bot import Bot
from bot.services.people.person_cache import PersonCache
from bot.storage.database import Database
from bot.storage.tables.metadata import metadata
from tests.bot.services.text_doors import DOORS, Door, Room
from tests.conftest import DEFAULTS, WEDNESDAY, StillClock, add_example_accounts, identify
from tests.databases import empty_postgres_database

pytestmark = pytest.mark.postgres

MARK = "Bijzonder"
HOSTILE = {
    "nul": "Bak\x00ker",
    "surrogate": "Bak\ud800ker",
    "direction": "\u202eBakker\u200f",
    "invisible": "\u200f\x00\ud800",
    "300": "a" * 300,
    "3,000": "b" * 3_000,
    "10,000": "c" * 10_000,
    "longer in lower case": "\u0130" * 200,
    "longer when compared": "\ufb03" * 100,
}

# Columns with text from users, files or the platform.
TYPED = {
    "agenda_points": {"note"},
    "account_aliases": {"name", "name_key"},
    "accounts": {"city", "name", "name_key", "owner_name", "segment"},
    "activities": {"note", "request_key"},
    "company_days": {"name"},
    "contacts": {"name", "name_key", "role"},
    "deals": {"name", "name_key", "win_words"},
    "drafts": {"choices", "text", "typed_name"},
    "feedback": {"words"},
    "imports": {"name"},
    "lessons": {"happened", "share", "sign"},
    "meeting_decisions": {"text"},
    "next_steps": {"note"},
    "own_kinds": {"name", "words"},
    "playbooks": {"text"},
    "question_uses": {"question_id"},
    "referrals": {"name"},
    "reps": {"name"},
    "revisions": {"content"},
    "situation_corrections": {"note"},
    "teams": {"channel", "name", "name_key"},
    "workspaces": {"after_sale", "stages"},
}
# Columns with our own codes, request keys and platform ids.
OURS = {
    "account_changes": {"kind", "request_key"},
    "absences": {"part", "reason", "source"},
    "agenda_points": {"kind"},
    "conversations": {"address", "conversation", "service_url"},
    "link_codes": {"code_hash", "request_key"},
    "meeting_decisions": {"request_key", "state"},
    "accounts": {"given_stage", "stage"},
    "activities": {"advance_rule", "kind", "removed_by", "situation"},
    "contacts": {"level"},
    "deal_events": {"after", "before", "kind"},
    "deals": {
        "currency",
        "entry_level",
        "level",
        "request_key",
        "situation",
        "source",
        "stage",
        "stall_reasons",
        "state",
        "told_for",
        "win_reason",
    },
    "deliveries": {"channel", "key", "kind", "lease_token", "reason", "state"},
    "drafts": {"chosen_day", "chosen_kind", "request_key"},
    "feedback": {"request_key"},
    "goals": {"kind"},
    "handled_requests": {"request_key"},
    "handovers": {"request_key"},
    "hints": {"answer", "part", "subject"},
    "import_rows": {"mark", "table_name"},
    "imports": {"reason", "request_key", "source", "state", "subject"},
    "lessons": {"origin", "reason", "request_key", "situation", "stage", "state"},
    "next_steps": {"form", "state"},
    "own_kinds": {"code", "counts_for", "period", "request_key"},
    "playbooks": {"language"},
    "question_uses": {"request_key", "situation", "state"},
    "rate_gates": {"name"},
    "referrals": {"moved_by", "request_key", "state"},
    "removals": {"kind"},
    "reps": {
        "address",
        "country",
        "external_id",
        "heard_at",
        "home_hash",
        "intensity",
        "language",
        "own_targets",
        "region",
        "role",
        "switched_off",
        "timezone",
        "week",
    },
    "revisions": {"request_key"},
    "situation_corrections": {"situation"},
    "teams": {"timezone"},
    "totals_answers": {"people"},
    "workspaces": {"country", "currency", "external_id", "language", "name", "platform", "region", "timezone"},
}


async def open_room(url: str) -> Room:
    """Return a workspace on a new database."""
    database = Database(url)
    people = PersonCache(database, platform="slack", defaults=DEFAULTS)
    clock = StillClock()
    person = await identify(people, clock, "UANNA", "Anna de Wit")
    accounts = await add_example_accounts(database, workspace_id=person.workspace.id, now=WEDNESDAY)
    bot = Bot(
        database=database, people=people, accounts=AccountIndexCache(database), clock=clock, commands=CommandNames()
    )
    return Room(bot, person, NamedAccount(accounts["Acme"], "Acme"))


@pytest.fixture
async def rooms(sqlite_template: Path, postgres_database: str, tmp_path: Path) -> AsyncIterator[tuple[Room, Room]]:
    """The same workspace on SQLite and on PostgreSQL."""
    copy(sqlite_template, tmp_path / "ritme.db")
    empty_postgres_database(postgres_database)
    opened = await open_room(f"sqlite:///{tmp_path}/ritme.db"), await open_room(postgres_database)
    yield opened
    for room in opened:
        await room.bot.database.close()


async def push(room: Room, door: Door, text: str) -> str:
    """Submit a text through one entry point, and return the code of the refusal, if any."""
    try:
        await door(room, text)
    except RitmeError as error:
        return error.code
    return "stored"


async def read_typed(room: Room) -> dict[str, list[str]]:
    """Return all stored user text, by column."""
    found: dict[str, list[str]] = {}
    async with room.bot.database.reading() as connection:
        for table in metadata.sorted_tables:
            for name in sorted(TYPED.get(table.name, ())):
                rows = await connection.execute(select(table.c[name]))
                found[f"{table.name}.{name}"] = sorted(str(value) for (value,) in rows if value)
    return found


def test_of_every_column_with_text_it_is_known_who_writes_it() -> None:
    found = {
        table.name: {column.name for column in table.c if isinstance(column.type, String | Text)}
        for table in metadata.sorted_tables
    }
    decided = {name: TYPED.get(name, set()) | OURS.get(name, set()) for name in TYPED.keys() | OURS.keys()}
    assert decided == {name: columns for name, columns in found.items() if columns}


async def test_the_doors_reach_every_column_that_people_write_to(rooms: tuple[Room, Room]) -> None:
    room = rooms[0]
    refused = {door.__name__: code for door in DOORS if (code := await push(room, door, MARK)) != "stored"}
    assert refused == {"ask_for_role": "person_unknown"}
    stored = await read_typed(room)
    assert [
        column for column, texts in stored.items() if not any(MARK.casefold() in text.casefold() for text in texts)
    ] == []


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
async def test_hostile_text_is_stored_alike_on_both_databases_or_refused_with_a_sentence(
    rooms: tuple[Room, Room], text: str
) -> None:
    outcomes = [{door.__name__: await push(room, door, text) for door in DOORS} for room in rooms]
    assert outcomes[0] == outcomes[1]
    assert await read_typed(rooms[0]) == await read_typed(rooms[1])
