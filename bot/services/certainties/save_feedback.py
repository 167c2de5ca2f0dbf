"""What customers think: kept, followed by a promise, and told back when it is done (Z2)."""

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
    """What a customer thinks: from 0 to 10, and in which words."""

    account: NamedAccount
    score: int
    words: str = ""


async def save_feedback(
    database: Database, *, rep: Rep, opinion: CustomerOpinion, request_key: str, now: datetime
) -> Feedback:
    """Keep what a customer thinks; a repeated request gets what the first one kept.

    Raises:
        AccountGone: the customer is not there.
        TextTooLong: the words are more than is kept.
        FeedbackGone: the key of the request is taken by somebody else's.
    """
    words = check_text(opinion.words)

    async def work(connection: AsyncConnection) -> Feedback:
        await check_account(connection, rep=rep, account_id=opinion.account.id)
        new = NewFeedback(
            workspace_id=rep.workspace_id,
            rep_id=rep.id,
            account_id=opinion.account.id,
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
    """Make what is promised because of feedback a next step, and return the feedback.

    Raises:
        FeedbackGone: it is not there, or somebody else's.
        NextStepPassed: the day has passed.
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
    """Keep that the customer heard what was improved, and return the feedback.

    Raises:
        FeedbackGone: it is not there, or somebody else's.
    """

    async def work(connection: AsyncConnection) -> Feedback:
        await _get_feedback(connection, rep, feedback_id)
        day = now.astimezone(rep.zone).date()
        await feedback_rows.change_feedback(connection, feedback_id=feedback_id, told_on=day)
        return await _get_feedback(connection, rep, feedback_id)

    return await database.write(work)


async def remove_feedback(database: Database, *, rep: Rep, feedback_id: int) -> Feedback:
    """Take feedback back, and return it as it was.

    Raises:
        FeedbackGone: it is not there, or somebody else's.
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
