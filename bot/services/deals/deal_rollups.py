"""Maintain each deal's activity rollup in the transaction that changes its contacts (V1)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.calendar.workday_index import WorkdayIndex, index_workdays
from bot.domain.deals.deals import DealContact, EventKind, drop_undone_moves, follow_contacts
from bot.domain.people.stages import Stages
from bot.domain.questions.questions import DAYS_TO_ADVANCE
from bot.services.calendar.calendars import load_companies
from bot.storage.deals import deal_events as event_rows
from bot.storage.deals import deal_steps as step_rows
from bot.storage.deals import deals as deal_rows
from bot.storage.people import people as people_rows
from bot.storage.questions import questions as question_rows
from bot.storage.questions.questions import QuestionUse

NO_STEPS = (None, False)


async def refresh_rollups(
    connection: AsyncConnection, *, deal_ids: Collection[int], account_ids: Collection[int] = ()
) -> None:
    """Recompute the rollups of deals, in a fixed number of queries.

    Also settles the questions asked in these deals, or without a deal at these accounts: whether an advance followed in
    time.
    """
    if not deal_ids and not account_ids:
        return
    contacts: dict[int, list[DealContact]] = {}
    if deal_ids:
        contacts = await load_deal_contacts(connection, deal_ids=deal_ids)
        await _write_pulses(connection, deal_ids, contacts)
    asked = await question_rows.list_asked(connection, deal_ids=deal_ids, account_ids=account_ids)
    if asked:
        await _settle_questions(connection, asked, contacts)


async def load_deal_contacts(
    connection: AsyncConnection, *, deal_ids: Collection[int] | Select[Any]
) -> dict[int, list[DealContact]]:
    """Return the contacts of deals by deal id, merged with the forward moves that were not undone (V1)."""
    found = await event_rows.list_contacts_of(connection, deal_ids=deal_ids)
    # Only a deal with a backward move needs the order of its workspace's stages.
    went_back = {deal_id for deal_id, each in found.items() if _went_back(each)}
    stages = await deal_rows.list_stages_of(connection, deal_ids=went_back) if went_back else {}
    return {deal_id: drop_undone_moves(each, stages=stages.get(deal_id, Stages())) for deal_id, each in found.items()}


def _went_back(contacts: Iterable[DealContact]) -> bool:
    return any(each.move is not None and each.move.kind is EventKind.STAGE_BACK for each in contacts)


async def _write_pulses(
    connection: AsyncConnection, deal_ids: Collection[int], contacts: Mapping[int, Sequence[DealContact]]
) -> None:
    steps = await step_rows.list_steps_of(connection, deal_ids=deal_ids)
    rollups = {}
    for deal_id in deal_ids:
        step_on, has_kept = steps.get(deal_id, NO_STEPS)
        rollups[deal_id] = follow_contacts(contacts.get(deal_id, []), step_on=step_on, has_kept=has_kept)
    await deal_rows.save_rollups(connection, rollups)


async def _settle_questions(
    connection: AsyncConnection, asked: Sequence[QuestionUse], contacts: Mapping[int, Sequence[DealContact]]
) -> None:
    workdays = await _load_workdays(connection, asked)
    at_accounts = await _load_account_advances(
        connection, account_ids={use.account_id for use in asked if use.deal_id is None}
    )
    found = {}
    for use in asked:
        of_deal = _list_advances(contacts.get(use.deal_id or 0, ()))
        advances = at_accounts.get(use.account_id, ()) if use.deal_id is None else of_deal
        found[use.id] = _find_advance(use, advances, workdays[use.workspace_id])
    await question_rows.set_advanced(
        connection, {use.id: found[use.id] for use in asked if found[use.id] != use.advanced_on}
    )


async def _load_account_advances(connection: AsyncConnection, *, account_ids: Collection[int]) -> dict[int, list[date]]:
    """Return the local days of all advances at accounts, by account id, with or without a deal."""
    found: dict[int, list[date]] = defaultdict(list)
    if account_ids:
        deals = await deal_rows.list_ids_of_accounts(connection, account_ids=account_ids)
        for deal_id, contacts in (await load_deal_contacts(connection, deal_ids=deals)).items():
            found[deals[deal_id]] += _list_advances(contacts)
        for account_id, day in await deal_rows.list_advances_without_deal(connection, account_ids=account_ids):
            found[account_id].append(day)
    return found


async def _load_workdays(connection: AsyncConnection, asked: Sequence[QuestionUse]) -> dict[int, WorkdayIndex]:
    workspaces = await people_rows.find_workspaces(connection, workspace_ids={use.workspace_id for use in asked})
    companies = await load_companies(connection, workspaces)
    first, last = min(use.day for use in asked), max(use.day for use in asked)
    return {
        workspace_id: index_workdays(companies.of(workspace_id), first=first - timedelta(days=1), today=last)
        for workspace_id in workspaces
    }


def _list_advances(contacts: Iterable[DealContact]) -> list[date]:
    return [each.day for each in contacts if each.is_advance]


def _find_advance(use: QuestionUse, advances: Iterable[date], workdays: WorkdayIndex) -> date | None:
    """Return the first advance on or after the question's day, None when none followed in time."""
    last = workdays.find_after(use.day, DAYS_TO_ADVANCE)
    return min((day for day in advances if use.day <= day <= last), default=None)
