"""Queries about what customers think of us, whoever of the workspace noted it (K2)."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.customer_score import POOR, CustomerScore
from bot.storage.tables.certainties import feedback


async def list_recent_poor_scores(
    connection: AsyncConnection, *, workspace_ids: Collection[int], since: date
) -> dict[int, CustomerScore]:
    """Return the latest poor score of every account that gave one on or after a local day, by account id."""
    query = _select_latest().where(
        feedback.c.workspace_id.in_(sorted(workspace_ids)), feedback.c.day >= since, feedback.c.score <= POOR
    )
    return await _list_scores(connection, query)


async def list_latest_scores(connection: AsyncConnection, *, account_ids: Collection[int]) -> dict[int, CustomerScore]:
    """Return the latest score of each of these accounts, by account id; one without any is absent."""
    return await _list_scores(connection, _select_latest().where(feedback.c.account_id.in_(sorted(account_ids))))


async def list_poor_scores(connection: AsyncConnection, *, account_ids: Collection[int]) -> dict[int, CustomerScore]:
    """Return the latest poor score of each of these accounts, by account id; one without any is absent."""
    query = _select_latest().where(feedback.c.account_id.in_(sorted(account_ids)), feedback.c.score <= POOR)
    return await _list_scores(connection, query)


def _select_latest() -> Select[Any]:
    place = func.row_number().over(
        partition_by=feedback.c.account_id, order_by=(feedback.c.day.desc(), feedback.c.id.desc())
    )
    return select(feedback.c.account_id, feedback.c.score, feedback.c.day, place.label("place"))


async def _list_scores(connection: AsyncConnection, query: Select[Any]) -> dict[int, CustomerScore]:
    ordered = query.subquery()
    found = await connection.execute(
        select(ordered.c.account_id, ordered.c.score, ordered.c.day).where(ordered.c.place == 1)
    )
    return {account_id: CustomerScore(score, day) for account_id, score, day in found}
