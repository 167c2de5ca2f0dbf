"""A simulated year, hour by hour, in many time zones: every due message exactly once, none on a free day or late.

The expected messages are computed here from the calendar alone, independently of the bot's rules.
"""

import os
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import holidays
import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.delivery.rate_limits import RateLimits
from bot.domain.people.people import Rep
from bot.messages.text.message import Message
from bot.ports import Address
from bot.services.accounts.account_index_cache import AccountIndexCache
from bot.services.delivery.outbox import DeliveryLimits, claim_deliveries, find_next_try
from bot.services.log.log_typed_line import TypedLine, log_typed_line
from bot.services.people.person_cache import Person, PersonCache
from bot.services.rhythm.plan_nudges import plan_nudges, reset_next_moment
from bot.storage.calendar.calendars import NewAbsence, add_absence
from bot.storage.database import Database
from bot.storage.people.people import change_rep
from bot.storage.tables.delivery import deliveries
from schedules.delivery import OutboxDispatcher
from tests.conftest import StillClock, identify

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
# On PostgreSQL a spring will do, in which the clocks change in three of the zones: what a day brings is decided by the
# same rules, and its queries are the same every day. `make torture` lives through the whole year there too.
SPRING = date(2026, 2, 15), date(2026, 4, 30)
FAST = RateLimits(messages_per_minute=6_000, burst=100, channel_seconds=0, lookups_per_minute=6_000)
PLACES = {
    "UNL": ("Europe/Amsterdam", "NL", None),
    "UGB": ("Europe/London", "GB", None),
    "UUS": ("America/New_York", "US", None),
    "UAU": ("Australia/Sydney", "AU", "NSW"),
    "UIN": ("Asia/Kolkata", "IN", None),
}
# Local time at which each kind is due, and after which it expires.
WINDOWS = {
    "morning_nudge": (time(8, 30), time(12)),
    "reading": (time(11), time(15)),
    "catch_up": (time(13, 30), time(16)),
    "week_review": (time(16, 45), time(19)),
}
# What always has something to say; the others may turn out to have nothing when they are composed.
NEVER_EMPTY = {"morning_nudge", "week_review"}
# A working day in the Netherlands, unless the company says otherwise.
WORKED_HOLIDAYS = {("NL", "Good Friday")}


# Logs what people do around a moment, in the database that is open then.
Log = Callable[[Database, datetime], Awaitable[None]]


@dataclass
class Post:
    """A messenger that records messages with their time, until the simulated process dies."""

    clock: StillClock
    arrived: list[tuple[str, datetime]] = field(default_factory=list)
    marks: Counter[str] = field(default_factory=Counter)
    rates: RateLimits = FAST

    async def send(self, *, address: Address, message: Message, delivery_id: str) -> None:  # noqa: ARG002
        self.arrived.append((delivery_id, self.clock.now()))
        self.marks[delivery_id] += 1

    async def was_delivered(self, *, address: Address, delivery_id: str, since: datetime) -> bool | None:  # noqa: ARG002
        return delivery_id in self.marks


@dataclass(frozen=True, slots=True)
class Span:
    """The days that are lived through."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __iter__(self) -> Iterator[date]:
        for number in range((self.last - self.first).days + 1):
            yield self.first + timedelta(days=number)


def choose_span(database_kind: str) -> Span:
    """Return the year, or on PostgreSQL a spring of it."""
    is_whole = database_kind == "sqlite" or "RITME_SEED" in os.environ
    return Span(FIRST, LAST) if is_whole else Span(*SPRING)


def choose_absences(chance: random.Random) -> list[tuple[date, date]]:
    """Return a few absences of a day to three weeks."""
    starts = [FIRST + timedelta(days=chance.randrange(5, 340)) for _ in range(6)]
    return [(start, start + timedelta(days=chance.choice((0, 1, 4, 11, 20)))) for start in starts]


def list_worked(country: str, region: str | None, absences: list[tuple[date, date]]) -> set[date]:
    """Return a rep's working days, from a week before the year to a week after it."""
    free = holidays.country_holidays(country, subdiv=region, years=[2025, 2026, 2027], language="en_US")
    days = [FIRST + timedelta(days=number) for number in range(-7, 373)]
    return {
        day
        for day in days
        if day.weekday() < 5
        and (day not in free or (country, free[day]) in WORKED_HOLIDAYS)
        and not any(first <= day <= last for first, last in absences)
    }


def list_expected(worked: set[date], span: Span) -> set[tuple[date, str]]:
    """Return the messages expected by a rep who logs a message on every working day and has no accounts.

    A daily plan, a weekly review, and a look at the month before on the first working day that does not end a week. A
    catch-up depends on what was said before, so that it is only held to its hours and to once a day.
    """
    expected, months = set(), set()
    for day in (each for each in span if each in worked):
        expected.add((day, "morning_nudge"))
        ends_week = worked.isdisjoint(day + timedelta(days=ahead) for ahead in range(1, 7 - day.weekday()))
        begins_week = worked.isdisjoint(day - timedelta(days=back) for back in range(1, day.weekday() + 1))
        if ends_week:
            expected.add((day, "week_review"))
        if (not ends_week or begins_week) and day.month not in months:
            months.add(day.month)
            before = day.replace(day=1) - timedelta(days=1)
            if any((each.year, each.month) == (before.year, before.month) for each in worked if each >= span.first):
                expected.add((day, "reading"))
                expected.discard((day, "week_review"))  # two a day at most
    return expected


async def log_in_the_morning(
    database: Database, reps: Mapping[str, Person], worked: Mapping[str, set[date]], *, first: date, now: datetime
) -> None:
    """Let everybody at work log a message at seven; who logs nothing for a week hears less (K5)."""
    index_cache = AccountIndexCache(database)
    for user, person in reps.items():
        local = now.astimezone(ZoneInfo(PLACES[user][0]))
        if local.hour == 7 and local.date() in worked[user] and local.date() >= first:
            typed = TypedLine(rep=person.rep, text="1 mail", request_key=f"{user}:{local.date()}", now=now)
            await log_typed_line(database, index_cache, typed)
            await database.write(partial(_note_seen, rep=person.rep, day=local.date()))


async def settle_in(
    database: Database, people: PersonCache, clock: StillClock, user: str, absences: list[tuple[date, date]]
) -> Person:
    """Add a rep before the year begins, with a country and absences."""
    zone, country, region = PLACES[user]
    person = await identify(people, clock, user, f"Rep {user}", timezone=zone)
    rep = person.rep

    async def work(connection: AsyncConnection) -> None:
        await change_rep(
            connection, workspace_id=rep.workspace_id, rep_id=rep.id, country=country, region=region, target_visit=1
        )
        for first, last in absences:
            absence = NewAbsence(
                workspace_id=rep.workspace_id,
                rep_id=rep.id,
                first_day=first,
                last_day=last,
                created_at=clock.now(),
            )
            await add_absence(connection, absence)
        await reset_next_moment(connection, workspace_id=rep.workspace_id, rep_id=rep.id, now=clock.now())

    await database.write(work)
    return person


async def _note_seen(connection: AsyncConnection, *, rep: Rep, day: date) -> None:
    await change_rep(connection, workspace_id=rep.workspace_id, rep_id=rep.id, seen_on=day)


async def live_through_the_year(
    database: Database, clock: StillClock, post: Post, chance: random.Random, *, span: Span, log: Log
) -> None:
    """Run the jobs hourly at a random minute; sometimes the process dies, between runs or with claimed deliveries."""
    limits = DeliveryLimits(rates=FAST)
    hour = datetime.combine(span.first - timedelta(days=1), time(), UTC)
    opened = database
    while hour < datetime.combine(span.last + timedelta(days=2), time(), UTC):
        clock.moment = hour + timedelta(minutes=chance.randrange(60))
        await log(opened, clock.now())
        await plan_nudges(opened, now=clock.now())
        has_died = chance.random() < 0.05
        if has_died:  # with claimed deliveries, before or after sending them
            for delivery in (await claim_deliveries(opened, limits=limits, now=clock.now(), limit=10)).deliveries:
                if delivery.kind in NEVER_EMPTY and chance.random() < 0.5:
                    post.arrived.append((str(delivery.id), clock.now()))
                    post.marks[str(delivery.id)] += 1
            clock.move(seconds=61)
        if chance.random() < 0.02:
            if opened is not database:
                await opened.close()
            opened = Database(database.url)
        due = await find_next_try(opened)
        if has_died or (due is not None and due <= clock.now()):  # else the dispatcher sleeps on
            await OutboxDispatcher(database=opened, messenger=post, clock=clock, limits=limits).deliver_waiting()
        hour += timedelta(hours=1)
    if opened is not database:
        await opened.close()


@pytest.mark.year
@pytest.mark.timeout(600)
async def test_a_year_all_over_the_world_brings_every_due_message_exactly_once(
    database: Database, database_kind: str, people: PersonCache, clock: StillClock
) -> None:
    chance, span = random.Random(2026), choose_span(database_kind)  # noqa: S311 - free days and accidents, no secret
    clock.moment = datetime.combine(span.first - timedelta(days=2), time(12), UTC)
    absences = {user: choose_absences(chance) for user in PLACES}
    reps = {user: await settle_in(database, people, clock, user, absences[user]) for user in PLACES}
    worked = {user: list_worked(country, region, absences[user]) for user, (_, country, region) in PLACES.items()}
    post = Post(clock=clock)

    async def log(opened: Database, now: datetime) -> None:
        await log_in_the_morning(opened, reps, worked, first=span.first, now=now)

    await live_through_the_year(database, clock, post, chance, span=span, log=log)

    assert set(post.marks.values()) == {1}
    async with database.reading() as connection:
        columns = (deliveries.c.id, deliveries.c.rep_id, deliveries.c.local_day, deliveries.c.kind)
        rows = {str(row.id): row for row in await connection.execute(select(*columns))}
    for user, person in reps.items():
        zone = PLACES[user][0]
        mine = [(rows[mark], moment) for mark, moment in post.arrived if rows[mark].rep_id == person.rep.id]
        of_year = [(row, moment) for row, moment in mine if row.local_day in span]
        told = [(row.local_day, row.kind) for row, _ in of_year]
        assert {(day, kind) for day, kind in told if kind != "catch_up"} == list_expected(worked[user], span)
        assert len(told) == len(set(told))
        assert {day for day, _ in told} <= worked[user]
        for row, moment in of_year:
            local = moment.astimezone(ZoneInfo(zone))
            since, until = WINDOWS[row.kind]
            assert (local.date(), since <= local.time() < until) == (row.local_day, True)
