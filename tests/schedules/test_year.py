"""A simulated year, hour by hour, in many time zones: every due message exactly once, none on a free day or late.

The expected messages are computed here from the calendar alone, independently of the bot's rules.
"""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays
import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.delivery.rate_limits import RateLimits
from bot.messages.text.message import Message
from bot.ports import Address
from bot.services.delivery.outbox import DeliveryLimits, claim_deliveries, find_next_try
from bot.services.people.person_cache import Person, PersonCache
from bot.services.rhythm.plan_nudges import plan_nudges, reset_next_moment
from bot.storage.calendar.calendars import NewAbsence, add_absence
from bot.storage.database import Database
from bot.storage.people.people import change_rep
from bot.storage.tables.delivery import deliveries
from schedules.delivery import OutboxDispatcher
from tests.conftest import StillClock, identify

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
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
    "catch_up": (time(13, 30), time(16)),
    "week_review": (time(16, 45), time(19)),
}


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


def list_days() -> Iterator[date]:
    for number in range((LAST - FIRST).days + 1):
        yield FIRST + timedelta(days=number)


def choose_absences(chance: random.Random) -> list[tuple[date, date]]:
    """Return a few absences of a day to three weeks."""
    starts = [FIRST + timedelta(days=chance.randrange(5, 340)) for _ in range(6)]
    return [(start, start + timedelta(days=chance.choice((0, 1, 4, 11, 20)))) for start in starts]


def list_worked(country: str, region: str | None, absences: list[tuple[date, date]]) -> set[date]:
    """Return a rep's working days, from a week before the year to a week after it."""
    free = holidays.country_holidays(country, subdiv=region, years=[2025, 2026, 2027])
    days = [FIRST + timedelta(days=number) for number in range(-7, 373)]
    return {
        day
        for day in days
        if day.weekday() < 5 and day not in free and not any(first <= day <= last for first, last in absences)
    }


def list_expected(worked: set[date]) -> set[tuple[date, str]]:
    """Return the messages expected by a rep who logs nothing: a daily plan and catch-up, and a weekly review."""
    expected = set()
    for day in list_days():
        if day in worked:
            rest_of_week = [day + timedelta(days=ahead) for ahead in range(1, 7 - day.weekday())]
            afternoon = "catch_up" if any(each in worked for each in rest_of_week) else "week_review"
            expected |= {(day, "morning_nudge"), (day, afternoon)}
    return expected


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


async def live_through_the_year(
    database: Database, database_url: str, clock: StillClock, post: Post, chance: random.Random
) -> None:
    """Run the jobs hourly at a random minute; sometimes the process dies, between runs or with claimed deliveries."""
    limits = DeliveryLimits(rates=FAST)
    hour = datetime(2025, 12, 31, 0, 0, tzinfo=UTC)
    opened = database
    while hour < datetime(2027, 1, 2, tzinfo=UTC):
        clock.moment = hour + timedelta(minutes=chance.randrange(60))
        await plan_nudges(opened, now=clock.now())
        has_died = chance.random() < 0.05
        if has_died:  # with claimed deliveries, before or after sending them
            for delivery in (await claim_deliveries(opened, limits=limits, now=clock.now(), limit=10)).deliveries:
                if chance.random() < 0.5:
                    post.arrived.append((str(delivery.id), clock.now()))
                    post.marks[str(delivery.id)] += 1
            clock.move(seconds=61)
        if chance.random() < 0.02:
            if opened is not database:
                await opened.close()
            opened = Database(database_url)
        due = await find_next_try(opened)
        if has_died or (due is not None and due <= clock.now()):  # else the dispatcher sleeps on
            await OutboxDispatcher(database=opened, messenger=post, clock=clock, limits=limits).deliver_waiting()
        hour += timedelta(hours=1)
    if opened is not database:
        await opened.close()


@pytest.mark.year
@pytest.mark.timeout(600)
async def test_a_year_all_over_the_world_brings_every_due_message_exactly_once(
    database: Database, database_url: str, people: PersonCache, clock: StillClock
) -> None:
    chance = random.Random(2026)  # noqa: S311 - free days and accidents, no secret
    clock.moment = datetime(2025, 12, 30, 12, 0, tzinfo=UTC)
    absences = {user: choose_absences(chance) for user in PLACES}
    reps = {user: (await settle_in(database, people, clock, user, absences[user])).rep for user in PLACES}
    post = Post(clock=clock)

    await live_through_the_year(database, database_url, clock, post, chance)

    assert set(post.marks.values()) == {1}
    async with database.reading() as connection:
        columns = (deliveries.c.id, deliveries.c.rep_id, deliveries.c.local_day, deliveries.c.kind)
        rows = {str(row.id): row for row in await connection.execute(select(*columns))}
    for user, rep in reps.items():
        zone, country, region = PLACES[user]
        mine = [(rows[mark], moment) for mark, moment in post.arrived if rows[mark].rep_id == rep.id]
        of_year = [(row, moment) for row, moment in mine if FIRST <= row.local_day <= LAST]
        expected = list_expected(list_worked(country, region, absences[user]))
        assert {(row.local_day, row.kind) for row, _ in of_year} == expected
        assert len(of_year) == len(expected)
        for row, moment in of_year:
            local = moment.astimezone(ZoneInfo(zone))
            since, until = WINDOWS[row.kind]
            assert (local.date(), since <= local.time() < until) == (row.local_day, True)
