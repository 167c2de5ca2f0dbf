"""Queries about why deals were won and lost (O4)."""

from datetime import date

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.deals.deals import DealState
from bot.domain.deals.win_reasons import WinAnswer, WinReason
from bot.domain.lessons.lessons import LessonOrigin
from bot.storage.tables.deals import deals
from bot.storage.tables.lessons import lessons


async def save_win(connection: AsyncConnection, *, deal_id: int, answer: WinAnswer) -> None:
    """Save why a deal was won."""
    values = {"win_reason": answer.reason, "win_words": answer.words}
    await connection.execute(update(deals).where(deals.c.id == deal_id).values(**values))


async def load_win(connection: AsyncConnection, *, deal_id: int) -> WinAnswer:
    """Return why a deal was won; empty while nothing was told."""
    row = (await connection.execute(select(deals.c.win_reason, deals.c.win_words).where(deals.c.id == deal_id))).one()
    return WinAnswer(WinReason(row.win_reason) if row.win_reason else None, row.win_words)


async def list_win_reasons(connection: AsyncConnection, *, rep_id: int, since: date) -> list[str]:
    """Return the reasons told of the deals that a rep won since a local day."""
    query = select(deals.c.win_reason).where(
        deals.c.owner_id == rep_id,
        deals.c.state == DealState.WON,
        deals.c.closed_on >= since,
        deals.c.win_reason.is_not(None),
    )
    return list((await connection.execute(query)).scalars())


async def list_loss_reasons(connection: AsyncConnection, *, rep_id: int, since: date) -> list[str]:
    """Return the reasons told of the deals that a rep lost since a local day."""
    query = select(lessons.c.reason).where(
        lessons.c.rep_id == rep_id,
        lessons.c.origin == LessonOrigin.LOSS,
        lessons.c.day >= since,
        lessons.c.reason.is_not(None),
    )
    return list((await connection.execute(query)).scalars())
