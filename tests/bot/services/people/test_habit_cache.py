"""The habit cache is never stale, even after a change by another replica."""

import ast
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import pytest

import bot as bot_package
from bot.domain.calendar.workdays import CompanyDay
from bot.domain.log.situations import Situation
from bot.services.log.correct_entry import teach_situation
from bot.services.people.person_cache import Person
from bot.storage.calendar import calendars
from bot.storage.database import Database
from tests.conftest import StillClock, Talk
from tests.interactions import answer_deal

HELD_TABLES = {"absences", "company_days", "situation_corrections", "next_steps"}
CHANGES = {"insert", "update", "delete", "insert_unless_present", "insert_or_change"}
# These change a step's state, account or when it was asked about, not its due day: the cache stays as it is.
OF_STATE_ONLY = {
    "close_step_again",
    "mark_asked",
    "miss_step",
    "move_contacts",
    "reopen_closed_by",
    "reopen_replaced",
    "reopen_steps",
}


@dataclass(frozen=True, slots=True)
class Replicas:
    """Two processes on one database, and the same person at each."""

    here: Talk
    there: Database


@pytest.fixture
async def replicas(talk: Talk, database_url: str) -> AsyncIterator[Replicas]:
    there = Database(database_url)
    yield Replicas(here=talk, there=there)
    await there.close()


async def suggest(talk: Talk) -> list[str]:
    await talk.says("bezoek Acme")
    taken = [control for control in talk.message.controls if control.action == "step_take"]
    return [control.value.partition(":")[2].removesuffix(":") for control in taken]


async def add_absence(database: Database, person: Person, day: date, now: datetime) -> None:
    absence = calendars.NewAbsence(
        workspace_id=person.workspace.id, rep_id=person.rep.id, first_day=day, last_day=day, created_at=now
    )
    await database.write(lambda connection: calendars.add_absence(connection, absence))


@pytest.mark.parametrize("at_another_replica", [False, True])
async def test_a_day_off_is_not_suggested_from_the_next_line_on(
    replicas: Replicas, clock: StillClock, *, at_another_replica: bool
) -> None:
    talk = replicas.here
    before = await suggest(talk)
    database = replicas.there if at_another_replica else talk.bot.database
    await add_absence(database, talk.person, date(2026, 3, 25), clock.now())
    assert (before, await suggest(talk)) == (["2026-03-25", "2026-04-01"], ["2026-03-26", "2026-04-01"])


@pytest.mark.parametrize("at_another_replica", [False, True])
async def test_a_day_of_the_company_is_not_suggested_from_the_next_line_on(
    replicas: Replicas, *, at_another_replica: bool
) -> None:
    talk = replicas.here
    await suggest(talk)
    database = replicas.there if at_another_replica else talk.bot.database
    day = CompanyDay(id=0, day=date(2026, 4, 1), is_worked=False, name="Feest")
    await database.write(
        lambda connection: calendars.set_company_days(connection, workspace_id=talk.person.workspace.id, days=[day])
    )
    assert await suggest(talk) == ["2026-03-25", "2026-04-02"]


@pytest.mark.parametrize("at_another_replica", [False, True])
async def test_a_note_that_was_put_right_is_read_so_from_the_next_line_on(
    replicas: Replicas, clock: StillClock, *, at_another_replica: bool
) -> None:
    talk, note = replicas.here, "het blauwe mapje ligt nog bij de koffie"
    await answer_deal(talk.bot, person=talk.person, text="nieuw Acme Kassen 45k")
    before = await talk.says(f"gebeld met Acme, {note}")
    await teach_situation(
        replicas.there if at_another_replica else talk.bot.database,
        rep=talk.person.rep,
        entry_id=int(talk.value_of("Wijzigen")),
        situation=Situation.PROPOSAL_UNREAD,
        now=clock.now(),
    )
    after = await talk.says(f"gebeld met Acme, {note}")
    assert ["Klinkt als: voorstel niet gelezen." in lines for lines in (before, after)] == [False, True]


@pytest.mark.parametrize("at_another_replica", [False, True])
async def test_the_hours_of_new_steps_are_suggested_from_the_next_line_on(
    replicas: Replicas, *, at_another_replica: bool
) -> None:
    talk = replicas.here
    before = await suggest(talk)
    bot = replace(talk.bot, database=replicas.there) if at_another_replica else talk.bot
    other = Talk(bot, talk.person)
    for number in range(5):
        await other.says("bezoek Jansen Metaal, volgende stap donderdag 14:00", request=f"step:{number}")
    assert (before, await suggest(talk)) == (["2026-03-25", "2026-04-01"], ["2026-03-26:14:00"])


async def test_every_change_of_what_is_held_counts_up_its_version() -> None:
    """A function that changes a cached table must bump its version, or the cache would become stale."""
    silent = [
        f"{path.name}: {definition.name}"
        for path in Path(bot_package.__file__).parent.rglob("*.py")
        if "migrations" not in path.parts and any(name in path.read_text() for name in HELD_TABLES)
        for definition in ast.walk(ast.parse(path.read_text()))
        if isinstance(definition, ast.FunctionDef | ast.AsyncFunctionDef)
        and _changes_what_is_held(definition)
        and "bump_" not in ast.unparse(definition)
        and definition.name not in OF_STATE_ONLY
    ]
    assert silent == []


def _changes_what_is_held(definition: ast.AST) -> bool:
    return any(
        isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in CHANGES
        and any(isinstance(argument, ast.Name) and argument.id in HELD_TABLES for argument in call.args)
        for call in ast.walk(definition)
    )
