"""Queries about the next steps of imported activities."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.log.next_steps import StepState
from bot.storage.tables.exchange import import_rows
from bot.storage.tables.log import next_steps

_CLOSE = (
    update(next_steps)
    .where(next_steps.c.activity_id == bindparam("agreed_at"))
    .values(state=bindparam("new_state"), closed_on=bindparam("new_day"), closed_by=bindparam("new_contact"))
)


@dataclass(frozen=True, slots=True)
class ClosedStep:
    """How the next step agreed at an activity ended: on which local day, and by which activity."""

    activity_id: int
    state: StepState
    closed_on: date
    closed_by: int


async def close_steps(connection: AsyncConnection, closed: Sequence[ClosedStep]) -> None:
    """Close next steps."""
    values = [
        {
            "agreed_at": each.activity_id,
            "new_state": each.state,
            "new_day": each.closed_on,
            "new_contact": each.closed_by,
        }
        for each in closed
    ]
    if values:
        await connection.execute(_CLOSE, values)


async def list_imported_steps(connection: AsyncConnection, *, import_id: int, after_id: int, limit: int) -> list[int]:
    """Return the next ids of the steps agreed at activities of an import."""
    query = (
        select(next_steps.c.id)
        .join(
            import_rows,
            and_(
                import_rows.c.import_id == import_id,
                import_rows.c.table_name == "activities",
                import_rows.c.row_id == next_steps.c.activity_id,
            ),
        )
        .where(next_steps.c.id > after_id)
        .order_by(next_steps.c.id)
        .limit(limit)
    )
    return list((await connection.execute(query)).scalars())
