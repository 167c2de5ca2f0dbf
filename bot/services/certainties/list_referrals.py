"""List a rep's introductions, and the conversion of referred deals in the workspace (Z3, O5)."""

from bot.domain.certainties.referrals import Conversion, Referral
from bot.domain.people.people import Rep
from bot.storage.certainties import referrals as referral_rows
from bot.storage.database import Database


async def list_own_referrals(database: Database, *, rep: Rep) -> list[Referral]:
    """Return all introductions that a rep asked for or gave."""
    async with database.reading() as connection:
        return list(await referral_rows.list_referrals(connection, rep_ids=[rep.id]))


async def count_conversion(database: Database, *, rep: Rep) -> Conversion:
    """Return the conversion of referred deals against other deals, in the whole workspace."""
    async with database.reading() as connection:
        return await referral_rows.count_conversion(connection, workspace_id=rep.workspace_id)
