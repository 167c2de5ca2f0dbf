"""Load who a rep knows at the own accounts (Z1)."""

from bot.domain.home.account_card import PeopleAt
from bot.domain.people.people import Rep
from bot.storage.accounts import account_cards as card_rows
from bot.storage.database import Database


async def load_own_people(database: Database, *, rep: Rep) -> list[PeopleAt]:
    """Return the people at the rep's own accounts, by account."""
    async with database.reading() as connection:
        return await card_rows.list_own_people(connection, rep_id=rep.id)
