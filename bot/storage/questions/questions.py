"""Queries about suggested, asked and rejected questions, and about the playbooks of workspaces."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import RowMapping, and_, bindparam, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.log.situations import Situation
from bot.domain.questions.questions import QuestionRecord
from bot.storage.rows import to_columns
from bot.storage.tables.people import team_spans
from bot.storage.tables.questions import playbooks, question_uses
from bot.storage.upsert import insert_or_change, insert_unless_present


class UseState(StrEnum):
    """The response to a suggested question."""

    SUGGESTED = "suggested"
    ASKED = "asked"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class QuestionUse:
    """A question suggested to a rep on a local day; ``advanced_on`` is the day of the advance that followed in time."""

    id: int
    workspace_id: int
    rep_id: int
    account_id: int
    deal_id: int | None
    question_id: str
    state: UseState
    day: date
    advanced_on: date | None
    request_key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUse:
    """A question that was suggested, asked or refused on the rep's local day, and the situation that it was for."""

    workspace_id: int
    rep_id: int
    account_id: int
    deal_id: int | None
    question_id: str
    situation: Situation
    state: UseState
    day: date
    request_key: str | None = None


async def save_uses(connection: AsyncConnection, uses: Collection[NewUse]) -> None:
    """Record questions as suggested, asked or rejected; idempotent per day and deal."""
    if uses:
        rows = [to_columns(use) for use in uses]
        await connection.execute(insert_unless_present(connection, question_uses), rows)


async def list_uses_of_account(connection: AsyncConnection, *, workspace_id: int, account_id: int) -> list[QuestionUse]:
    """Return the uses of questions at an account, the latest last."""
    query = (
        _SELECT_USES.where(question_uses.c.workspace_id == workspace_id, question_uses.c.account_id == account_id)
    ).order_by(question_uses.c.id)
    return [_to_use(row) for row in (await connection.execute(query)).mappings()]


async def list_uses_of_deals(connection: AsyncConnection, *, deal_ids: Collection[int]) -> dict[int, list[QuestionUse]]:
    """Return the uses of questions in deals, by deal id, the latest last."""
    query = _SELECT_USES.where(question_uses.c.deal_id.in_(list(deal_ids))).order_by(question_uses.c.id)
    found: dict[int, list[QuestionUse]] = {}
    for row in (await connection.execute(query)).mappings():
        found.setdefault(row["deal_id"], []).append(_to_use(row))
    return found


async def list_refused(connection: AsyncConnection, *, rep_id: int) -> set[str]:
    """Return the ids of the questions that a rep rejected."""
    return (await list_refused_of(connection, rep_ids=[rep_id])).get(rep_id, set())


async def list_refused_of(connection: AsyncConnection, *, rep_ids: Collection[int]) -> dict[int, set[str]]:
    """Return the ids of the questions that reps rejected, by rep id."""
    query = select(question_uses.c.rep_id, question_uses.c.question_id).where(
        question_uses.c.rep_id.in_(list(rep_ids)), question_uses.c.state == UseState.REFUSED
    )
    found: dict[int, set[str]] = {}
    for rep_id, question_id in await connection.execute(query):
        found.setdefault(rep_id, set()).add(question_id)
    return found


async def list_asked(
    connection: AsyncConnection, *, deal_ids: Collection[int], account_ids: Collection[int]
) -> list[QuestionUse]:
    """Return the questions asked in these deals, and those asked at these accounts without a deal."""
    rows = await connection.execute(_ASKED, {"deal_ids": list(deal_ids), "account_ids": list(account_ids)})
    return [_to_use(row) for row in rows.mappings()]


async def list_accounts_asked(connection: AsyncConnection, *, workspace_id: int) -> list[int]:
    """Return the ids of a workspace's accounts at which a question was asked without a deal."""
    query = (
        select(question_uses.c.account_id)
        .where(
            question_uses.c.workspace_id == workspace_id,
            question_uses.c.state == UseState.ASKED,
            question_uses.c.deal_id.is_(None),
        )
        .distinct()
        .order_by(question_uses.c.account_id)
    )
    return list((await connection.execute(query)).scalars())


async def set_advanced(connection: AsyncConnection, days: Mapping[int, date | None]) -> None:
    """Set the local day of the advance that followed, by id of the question's use; None when there was none."""
    if days:
        # Rows are locked in id order everywhere, so that two processes cannot deadlock.
        rows = [{"use_id": use_id, "new_day": day} for use_id, day in sorted(days.items())]
        await connection.execute(_SET_ADVANCED, rows)


async def count_records(
    connection: AsyncConnection, *, workspace_ids: Collection[int], settled_before: date
) -> dict[int, dict[int | None, dict[str, QuestionRecord]]]:
    """Return how often each question was asked and an advance followed, by workspace id and team id.

    The team is that in which the rep was on the day of asking, None for none (K10). A question asked on or after
    ``settled_before`` counts only once an advance has followed: others may still get one.
    """
    day = question_uses.c.day
    was_in = (
        (team_spans.c.rep_id == question_uses.c.rep_id)
        & (func.coalesce(team_spans.c.since, day) <= day)
        & (team_spans.c.until.is_(None) | (team_spans.c.until > day))
    )
    query = (
        select(
            question_uses.c.workspace_id,
            team_spans.c.team_id,
            question_uses.c.question_id,
            func.count(),
            func.count(question_uses.c.advanced_on),
            func.count(question_uses.c.rep_id.distinct()),
        )
        .outerjoin(team_spans, was_in)
        .where(
            question_uses.c.workspace_id.in_(list(workspace_ids)),
            question_uses.c.state == UseState.ASKED,
            or_(question_uses.c.advanced_on.is_not(None), question_uses.c.day < settled_before),
        )
        .group_by(question_uses.c.workspace_id, team_spans.c.team_id, question_uses.c.question_id)
    )
    found: dict[int, dict[int | None, dict[str, QuestionRecord]]] = {}
    for workspace_id, team_id, question_id, *counts in await connection.execute(query):
        asked, advanced, people = map(int, counts)
        teams = found.setdefault(workspace_id, {})
        teams.setdefault(team_id, {})[question_id] = QuestionRecord(asked, advanced, people)
    return found


async def find_playbooks(connection: AsyncConnection, *, workspace_ids: Collection[int]) -> dict[tuple[int, str], str]:
    """Return the workspaces' own questions as YAML, by workspace id and language."""
    columns = (playbooks.c.workspace_id, playbooks.c.language, playbooks.c.text)
    query = select(*columns).where(playbooks.c.workspace_id.in_(list(workspace_ids)))
    return {(workspace_id, language): text for workspace_id, language, text in await connection.execute(query)}


async def find_playbook(connection: AsyncConnection, *, workspace_id: int, language: str) -> str:
    """Return a workspace's own questions as YAML, "" when it has none."""
    query = select(playbooks.c.text).where(playbooks.c.workspace_id == workspace_id, playbooks.c.language == language)
    return str((await connection.execute(query)).scalar_one_or_none() or "")


async def save_playbook(
    connection: AsyncConnection, *, workspace_id: int, language: str, text: str, rep_id: int | None, now: datetime
) -> None:
    """Save a workspace's own questions in a language."""
    statement = insert_or_change(
        connection,
        playbooks,
        keys=["workspace_id", "language"],
        changes=["text", "changed_by", "changed_at"],
    )
    await connection.execute(
        statement.values(workspace_id=workspace_id, language=language, text=text, changed_by=rep_id, changed_at=now)
    )


_SELECT_USES = select(*(question_uses.c[name] for name in QuestionUse.__dataclass_fields__))
_ASKED = _SELECT_USES.where(
    or_(
        question_uses.c.deal_id.in_(bindparam("deal_ids", expanding=True)),
        and_(
            question_uses.c.account_id.in_(bindparam("account_ids", expanding=True)), question_uses.c.deal_id.is_(None)
        ),
    ),
    question_uses.c.state == UseState.ASKED,
)
_SET_ADVANCED = (
    update(question_uses).where(question_uses.c.id == bindparam("use_id")).values(advanced_on=bindparam("new_day"))
)


def _to_use(row: RowMapping) -> QuestionUse:
    return QuestionUse(**{**row, "state": UseState(row["state"])})
