"""Queries about lessons from lost deals (N1-N4)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypedDict, Unpack

from sqlalchemy import Row, Select, delete, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.deals.deals import DealState
from bot.domain.lessons.lessons import Lesson, LessonAnswers, LessonOrigin, LessonState, LossReason
from bot.domain.log.situations import Situation
from bot.storage.rows import to_columns
from bot.storage.tables.accounts import accounts
from bot.storage.tables.deals import deals
from bot.storage.tables.lessons import lessons
from bot.storage.tables.people import reps
from bot.storage.upsert import insert_once, insert_unless_present


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLesson:
    """A lesson that is asked for or kept, of the rep's local day ``day``; without a deal one of the exercise."""

    workspace_id: int
    rep_id: int
    origin: LessonOrigin
    state: LessonState
    day: date
    changed_at: datetime
    account_id: int | None = None
    deal_id: int | None = None
    stage: str = ""
    situation: Situation | None = None
    happened: str = ""
    share: str = ""
    request_key: str | None = None


class LessonChanges(TypedDict, total=False):
    """What of a lesson changes without its being written."""

    state: LessonState
    is_shared: bool
    was_turned: bool
    happened: str


async def ask_lesson(connection: AsyncConnection, lesson: NewLesson) -> None:
    """Record that a lesson is asked for after a loss; a deal's existing lesson is left as it is."""
    await connection.execute(insert_unless_present(connection, lessons).values(to_columns(lesson)))


async def insert_lesson(connection: AsyncConnection, lesson: NewLesson) -> int:
    """Add a lesson and return its id; idempotent by request key."""
    return await insert_once(connection, lessons, to_columns(lesson))


async def forget_question(connection: AsyncConnection, *, deal_id: int) -> None:
    """Stop asking for the lesson of a reopened deal; a written lesson stays."""
    await connection.execute(delete(lessons).where(lessons.c.deal_id == deal_id, lessons.c.state != LessonState.KEPT))


async def move_lessons(connection: AsyncConnection, *, deal_id: int, account_id: int) -> None:
    """Set the account of the lessons of a deal that was moved to it."""
    await connection.execute(update(lessons).where(lessons.c.deal_id == deal_id).values(account_id=account_id))


async def detach_kept(connection: AsyncConnection, *, deal_id: int) -> None:
    """Keep the written lesson of a deal that is removed: it belongs to who wrote it."""
    await connection.execute(
        update(lessons).where(lessons.c.deal_id == deal_id, lessons.c.state == LessonState.KEPT).values(deal_id=None)
    )


async def attach(connection: AsyncConnection, *, lesson_ids: Collection[int], deal_id: int) -> None:
    """Link lessons that belong to no deal to a deal that was put back."""
    await connection.execute(
        update(lessons).where(lessons.c.id.in_(list(lesson_ids)), lessons.c.deal_id.is_(None)).values(deal_id=deal_id)
    )


async def remove_lesson(connection: AsyncConnection, *, lesson_id: int) -> None:
    """Delete a lesson."""
    await connection.execute(delete(lessons).where(lessons.c.id == lesson_id))


async def find_missing(connection: AsyncConnection, *, account_id: int | None, deal_id: int | None) -> dict[str, None]:
    """Return the columns that a lesson which is put back cannot have any more: of a deal or account that is gone."""
    has_account = await connection.scalar(select(accounts.c.id).where(accounts.c.id == account_id))
    has_deal = await connection.scalar(select(deals.c.id).where(deals.c.id == deal_id))
    has_other = await connection.scalar(select(lessons.c.id).where(lessons.c.deal_id == deal_id))
    missing: dict[str, None] = {} if has_account else {"account_id": None}
    return missing if has_deal and not has_other else {**missing, "deal_id": None}


async def find_lesson(connection: AsyncConnection, *, rep_id: int, lesson_id: int) -> Lesson | None:
    """Return a rep's lesson, None when there is none."""
    query = _select().where(lessons.c.id == lesson_id, lessons.c.rep_id == rep_id)
    return _to_lesson_or_none((await connection.execute(query)).first())


async def find_lesson_of_deal(connection: AsyncConnection, *, rep_id: int, deal_id: int) -> Lesson | None:
    """Return a rep's lesson about a deal, written or only asked for; None when there is none."""
    query = _select().where(lessons.c.deal_id == deal_id, lessons.c.rep_id == rep_id)
    return _to_lesson_or_none((await connection.execute(query)).first())


async def save_answers(connection: AsyncConnection, *, lesson_id: int, answers: LessonAnswers, now: datetime) -> None:
    """Save a rep's answers."""
    await connection.execute(
        update(lessons)
        .where(lessons.c.id == lesson_id)
        .values(
            state=LessonState.KEPT,
            reason=answers.reason,
            happened=answers.happened,
            sign=answers.sign,
            sign_on=answers.sign_on,
            share=answers.share,
            is_shared=answers.is_shared,
            changed_at=now,
        )
    )


async def change_lesson(connection: AsyncConnection, *, lesson_id: int, **changes: Unpack[LessonChanges]) -> None:
    """Set columns of a lesson."""
    await connection.execute(update(lessons).where(lessons.c.id == lesson_id).values(**changes))


async def list_asked_of(connection: AsyncConnection, *, rep_ids: Collection[int]) -> dict[int, list[Lesson]]:
    """Return the lessons that reps have not written yet, snoozed ones included, by rep id, the latest loss first."""
    query = _select().where(lessons.c.rep_id.in_(list(rep_ids)), lessons.c.state != LessonState.KEPT)
    found: dict[int, list[Lesson]] = {}
    for row in await connection.execute(query.order_by(lessons.c.day.desc(), lessons.c.id)):
        found.setdefault(row.rep_id, []).append(_to_lesson(row))
    return found


@dataclass(frozen=True, slots=True)
class LessonScope:
    """A filter on lessons: saved in one of these situations or stages."""

    situations: frozenset[Situation]
    stages: frozenset[str]


async def list_own_kept(
    connection: AsyncConnection, *, rep_ids: Collection[int], since: date
) -> dict[int, list[Lesson]]:
    """Return the lessons with an insight that reps kept and that may fit a live deal of theirs, by rep, latest first.

    A lesson fits a deal in the same situation that had a contact from ``since`` on, or in the same stage, entered from
    ``since`` on (N4).
    """
    live = deals.alias("live")
    fits = or_(
        (live.c.situation == lessons.c.situation) & (live.c.last_contact >= since),
        (live.c.stage == lessons.c.stage) & (live.c.stage_since >= since),
    )
    has_live = exists().where(live.c.owner_id == lessons.c.rep_id, live.c.state == DealState.OPEN, fits)
    query = (
        _select()
        .where(lessons.c.rep_id.in_(list(rep_ids)), lessons.c.state == LessonState.KEPT, _HAS_INSIGHT, has_live)
        .order_by(lessons.c.day.desc(), lessons.c.id.desc())
    )
    found: dict[int, list[Lesson]] = {}
    for row in (await connection.execute(query)).all():
        found.setdefault(row.rep_id, []).append(_to_lesson(row))
    return found


async def list_shared(
    connection: AsyncConnection, *, team_ids: Collection[int], scope: LessonScope
) -> dict[int, list[Lesson]]:
    """Return the lessons with an insight that the members of teams shared, by team, the latest first."""
    members = select(reps.c.id).where(reps.c.team_id.in_(list(team_ids)))
    fits = or_(lessons.c.situation.in_(sorted(scope.situations)), lessons.c.stage.in_(sorted(scope.stages)))
    query = (
        _select()
        .add_columns(reps.c.team_id)
        .where(lessons.c.rep_id.in_(members), lessons.c.is_shared, lessons.c.state == LessonState.KEPT)
        .where(_HAS_INSIGHT, fits)
        .order_by(lessons.c.day.desc(), lessons.c.id.desc())
    )
    found: dict[int, list[Lesson]] = {}
    for row in await connection.execute(query):
        found.setdefault(row.team_id, []).append(_to_lesson(row))
    return found


async def list_asked(connection: AsyncConnection, *, rep_id: int) -> list[Lesson]:
    """Return the lessons that a rep has not written yet, snoozed ones included, the latest loss first."""
    query = _select().where(lessons.c.rep_id == rep_id, lessons.c.state != LessonState.KEPT)
    return [_to_lesson(row) for row in await connection.execute(query.order_by(lessons.c.day.desc(), lessons.c.id))]


async def list_kept(
    connection: AsyncConnection, *, rep_id: int, team_ids: Collection[int] = (), typed: str = "", limit: int
) -> list[Lesson]:
    """Return a rep's own lessons, then the shared ones of ``team_ids`` (rep ids), the latest first.

    ``typed`` filters on the text, the account and the deal.
    """
    others = lessons.c.rep_id.in_(list(team_ids)) & lessons.c.is_shared
    query = _select().where(lessons.c.state == LessonState.KEPT, or_(lessons.c.rep_id == rep_id, others))
    if typed:
        wanted = f"%{_escape(typed.casefold())}%"
        texts = (lessons.c.happened, lessons.c.sign, lessons.c.share, accounts.c.name, deals.c.name)
        query = query.where(or_(*(func.lower(text).like(wanted, escape="\\") for text in texts)))
    query = query.order_by((lessons.c.rep_id != rep_id), lessons.c.day.desc(), lessons.c.id.desc()).limit(limit)
    return [_to_lesson(row) for row in await connection.execute(query)]


async def count_since(connection: AsyncConnection, *, rep_id: int, origin: LessonOrigin, first: date) -> int:
    """Return how many lessons of an origin a rep saved from a local day on."""
    query = select(func.count()).where(
        lessons.c.rep_id == rep_id,
        lessons.c.origin == origin,
        lessons.c.state == LessonState.KEPT,
        lessons.c.day >= first,
    )
    return int((await connection.execute(query)).scalar_one())


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


# Only these have words that are worth coming back to.
_HAS_INSIGHT = or_(lessons.c.share != "", lessons.c.sign != "")
_COLUMNS = tuple(column for column in lessons.c if column.name != "changed_at")


_NAMES = (*(column.name for column in _COLUMNS), "account_name", "deal_name", "rep_name", "contract_end")
_ORIGINS = {str(each): each for each in LessonOrigin}
_STATES = {str(each): each for each in LessonState}
_SITUATIONS = {str(each): each for each in Situation}
_REASONS = {str(each): each for each in LossReason}


def _select() -> Select[Any]:
    names = (
        accounts.c.name.label("account_name"),
        deals.c.name.label("deal_name"),
        reps.c.name.label("rep_name"),
        accounts.c.contract_end,
    )
    return (
        select(*_COLUMNS, *names)
        .join(reps, reps.c.id == lessons.c.rep_id)
        .outerjoin(accounts, accounts.c.id == lessons.c.account_id)
        .outerjoin(deals, deals.c.id == lessons.c.deal_id)
    )


def _to_lesson_or_none(row: Row[Any] | None) -> Lesson | None:
    return _to_lesson(row) if row is not None else None


def _to_lesson(row: Row[Any]) -> Lesson:
    # A batch of mornings reads thousands: by place, and without the cost of calling an enum.
    own = dict(zip(_NAMES, row, strict=False))
    reason, situation = own["reason"], own["situation"]
    return Lesson(
        id=own["id"],
        rep_id=own["rep_id"],
        rep_name=own["rep_name"],
        account_id=own["account_id"],
        account_name=own["account_name"] or "",
        deal_id=own["deal_id"],
        deal_name=own["deal_name"] or "",
        origin=_ORIGINS[own["origin"]],
        state=_STATES[own["state"]],
        day=own["day"],
        stage=own["stage"],
        situation=_SITUATIONS[situation] if situation else None,
        answers=LessonAnswers(
            reason=_REASONS[reason] if reason else None,
            happened=own["happened"],
            sign=own["sign"],
            sign_on=own["sign_on"],
            share=own["share"],
            is_shared=own["is_shared"],
        ),
        was_turned=own["was_turned"],
        contract_end=own["contract_end"],
    )
