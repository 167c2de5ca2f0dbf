"""The contact figures of an account always equal the log: after logging, changing, undoing and importing."""

from datetime import date, timedelta

from sqlalchemy import func, select

from bot.domain.people.people import Workspace
from bot.services.people.person_cache import Person, PersonCache
from bot.storage.accounts.contacts import list_candidates
from bot.storage.database import Database
from bot.storage.tables.accounts import accounts
from bot.storage.tables.log import activities
from tests.conftest import StillClock, Talk, identify

TODAY = date(2026, 3, 18)
Figures = dict[str, tuple[int, date | None, int | None]]


async def read_figures(database: Database) -> Figures:
    """Return the number of contacts, and the day and rep of the last one, of each account with contacts."""
    async with database.reading() as connection:
        rows = await connection.execute(
            select(accounts.c.name, accounts.c.contacts, accounts.c.last_contact, accounts.c.last_rep_id)
        )
        return {row.name: (row.contacts, row.last_contact, row.last_rep_id) for row in rows if row.contacts}


async def count_again(database: Database) -> dict[str, tuple[int, date]]:
    async with database.reading() as connection:
        rows = await connection.execute(
            select(accounts.c.name, func.count(activities.c.id), func.max(activities.c.day))
            .join(activities, activities.c.account_id == accounts.c.id)
            .where(activities.c.removed_at.is_(None))
            .group_by(accounts.c.id)
        )
        return {name: (count, last) for name, count, last in rows}


async def test_each_contact_counts_once_and_the_latest_day_stays(database: Database, talk: Talk, anna: Person) -> None:
    await talk.says("bezoek Acme", request="one")
    await talk.says("bezoek Acme", request="one")
    await talk.says("eergisteren gebeld met Acme")
    await talk.says("gisteren gemaild met Jansen Metaal")
    assert await read_figures(database) == {
        "Acme": (2, TODAY, anna.rep.id),
        "Jansen Metaal": (1, TODAY - timedelta(days=1), anna.rep.id),
    }


async def test_undo_takes_the_contact_back(database: Database, talk: Talk, anna: Person) -> None:
    await talk.says("gisteren gebeld met Acme")
    await talk.says("bezoek Acme")
    await talk.says("ongedaan")
    assert await read_figures(database) == {"Acme": (1, TODAY - timedelta(days=1), anna.rep.id)}
    await talk.says("ongedaan")
    assert await read_figures(database) == {}


async def test_after_a_lively_day_the_figures_equal_a_fresh_count(database: Database, talk: Talk) -> None:
    for line in ("bezoek Acme", "gebeld met Acme", "5 mails", "gisteren bezoek Jansen Metaal", "ongedaan",
                 "gebeld met Van Dam Logistiek", "3 dagen geleden gebeld met Acme", "ongedaan"):  # fmt: skip
        await talk.says(line)
    kept = {name: (count, last) for name, (count, last, _) in (await read_figures(database)).items()}
    assert kept == await count_again(database)


async def test_an_account_without_owner_is_proposed_to_whoever_spoke_to_them_last(
    database: Database, talk: Talk, people: PersonCache, clock: StillClock, workspace: Workspace
) -> None:
    await talk.says("gisteren gebeld met Acme")
    other = await identify(people, clock, "UBRAM", "Bram Bos")
    async with database.reading() as connection:
        found = await list_candidates(connection, rep_ids=[talk.person.rep.id, other.rep.id], today=TODAY)
    assert {rep_id: [account.name for account in names] for rep_id, names in found.items()} == {
        talk.person.rep.id: ["Acme"]
    }
    assert workspace.id == talk.person.workspace.id


async def test_whoever_was_contacted_today_is_proposed_to_nobody(database: Database, talk: Talk) -> None:
    await talk.says("bezoek Acme")
    async with database.reading() as connection:
        assert await list_candidates(connection, rep_ids=[talk.person.rep.id], today=TODAY) == {}
