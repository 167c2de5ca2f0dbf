"""Coverage of the rep's own pools, and the accounts without recent contact; never another rep's (R7)."""

import pytest
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.people.errors import ManagersOnly
from bot.services.bot import Bot
from bot.services.people.person_cache import Person, PersonCache
from bot.storage.tables.accounts import accounts as account_table
from tests.bot.services.calendar.test_calendar_answers import NoDirectory
from tests.conftest import StillClock, Talk, identify
from tests.interactions import FindsNobody, answer_ritme


async def own(bot: Bot, person: Person, names: dict[str, str]) -> None:
    """Assign accounts to a person, by name, each with a stage."""

    async def work(connection: AsyncConnection) -> None:
        for name, stage in names.items():
            await connection.execute(
                update(account_table).where(account_table.c.name == name).values(owner_id=person.rep.id, stage=stage)
            )

    await bot.database.write(work)


async def test_both_pools_are_shown_with_the_forgotten_first(
    bot: Bot, talk: Talk, people: PersonCache, clock: StillClock
) -> None:
    await own(bot, talk.person, {"Acme": "customer", "Jansen Metaal": "customer", "De Vries & Zn.": "suspect"})
    other = await identify(people, clock, "UBRAM", "Bram Bos")
    await own(bot, other, {"Van Dam Logistiek": "customer"})
    await talk.says("bezoek Acme")
    message = await answer_ritme(bot, person=talk.person, text="dekking", directory=NoDirectory())
    assert message.lines == [
        "Wie je ziet, en wie je vergeet",
        "Klanten (2)",
        "▰▰▰▰▰▱▱▱▱▱  deze maand 1 van 2, 50%",
        "▰▰▰▰▰▱▱▱▱▱  dit kwartaal 1 van 2, 50%",
        "Prospects (1)",
        "▱▱▱▱▱▱▱▱▱▱  deze maand 0 van 1, 0%",
        "▱▱▱▱▱▱▱▱▱▱  dit kwartaal 0 van 1, 0%",
        "Het langst niet gezien",
        "Jansen Metaal: klant, nog nooit genoteerd",
        "De Vries & Zn.: nog nooit benaderd",
    ]


async def test_without_accounts_it_says_what_to_do(bot: Bot, anna: Person) -> None:
    message = await answer_ritme(bot, person=anna, text="coverage", directory=NoDirectory())
    assert message.lines[1:] == [
        "Er staan nog geen accounts op je naam. Log een contact, dan komt het bedrijf er vanzelf bij."
    ]


async def test_the_team_is_for_who_leads(bot: Bot, anna: Person, people: PersonCache, clock: StillClock) -> None:
    assert anna.rep.role.leads
    bram = await identify(people, clock, "UBRAM", "Bram Bos")
    with pytest.raises(ManagersOnly):
        await answer_ritme(bot, person=bram, text="dekking team", directory=FindsNobody())
