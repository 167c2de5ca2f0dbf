"""Load a rep's day: progress so far, due steps and suggestions; and the latest entries."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.contact_plan import AccountHistory, suggest_contacts
from bot.domain.calendar.workdays import OffKind, WorkCalendar
from bot.domain.delivery.memory import REMEMBERED, Memory, make_memory
from bot.domain.home.day import RepDay
from bot.domain.home.progress import Progress
from bot.domain.log.activity import Counts, Entry
from bot.domain.log.next_steps import AgreedStep, put_promises_first
from bot.domain.people.counted_targets import count_day, sum_targets
from bot.domain.people.people import Rep
from bot.domain.people.team_targets import TargetChange
from bot.services.calendar.calendars import load_calendars
from bot.services.people.person_cache import Person
from bot.storage.accounts import contacts as contact_rows
from bot.storage.database import Database
from bot.storage.delivery import said as said_rows
from bot.storage.log import activities as activity_rows
from bot.storage.log import next_steps as step_rows
from bot.storage.people import target_changes as change_rows

STEPS_SHOWN = 5
# With fewer accounts there is nobody to name on most mornings.
ENOUGH_TO_CHOOSE = 3
ENTRIES_SHOWN = 10
# In days: an absence that ended longer ago cannot lie between today and the workday before it.
DAYS_BACK = 40


async def load_current_day(database: Database, *, person: Person, now: datetime) -> RepDay:
    """Return a rep's day so far."""
    async with database.reading() as connection:
        return await load_day(connection, person=person, now=now)


async def list_latest(database: Database, *, rep: Rep) -> list[Entry]:
    """Return a rep's latest entries, newest first."""
    async with database.reading() as connection:
        return await activity_rows.list_latest_entries(connection, rep_id=rep.id, limit=ENTRIES_SHOWN)


async def load_day(connection: AsyncConnection, *, person: Person, now: datetime) -> RepDay:
    """Return a rep's day on an open connection."""
    since = now.astimezone(person.rep.zone).date() - timedelta(days=DAYS_BACK)
    calendars = await load_calendars(connection, [person], since=since)
    return (await load_days(connection, [person.rep], calendars=calendars, now=now))[person.rep.id]


async def load_days(
    connection: AsyncConnection, reps: Sequence[Rep], *, calendars: Mapping[int, WorkCalendar], now: datetime
) -> dict[int, RepDay]:
    """Return the days of several reps by id, in a fixed number of queries.

    ``calendars`` has their calendars by rep id, with the absences of the last 40 days.
    """
    rep_ids = [rep.id for rep in reps]
    todays = {rep.id: now.astimezone(rep.zone).date() for rep in reps}
    befores = {rep.id: calendars[rep.id].find_worked_day(todays[rep.id], step=-1) for rep in reps}
    done = await activity_rows.count_done(connection, rep_ids=rep_ids, days={*todays.values(), *befores.values()})
    steps = await step_rows.list_due_steps(connection, rep_ids=rep_ids, until=max(todays.values()))
    candidates = await _load_candidates(connection, todays)
    few = [rep_id for rep_id in rep_ids if len(candidates.get(rep_id, ())) < ENOUGH_TO_CHOOSE]
    counts = await contact_rows.count_accounts(connection, rep_ids=few) if few else {}
    changes = await change_rows.list_applied(connection, rep_ids=rep_ids, after=min(befores.values()))
    said = await said_rows.list_said(connection, rep_ids=rep_ids, since=min(todays.values()) - REMEMBERED)
    return {
        rep.id: _make_day(
            rep,
            calendars[rep.id],
            (todays[rep.id], befores[rep.id]),
            changes=changes,
            done=done,
            steps=steps.get(rep.id, []),
            candidates=candidates.get(rep.id, []),
            accounts=counts.get(rep.id, 0) if rep.id in few else None,
            memory=make_memory(said.get(rep.id, ()), today=todays[rep.id], seen_on=rep.seen_on),
        )
        for rep in reps
    }


async def _load_candidates(connection: AsyncConnection, todays: Mapping[int, date]) -> dict[int, list[AccountHistory]]:
    """Return the candidates by rep id for each rep's local day, of which there are two or three over all time zones."""
    found: dict[int, list[AccountHistory]] = {}
    for today in set(todays.values()):
        rep_ids = [rep_id for rep_id, day in todays.items() if day == today]
        found |= await contact_rows.list_candidates(connection, rep_ids=rep_ids, today=today)
    return found


def _make_day(
    rep: Rep,
    calendar: WorkCalendar,
    days: tuple[date, date],
    *,
    changes: Sequence[TargetChange],
    done: Mapping[tuple[int, date], Counts],
    steps: Sequence[AgreedStep],
    candidates: Sequence[AccountHistory],
    accounts: int | None,
    memory: Memory,
) -> RepDay:
    today, before = days
    # What rests comes last, and what is promised for today first.
    listed = sorted(
        (step for step in steps if step.due_on <= today),
        key=lambda step: (step.asked_on is not None and step.asked_on < today, step.due_on != today),
    )
    due = put_promises_first(listed)
    promised = {step.account_id for step in due}
    targets, targets_before = (sum_targets([count_day(rep, calendar, day, changes=changes)]) for day in days)
    resting = memory.find_resting() | memory.find_blocked()
    free = [each for each in candidates if each.id not in promised and each.id not in resting]
    return RepDay(
        rep=rep,
        day=today,
        progress=Progress(done=done.get((rep.id, today), {}), targets=targets),
        before=Progress(done=done.get((rep.id, before), {}), targets=targets_before),
        before_day=before,
        steps_due=tuple(due[:STEPS_SHOWN]),
        suggestions=tuple(suggest_contacts(free, today=today)),
        is_return=_is_return(calendar, today),
        is_free=not calendar.is_worked(today),
        has_accounts=accounts is None or accounts > 0,
        is_starting=accounts is not None and accounts < ENOUGH_TO_CHOOSE,
        memory=memory,
    )


def _is_return(calendar: WorkCalendar, today: date) -> bool:
    """Return whether the rep was away on the workday before today."""
    usual = replace(calendar, absences=())
    off = calendar.judge(usual.find_worked_day(today, step=-1)).off
    return off is not None and off.kind is OffKind.ABSENT
