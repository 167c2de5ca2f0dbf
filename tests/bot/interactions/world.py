"""A workspace with every kind of record, created through interactions; every private text has a unique word."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Select, Table, insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.hints.hints import MethodPart
from bot.interactions.front import handle_button, handle_command, handle_form
from bot.interactions.interaction import Filled, Reply
from bot.messages.lessons.lessons import LESSON_FORM
from bot.messages.text.button_values import (
    AccountInPlan,
    AccountRef,
    DealRef,
    DraftRef,
    FeedbackRef,
    LessonRef,
    OwnKindRef,
    RepRef,
    TeamName,
    TeamRef,
    TeamRemoval,
)
from bot.messages.text.command_names import CommandNames
from bot.messages.text.record_values import write_value
from bot.ports import FoundChannel, Profile, UploadedFile
from bot.services.accounts.account_index_cache import AccountIndexCache
from bot.services.accounts.add_account import add_account
from bot.services.bot import Bot
from bot.services.exchange.process_imports import process_imports
from bot.services.exchange.uploads import LARGEST_UPLOAD, accept_upload, receive_uploads
from bot.services.linking.link_people import GivenCode, give_code, use_code
from bot.services.people.person_cache import Person, PersonCache
from bot.storage.database import Database
from bot.storage.hints.hints import NewGiven, save_given
from bot.storage.tables.exchange import imports
from bot.storage.tables.metadata import metadata
from bot.storage.versioned_cache import ProcessCaches
from handlers.front.directory import ReachesEverybody
from tests.conftest import DEFAULTS, WEDNESDAY, StillClock, identify
from tests.interactions import interact
from tests.snapshots import TABLES, UNSEEN, Rows

# Words that occur only in the text of Anna's that is named.
NOTE, FEEDBACK, LESSON, DRAFT, REFERRED, GOAL = "zeehond", "walrus", "narwal", "otter", "orka", "117.000"
UPLOAD = "mossel"
# Private to Anna until she shares it.
PRIVATE = (NOTE, FEEDBACK, LESSON, DRAFT, REFERRED, GOAL, UPLOAD)
SHARED_LESSON, DEAL = "dolfijn", "Merel"
ACCOUNTS = (
    "Kwartel",
    "Kwartel Nederland",
    "Leeuwerik & Zn.",
    "Fazant Metaal",
    "Patrijs Logistiek",
    "Koninklijke Patrijs",
    "Reiger Beton",
)
# Visible to colleagues by design: a lesson shared with the team, and accounts with their deals.
OF_THE_WORKSPACE = (SHARED_LESSON, DEAL, *ACCOUNTS)
FRIDAY = date(2026, 3, 20)


class Directory(ReachesEverybody):
    """A directory that finds mentioned users and any channel."""

    async def find_channel(self, typed: str) -> FoundChannel | None:
        return FoundChannel(address="CVERKOOP", name=typed)

    def find_person(self, typed: str) -> str | None:
        return typed.removeprefix("@") or None

    async def fetch_profile(self, external_id: str) -> Profile | None:
        """Return the profile of a colleague who never did anything here."""
        return Profile(external_id, f"Nieuw {external_id}", "Europe/Amsterdam", "nl-NL", "T1")


class Files:
    """Files that users sent: the address is the city of the only account in it."""

    async def download(self, *, workspace: str, source: str, limit: int) -> bytes:
        assert (workspace, limit) == ("T1", LARGEST_UPLOAD)
        return f"name,city\nKwartel,{source}\n".encode()


@dataclass(frozen=True, slots=True)
class World:
    """The ids of Anna's records by kind, her colleague Bram, and a user with her id in another workspace."""

    anna: Person
    bram: Person
    stranger: Person
    accounts: Mapping[str, int]
    ids: Mapping[str, int]
    events: tuple[int, ...]
    question_id: str
    line_key: str


def open_bot(url: str, clock: StillClock, *, opened: Database | None = None) -> Bot:
    """Return a bot with empty caches; PostgreSQL's connections may stay open, which know the statements by then."""
    database = opened or Database(url)
    database.caches = ProcessCaches()
    people = PersonCache(database, platform="slack", defaults=DEFAULTS)
    return Bot(
        database=database, people=people, accounts=AccountIndexCache(database), clock=clock, commands=CommandNames()
    )


async def make_world(bot: Bot, clock: StillClock) -> World:
    """Create the world: Anna, a manager, does everything once."""
    clock.moment = WEDNESDAY - timedelta(days=1)
    anna = await identify(bot.people, clock, "UANNA", "Anna de Wit")
    bram = await identify(bot.people, clock, "UBRAM", "Bram Smit")
    accounts = {name: await _add_account(bot, anna, name) for name in ACCOUNTS}
    maker = _Maker(bot)
    await maker.says(bram, "ritme", "team Noord")
    await maker.says(anna, "ritme", "team Noord")
    anna = await _meet_again(bot, anna)
    clock.moment = WEDNESDAY - timedelta(days=2)
    await maker.says(anna, "log", f"gebeld met Reiger Beton, {NOTE} twijfelt, morgen terugbellen")
    clock.moment = WEDNESDAY - timedelta(days=1)
    await maker.says(anna, "log", f"gebeld met Fazant Metaal, {NOTE} is te duur, morgen terugbellen")
    for account, name in (("Fazant Metaal", "Hal"), ("Koninklijke Patrijs", "Brug"), ("Leeuwerik & Zn.", "Schuur")):
        await maker.says(anna, "deal", f'nieuw "{account}" "{name}" 10k')
        await maker.says(anna, "deal", f'"{account}" "{name}" verloren')
    clock.moment = WEDNESDAY
    await _tell(maker, anna, accounts)
    carla = await identify(bot.people, clock, "UCARLA", "Carla Vos")
    await maker.says(carla, "log", "nieuw Ooievaar BV")
    await maker.fills(anna, "handover", RepRef(carla.rep.id), Filled(values={"to_1": str(anna.rep.id)}))
    await maker.presses(carla, "team_make", TeamName("Weg"))
    await maker.presses(carla, "team_make", TeamName("Oost"))
    weg = next(row["id"] for row in (await dump(maker.bot.database))["teams"] if row["name"] == "Weg")
    await maker.presses(anna, "team_remove", TeamRemoval(weg))
    stranger = await identify(bot.people, clock, "UANNA", "Anna de Wit", workspace="T2")
    await _link(bot, anna, clock)
    rows = await dump(bot.database)
    return World(
        anna=await _meet_again(bot, anna),
        bram=await _meet_again(bot, bram),
        stranger=stranger,
        accounts=accounts,
        ids=_name_ids(rows, accounts),
        events=tuple(row["id"] for row in rows["deal_events"])[-1:],
        question_id=rows["question_uses"][0]["question_id"],
        line_key=next(row["request_key"] for row in rows["activities"] if row["account_id"] == accounts["Kwartel"]),
    )


async def _link(bot: Bot, anna: Person, clock: StillClock) -> None:
    """Link Anna with who she is on another platform, where she logged nothing."""
    people = PersonCache(bot.database, platform="teams", defaults=DEFAULTS)
    there = await identify(people, clock, "guid-anna", "Anna W.", workspace="T3")
    given = await give_code(bot.database, person=anna, request_key="made:code", now=bot.now())
    assert isinstance(given, GivenCode)
    await use_code(bot.database, person=there, typed=given.code, now=bot.now())
    bot.people.forget(anna)


async def _add_account(bot: Bot, person: Person, name: str) -> int:
    return (await add_account(bot.database, bot.accounts, rep=person.rep, name=name, now=bot.now())).id


async def _tell(maker: "_Maker", anna: Person, accounts: Mapping[str, int]) -> None:
    """Do the remaining interactions, today."""
    for said in (f"Kwartel 6 {FEEDBACK} levert traag", f"Kwartel 9 {FEEDBACK} is blij"):
        await maker.says(anna, "feedback", said)
    await maker.says(anna, "referral", f"Kwartel -> {REFERRED} BV")
    await maker.fills(
        anna, "meeting_decisions", TeamRef(anna.rep.team_id or 0), Filled(values={"lines": "Bram belt Kwartel"})
    )
    for said in (
        "vrij vrijdag", "bedrijf vrij 24 december kerstsluiting", "rust Leeuwerik & Zn. iedereen", "doel 117k marge",
    ):  # fmt: skip
        await maker.says(anna, "ritme", said)
    for said in (
        'nieuw Kwartel "Nest" 3k',
        'Kwartel "Nest" gewonnen',
        'nieuw Kwartel "Merel" 45k', 'nieuw Kwartel "Tuin" 20k', 'Kwartel "Merel" behoefte',
    ):  # fmt: skip
        await maker.says(anna, "deal", said)
    await maker.says(anna, "log", f"bezoek Kwartel, {NOTE} wil prijs weten, vrijdag bellen")
    await maker.says(anna, "log", f"gebeld met Fazant Metaal, {NOTE} belt later, vrijdag terugbellen")
    await maker.says(anna, "log", f"gebeld met Koninklijke Patrijs, {NOTE} belt terug")
    await maker.says(anna, "log", "undo")
    # Either of these asks what is meant: the day itself or the next step, and the entry or a new one.
    await maker.says(anna, "log", f"gebeld met Leeuwerik & Zn., {NOTE} is er niet")
    await maker.says(anna, "log", "nee, maandag")
    await maker.says(anna, "log", "nee, 3 mails")
    await maker.says(anna, "log", f"bezoek Bakkerij {DRAFT}")
    for said in (
        f"koffie met Kwartel, {DRAFT}", f"bezoek Kwartel morgen, {DRAFT}", f"Kwartel gaf een 8, {DRAFT}",
        f"introductie gevraagd aan Kwartel, {DRAFT}", f"bezoek Kwartel overmorgen, {DRAFT}",
    ):  # fmt: skip
        await maker.says(anna, "log", said)
    planned = (await dump(maker.bot.database))["drafts"][-1]["id"]
    await maker.presses(anna, "draft_plan", DraftRef(planned))
    await maker.says(anna, "ask", "Patrijs Logistiek")
    await _tell_of_kinds_and_lessons(maker, anna, accounts)


async def _tell_of_kinds_and_lessons(maker: "_Maker", anna: Person, accounts: Mapping[str, int]) -> None:
    kwartel = accounts["Kwartel"]
    for name, counts in (("Demo", "visit"), ("Veiling", "own_day")):
        await maker.fills(anna, "own_kind", None, Filled(values={"name": name, "counts": counts}))
    rows = await dump(maker.bot.database)
    await maker.presses(anna, "own_kind_archive", OwnKindRef(rows["own_kinds"][-1]["id"]))
    first, second, third = (row["id"] for row in rows["lessons"])
    assert first < second < third
    for lesson_id, word, shared in ((second, LESSON, frozenset[str]()), (third, SHARED_LESSON, frozenset({"shared"}))):
        filled = Filled(values={"happened": f"{word} belde te laat"}, checks={"shared": shared})
        await maker.fills(anna, LESSON_FORM, LessonRef(lesson_id), filled)
    await maker.presses(anna, "feedback_promise", FeedbackRef(rows["feedback"][0]["id"]), picked=FRIDAY)
    await maker.presses(anna, "plan_rest", AccountInPlan(accounts["Patrijs Logistiek"]))
    await maker.presses(anna, "snooze_20", None)
    await maker.says(anna, "deal", 'nieuw Kwartel "Weg" 1k')
    gone = (await dump(maker.bot.database))["deals"][-1]["id"]
    await maker.presses(anna, "deal_remove", DealRef(gone))
    exercise = {"first": "te laat", "gain": "een klant"}
    await maker.fills(anna, "exercise", None, Filled(values=exercise))
    gone = (await dump(maker.bot.database))["lessons"][-1]["id"]
    await maker.presses(anna, "lesson_remove", LessonRef(gone))
    person = Filled(values={"name": "Jan", "role": "inkoper", "level": "user"})
    await maker.fills(anna, "contact_person", AccountRef(kwartel), person)
    await maker.presses(anna, "account_archive_on", AccountRef(accounts["Koninklijke Patrijs"]))
    hint = NewGiven(
        workspace_id=anna.workspace.id,
        rep_id=anna.rep.id,
        part=MethodPart.REPUTATION,
        subject=f"account:{kwartel}",
        day=WEDNESDAY.date(),
    )
    await maker.bot.database.write(lambda connection: save_given(connection, [hint]))
    await _upload(maker.bot, anna)


async def _upload(bot: Bot, anna: Person) -> None:
    """Send two files: one is imported, the other waits for an answer."""
    for name, place in ((f"{UPLOAD}-1.csv", "Gent"), (f"{UPLOAD}-2.csv", "Assen")):
        file = UploadedFile(name=name, size=40, source=place)
        await receive_uploads(bot.database, rep=anna.rep, files=[file], request_key=f"made:{name}", now=bot.now())
        await process_imports(bot.database, files=Files(), now=bot.now())
    async with bot.database.reading() as connection:
        first = (await connection.execute(select(imports.c.id).order_by(imports.c.id))).scalars().first()
    assert first is not None
    await accept_upload(bot.database, rep=anna.rep, import_id=first, now=bot.now())
    await process_imports(bot.database, files=Files(), now=bot.now())


def _name_ids(rows: Rows, accounts: Mapping[str, int]) -> dict[str, int]:
    def find(table: str, **wanted: object) -> int:
        return int(next(row["id"] for row in rows[table] if wanted.items() <= row.items()))

    entry = find("activities", account_id=accounts["Kwartel"])
    return {
        "entry": entry,
        "step": find("next_steps", account_id=accounts["Fazant Metaal"], state="open"),
        "late": find("next_steps", account_id=accounts["Reiger Beton"], state="open"),
        "decision": find("meeting_decisions"),
        "call": find("activities", account_id=accounts["Leeuwerik & Zn."]),
        "ended": find("next_steps", account_id=accounts["Fazant Metaal"], state="ended"),
        "unclear": find("drafts", text=f"koffie met Kwartel, {DRAFT}"),
        "coming": find("drafts", text=f"bezoek Kwartel morgen, {DRAFT}"),
        "score": find("drafts", text=f"Kwartel gaf een 8, {DRAFT}"),
        "introduction": find("drafts", text=f"introductie gevraagd aan Kwartel, {DRAFT}"),
        "appointment": find("next_steps", activity_id=None, note=DRAFT),
        "draft": find("drafts", text=f"bezoek Bakkerij {DRAFT}"),
        "correction": find("drafts", text="nee, maandag"),
        "line_in_correction": find("drafts", text="nee, 3 mails"),
        "revision": find("revisions"),
        "deal": find("deals", name="Merel"),
        "other_deal": find("deals", name="Tuin"),
        "lost_deal": find("deals", name="Hal"),
        "won_deal": find("deals", name="Nest"),
        "lesson": find("lessons", state="asked"),
        "kept_lesson": find("lessons", state="kept", is_shared=False),
        "feedback": find("feedback", step_id=None),
        "promised": rows["feedback"][0]["id"],
        "referral": find("referrals"),
        "removal": find("removals", kind="deal"),
        "handover": find("handovers"),
        "team": find("teams", name="Noord"),
        "other_team": find("teams", name="Oost"),
        "removed_team": find("removals", kind="team"),
        "removed_lesson": find("removals", kind="lesson"),
        "absence": find("absences"),
        "company_day": find("company_days"),
        "own_kind": find("own_kinds", name="Demo"),
        "archived_kind": find("own_kinds", name="Veiling"),
        "person": find("contacts"),
        "account_change": find("account_changes"),
        "import": find("imports", state="written"),
        "upload": find("imports", state="asked"),
    }


class _Maker:
    """Runs interactions in order, each with its own request key."""

    def __init__(self, bot: Bot) -> None:
        self.bot = bot
        self._done = 0

    def _next_key(self) -> str:
        self._done += 1
        return f"made:{self._done}"

    async def says(self, person: Person, command: str, said: str) -> None:
        """Send a command."""
        done = interact(person, text=said, addressed=said, directory=Directory(), request_key=self._next_key())
        _check(await handle_command(self.bot, command, done), said)

    async def presses(self, person: Person, name: str, record: Any, *, picked: date | None = None) -> None:
        """Press a button."""
        value = write_value(record) if record else ""
        done = interact(person, value=value, picked=picked, request_key=self._next_key())
        _check(await handle_button(self.bot, name, done), name)

    async def fills(self, person: Person, name: str, record: Any, filled: Filled) -> None:
        """Submit a form."""
        value = write_value(record) if record else ""
        done = interact(person, value=value, filled=filled, request_key=self._next_key())
        _check(await handle_form(self.bot, name, done), name)


def _check(reply: Reply, asked: str) -> None:
    assert reply.message is not None, (asked, reply.problems)


async def _meet_again(bot: Bot, person: Person) -> Person:
    found = await bot.people.find(person.workspace.external_id, person.rep.external_id, now=bot.now())
    assert found is not None
    return found


async def dump(database: Database) -> Rows:
    """Return every row of every table, ordered by key, but not which requests were handled and who was seen when."""
    async with database.reading() as connection:
        return {table.name: await _read_rows(connection, table) for table in TABLES}


@cache
def _select_all(table: Table) -> Select[Any]:
    """Return the query of a table without who was seen when, built once: a test may ask hundreds of times."""
    return select(*(column for column in table.c if column.name != UNSEEN)).order_by(*table.primary_key.columns)


async def _read_rows(connection: AsyncConnection, table: Table) -> list[dict[str, Any]]:
    return [dict(row) for row in (await connection.execute(_select_all(table))).mappings()]


async def restore(database: Database, rows: Rows) -> None:
    """Fill an empty database with these rows, and continue the ids after them."""

    async def work(connection: AsyncConnection) -> None:
        await _let_references_wait(connection)
        for table in metadata.sorted_tables:
            if rows.get(table.name):
                await connection.execute(insert(table), rows[table.name])
        if connection.dialect.name == "postgresql":
            last = {name: found[-1]["id"] for name, found in rows.items() if found and "id" in found[-1]}
            ids = ", ".join(
                f"setval(pg_get_serial_sequence('{name}', 'id'), {number})" for name, number in last.items()
            )
            await connection.execute(text(f"SELECT {ids}"))

    await database.write(work)


async def _let_references_wait(connection: AsyncConnection) -> None:
    if connection.dialect.name == "postgresql":
        await connection.execute(text("SET LOCAL session_replication_role = replica"))
    else:
        await connection.execute(text("PRAGMA defer_foreign_keys=ON"))
