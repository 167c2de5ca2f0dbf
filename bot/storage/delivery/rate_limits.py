"""Queries about the platform's rate limits, shared by all replicas."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.tables.delivery import rate_gates
from bot.storage.upsert import insert_unless_present

MESSAGES = "messages"
LOOKUPS = "lookups"
NEVER_USED = datetime(2000, 1, 1, tzinfo=UTC)


async def lock_rate_limits(
    connection: AsyncConnection, *, name: str, workspace_ids: Collection[int]
) -> dict[int, datetime]:
    """Lock the workspaces' rate limits in this transaction, adding missing rows; return until when each is used up."""
    wanted = sorted(set(workspace_ids))
    found = await _lock(connection, name, wanted)
    missing = [workspace_id for workspace_id in wanted if workspace_id not in found]
    if missing:
        rows = [{"workspace_id": workspace_id, "name": name, "used_until": NEVER_USED} for workspace_id in missing]
        await connection.execute(insert_unless_present(connection, rate_gates), rows)
        # Another process may be adding the same rows: ignore those, then lock whichever exist.
        found = await _lock(connection, name, wanted)
    return found


_MOVE_GATE = (
    update(rate_gates)
    .where(rate_gates.c.workspace_id == bindparam("gate_of"), rate_gates.c.name == bindparam("gate_name"))
    .values(used_until=bindparam("moment"))
)


async def move_rate_limits(connection: AsyncConnection, *, name: str, used_until: Mapping[int, datetime]) -> None:
    """Set until when these workspaces' rate limits are used up; the caller has locked them in this transaction."""
    rows = [
        {"gate_of": workspace_id, "gate_name": name, "moment": moment}
        for workspace_id, moment in sorted(used_until.items())
    ]
    if rows:
        await connection.execute(_MOVE_GATE, rows)


async def _lock(connection: AsyncConnection, name: str, workspace_ids: Collection[int]) -> dict[int, datetime]:
    query = (
        select(rate_gates.c.workspace_id, rate_gates.c.used_until)
        .where(rate_gates.c.name == name, rate_gates.c.workspace_id.in_(list(workspace_ids)))
        # Rows are locked in id order everywhere, so that two processes cannot deadlock.
        .order_by(rate_gates.c.workspace_id)
    )
    if connection.dialect.name == "postgresql":
        query = query.with_for_update()
    return {row.workspace_id: row.used_until for row in await connection.execute(query)}
