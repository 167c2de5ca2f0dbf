"""Store a line that tells of a day still to come as the next step with its account, without an activity (V2)."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.log.activity import NextStep
from bot.domain.log.errors import AccountMissing, DraftGone, KindMissing, NextStepPassed, StepGone
from bot.domain.log.next_steps import AgreedStep, StepState
from bot.domain.log.unclear_line import LineContext, read_appointment
from bot.domain.people.people import Rep
from bot.services.accounts.check_account import check_account
from bot.services.deals.deal_rollups import refresh_rollups
from bot.services.deals.keep_step import list_deals_of_step
from bot.storage.database import Database
from bot.storage.log import activities as activity_rows
from bot.storage.log import drafts as draft_rows
from bot.storage.log import next_steps as step_rows
from bot.storage.log.drafts import Draft
from bot.storage.log.next_steps import NewStep
from bot.storage.row_locks import lock_row
from bot.storage.tables.log import next_steps


async def plan_appointment(
    database: Database, *, rep: Rep, draft: Draft, context: LineContext, now: datetime
) -> AgreedStep:
    """Store a kept line as a next step and return it; its relative days count from the day on which it was typed.

    Raises:
        LogLineError: the line names no account or no day to come, or that day has passed since.
        DraftGone: it was used before.
    """
    line = read_appointment(draft.text, context)
    account, step = line.account, line.next_step
    if account is None:
        raise AccountMissing
    if step is None:
        raise KindMissing(account)
    if step.date < now.astimezone(rep.zone).date():
        raise NextStepPassed(step.date)
    new = _make_step(rep, account, step, note=line.note, now=now)

    async def work(connection: AsyncConnection) -> AgreedStep:
        if not await draft_rows.mark_planned(connection, rep_id=rep.id, draft_id=draft.id):
            raise DraftGone
        if await activity_rows.list_line_entries(
            connection,
            workspace_id=rep.workspace_id,
            rep_id=rep.id,
            line_key=draft.request_key,
            with_removed=True,
        ):
            raise DraftGone
        await check_account(connection, rep=rep, account_id=account.id)
        step_id = await step_rows.insert_step(connection, new)
        step = await _get_open(connection, rep, step_id)
        await refresh_rollups(connection, deal_ids=await list_deals_of_step(connection, rep=rep, step=step))
        return step

    return await database.write(work)


async def cancel_appointment(database: Database, *, rep: Rep, step_id: int) -> AgreedStep:
    """Take back a next step that was set by itself, and return it as it was.

    Raises:
        StepGone: it is no longer open, is another rep's, or was agreed at a contact.
    """

    async def work(connection: AsyncConnection) -> AgreedStep:
        await lock_row(connection, next_steps, step_id)
        step = await _get_open(connection, rep, step_id)
        if step.activity_id is not None:
            raise StepGone
        await step_rows.remove_appointment(connection, rep_id=rep.id, step_id=step_id)
        await refresh_rollups(connection, deal_ids=await list_deals_of_step(connection, rep=rep, step=step))
        return step

    return await database.write(work)


def _make_step(rep: Rep, account: NamedAccount, step: NextStep, *, note: str, now: datetime) -> NewStep:
    return NewStep(
        workspace_id=rep.workspace_id,
        rep_id=rep.id,
        account_id=account.id,
        due_on=step.date,
        due_time=step.time,
        form=step.form,
        note=note,
        state=StepState.OPEN,
        made_on=now.astimezone(rep.zone).date(),
    )


async def _get_open(connection: AsyncConnection, rep: Rep, step_id: int) -> AgreedStep:
    step = await step_rows.find_open_step(connection, rep_id=rep.id, step_id=step_id)
    if step is None:
        raise StepGone
    return step
