"""Scan for stalled deals: one is reviewed after a change, or when time alone may have changed its verdict (V1)."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.calendar.workday_index import WorkdayIndex, index_workdays
from bot.domain.calendar.workdays import WorkCalendar
from bot.domain.deals.stalls import DealFacts, Norms, Stall, find_next_review, judge_deal
from bot.domain.hints.stall_news import write_reasons
from bot.domain.people.people import Workspace, find_zone
from bot.services.calendar.calendars import load_company_calendar
from bot.services.deals.day_memo import DayMemo
from bot.services.deals.stall_norms import LearnedNorms, load_norms
from bot.storage.database import Database
from bot.storage.deals import stalls as stall_rows
from bot.storage.deals.stalls import DueDeal, StallVerdict
from bot.storage.people import people as people_rows

LOOKED_AT_ONCE = 10_000
# One workspace's verdicts are written while the next is read; the other connections stay free for requests.
SCANNED_AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class StallInputs:
    """Everything needed to judge the deals of a workspace on one local day."""

    today: date
    workdays: WorkdayIndex
    norms: Norms

    def judge(self, deal: DealFacts) -> tuple[Stall, ...]:
        """Return the reasons why a deal is stalled, empty when it is not."""
        return judge_deal(deal, today=self.today, workdays=self.workdays, norms=self.norms)

    def find_next_review(self, deal: DealFacts) -> date:
        """Return the local day on which time alone may change a deal's verdict."""
        return find_next_review(deal, today=self.today, workdays=self.workdays, norms=self.norms)


@dataclass(frozen=True, slots=True)
class ScanCounts:
    """How many deals were reviewed, and how many verdicts changed."""

    looked_at: int = 0
    changed: int = 0


async def scan_all(database: Database, *, now: datetime, memo: DayMemo | None = None) -> ScanCounts:
    """Look at the deals of every workspace that may have changed by its own local day.

    ``memo`` gets the norms that were learned, for who composes messages on that day.
    """
    async with database.long_reading() as connection:
        # East of UTC it may be tomorrow already; each workspace is then filtered on its own local day.
        due = await stall_rows.list_due_workspaces(connection, until=now.date() + timedelta(days=1))
        workspaces = await people_rows.find_workspaces(connection, workspace_ids=due)
    turns = asyncio.Semaphore(SCANNED_AT_ONCE)

    async def take_turn(workspace: Workspace) -> ScanCounts:
        async with turns:
            return await scan_stalls(database, workspace=workspace, now=now, memo=memo or DayMemo())

    found = await asyncio.gather(*(take_turn(workspaces[each]) for each in sorted(workspaces)))
    return ScanCounts(sum(each.looked_at for each in found), sum(each.changed for each in found))


async def scan_stalls(database: Database, *, workspace: Workspace, now: datetime, memo: DayMemo) -> ScanCounts:
    """Review the due deals of one workspace, and save their verdicts."""
    today = now.astimezone(find_zone(workspace.timezone)).date()
    async with database.long_reading() as connection:
        if not await stall_rows.is_anything_due(connection, workspace_id=workspace.id, today=today):
            return ScanCounts()
        calendar, learned = await _learn_norms(connection, workspace, today)
    memo.norms.keep({(workspace.id, today): learned})
    judge = make_stall_inputs(learned, calendar=calendar, today=today)
    looked_at = changed = 0
    # Saving sets each deal's next review after today, so that the next batch has other deals and the loop ends.
    while True:
        async with database.long_reading() as connection:
            due = await stall_rows.list_due_deals(
                connection, workspace_id=workspace.id, today=today, limit=LOOKED_AT_ONCE
            )
        changed += await _save_verdicts(database, due, judge)
        looked_at += len(due)
        if len(due) < LOOKED_AT_ONCE:
            return ScanCounts(looked_at=looked_at, changed=changed)


async def load_stall_inputs(connection: AsyncConnection, *, workspace: Workspace, today: date) -> StallInputs:
    """Return what judging a workspace's deals on a local day needs; workdays count from ten years back at most."""
    calendar, learned = await _learn_norms(connection, workspace, today)
    return make_stall_inputs(learned, calendar=calendar, today=today)


def make_stall_inputs(learned: LearnedNorms, *, calendar: WorkCalendar, today: date) -> StallInputs:
    """Build the inputs for a local day from the workspace's norms and the company's calendar."""
    workdays = index_workdays(calendar, first=learned.since, today=today)
    return StallInputs(today=today, workdays=workdays, norms=learned.norms)


async def _learn_norms(
    connection: AsyncConnection, workspace: Workspace, today: date
) -> tuple[WorkCalendar, LearnedNorms]:
    calendar = await load_company_calendar(connection, workspace=workspace)
    learned = await load_norms(connection, calendars={workspace.id: calendar}, today=today)
    return calendar, learned[workspace.id]


async def _save_verdicts(database: Database, due: Sequence[DueDeal], judge: StallInputs) -> int:
    verdicts = [
        StallVerdict(
            deal_id=each.id,
            reasons=write_reasons(stall.reason for stall in judge.judge(each)),
            next_review_on=judge.find_next_review(each),
        )
        for each in due
    ]
    await database.write(lambda connection: stall_rows.save_verdicts(connection, verdicts, today=judge.today))
    return sum(verdict.reasons != each.reasons for verdict, each in zip(verdicts, due, strict=True))
