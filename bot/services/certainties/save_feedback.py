"""Customer feedback: save it, add the promised next step, and record that the customer was told of the result (Z2)."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.certainties.errors import FeedbackGone
from bot.domain.certainties.feedback import Feedback
from bot.domain.log.errors import NextStepPassed
from bot.domain.log.next_steps import StepState
from bot.domain.log.stored_text import check_text
from bot.domain.people.people import Rep
from bot.services.accounts.check_account import check_account
from bot.storage.certainties import feedback as feedback_rows
from bot.storage.certainties.feedback import NewFeedback
from bot.storage.database import Database
from bot.storage.log import next_steps as step_rows
from bot.storage.log.next_steps import NewStep
from bot.storage.row_locks import lock_row
from bot.storage.tables.certainties import feedback as feedback_table


@dataclass(frozen=True, slots=True)
class CustomerOpinion:
    """A customer's score, from 0 to 10, and words."""

    account: NamedAccount
    score: int
    words: str = ""


async def save_feedback(
    database: Database, *, rep: Rep, opinion: CustomerOpinion, request_key: str, now: datetime
) -> Feedback:
    """Save customer feedback; idempotent by request key.

    Raises:
        AccountGone: the customer does not exist.
        TextTooLong: the words exceed the maximum length.
        FeedbackGone: another rep's feedback has the request key.
    """
    words = check_text(opinion.words)

    async def work(connection: AsyncConnection) -> Feedback:
        account = await check_account(connection, rep=rep, account_id=opinion.account.id)
        new = NewFeedback(
            workspace_id=rep.workspace_id,
            rep_id=rep.id,
            account_id=account.id,
            score=opinion.score,
            words=words,
            day=now.astimezone(rep.zone).date(),
            request_key=request_key,
        )
        feedback_id = await feedback_rows.insert_feedback(connection, new)
        return await _get_feedback(connection, rep, feedback_id)

    return await database.write(work)


async def promise_because_of(
    database: Database, *, rep: Rep, feedback_id: int, due_on: date, now: datetime
) -> Feedback:
    """Add or move the next step promised after feedback, and return the feedback.

    Raises:
        FeedbackGone: it does not exist, or is another rep's.
        NextStepPassed: the day is in the past.
    """
    today = now.astimezone(rep.zone).date()
    if due_on < today:
        raise NextStepPassed(due_on)

    async def work(connection: AsyncConnection) -> Feedback:
        await lock_row(connection, feedback_table, feedback_id)
        feedback = await _get_feedback(connection, rep, feedback_id)
        if feedback.step_id is not None:
            await step_rows.move_step(connection, step_id=feedback.step_id, due_on=due_on)
            return feedback  # whose one promise this is: asking again moves it
        step = NewStep(
            workspace_id=rep.workspace_id,
            rep_id=rep.id,
            account_id=feedback.account_id,
            due_on=due_on,
            note=feedback.words,
            state=StepState.OPEN,
            made_on=today,
        )
        step_id = await step_rows.insert_step(connection, step)
        await feedback_rows.change_feedback(connection, feedback_id=feedback_id, step_id=step_id)
        return await _get_feedback(connection, rep, feedback_id)

    return await database.write(work)


async def mark_customer_told(database: Database, *, rep: Rep, feedback_id: int, now: datetime) -> Feedback:
    """Record that the customer was told what was improved, and return the feedback.

    Raises:
        FeedbackGone: it does not exist, or is another rep's.
    """

    async def work(connection: AsyncConnection) -> Feedback:
        await _get_feedback(connection, rep, feedback_id)
        day = now.astimezone(rep.zone).date()
        await feedback_rows.change_feedback(connection, feedback_id=feedback_id, told_on=day)
        return await _get_feedback(connection, rep, feedback_id)

    return await database.write(work)


async def remove_feedback(database: Database, *, rep: Rep, feedback_id: int) -> Feedback:
    """Delete feedback, and return it as it was.

    Raises:
        FeedbackGone: it does not exist, or is another rep's.
    """

    async def work(connection: AsyncConnection) -> Feedback:
        feedback = await _get_feedback(connection, rep, feedback_id)
        await feedback_rows.remove_feedback(connection, feedback_id=feedback_id)
        return feedback

    return await database.write(work)


async def _get_feedback(connection: AsyncConnection, rep: Rep, feedback_id: int) -> Feedback:
    feedback = await feedback_rows.find_feedback(connection, rep_id=rep.id, feedback_id=feedback_id)
    if feedback is None:
        raise FeedbackGone
    return feedback
