"""A rep's Home page: a snapshot of its data, and the version that the platform shows."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.accounts.snoozed_accounts import find_tomorrow
from bot.domain.calendar.workdays import WorkCalendar
from bot.domain.home.day import Agenda, DeadLetters, Overview, TeamDay, Week
from bot.domain.home.progress import Progress, add_counts
from bot.domain.log.next_steps import put_promises_first
from bot.domain.people.counted_targets import count_period, sum_targets
from bot.domain.people.people import Rep, Role, Team, Workspace
from bot.domain.reviews.review import find_monday
from bot.services.calendar.calendars import load_calendar
from bot.services.deals.load_deals import load_own_deals
from bot.services.home.load_day import load_day
from bot.services.home.load_first_days import load_team_start, load_tour
from bot.services.log.undo_entry import find_just_removed
from bot.services.people.person_cache import Person
from bot.services.reviews.summarise_team import load_team_day
from bot.storage.accounts import snoozes as snooze_rows
from bot.storage.database import Database
from bot.storage.delivery import deliveries as delivery_rows
from bot.storage.home import homes as home_rows
from bot.storage.log import activities as activity_rows
from bot.storage.log import next_steps as step_rows
from bot.storage.people import people as people_rows
from bot.storage.people import target_changes as change_rows
from bot.storage.people import teams as team_rows

OVERDUE_SHOWN = 3
TODAY_SHOWN = 3
LATER_SHOWN = 10
ENTRIES_SHOWN = 5
RESTING_SHOWN = 3
DEAD_LETTERS_SHOWN = 5
DAYS_AHEAD = 14
# A Home page is rendered at every opening; after that it is kept up to date for this long.
FOLLOWED_FOR = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class HomeSnapshot:
    """The data of a Home page; ``known_hash`` is the version that the platform showed before the data was loaded.

    ``seen_at`` is when the rep opened it (UTC); None for a refresh after a change.
    """

    person: Person
    overview: Overview
    known_hash: str | None
    seen_at: datetime | None = None


async def load_home(
    database: Database, *, person: Person, now: datetime, is_opening: bool = False
) -> HomeSnapshot | None:
    """Return the snapshot of a rep's Home page; None when it was not opened recently, or the rep no longer exists.

    The version is read before everything else: when a newer snapshot is published meanwhile, the version differs, and
    the platform rejects this one, which is then loaded again.
    """
    async with database.reading() as connection:
        known, seen_at = await home_rows.find_home(
            connection, workspace_id=person.rep.workspace_id, rep_id=person.rep.id
        )
        if not is_opening and (seen_at is None or now - seen_at > FOLLOWED_FOR):
            return None
        fresh = await _load_person(connection, person)
        if fresh is None:
            return None
        overview = await load_overview(connection, person=fresh, now=now)
    return HomeSnapshot(person=fresh, overview=overview, known_hash=known, seen_at=now if is_opening else None)


async def save_home_version(database: Database, *, picture: HomeSnapshot, home_hash: str) -> bool:
    """Save the version under which a snapshot was published; False when another one was published meanwhile."""
    rep = picture.person.rep
    return await database.write(
        lambda connection: home_rows.swap_home_hash(
            connection,
            workspace_id=rep.workspace_id,
            rep_id=rep.id,
            before=picture.known_hash,
            after=home_hash,
            seen_at=picture.seen_at,
        )
    )


async def load_overview(connection: AsyncConnection, *, person: Person, now: datetime) -> Overview:
    """Return everything that a rep's Home page shows, on an open connection."""
    rep = person.rep
    day = await load_day(connection, person=person, now=now)
    calendar = await load_calendar(connection, person=person, since=find_monday(day.day))
    team = await _find_team(connection, rep)
    return Overview(
        day=day,
        week=await _load_week(connection, rep, calendar, day.day),
        agenda=await load_agenda(connection, rep=rep, today=day.day),
        entries=tuple(await activity_rows.list_latest_entries(connection, rep_id=rep.id, limit=ENTRIES_SHOWN)),
        resting=tuple(
            await snooze_rows.list_snoozed(connection, rep_id=rep.id, after=find_tomorrow(day.day), limit=RESTING_SHOWN)
        ),
        is_worked=calendar.is_worked(day.day),
        team=team,
        team_day=await _load_team_day(connection, rep, team, person.workspace, now),
        led_days=await _load_led_days(connection, person, now),
        dead_letters=await _load_undelivered(connection, rep),
        deals=tuple(await load_own_deals(connection, person=person, now=now)),
        removed=await find_just_removed(connection, rep=rep, now=now),
        tour=await load_tour(connection, person=person, has_accounts=day.has_accounts and not day.is_starting),
        team_start=await load_team_start(connection, team=team, viewer=rep, now=now),
    )


async def load_own_agenda(database: Database, *, person: Person, now: datetime) -> Agenda:
    """Return the open steps of a rep, by the local day."""
    today = now.astimezone(person.rep.zone).date()
    async with database.reading() as connection:
        return await load_agenda(connection, rep=person.rep, today=today)


async def load_agenda(connection: AsyncConnection, *, rep: Rep, today: date) -> Agenda:
    """Return a rep's open steps: overdue, today's, and those of the coming two weeks."""
    tomorrow = today + timedelta(days=1)
    spans = (
        (date.min, today - timedelta(days=1), OVERDUE_SHOWN),
        (today, today, TODAY_SHOWN),
        (tomorrow, today + timedelta(days=DAYS_AHEAD), LATER_SHOWN),
    )
    found = [
        await step_rows.list_steps_between(connection, rep_id=rep.id, first=first, last=last, limit=limit + 1)
        for first, last, limit in spans
    ]
    overdue, due, later = (
        tuple(put_promises_first(steps[:limit])) for steps, (_, _, limit) in zip(found, spans, strict=True)
    )
    has_more = any(len(steps) > limit for steps, (_, _, limit) in zip(found, spans, strict=True))
    return Agenda(overdue=overdue, today=due, later=later, has_more=has_more)


async def _load_person(connection: AsyncConnection, person: Person) -> Person | None:
    rep = await people_rows.get_rep(connection, workspace_id=person.workspace.id, rep_id=person.rep.id)
    workspace = await people_rows.get_workspace(connection, workspace_id=person.workspace.id)
    return Person(rep=rep, workspace=workspace) if rep and workspace else None


async def _load_week(connection: AsyncConnection, rep: Rep, calendar: WorkCalendar, today: date) -> Week:
    monday = find_monday(today)
    days = [monday + timedelta(days=number) for number in range(today.weekday() + 1)]
    counts = (await activity_rows.count_done(connection, rep_ids=[rep.id], days=days)).values()
    done = add_counts(counts)
    changes = await change_rows.list_applied(connection, rep_ids=[rep.id], after=monday)
    targets = sum_targets(count_period(rep, calendar, monday, today, changes=changes))
    return Week(days=calendar.count_days(monday, today), progress=Progress(done=done, targets=targets))


async def _find_team(connection: AsyncConnection, rep: Rep) -> Team | None:
    if rep.team_id is None:
        return None
    return await people_rows.find_team(connection, workspace_id=rep.workspace_id, team_id=rep.team_id)


async def _load_led_days(connection: AsyncConnection, person: Person, now: datetime) -> tuple[TeamDay, ...]:
    rep = person.rep
    led = await team_rows.list_led(connection, rep_id=rep.id) if rep.role.leads else []
    return tuple(
        [
            await load_team_day(connection, team=team, workspace=person.workspace, now=now)
            for team in led
            if team.id != rep.team_id
        ]
    )


async def _load_team_day(
    connection: AsyncConnection, rep: Rep, team: Team | None, workspace: Workspace, now: datetime
) -> TeamDay | None:
    if team is None or not rep.role.leads:
        return None
    return await load_team_day(connection, team=team, workspace=workspace, now=now)


async def _load_undelivered(connection: AsyncConnection, rep: Rep) -> DeadLetters | None:
    if rep.role is not Role.ADMINISTRATOR:
        return None
    return DeadLetters(
        count=await delivery_rows.count_dead_letters(connection, workspace_id=rep.workspace_id),
        latest=tuple(
            await delivery_rows.list_dead_letters(connection, workspace_id=rep.workspace_id, limit=DEAD_LETTERS_SHOWN)
        ),
    )
