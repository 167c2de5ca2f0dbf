"""Norms learned from a workspace's won deals, against which open deals count as stalled (V1)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.calendar.workday_index import WorkdayIndex, index_workdays
from bot.domain.calendar.workdays import WorkCalendar
from bot.domain.deals.deals import DealContact
from bot.domain.deals.stalls import Norms, learn_norms
from bot.services.deals.deal_rollups import load_deal_contacts
from bot.storage.deals import deal_events as event_rows
from bot.storage.deals import stalls as stall_rows

# Won deals may go back further than the open ones do.
BACK = timedelta(days=3 * 366)
# Beyond this the length of a stall is irrelevant; without a limit, one very old date would have all workdays since
# then counted for the whole company.
FURTHEST_BACK = timedelta(days=10 * 366)
# Bounds memory: the won deals of this many workspaces are loaded at a time.
LEARNED_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class LearnedNorms:
    """A workspace's norms, and the first local day on which workdays are counted."""

    norms: Norms
    since: date


async def load_norms(
    connection: AsyncConnection, *, calendars: Mapping[int, WorkCalendar], today: date
) -> dict[int, LearnedNorms]:
    """Return the norms of workspaces on a local day; ``calendars`` has the companies' calendars by workspace id."""
    ids = sorted(calendars)
    found: dict[int, LearnedNorms] = {}
    for start in range(0, len(ids), LEARNED_AT_ONCE):
        part = {each: calendars[each] for each in ids[start : start + LEARNED_AT_ONCE]}
        found |= await _load_some(connection, part, today)
    return found


async def _load_some(
    connection: AsyncConnection, calendars: Mapping[int, WorkCalendar], today: date
) -> dict[int, LearnedNorms]:
    first = await stall_rows.find_first_days(connection, workspace_ids=calendars)
    won = await stall_rows.list_won(connection, workspace_ids=calendars)
    wanted = stall_rows.select_won(workspace_ids=calendars)
    contacts = await load_deal_contacts(connection, deal_ids=wanted)
    stages = await event_rows.list_stages_entered(connection, deal_ids=wanted)
    found = {}
    for workspace_id, calendar in calendars.items():
        since = max(min(first.get(workspace_id, today), today - BACK), today - FURTHEST_BACK)
        ids = won.get(workspace_id, [])
        norms = learn_norms(
            won_deals=len(ids),
            contacts=_measure_runs(contacts[each] for each in ids if each in contacts),
            stage_days=_measure_stages(
                (stages[each] for each in ids if each in stages), index_workdays(calendar, first=since, today=today)
            ),
        )
        found[workspace_id] = LearnedNorms(norms=norms, since=since)
    return found


def _measure_runs(deals: Iterable[Sequence[DealContact]]) -> list[int]:
    """Return the longest run of each deal; a deal won without logged contacts is left out."""
    return [_find_longest_run(each) for each in deals if any(one.move is None for one in each)]


def _find_longest_run(contacts: Sequence[DealContact]) -> int:
    """Return the most contacts that a won deal needed between two advances."""
    longest = run = 0
    for contact in contacts:
        run = 0 if contact.is_advance else run + 1
        longest = max(longest, run)
    return longest


def _measure_stages(deals: Iterable[Sequence[tuple[str, date]]], workdays: WorkdayIndex) -> Mapping[str, Sequence[int]]:
    """Return the number of workdays that each stage took in each deal; the last stage ends with the deal."""
    found: dict[str, list[int]] = defaultdict(list)
    for stages in deals:
        for (stage, entered), (_, left) in pairwise(stages):
            found[stage].append(workdays.count_since(entered, left))
    return found
