"""Hostile text in every stored field: stored identically on both databases, or refused with a named error."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from uuid import uuid4

import asyncpg
import pytest
from sqlalchemy import String, Text, select

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.certainties.referrals import ReferralLine
from bot.domain.deals.deal_line import DealLine
from bot.domain.deals.deals import DealState, Level
from bot.domain.exchange.subject import FileSubject
from bot.domain.lessons.lessons import LessonAnswers
from bot.domain.log.activity import Kind
from bot.domain.log.own_kinds import KindContent
from bot.domain.log.situations import Situation
from bot.errors import RitmeError
from bot.messages.text.button_values import ReferralGiven
from bot.messages.text.command_names import CommandNames
from bot.ports import Profile, UploadedFile
from bot.services.accounts.account_index_cache import AccountIndexCache
from bot.services.accounts.add_account import add_account
from bot.services.accounts.change_account import edit_account, read_details
from bot.services.accounts.change_journal import AccountRequest
from bot.services.accounts.load_account_card import load_editable
from bot.services.accounts.save_contact_person import ContactPerson, save_contact_person
from bot.services.bot import Bot
from bot.services.certainties.save_feedback import CustomerOpinion, promise_because_of, save_feedback
from bot.services.certainties.save_referral import save_referral
from bot.services.deals.change_deal import DealOpening, change_deal, open_deal
from bot.services.exchange.import_tables import write_import
from bot.services.exchange.table import TableFile, TableRow
from bot.services.exchange.uploads import receive_uploads
from bot.services.lessons.save_lesson import find_lesson_of_deal, save_exercise, save_lesson
from bot.services.log.correct_entry import teach_situation
from bot.services.log.finish_draft import finish_draft
from bot.services.log.own_kinds import KindChange, add_kind
from bot.services.log.submit_form import ActivityForm, submit_form
from bot.services.log.suggest_accounts import suggest_accounts
from bot.services.log.undo_entry import undo_last_entry
from bot.services.people.person_cache import Person, PersonCache
from bot.services.people.set_up_people import give_role, join_team, set_channel
from bot.services.questions.change_questions import Rewording, reword_question
from bot.services.questions.playbooks import change_playbook
from bot.services.questions.suggest_questions import AskAbout, QuestionResponse, save_response
from bot.storage.database import Database
from bot.storage.log.drafts import find_draft_by_request
from bot.storage.migrate import migrate_database
from bot.storage.tables.metadata import metadata
from tests.bot.services.calendar.test_calendar_answers import NoDirectory
from tests.conftest import DEFAULTS, WEDNESDAY, StillClock, add_example_accounts, identify
from tests.interactions import answer_line, answer_ritme, give, press

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
TODAY = WEDNESDAY.date()

# Columns with text from users, files or the platform.
TYPED = {
    "account_aliases": {"name", "name_key"},
    "accounts": {"city", "name", "name_key", "owner_name", "segment"},
    "activities": {"note", "request_key"},
    "company_days": {"name"},
    "contacts": {"name", "name_key", "role"},
    "deals": {"name", "name_key"},
    "drafts": {"choices", "text", "typed_name"},
    "feedback": {"words"},
    "imports": {"name"},
    "lessons": {"happened", "share", "sign"},
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
    "accounts": {"stage"},
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
    },
    "deliveries": {"channel", "key", "kind", "lease_token", "reason", "state"},
    "drafts": {"chosen_day", "chosen_kind", "request_key"},
    "feedback": {"request_key"},
    "goals": {"kind"},
    "handovers": {"request_key"},
    "hints": {"answer", "part", "subject"},
    "import_rows": {"mark", "table_name"},
    "imports": {"reason", "request_key", "source", "state", "subject"},
    "lessons": {"origin", "reason", "request_key", "situation", "stage", "state"},
    "next_steps": {"state"},
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
    "workspaces": {"country", "currency", "external_id", "language", "name", "platform", "region", "timezone"},
}


class Room:
    """A workspace with a customer, a lost deal and a manager."""

    def __init__(self, bot: Bot, person: Person, account: NamedAccount) -> None:
        self.bot = bot
        self.person = person
        self.account = account
        self.count = 0

    @property
    def key(self) -> str:
        """A new, unique request key."""
        self.count += 1
        return f"command:{self.count}"

    async def import_row(self, subject: FileSubject, file_name: str = "", **cells: str) -> None:
        table = TableFile(fields=tuple(cells), unknown_columns=(), read_rows=lambda: iter([TableRow(2, cells)]))
        await write_import(
            self.bot.database,
            subject=subject,
            workspace_id=self.person.workspace.id,
            table=table,
            skip_bad=True,
            now=WEDNESDAY,
            name=file_name,
        )


Door = Callable[[Room, str], Awaitable[object]]


async def type_line(room: Room, text: str) -> object:
    return await answer_line(
        room.bot, person=room.person, text=f"bezoek Acme, {text}, vrijdag terugbellen", request_key=room.key
    )


async def type_name(room: Room, text: str) -> object:
    return await answer_line(room.bot, person=room.person, text=f"bezoek {text}", request_key=room.key)


async def fill_form(room: Room, text: str, account: str | None = None) -> object:
    filled = ActivityForm(Kind.VISIT, account or str(room.account.id), 1, TODAY, text, TODAY, None)
    return await submit_form(
        room.bot, rep=room.person.rep, filled=filled, entry_id=None, request_key=room.key, now=WEDNESDAY
    )


async def change_form(room: Room, text: str) -> object:
    logged = await submit_form(
        room.bot,
        rep=room.person.rep,
        filled=ActivityForm(Kind.VISIT, str(room.account.id), 1, TODAY, "", None, None),
        entry_id=None,
        request_key=room.key,
        now=WEDNESDAY,
    )
    await submit_form(
        room.bot,
        rep=room.person.rep,
        filled=ActivityForm(Kind.VISIT, str(room.account.id), 1, TODAY, text, None, None),
        entry_id=logged.entry.id,
        request_key=room.key,
        now=WEDNESDAY,
    )
    return await teach_situation(
        room.bot.database, rep=room.person.rep, entry_id=logged.entry.id, situation=Situation.PRICE, now=WEDNESDAY
    )


async def name_account(room: Room, text: str) -> object:
    await suggest_accounts(room.bot, rep=room.person.rep, typed=text)
    await fill_form(room, "", account=f"new:{text}")
    return await add_account(room.bot.database, room.bot.accounts, rep=room.person.rep, name=text, now=WEDNESDAY)


async def choose_name(room: Room, text: str) -> object:
    """Choose the account for the first of two unknown names; the line waits for the second."""
    key = room.key
    await answer_line(room.bot, person=room.person, text=f"bezoek Maas {text}; gebeld met Waal {text}", request_key=key)
    async with room.bot.database.reading() as connection:
        rep = room.person.rep
        draft = await find_draft_by_request(connection, workspace_id=rep.workspace_id, rep_id=rep.id, request_key=key)
    return draft and await finish_draft(
        room.bot.database,
        room.bot.accounts,
        rep=room.person.rep,
        draft=draft,
        now=WEDNESDAY,
        account=room.account,
    )


async def take_back(room: Room, text: str) -> object:
    await fill_form(room, text)
    return await undo_last_entry(room.bot.database, rep=room.person.rep, request_key=room.key, now=WEDNESDAY)


async def rename_account(room: Room, text: str) -> object:
    added = await add_account(
        room.bot.database, room.bot.accounts, rep=room.person.rep, name=f"Zon {text}", now=WEDNESDAY
    )
    details = await load_editable(room.bot.database, rep=room.person.rep, account_id=added.id)
    request = AccountRequest(room.person.rep, added.id, room.key, WEDNESDAY)
    edit = read_details(details).under(f"Maan {text}")
    return await edit_account(room.bot.database, room.bot.accounts, request, edit)


async def make_kind(room: Room, text: str) -> object:
    change = KindChange(database=room.bot.database, people=room.bot.people, person=room.person)
    content = KindContent(text, words=(f"proef {text}",))
    return await add_kind(change, content=content, request_key=room.key)


async def give_feedback(room: Room, text: str) -> object:
    feedback = await save_feedback(
        room.bot.database,
        rep=room.person.rep,
        opinion=CustomerOpinion(room.account, 4, text),
        request_key=room.key,
        now=WEDNESDAY,
    )
    return await promise_because_of(
        room.bot.database, rep=room.person.rep, feedback_id=feedback.id, due_on=TODAY, now=WEDNESDAY
    )


async def type_feedback(room: Room, text: str) -> object:
    return await give(room.bot, "feedback", person=room.person, text=f"Acme 8 {text}", request_key=room.key)


async def refer(room: Room, text: str) -> object:
    return await save_referral(
        room.bot.database,
        room.bot.accounts,
        rep=room.person.rep,
        giver=room.account,
        line=ReferralLine(giver="Acme", name=text),
        request_key=room.key,
        now=WEDNESDAY,
    )


async def type_referral(room: Room, text: str) -> object:
    await press(
        room.bot, "referral_given", ReferralGiven(room.account.id, text), person=room.person, request_key=room.key
    )
    return await give(room.bot, "referral", person=room.person, text=f"Acme -> {text}", request_key=room.key)


async def write_lesson(room: Room, text: str) -> object:
    opened = await open_deal(
        room.bot.database, person=room.person, opening=DealOpening(room.account, DealLine()), now=WEDNESDAY
    )
    await change_deal(
        room.bot.database,
        person=room.person,
        deal_id=opened.deal.id,
        line=DealLine(state=DealState.LOST),
        now=WEDNESDAY,
    )
    lesson = await find_lesson_of_deal(room.bot.database, rep=room.person.rep, deal_id=opened.deal.id)
    assert lesson is not None
    return await save_lesson(
        room.bot.database,
        rep=room.person.rep,
        lesson_id=lesson.id,
        answers=LessonAnswers(happened=text, sign=text, share=text),
        now=WEDNESDAY,
    )


async def exercise(room: Room, text: str) -> object:
    await give(room.bot, "lessons", person=room.person, text=text)
    return await save_exercise(
        room.bot.database,
        rep=room.person.rep,
        situations=(text, text),
        gain=text,
        request_key=room.key,
        now=WEDNESDAY,
    )


async def keep_person(room: Room, text: str) -> object:
    for person in (ContactPerson(text, "inkoper", Level.USER), ContactPerson("Jan", text, Level.USER)):
        await save_contact_person(room.bot.database, rep=room.person.rep, account_id=room.account.id, person=person)
    return None


async def name_deal(room: Room, text: str) -> object:
    return await open_deal(
        room.bot.database, person=room.person, opening=DealOpening(room.account, DealLine(name=text)), now=WEDNESDAY
    )


async def type_deal(room: Room, text: str) -> object:
    return await give(
        room.bot,
        "deal",
        person=room.person,
        text=f'nieuw Acme "{text} x"',
        directory=NoDirectory(),
        request_key=room.key,
    )


async def name_team(room: Room, text: str) -> object:
    return await join_team(room.bot.database, rep=room.person.rep, name=text, now=WEDNESDAY)


async def choose_channel(room: Room, text: str) -> object:
    room.bot.people.forget(room.person)
    person = await room.bot.people.find("T1", "UANNA", now=WEDNESDAY)
    assert person is not None
    return await set_channel(room.bot.database, rep=person.rep, channel=text, now=WEDNESDAY)


async def ask_for_role(room: Room, text: str) -> object:
    return await give_role(room.bot.database, rep=room.person.rep, external_id=text, typed_role="manager")


async def close_company(room: Room, text: str) -> object:
    return await give(room.bot, "ritme", person=room.person, text=f"bedrijf vrij 24 december {text}")


async def write_playbook(room: Room, text: str) -> object:
    return await change_playbook(
        room.bot.database,
        workspace_id=room.person.workspace.id,
        language="nl",
        text=f"# {text}\nprice:\n  - id: eigen\n    ask: Wat vindt u?\n    why: Omdat.\n",
        rep_id=room.person.rep.id,
        now=WEDNESDAY,
    )


async def reword(room: Room, text: str) -> object:
    rewording = Rewording("price-worth", text, text, text)
    return await reword_question(room.bot.database, person=room.person, rewording=rewording, now=WEDNESDAY)


async def say_of_question(room: Room, text: str) -> object:
    said = QuestionResponse(AskAbout(room.account.id), text, Situation.PRICE, is_asked=True)
    return await save_response(room.bot.database, person=room.person, said=said, now=WEDNESDAY)


async def name_stages(room: Room, text: str) -> object:
    return await give(
        room.bot, "deal", person=room.person, text=f"fasen intake, {text}, contract", directory=NoDirectory()
    )


async def set_after_sale(room: Room, text: str) -> object:
    return await answer_ritme(room.bot, person=room.person, text=f"naverkoop {text} 2, 8", directory=NoDirectory())


async def be_called(room: Room, text: str) -> object:
    profile = Profile("UANNA", text, "Europe/Amsterdam", "nl-NL", "T1")
    return await room.bot.people.follow_profile(profile, now=WEDNESDAY)


async def import_accounts(room: Room, text: str) -> None:
    await room.import_row(FileSubject.ACCOUNTS, name="Van Buiten", owner=text, segment=text, city=text)
    await room.import_row(FileSubject.ACCOUNTS, name=text)


async def import_contacts(room: Room, text: str) -> None:
    await room.import_row(FileSubject.CONTACTS, account="Acme", contact="Piet", role=text)
    await room.import_row(FileSubject.CONTACTS, account="Acme", contact=text)


async def import_deals(room: Room, text: str) -> None:
    await room.import_row(FileSubject.DEALS, account="Acme", deal=f"import {text}")


async def import_activities(room: Room, text: str) -> None:
    row = {"owner": "UANNA", "kind": "bezoek", "date": "2026-03-01", "account": "Acme", "note": text}
    await room.import_row(FileSubject.ACTIVITIES, **row)
    await room.import_row(FileSubject.ACTIVITIES, id=text, **row)


async def send_file(room: Room, text: str) -> None:
    file = UploadedFile(f"{text}.csv", size=1, source="https://files.example/1")
    await receive_uploads(room.bot.database, rep=room.person.rep, files=[file], request_key=room.key, now=WEDNESDAY)
    await room.import_row(FileSubject.ACCOUNTS, file_name=text, name=room.key)


DOORS: tuple[Door, ...] = (
    choose_name,
    type_line,
    type_name,
    fill_form,
    change_form,
    name_account,
    take_back,
    rename_account,
    make_kind,
    give_feedback,
    type_feedback,
    refer,
    type_referral,
    write_lesson,
    exercise,
    keep_person,
    name_deal,
    type_deal,
    name_team,
    choose_channel,
    ask_for_role,
    close_company,
    write_playbook,
    reword,
    say_of_question,
    name_stages,
    set_after_sale,
    import_accounts,
    import_contacts,
    import_deals,
    import_activities,
    send_file,
    be_called,
)


async def open_room(url: str) -> Room:
    """Return a workspace on a new database."""
    await migrate_database(url)
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
async def rooms(postgres: str, tmp_path: Path) -> AsyncIterator[tuple[Room, Room]]:
    """The same workspace on SQLite and on PostgreSQL."""
    name = f"ritme_{uuid4().hex}"
    server = await asyncpg.connect(postgres)
    await server.execute(f'CREATE DATABASE "{name}"')
    opened = (
        await open_room(f"sqlite:///{tmp_path}/ritme.db"),
        await open_room(postgres.replace("/postgres?", f"/{name}?")),
    )
    yield opened
    for room in opened:
        await room.bot.database.close()
    await server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
    await server.close()


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
