"""Queries about hints: when each was last given, and the rep's answer."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.hints.hints import HintAnswer, MethodPart, PastHint
from bot.storage.rows import to_columns
from bot.storage.tables.hints import hints
from bot.storage.upsert import insert_or_change


async def list_given(connection: AsyncConnection, *, rep_ids: Collection[int]) -> dict[int, list[PastHint]]:
    """Return the hints given before, by rep id."""
    columns = (hints.c.rep_id, hints.c.part, hints.c.subject, hints.c.day, hints.c.answer)
    found: dict[int, list[PastHint]] = {}
    for rep_id, part, subject, day, answer in await connection.execute(
        select(*columns).where(hints.c.rep_id.in_(list(rep_ids)))
    ):
        given = PastHint(part=MethodPart(part), subject=subject, day=day, answer=HintAnswer(answer) if answer else None)
        found.setdefault(rep_id, []).append(given)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class NewGiven:
    """A hint that a rep is given on a local day, and that is not answered yet; ``subject`` is what it is about."""

    workspace_id: int
    rep_id: int
    part: MethodPart
    subject: str
    day: date
    answer: HintAnswer | None = None


async def save_given(connection: AsyncConnection, given: Collection[NewGiven]) -> None:
    """Save which hints were given; giving a hint again clears its answer."""
    if given:
        statement = insert_or_change(connection, hints, keys=["rep_id", "part", "subject"], changes=["day", "answer"])
        await connection.execute(statement, [to_columns(each) for each in given])


async def save_answer(
    connection: AsyncConnection, *, rep_id: int, part: MethodPart, subject: str, answer: HintAnswer, day: date
) -> None:
    """Save a rep's answer to a hint, on a local day."""
    await connection.execute(
        update(hints)
        .where(hints.c.rep_id == rep_id, hints.c.part == part, hints.c.subject == subject)
        .values(answer=answer, day=day)
    )
