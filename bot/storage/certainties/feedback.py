"""Queries about customer feedback."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, TypedDict, Unpack

from sqlalchemy import Select, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.certainties.feedback import Feedback
from bot.domain.log.next_steps import StepState
from bot.storage.accounts.accounts import MAY_BE_CONTACTED
from bot.storage.rows import to_columns
from bot.storage.tables.accounts import accounts
from bot.storage.tables.certainties import feedback
from bot.storage.tables.log import next_steps
from bot.storage.upsert import insert_once

DONE = (StepState.KEPT, StepState.LATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFeedback:
    """What a customer thinks, from 0 to 10 and in words, on the rep's local day."""

    workspace_id: int
    rep_id: int
    account_id: int
    score: int
    words: str
    day: date
    request_key: str | None = None


class FeedbackChanges(TypedDict, total=False):
    """What became of feedback: the next step that was promised, the local day on which the customer heard of it."""

    step_id: int
    told_on: date


async def insert_feedback(connection: AsyncConnection, new: NewFeedback) -> int:
    """Add feedback and return its id; idempotent by request key."""
    return await insert_once(connection, feedback, to_columns(new))


async def find_feedback(connection: AsyncConnection, *, rep_id: int, feedback_id: int) -> Feedback | None:
    """Return feedback that this rep logged, None when there is none."""
    query = _select().where(feedback.c.id == feedback_id, feedback.c.rep_id == rep_id)
    row = (await connection.execute(query)).first()
    return Feedback(*row) if row else None


async def change_feedback(connection: AsyncConnection, *, feedback_id: int, **changes: Unpack[FeedbackChanges]) -> None:
    """Keep what became of feedback."""
    await connection.execute(update(feedback).where(feedback.c.id == feedback_id).values(**changes))


async def remove_feedback(connection: AsyncConnection, *, feedback_id: int) -> None:
    """Delete one row."""
    await connection.execute(delete(feedback).where(feedback.c.id == feedback_id))


async def list_feedback(
    connection: AsyncConnection,
    *,
    rep_ids: Collection[int],
    since: date,
    account_id: int | None = None,
    only_contactable: bool = False,
) -> list[Feedback]:
    """Return the feedback that these reps logged from a local day on, the latest first.

    ``only_contactable`` leaves out that of customers who do not want to be contacted.
    """
    query = _select().where(feedback.c.rep_id.in_(list(rep_ids)), feedback.c.day >= since)
    if account_id is not None:
        query = query.where(feedback.c.account_id == account_id)
    if only_contactable:
        query = query.where(MAY_BE_CONTACTED)
    query = query.order_by(feedback.c.day.desc(), feedback.c.id.desc())
    return [Feedback(*row) for row in await connection.execute(query)]


def _select() -> Select[Any]:
    """Select the fields of `Feedback`, in their order."""
    columns = {**feedback.c, "account_name": accounts.c.name, "kept_on": next_steps.c.closed_on}
    return (
        select(*(columns[field.name] for field in fields(Feedback)))
        .select_from(feedback)
        .join(accounts, accounts.c.id == feedback.c.account_id)
        .outerjoin(next_steps, (next_steps.c.id == feedback.c.step_id) & next_steps.c.state.in_(DONE))
    )
