"""Files that were sent in chat are read in the background: once, also after trouble, and not kept for long."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.domain.exchange.errors import ImportGone, UploadExpired, UploadRefused
from bot.domain.people.errors import AdministratorsOnly
from bot.domain.people.people import Role
from bot.messages.text.codec import decode_message
from bot.ports import DownloadFailed, SendFailed, UploadedFile
from bot.services.exchange import uploads
from bot.services.exchange.process_imports import process_imports
from bot.services.exchange.purge_imports import purge_imports
from bot.services.people.person_cache import Person
from bot.storage.database import Database
from bot.storage.tables.accounts import accounts
from bot.storage.tables.delivery import deliveries
from bot.storage.tables.exchange import import_rows, imports
from bot.storage.tables.people import reps
from tests.bot.services.exchange.test_imports import count
from tests.conftest import StillClock

FILE = UploadedFile(name="klanten.csv", size=20, source="https://files/1")
NAMES = b"name\nZonneveld\n"


class Files:
    """Files on a platform: each download takes the next answer, and the last one again and again."""

    def __init__(self, *answers: bytes | Exception) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    async def download(self, *, workspace: str, source: str, limit: int) -> bytes:
        assert (workspace, limit) == ("T1", 5 * 1024 * 1024)
        self.asked.append(source)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer


async def send(database: Database, person: Person, clock: StillClock, *, file: UploadedFile = FILE) -> int:
    """Send a file, twice as a platform may deliver it, and return the number of its import."""
    for _ in range(2):
        await uploads.receive_uploads(database, rep=person.rep, files=[file], request_key="event:1", now=clock.now())
    async with database.reading() as connection:
        return int((await connection.execute(select(imports.c.id))).scalar_one())


async def told(database: Database) -> list[list[str]]:
    """Return the lines of each message in the outbox."""
    async with database.reading() as connection:
        rows = (await connection.execute(select(deliveries.c.payload).order_by(deliveries.c.id))).scalars()
        return [decode_message(row["message"]).lines for row in rows]


async def stored(database: Database) -> dict[str, Any]:
    async with database.reading() as connection:
        return dict((await connection.execute(select(imports))).mappings().one())


async def work(database: Database, clock: StillClock, files: Files) -> int:
    return (await process_imports(database, files=files, now=clock.now())).count


async def test_a_file_is_read_once_and_its_content_goes_when_it_is_imported(
    database: Database, anna: Person, clock: StillClock
) -> None:
    import_id, files = await send(database, anna, clock), Files(NAMES)
    assert [await work(database, clock, files) for _ in range(2)] == [1, 0]
    assert (await stored(database))["content"] == NAMES
    for _ in range(2):
        await uploads.accept_upload(database, rep=anna.rep, import_id=import_id, now=clock.now())
    assert [await work(database, clock, files) for _ in range(2)] == [1, 0]
    assert ((await stored(database))["state"], (await stored(database))["content"]) == ("written", None)
    assert (files.asked, await count(database, accounts)) == (["https://files/1"], 1)
    assert [lines[0] for lines in await told(database)] == [
        "klanten.csv: dit lees ik als accounts (kolommen: naam).",
        "✓ klanten.csv is ingelezen: 1 nieuw, 0 aangepast, 0 ongewijzigd.",
    ]


async def test_a_platform_that_does_not_answer_is_asked_again_a_few_times(
    database: Database, anna: Person, clock: StillClock
) -> None:
    await send(database, anna, clock)
    files = Files(DownloadFailed("gone", is_final=False))
    for seconds in range(5):
        assert await work(database, clock, files) == (1 if seconds < 4 else 0)
        clock.move(seconds=11)
    assert len(files.asked) == 3
    sentence = "Dit lukte niet, en er is niets bewaard; stuur het bestand nog eens."
    assert await told(database) == [[f"klanten.csv: {sentence}"]]


async def test_a_file_comes_through_after_trouble(database: Database, anna: Person, clock: StillClock) -> None:
    await send(database, anna, clock)
    files = Files(DownloadFailed("gone", is_final=False), NAMES)
    await work(database, clock, files)
    assert await work(database, clock, files) == 0
    clock.move(seconds=11)
    assert await work(database, clock, files) == 1
    assert len(await told(database)) == 1


@pytest.mark.parametrize(
    ("failure", "sentence"),
    [
        (DownloadFailed("gone"), "Ik kan dit bestand niet (meer) ophalen; stuur het nog eens."),
        (SendFailed("not_installed"), "Ik kan dit bestand niet (meer) ophalen; stuur het nog eens."),
        (
            DownloadFailed("too_large"),
            "Dit bestand is groter dan 5 MB; splits het, of laat het inlezen met “ritme import”.",
        ),
        (
            DownloadFailed("no_right"),
            (
                "Ik mag dit bestand niet ophalen: de app mist het recht files:read. Wie hem beheert, ziet met “ritme"
                " doctor” wat te doen."
            ),
        ),
        (
            DownloadFailed("foreign"),
            (
                "Bij dit bestand kan ik hier niet; sla het op en stuur het zelf, of laat het inlezen met "
                "\u201critme import\u201d."
            ),
        ),
    ],
)
async def test_a_file_that_cannot_be_fetched_is_refused_in_one_sentence(
    database: Database, anna: Person, clock: StillClock, failure: Exception, sentence: str
) -> None:
    await send(database, anna, clock)
    await work(database, clock, Files(failure))
    assert await told(database) == [[f"klanten.csv: {sentence}"]]
    assert (await stored(database))["state"] == "refused"


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (replace(FILE, name="foto.png"), "no_table"),
        (replace(FILE, size=5 * 1024 * 1024 + 1), "too_large"),
        (replace(FILE, source=""), "foreign"),
    ],
)
async def test_what_can_be_seen_at_once_is_refused_at_once(
    database: Database, anna: Person, clock: StillClock, file: UploadedFile, reason: str
) -> None:
    with pytest.raises(UploadRefused) as refused:
        await send(database, anna, clock, file=file)
    assert (refused.value.reason, await count(database, imports)) == (reason, 0)


async def test_who_is_no_administrator_any_more_confirms_nothing(
    database: Database, anna: Person, clock: StillClock
) -> None:
    import_id = await send(database, anna, clock)
    await work(database, clock, Files(NAMES))
    await database.write(lambda connection: connection.execute(update(reps).values(role=Role.MANAGER)))
    with pytest.raises(AdministratorsOnly):
        await uploads.accept_upload(database, rep=anna.rep, import_id=import_id, now=clock.now())
    with pytest.raises(ImportGone):
        await uploads.accept_upload(database, rep=anna.rep, import_id=import_id + 1, now=clock.now())
    assert await count(database, accounts) == 0


async def test_a_file_that_nobody_confirms_goes_after_a_day_and_the_import_after_a_quarter(
    database: Database, anna: Person, clock: StillClock
) -> None:
    import_id = await send(database, anna, clock)
    await work(database, clock, Files(NAMES))
    clock.move(hours=24)
    assert await purge_imports(database, now=clock.now()) == 0
    clock.move(seconds=1)
    assert await purge_imports(database, now=clock.now()) == 1
    assert ((await stored(database))["state"], (await stored(database))["content"]) == ("expired", None)
    with pytest.raises(UploadExpired):
        await uploads.accept_upload(database, rep=anna.rep, import_id=import_id, now=clock.now())
    clock.move(days=90)
    await purge_imports(database, now=clock.now())
    assert (await count(database, imports), await count(database, import_rows)) == (0, 0)


async def test_a_process_that_dies_halfway_leaves_the_import_to_another(
    database: Database, anna: Person, clock: StillClock
) -> None:
    import_id = await send(database, anna, clock)
    await work(database, clock, Files(NAMES))
    await uploads.accept_upload(database, rep=anna.rep, import_id=import_id, now=clock.now())
    leased = clock.now() + timedelta(minutes=2)
    await database.write(lambda connection: connection.execute(update(imports).values(lease_until=leased, attempts=1)))
    assert await work(database, clock, Files(NAMES)) == 0
    clock.move(minutes=2)
    assert await work(database, clock, Files(NAMES)) == 1
    assert await count(database, accounts) == 1
