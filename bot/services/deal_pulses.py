"""Keeping with each deal what its contacts add up to, in the transaction that changes them (V1)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.deals import DealContact, follow_contacts
from bot.domain.questions import DAYS_TO_ADVANCE
from bot.domain.workday_index import WorkdayIndex, index_workdays
from bot.services.calendars import read_companies
from bot.storage import deals as deal_rows
from bot.storage import people as people_rows
from bot.storage import questions as question_rows
from bot.storage.questions import QuestionUse

NO_STEPS = (None, False)


async def refresh_pulses(connection: AsyncConnection, *, deal_ids: Collection[int]) -> None:
    """Add up the contacts of deals again, in a handful of queries whatever their number.

    A question that was asked in one of them learns whether an advance followed in time.
    """
    if not deal_ids:
        return
    contacts = await deal_rows.list_contacts_of(connection, deal_ids=deal_ids)
    steps = await deal_rows.list_steps_of(connection, deal_ids=deal_ids)
    pulses = {}
    for deal_id in deal_ids:
        step_on, has_kept = steps.get(deal_id, NO_STEPS)
        pulses[deal_id] = follow_contacts(contacts.get(deal_id, []), step_on=step_on, has_kept=has_kept)
    await deal_rows.write_pulses(connection, pulses)
    asked = await question_rows.list_asked_in_deals(connection, deal_ids=deal_ids)
    if asked:
        await _settle_questions(connection, asked, contacts)


async def _settle_questions(
    connection: AsyncConnection, asked: Sequence[QuestionUse], contacts: Mapping[int, Sequence[DealContact]]
) -> None:
    workdays = await _read_workdays(connection, asked)
    found = {
        use.id: _find_advance(use, contacts.get(use.deal_id or 0, ()), workdays[use.workspace_id]) for use in asked
    }
    await question_rows.set_advanced(
        connection, {use.id: found[use.id] for use in asked if found[use.id] != use.advanced_on}
    )


async def _read_workdays(connection: AsyncConnection, asked: Sequence[QuestionUse]) -> dict[int, WorkdayIndex]:
    workspaces = await people_rows.find_workspaces(connection, workspace_ids={use.workspace_id for use in asked})
    companies = await read_companies(connection, workspaces)
    first, last = min(use.day for use in asked), max(use.day for use in asked)
    return {
        workspace_id: index_workdays(companies.of(workspace_id), first=first - timedelta(days=1), today=last)
        for workspace_id in workspaces
    }


def _find_advance(use: QuestionUse, contacts: Sequence[DealContact], workdays: WorkdayIndex) -> date | None:
    """Return the first advance on or after the day of the question, None when there was none in time."""
    last = workdays.find_after(use.day, DAYS_TO_ADVANCE)
    return next((each.day for each in contacts if each.is_advance and use.day <= each.day <= last), None)
