"""Settle a next step afterwards: move it, or mark it missed (V2). Logging the contact marks it kept."""

from collections.abc import Awaitable, Callable
from datetime import date, datetime
from functools import partial

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.log.errors import NextStepPassed, StepGone
from bot.domain.log.next_steps import AgreedStep
from bot.domain.people.people import Rep
from bot.services.deals.deal_rollups import refresh_rollups
from bot.services.deals.keep_step import list_deals_of_step
from bot.storage.database import Database
from bot.storage.log import next_steps as step_rows
from bot.storage.row_locks import lock_row
from bot.storage.tables.log import next_steps

# A change of one step, whose id it knows.
Change = Callable[[AsyncConnection], Awaitable[object]]


async def move_step(database: Database, *, rep: Rep, step_id: int, due_on: date, now: datetime) -> AgreedStep:
    """Move a rep's open step to another local day, and return it as it was.

    Raises:
        StepGone: it is no longer open, or is another rep's.
        NextStepPassed: the day is in the past.
    """
    _check_not_passed(rep, due_on, now)
    return await _settle(database, rep, step_id, partial(step_rows.move_step, step_id=step_id, due_on=due_on))


async def replan_step(database: Database, *, rep: Rep, step_id: int, due_on: date, now: datetime) -> AgreedStep:
    """Move a rep's open step out of days off, and return it as it was; it counts as not moved (K4).

    Raises:
        StepGone: it is no longer open, or is another rep's.
        NextStepPassed: the day is in the past.
    """
    _check_not_passed(rep, due_on, now)
    return await _settle(database, rep, step_id, partial(step_rows.replan_step, step_id=step_id, due_on=due_on))


async def miss_step(database: Database, *, rep: Rep, step_id: int, now: datetime) -> AgreedStep:
    """Close a rep's open step as missed, and return it as it was.

    Raises:
        StepGone: it is no longer open, or is another rep's.
    """
    day = now.astimezone(rep.zone).date()
    return await _settle(database, rep, step_id, partial(step_rows.miss_step, step_id=step_id, day=day))


async def rest_step(database: Database, *, rep: Rep, step_id: int, now: datetime) -> AgreedStep:
    """Name a rep's open step in no morning again until it is moved, and return it.

    Raises:
        StepGone: it is no longer open, or is another rep's.
    """

    async def work(connection: AsyncConnection) -> AgreedStep:
        step = await _get_open(connection, rep, step_id)
        await step_rows.mark_asked(connection, {step_id: now.astimezone(rep.zone).date()})
        return step

    return await database.write(work)


async def drop_step(database: Database, *, rep: Rep, step_id: int) -> AgreedStep:
    """End a rep's open step, which then counts as neither kept nor missed, and return it as it was.

    Raises:
        StepGone: it is no longer open, or is another rep's.
    """
    return await _settle(database, rep, step_id, partial(step_rows.replan_step, step_id=step_id, due_on=None))


async def put_back_step(database: Database, *, rep: Rep, step_id: int) -> AgreedStep:
    """Open a rep's step again that was dropped, on the day that it was due, and return it; idempotent (K12).

    Raises:
        StepGone: it is done or ended by a deal since, or is another rep's.
    """

    async def work(connection: AsyncConnection) -> AgreedStep:
        await lock_row(connection, next_steps, step_id)
        known = await step_rows.find_step(connection, rep_id=rep.id, step_id=step_id)
        if known is None:
            raise StepGone
        step = await step_rows.put_back_step(connection, step_id=step_id, rep_ids=[rep.id], due_on=known.due_on)
        if step is None:
            raise StepGone
        await _refresh_deal(connection, rep, step)
        return step

    return await database.write(work)


async def keep_both(database: Database, *, rep: Rep, step_id: int) -> AgreedStep:
    """Open a rep's step again that a later one took the place of, and return it; idempotent.

    Raises:
        StepGone: it is another rep's, or was done, missed or ended since.
    """

    async def work(connection: AsyncConnection) -> AgreedStep:
        await lock_row(connection, next_steps, step_id)
        await step_rows.reopen_replaced_step(connection, rep_id=rep.id, step_id=step_id)
        step = await _get_open(connection, rep, step_id)
        await _refresh_deal(connection, rep, step)
        return step

    return await database.write(work)


def _check_not_passed(rep: Rep, due_on: date, now: datetime) -> None:
    if due_on < now.astimezone(rep.zone).date():
        raise NextStepPassed(due_on)


async def _settle(database: Database, rep: Rep, step_id: int, change: Change) -> AgreedStep:
    """Change a rep's open step, judge its deals anew, and return the step as it was."""

    async def work(connection: AsyncConnection) -> AgreedStep:
        step = await _get_open(connection, rep, step_id)
        await change(connection)
        await _refresh_deal(connection, rep, step)
        return step

    return await database.write(work)


async def _get_open(connection: AsyncConnection, rep: Rep, step_id: int) -> AgreedStep:
    await lock_row(connection, next_steps, step_id)
    step = await step_rows.find_open_step(connection, rep_id=rep.id, step_id=step_id)
    if step is None:
        raise StepGone
    return step


async def _refresh_deal(connection: AsyncConnection, rep: Rep, step: AgreedStep) -> None:
    await refresh_rollups(connection, deal_ids=await list_deals_of_step(connection, rep=rep, step=step))
