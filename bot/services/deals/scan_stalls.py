"""Scan for stalled deals: one is reviewed after a change, or when time alone may have changed its verdict (V1)."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.calendar.workday_index import WorkdayIndex, index_workdays
from bot.domain.calendar.workdays import WorkCalendar
from bot.domain.deals.stalls import DealFacts, Norms, Stall, find_next_review, judge_deal
from bot.domain.hints.stall_news import write_reasons
from bot.domain.people.people import Workspace, find_zone
from bot.services.calendar.calendars import CompanyCalendars, load_companies, load_rep_calendars
from bot.services.deals.day_memo import DayMemo
from bot.services.deals.stall_norms import LearnedNorms, load_norms
from bot.storage.database import Database
from bot.storage.deals import stalls as stall_rows
from bot.storage.deals.stalls import DueDeal, StallVerdict
from bot.storage.people import people as people_rows

LOOKED_AT_ONCE = 10_000
# One workspace's verdicts are written while the next is read; the other connections stay free for requests.
SCANNED_AT_ONCE = 2


class OwnedFacts(DealFacts, Protocol):
    """What decides whether a deal is stalled, and whose it is."""

    @property
    def owner_id(self) -> int | None:
        """The rep whose deal it is."""


@dataclass(frozen=True, slots=True)
class StallInputs:
    """Everything needed to judge the deals of a workspace on one local day."""

    today: date
    workdays: WorkdayIndex
    norms: Norms
    # By owner id: no day counts against a deal on which its owner does not work (K4).
    of_owner: Mapping[int, WorkdayIndex] = field(default_factory=dict)

    def judge(self, deal: OwnedFacts) -> tuple[Stall, ...]:
        """Return the reasons why a deal is stalled, empty when it is not."""
        return judge_deal(deal, today=self.today, workdays=self.find_workdays(deal), norms=self.norms)

    def find_next_review(self, deal: OwnedFacts) -> date:
        """Return the local day on which time alone may change a deal's verdict."""
        return find_next_review(deal, today=self.today, workdays=self.find_workdays(deal), norms=self.norms)

    def find_workdays(self, deal: OwnedFacts) -> WorkdayIndex:
        """Return the working days of a deal's owner, those of the company where nobody owns it."""
        return self.of_owner.get(deal.owner_id or 0, self.workdays)


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
        companies, learned = await _learn_norms(connection, workspace, today)
    memo.norms.keep({(workspace.id, today): learned})
    looked_at = changed = 0
    # Saving sets each deal's next review after today, so that the next batch has other deals and the loop ends.
    while True:
        async with database.long_reading() as connection:
            due = await stall_rows.list_due_deals(
                connection, workspace_id=workspace.id, today=today, limit=LOOKED_AT_ONCE
            )
            calendars = await _load_calendars(connection, due, companies, since=learned.since)
        judge = make_stall_inputs(learned, calendar=companies.of(workspace.id), owners=calendars, today=today)
        changed += await _save_verdicts(database, due, judge)
        looked_at += len(due)
        if len(due) < LOOKED_AT_ONCE:
            return ScanCounts(looked_at=looked_at, changed=changed)


async def load_stall_inputs(
    connection: AsyncConnection, *, workspace: Workspace, deals: Iterable[OwnedFacts], today: date
) -> StallInputs:
    """Return what judging these deals of a workspace on a local day needs; days count from ten years back at most."""
    companies, learned = await _learn_norms(connection, workspace, today)
    calendars = await _load_calendars(connection, deals, companies, since=learned.since)
    return make_stall_inputs(learned, calendar=companies.of(workspace.id), owners=calendars, today=today)


def make_stall_inputs(
    learned: LearnedNorms, *, calendar: WorkCalendar, owners: Mapping[int, WorkCalendar], today: date
) -> StallInputs:
    """Build the inputs for a local day from the workspace's norms, the company's calendar and those of owners by id."""
    workdays, *of_owner = (
        index_workdays(each, first=learned.since, today=today) for each in (calendar, *owners.values())
    )
    return StallInputs(
        today=today, workdays=workdays, norms=learned.norms, of_owner=dict(zip(owners, of_owner, strict=True))
    )


async def _learn_norms(
    connection: AsyncConnection, workspace: Workspace, today: date
) -> tuple[CompanyCalendars, LearnedNorms]:
    companies = await load_companies(connection, {workspace.id: workspace})
    learned = await load_norms(connection, calendars={workspace.id: companies.of(workspace.id)}, today=today)
    return companies, learned[workspace.id]


async def _load_calendars(
    connection: AsyncConnection, deals: Iterable[OwnedFacts], companies: CompanyCalendars, *, since: date
) -> dict[int, WorkCalendar]:
    """Return the calendars of the owners of deals, by rep id."""
    owner_ids = {each.owner_id for each in deals if each.owner_id is not None}
    owners = await people_rows.find_reps(connection, rep_ids=owner_ids) if owner_ids else {}
    return await load_rep_calendars(connection, owners.values(), companies=companies, since=since)


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
