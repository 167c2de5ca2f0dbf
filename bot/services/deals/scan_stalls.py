"""Finding stalled deals: each is judged when something happened to it, or when time alone may have changed it (V1)."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.calendar.workday_index import WorkdayIndex, index_workdays
from bot.domain.deals.deals import DealContact, DealEvent, EventKind
from bot.domain.deals.stalls import Norms, Stall, Standing, find_next_look, judge_deal, learn_norms
from bot.domain.hints.stall_news import write_reasons
from bot.domain.people.people import Workspace, find_zone
from bot.services.calendar.calendars import read_company_calendar
from bot.services.deals.deal_pulses import read_deal_contacts
from bot.storage.database import Database
from bot.storage.deals import deals as deal_rows
from bot.storage.deals import stalls as stall_rows
from bot.storage.deals.stalls import DueDeal, Verdict
from bot.storage.people import people as people_rows

LOOKED_AT_ONCE = 10_000
# While one workspace's verdicts are written, the next ones are read; connections are left for everybody else.
SCANNED_AT_ONCE = 2
# What says in which stage a deal is from then on; the last stage ends with the deal.
STAGE_MARKS = {EventKind.CREATED, EventKind.STAGE, EventKind.STAGE_BACK, EventKind.STATE}
# Won deals may look back further than the open ones do.
BACK = timedelta(days=3 * 366)
# Nobody cares how much longer a deal lies there; a single day of long ago would be counted for the whole company.
FURTHEST_BACK = timedelta(days=10 * 366)


@dataclass(frozen=True, slots=True)
class Judge:
    """All that judging the deals of a workspace needs on one local day."""

    today: date
    workdays: WorkdayIndex
    norms: Norms

    def judge(self, deal: Standing) -> tuple[Stall, ...]:
        """Return why a deal is stalled, nothing when it is not."""
        return judge_deal(deal, today=self.today, workdays=self.workdays, norms=self.norms)

    def find_next_look(self, deal: Standing) -> date:
        """Return when to look at a deal again though nothing happens."""
        return find_next_look(deal, today=self.today, workdays=self.workdays, norms=self.norms)


@dataclass(frozen=True, slots=True)
class Scanned:
    """How many deals were looked at, and how many of these have another verdict than before."""

    looked_at: int = 0
    changed: int = 0


async def scan_all(database: Database, *, now: datetime) -> Scanned:
    """Look at the deals of every workspace that may have changed by its own local day."""
    async with database.long_reading() as connection:
        # Somewhere it is tomorrow already; each workspace then looks at its own day.
        due = await stall_rows.list_due_workspaces(connection, until=now.date() + timedelta(days=1))
        workspaces = await people_rows.find_workspaces(connection, workspace_ids=due)
    turns = asyncio.Semaphore(SCANNED_AT_ONCE)

    async def take_turn(workspace: Workspace) -> Scanned:
        async with turns:
            return await scan_stalls(database, workspace=workspace, now=now)

    found = await asyncio.gather(*(take_turn(workspaces[each]) for each in sorted(workspaces)))
    return Scanned(sum(each.looked_at for each in found), sum(each.changed for each in found))


async def scan_stalls(database: Database, *, workspace: Workspace, now: datetime) -> Scanned:
    """Look at the deals of one workspace that may have changed, and keep their verdicts."""
    today = now.astimezone(find_zone(workspace.timezone)).date()
    async with database.long_reading() as connection:
        if not await stall_rows.is_anything_due(connection, workspace_id=workspace.id, today=today):
            return Scanned()
        judge = await read_judge(connection, workspace=workspace, today=today)
    looked_at = changed = 0
    while True:
        async with database.long_reading() as connection:
            due = await stall_rows.list_due_deals(
                connection, workspace_id=workspace.id, today=today, limit=LOOKED_AT_ONCE
            )
        changed += await _keep_verdicts(database, due, judge)
        looked_at += len(due)
        if len(due) < LOOKED_AT_ONCE:
            return Scanned(looked_at=looked_at, changed=changed)


async def read_judge(connection: AsyncConnection, *, workspace: Workspace, today: date) -> Judge:
    """Return what judging a workspace's deals on a local day needs; days before the last ten years do not count."""
    first = await stall_rows.find_first_day(connection, workspace_id=workspace.id)
    calendar = await read_company_calendar(connection, workspace=workspace)
    since = max(min(first or today, today - BACK), today - FURTHEST_BACK)
    workdays = index_workdays(calendar, first=since, today=today)
    norms = await _read_norms(connection, workspace_id=workspace.id, workdays=workdays)
    return Judge(today=today, workdays=workdays, norms=norms)


async def _keep_verdicts(database: Database, due: Sequence[DueDeal], judge: Judge) -> int:
    verdicts = [
        Verdict(
            deal_id=each.id,
            reasons=write_reasons(stall.reason for stall in judge.judge(each)),
            look_on=judge.find_next_look(each),
        )
        for each in due
    ]
    await database.write(lambda connection: stall_rows.write_verdicts(connection, verdicts, today=judge.today))
    return sum(verdict.reasons != each.reasons for verdict, each in zip(verdicts, due, strict=True))


async def _read_norms(connection: AsyncConnection, *, workspace_id: int, workdays: WorkdayIndex) -> Norms:
    won = await stall_rows.list_won_ids(connection, workspace_id=workspace_id)
    contacts = await read_deal_contacts(connection, deal_ids=won)
    events = await deal_rows.list_events(connection, deal_ids=won)
    return learn_norms(
        won_deals=len(won),
        # A deal that was won without a contact in the log says nothing of how many it takes.
        contacts=[_find_longest_run(each) for each in contacts.values() if any(one.is_contact for one in each)],
        stage_days=_measure_stages(events, workdays),
    )


def _find_longest_run(contacts: Sequence[DealContact]) -> int:
    """Return the most contacts that a won deal took from one advance to the next."""
    longest = run = 0
    for contact in contacts:
        run = 0 if contact.is_advance else run + 1
        longest = max(longest, run)
    return longest


def _measure_stages(events: Sequence[DealEvent], workdays: WorkdayIndex) -> Mapping[str, Sequence[int]]:
    """Return how many working days each stage took in each deal; the last one ends with the deal."""
    moves: dict[int, list[DealEvent]] = defaultdict(list)
    for event in events:
        if event.kind in STAGE_MARKS:
            moves[event.deal_id].append(event)
    found: dict[str, list[int]] = defaultdict(list)
    for history in moves.values():
        for entered, left in pairwise(history):
            found[entered.after].append(workdays.count_since(entered.day, left.day))
    return found
