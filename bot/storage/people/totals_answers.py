"""Queries about what the people of a small team answered to whether its totals may be shown (K10)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.rows import to_columns
from bot.storage.tables.people import totals_answers
from bot.storage.upsert import insert_or_change


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTotalsAnswer:
    """An answer of a rep; ``people`` are the ids of those who are in the team then."""

    workspace_id: int
    team_id: int
    rep_id: int
    people: str
    agrees: bool
    created_at: datetime


async def load_totals_answers(connection: AsyncConnection, *, team_id: int, people: str) -> dict[int, bool]:
    """Return by rep id whether the rep agreed that totals are shown, of who answered with these people in the team."""
    query = select(totals_answers.c.rep_id, totals_answers.c.agrees).where(
        totals_answers.c.team_id == team_id, totals_answers.c.people == people
    )
    return {row.rep_id: row.agrees for row in await connection.execute(query)}


async def save_totals_answer(connection: AsyncConnection, answer: NewTotalsAnswer) -> None:
    """Save an answer in place of an earlier one of the same rep in the same team; idempotent."""
    changed = ("people", "agrees")
    statement = insert_or_change(connection, totals_answers, keys=("team_id", "rep_id"), changes=changed)
    await connection.execute(statement.values(to_columns(answer)))
