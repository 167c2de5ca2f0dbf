"""The steps that ended with a deal: which ones, and keeping one of them in spite of that (K1)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.deals.deals import DealEvent, DealState, EventKind
from bot.domain.log.errors import StepGone
from bot.domain.log.next_steps import AgreedStep
from bot.domain.people.people import Rep
from bot.services.deals.deal_rollups import refresh_rollups
from bot.services.people.leaving import tell_deal_closed
from bot.storage.database import Database
from bot.storage.deals import deal_steps as deal_step_rows
from bot.storage.log import next_steps as step_rows
from bot.storage.row_locks import lock_row
from bot.storage.tables.log import next_steps


async def list_ended_steps(database: Database, *, rep: Rep, deal_id: int) -> list[AgreedStep]:
    """Return the rep's own steps that ended with a deal, the nearest first."""
    async with database.reading() as connection:
        ended = await deal_step_rows.list_ended(connection, deal_id=deal_id)
    return [step for step in ended if step.rep_id == rep.id]


async def tell_whose_steps_ended(
    connection: AsyncConnection, *, rep: Rep, events: Sequence[DealEvent], now: datetime
) -> None:
    """Have colleagues told whose steps ended as a rep won or lost a deal (K1, K3)."""
    for event in events:
        if event.kind is EventKind.STATE and event.after != DealState.OPEN:
            ended = await deal_step_rows.list_ended(connection, deal_id=event.deal_id)
            rep_ids = {step.rep_id for step in ended}
            await tell_deal_closed(connection, by=rep, changed=event, rep_ids=rep_ids, now=now)


async def list_deals_of_step(connection: AsyncConnection, *, rep: Rep, step: AgreedStep) -> list[int]:
    """Return the deals for which a rep's step may count: its own, and the rep's open ones at the account."""
    open_ids = await deal_step_rows.list_counting_deals(connection, rep_id=rep.id, account_id=step.account_id or 0)
    return sorted({*open_ids, *([step.deal_id] if step.deal_id is not None else ())})


async def keep_step(database: Database, *, rep: Rep, step_id: int) -> AgreedStep:
    """Keep a rep's step that ended with its deal, and return it; idempotent.

    Raises:
        StepGone: it is another rep's, did not end with a deal, or was done or dropped since.
    """

    async def work(connection: AsyncConnection) -> AgreedStep:
        await lock_row(connection, next_steps, step_id)
        if not await deal_step_rows.keep_step(connection, rep_id=rep.id, step_id=step_id):
            raise StepGone
        step = await step_rows.find_open_step(connection, rep_id=rep.id, step_id=step_id)
        assert step is not None  # noqa: S101 - opened just now
        await refresh_rollups(connection, deal_ids=await list_deals_of_step(connection, rep=rep, step=step))
        return step

    return await database.write(work)
