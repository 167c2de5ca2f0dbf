"""Keep why a deal was won, as its owner sees it (O4)."""

from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.deals.deals import Deal, DealState
from bot.domain.deals.errors import DealGone, DealNotWon
from bot.domain.deals.win_reasons import WinAnswer
from bot.domain.log.stored_text import check_name
from bot.domain.people.people import Rep
from bot.services.deals.remove_deal import check_may_change
from bot.storage.database import Database
from bot.storage.deals import deals as deal_rows
from bot.storage.deals import reasons as reason_rows
from bot.storage.row_locks import lock_row
from bot.storage.tables.deals import deals

LONGEST_WORDS = 200


@dataclass(frozen=True, slots=True)
class WonDeal:
    """A won deal with what was told of why."""

    deal: Deal
    answer: WinAnswer


async def find_won(database: Database, *, rep: Rep, deal_id: int) -> WonDeal:
    """Return a won deal that the rep may tell about.

    Raises:
        DealGone: it does not exist.
        DealNotWon: it is open or lost.
        DealOfColleague: it is another rep's, and the user is not a manager.
    """
    async with database.reading() as connection:
        deal = await _get_won(connection, rep, deal_id)
        return WonDeal(deal, await reason_rows.load_win(connection, deal_id=deal_id))


async def save_win(database: Database, *, rep: Rep, deal_id: int, answer: WinAnswer) -> WonDeal:
    """Save why a deal was won; an empty answer takes back what was told.

    Raises:
        DealGone, DealNotWon, DealOfColleague: as ``find_won``.
        NameTooLong: the words are too long.
    """
    if answer.words:
        answer = replace(answer, words=check_name(answer.words, LONGEST_WORDS))

    async def work(connection: AsyncConnection) -> WonDeal:
        await lock_row(connection, deals, deal_id)
        deal = await _get_won(connection, rep, deal_id)
        await reason_rows.save_win(connection, deal_id=deal_id, answer=answer)
        return WonDeal(deal, answer)

    return await database.write(work)


async def _get_won(connection: AsyncConnection, rep: Rep, deal_id: int) -> Deal:
    deal = await deal_rows.find_deal(connection, workspace_id=rep.workspace_id, deal_id=deal_id)
    if deal is None:
        raise DealGone
    await check_may_change(connection, rep=rep, deal=deal)
    if deal.state is not DealState.WON:
        raise DealNotWon(deal.account_name, deal.name)
    return deal
