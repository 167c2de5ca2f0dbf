"""Every command, button and form is idempotent across redelivery, and never acts on another user's data."""

import dataclasses
import re
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import Table

from bot.interactions import ritme
from bot.interactions.deals import commands as deal_commands
from bot.interactions.interaction import Reply
from bot.interactions.log import lines
from bot.interactions.questions import ask, playbook, wording
from bot.interactions.reviews.views import TEAM_WORDS
from bot.interactions.table import BUTTONS, COMMANDS, FORMS, SHORTCUTS
from bot.messages.text.button_values import AccountPair
from bot.services.bot import Bot
from bot.services.delivery.ask_small_teams import TOTALS_ASKED
from bot.services.people.person_cache import Person
from bot.storage.database import Database
from bot.storage.tables.accounts import contacts
from bot.storage.tables.metadata import metadata
from bot.storage.tables.people import teams
from tests.bot.interactions.case import Case
from tests.bot.interactions.catalogue import list_cases
from tests.bot.interactions.world import OF_THE_WORKSPACE, PRIVATE, World, open_bot
from tests.conftest import StillClock
from tests.databases import saved_rows
from tests.snapshots import Rows, read_snapshot

Rewind = Callable[[], AbstractAsyncContextManager[Bot]]
# Timestamps of changes, and cache version counters.
MOVING = frozenset(
    {
        "absences_version",
        "changed_at",
        "corrections_version",
        "days_version",
        "learned_at",
        "paused_at",
        "steps_version",
    }
)
# Replies to a redelivery that cannot repeat the first reply: they report that it was done before.
DONE_BEFORE = {
    "Deze deal staat al open.",
    "Dat cijfer staat er niet meer.",
    "Dat was al teruggedraaid.",
    "Die afspraak is al afgehandeld.",
    "Die dag van het bedrijf staat er niet meer.",
    "Die introductie staat er niet meer.",
    "Die regel is al verwerkt. Kijk maar met /log list.",
    "Die vrije dagen staan er niet meer.",
    "Dat team is er niet (meer).",
    "Je bent niet gekoppeld. Wil je dat wel? /ritme koppel",
    "Je zit nog niet in een team. Maak of kies er een met: /ritme team Noord",
    "Je zit nu in team West.",
}
# Replies that a first delivery never gets, since every case refers to an existing record.
REFUSED = DONE_BEFORE - {"Dat was al teruggedraaid.", "Deze deal staat al open.", "Je zit nu in team West."} | {
    "Deze knop is verlopen. Vraag het opnieuw, dan krijg je verse knoppen.",
    "Die deal is er niet (meer).",
    "Die les is er niet meer, of is van een ander.",
    "Die regel staat niet meer in je log.",
    "Dat account is er niet meer.",
    "Die vraag is er niet meer.",
}
# Shared data that a colleague may change by design: table, columns and reason.
SHARED = (
    ("accounts", {"contacts", "last_contact", "last_rep_id"}, "a contact counts for the account, whoever had it"),
    ("accounts", {"do_not_contact"}, "the customer asked the company to be left in peace, and a colleague may hear it"),
    ("contacts", set(contacts.columns.keys()), "somebody at a customer is known to everybody"),
    ("deals", {"level"}, "follows from who is known at the customer"),
    ("meeting_decisions", {"state", "closed_on"}, "what a team decided is ticked off by whoever of it carried it out"),
    ("teams", set(teams.columns.keys()), "anybody may begin a team"),
)


@pytest.fixture
async def rewind(world: World, database_url: str, database_kind: str, clock: StillClock) -> AsyncIterator[Rewind]:
    """Restores the initial world, with a bot whose caches are empty."""
    assert world.events
    moment = clock.moment
    with saved_rows(database_url) as bring_back:
        opened = None if database_kind == "sqlite" else Database(database_url)

        @asynccontextmanager
        async def open_again() -> AsyncIterator[Bot]:
            clock.moment = moment
            bring_back()
            bot = open_bot(database_url, clock, opened=opened)
            yield bot
            if opened is None:
                await bot.database.close()

        yield open_again
        if opened is not None:
            await opened.close()


def test_everything_that_can_be_done_has_a_case(world: World) -> None:
    cases = list_cases(world)
    assert {case.name for case in cases if case.kind == "command"} == set(COMMANDS)
    assert {case.name for case in cases if case.kind == "button"} == set(BUTTONS)
    assert {case.name for case in cases if case.kind == "form"} == set(FORMS)
    assert {case.name for case in cases if case.kind == "shortcut"} == set(SHORTCUTS)


def test_every_word_that_can_follow_a_command_has_a_case(world: World) -> None:
    said = {(case.name, case.text) for case in list_cases(world) if case.kind == "command"}
    words = {
        "log": lines.WORDS,
        "deal": deal_commands.WORDS,
        "ritme": [*ritme.WORDS, *(f"team {word}" for word in TEAM_WORDS)],
        "ask": ask.HELP_WORDS | playbook.EDIT_WORDS | wording.LIST_WORDS,
    }
    lacking = [
        (command, word)
        for command, known in words.items()
        for word in known
        if not any(name == command and f"{text} ".startswith(f"{word} ".lstrip()) for name, text in said)
    ]
    assert lacking == []


def list_done(world: World) -> list[Case]:
    """Return the cases without aliases."""
    return [case for case in list_cases(world) if not case.is_alias]


def read_reply(reply: Reply) -> list[str]:
    """Return the visible text of a reply."""
    shown = [message for message in (reply.message, reply.private) if message is not None]
    form = [reply.form.title] if reply.form else []
    return [*(line for message in shown for line in message.lines), *form, *reply.problems.values()]


def tell(failures: list[str]) -> None:
    """Fail with all messages."""
    if failures:
        pytest.fail("\n".join(failures), pytrace=False)


@dataclass(frozen=True, slots=True)
class Change:
    """A row that was added, removed or changed: before and after, empty where the row does not exist."""

    table: str
    was: dict[str, Any]
    now: dict[str, Any]

    @property
    def columns(self) -> set[str]:
        """The columns that differ."""
        return {name for name in self.was | self.now if self.was.get(name) != self.now.get(name)} - MOVING

    def __str__(self) -> str:
        """Return the text shown in a failure."""
        told = {name: (self.was.get(name), self.now.get(name)) for name in sorted(self.columns)}
        return f"{self.table} {(self.was or self.now).get('id')}: {told}"


def list_changes(before: Rows, after: Rows) -> list[Change]:
    """Return every row that differs."""
    return [
        change
        for table in metadata.sorted_tables
        if table.name in before
        for change in _compare(table, before[table.name], after[table.name])
        if change.columns
    ]


def _compare(table: Table, before: list[dict[str, Any]], after: list[dict[str, Any]]) -> Iterator[Change]:
    keys = table.primary_key.columns.keys()
    old, new = ({tuple(row[key] for key in keys): row for row in rows} for rows in (before, after))
    yield from (Change(table.name, old.get(key, {}), new.get(key, {})) for key in sorted(old.keys() | new.keys()))


@pytest.mark.slow
@pytest.mark.timeout(600)
async def test_everything_sent_twice_adds_once(world: World, rewind: Rewind, clock: StillClock) -> None:
    failures, cases = [], list_done(world)
    while cases:
        async with rewind() as bot:
            before = after = await read_snapshot(bot.database)
            while cases and before == after:
                case, key = cases.pop(), f"platform:{len(cases)}"
                first = read_reply(await case.perform(bot, world.anna, key=key))
                after = await read_snapshot(bot.database)
                clock.move(seconds=90)
                second = read_reply(await case.perform(bot, world.anna, key=key))
                changed = [str(each) for each in list_changes(after, await read_snapshot(bot.database))]
                if REFUSED & set(first) or (case.kind == "form" and not first):
                    failures.append(f"{case.id}: no valid case, {first[:3]}")
                if changed or not (set(second) <= set(first) or set(second[:2]) & DONE_BEFORE):
                    failures.append(f"{case.id}: {changed} {first[:3]} then {second[:3]}")
    tell(failures)


@pytest.mark.slow
@pytest.mark.timeout(600)
async def test_what_comes_again_after_another_of_its_kind_changes_nothing(
    world: World, rewind: Rewind, clock: StillClock
) -> None:
    """A redelivery takes nothing back that was done since, and finds nothing that was not there at first.

    Those that changed nothing at first are tried out together: a hundred times a hundred requests are too many.
    """
    failures, done = [], list_done(world)
    changing = await list_changing(world, rewind)
    for kind, name in sorted({(case.kind, case.name) for case in done}):
        alike = [case for case in done if (case.kind, case.name) == (kind, name)]
        quiet = [case for case in alike if case not in changing]
        stirring = [case for case in alike if case in changing]
        stirring += await list_roused(world, rewind, clock, stirring, quiet)
        for first in [*([case] for case in stirring), *([quiet] if quiet else [])]:
            others = [case for case in stirring if [case] != first] or first
            async with rewind() as bot:
                await perform_all(bot, world, clock, first, "platform")
                await perform_all(bot, world, clock, others, "since")
                after = await read_snapshot(bot.database)
                await perform_all(bot, world, clock, first, "platform")
                changed = [str(each) for each in list_changes(after, await read_snapshot(bot.database))]
            if changed:
                failures.append(f"{[case.id for case in first]}: {changed}")
    tell(failures)


async def list_changing(world: World, rewind: Rewind) -> list[Case]:
    """Return the cases that change something in the initial world."""
    changing, cases = [], list_done(world)
    while cases:
        async with rewind() as bot:
            before = after = await read_snapshot(bot.database)
            while cases and before == after:
                case = cases.pop()
                await case.perform(bot, world.anna, key=f"alone:{len(cases)}")
                after = await read_snapshot(bot.database)
                if before != after:
                    changing.append(case)
    return changing


async def list_roused(
    world: World, rewind: Rewind, clock: StillClock, stirring: Sequence[Case], quiet: Sequence[Case]
) -> list[Case]:
    """Return which of the quiet cases change something once each of the stirring ones was done."""
    roused = list[Case]()
    if not stirring or not quiet:
        return roused
    async with rewind() as bot:
        await perform_all(bot, world, clock, stirring, "before")
        after = await read_snapshot(bot.database)
        for place, case in enumerate(quiet):
            before = after
            await case.perform(bot, world.anna, key=f"roused:{place}")
            after = await read_snapshot(bot.database)
            if list_changes(before, after):
                roused.append(case)
    return roused


async def perform_all(bot: Bot, world: World, clock: StillClock, cases: Sequence[Case], key: str) -> None:
    """Run the cases one after another, with keys of their own."""
    for place, case in enumerate(cases):
        clock.move(seconds=90)
        await case.perform(bot, world.anna, key=f"{key}:{place}")


@pytest.mark.slow
@pytest.mark.timeout(600)
async def test_buttons_of_an_account_that_was_merged_since_lead_to_the_one_that_remained(
    world: World, rewind: Rewind
) -> None:
    merged, kept = world.accounts["Kwartel"], world.accounts["Patrijs Logistiek"]
    named = re.compile(rf"(?<!\d){merged}(?!\d)")
    gone = {"Dat account is er niet meer.", "Die deal is er niet (meer).", "Er staat niets op die naam."}
    failures, tried = [], 0
    for case in list_done(world):
        fields = dataclasses.asdict(case.record) if case.record is not None else {}
        about = {name: value for name, value in fields.items() if "account" in name or name in {"giver_id", "kept_id"}}
        if not any(named.fullmatch(str(value)) for value in about.values()) or case.name == "account_delete":
            continue
        async with rewind() as bot:
            unite = Case("button", "account_unite", record=AccountPair(kept, merged))
            assert "Kwartel hoort er nu bij" in read_reply(await unite.perform(bot, world.anna))[1]
            tried += 1
            shown = read_reply(await case.perform(bot, world.anna, key="platform:2"))
            if gone & set(shown):
                failures.append(f"{case.id}: {shown[:3]}")
    assert tried > 20
    tell(failures)


@pytest.mark.slow
async def test_what_is_a_reps_own_is_refused_to_a_colleague_without_rights(world: World, rewind: Rewind) -> None:
    tell(await list_trespasses(world, rewind, world.bram, hidden=PRIVATE))


@pytest.mark.slow
async def test_what_is_a_workspaces_own_is_refused_to_another_workspace(world: World, rewind: Rewind) -> None:
    tell(await list_trespasses(world, rewind, world.stranger, hidden=(*PRIVATE, *OF_THE_WORKSPACE)))


@pytest.mark.slow
async def test_what_is_looked_for_in_answers_to_others_is_there_in_ones_own(world: World, rewind: Rewind) -> None:
    hidden, shown = (*PRIVATE, *OF_THE_WORKSPACE), set[str]()
    for case in list_done(world):
        async with rewind() as bot:
            shown |= find_shown(case, await case.perform(bot, world.anna), hidden)
        if len(shown) == len(hidden):
            break
    assert shown == set(hidden)


def find_shown(case: Case, reply: Reply, hidden: Iterable[str]) -> set[str]:
    """Return the words in a reply that were not in the request."""
    told, answer = repr(case).casefold(), repr(reply).casefold()
    return {word for word in hidden if word.casefold() in answer and word.casefold() not in told}


async def list_trespasses(world: World, rewind: Rewind, other: Person, *, hidden: Sequence[str]) -> list[str]:
    """Run all cases as another user with the values of Anna's buttons, and return what that changed or revealed."""
    failures, cases = [], list_done(world)
    while cases:
        async with rewind() as bot:
            before, changes = await read_snapshot(bot.database), list[Change]()
            while cases and not changes:
                case = cases.pop()
                shown = find_shown(case, await case.perform(bot, other, key="platform:2"), hidden)
                changes = list_changes(before, await read_snapshot(bot.database))
                wrong = [str(each) for each in changes if not is_allowed(each, other)]
                if shown or wrong:
                    failures.append(f"{case.id}: shows {shown}, changes {wrong}")
    return failures


def is_allowed(change: Change, other: Person) -> bool:
    """Return whether a change is to the user's own data, or to data shared by design."""
    row = change.was or change.now
    if row.get("workspace_id", row.get("id")) != other.workspace.id:
        return False
    if change.table == "deliveries" and row["kind"] == TOTALS_ASKED:  # of everybody in a small team, whoever looks
        return True
    owner = row.get("id") if change.table == "reps" else row.get("rep_id", row.get("owner_id"))
    if owner == other.rep.id or other.rep.role.leads:
        return True
    return change.columns <= {name for table, columns, _ in SHARED if table == change.table for name in columns}
