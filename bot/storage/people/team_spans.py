"""Queries about who is in which team, and on which local days somebody was (K4, K10)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.calendar.day_spans import DaySpan
from bot.storage.row_locks import lock_row
from bot.storage.rows import to_columns
from bot.storage.tables.people import reps, team_spans


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSpan:
    """The days of somebody in a team: from a local day on, or always."""

    workspace_id: int
    team_id: int
    rep_id: int
    since: date | None


async def change_team_of(
    connection: AsyncConnection, *, rep_id: int, team_id: int | None, today: date, is_founder: bool = False
) -> None:
    """Put a rep in a team, or in none, from the local day ``today`` on; the days before stay those of the former team.

    Whoever makes a team (``is_founder``) brings along the days that are of no other one. Back on the same day, nothing
    was left.
    """
    await lock_row(connection, reps, rep_id)
    moved = update(reps).where(reps.c.id == rep_id).values(team_id=team_id).returning(reps.c.workspace_id)
    workspace_id = (await connection.execute(moved)).scalar_one()
    is_open = (team_spans.c.rep_id == rep_id) & team_spans.c.until.is_(None)
    await close_spans(connection, is_open, until=today)
    if team_id is None or await _reopen(connection, rep_id, team_id, today):
        return
    since = await _find_last_until(connection, rep_id) if is_founder else today
    await add_span(connection, NewSpan(workspace_id=workspace_id, team_id=team_id, rep_id=rep_id, since=since))


async def add_span(connection: AsyncConnection, span: NewSpan) -> None:
    """Add the days of somebody who is in a team."""
    await connection.execute(insert(team_spans).values(to_columns(span)))


async def close_spans(connection: AsyncConnection, spans: ColumnElement[bool], *, until: date) -> None:
    """End spans on a local day; one that began on it or later was none."""
    await connection.execute(delete(team_spans).where(spans, team_spans.c.since >= until))
    await connection.execute(update(team_spans).where(spans).values(until=until))


async def extend_spans(connection: AsyncConnection, *, rep_ids: Sequence[int]) -> None:
    """Save that reps were always in the team in which they are now."""
    is_open = team_spans.c.until.is_(None)
    await connection.execute(
        update(team_spans).where(team_spans.c.rep_id.in_(list(rep_ids)), is_open).values(since=None)
    )


async def load_spans(connection: AsyncConnection, *, team_id: int) -> dict[int, tuple[DaySpan, ...]]:
    """Return on which local days each rep was in a team."""
    query = select(team_spans.c.rep_id, team_spans.c.since, team_spans.c.until).where(team_spans.c.team_id == team_id)
    found: dict[int, tuple[DaySpan, ...]] = {}
    for rep_id, since, until in await connection.execute(query.order_by(team_spans.c.id)):
        found[rep_id] = (*found.get(rep_id, ()), DaySpan(since or date.min, until or date.max))
    return found


async def _reopen(connection: AsyncConnection, rep_id: int, team_id: int, today: date) -> bool:
    ended_today = (team_spans.c.rep_id == rep_id) & (team_spans.c.team_id == team_id) & (team_spans.c.until == today)
    return (await connection.execute(update(team_spans).where(ended_today).values(until=None))).rowcount > 0


async def _find_last_until(connection: AsyncConnection, rep_id: int) -> date | None:
    query = select(func.max(team_spans.c.until)).where(team_spans.c.rep_id == rep_id)
    last: date | None = (await connection.execute(query)).scalar_one()
    return last
