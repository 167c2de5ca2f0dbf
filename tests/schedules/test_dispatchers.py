"""Two platforms in one process and one database: each dispatcher sends what is its platform's."""

import asyncio
from datetime import UTC, datetime

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.delivery.rate_limits import RateLimits
from bot.messages.text.message import Message
from bot.ports import Address
from bot.services.deals.day_memo import DayMemo
from bot.services.delivery.outbox import find_next_try, make_reply, save_reply
from bot.services.people.person_cache import Person, PersonCache
from bot.settings import SLACK, TEAMS
from bot.storage.database import Database
from bot.storage.delivery.deliveries import Share, add_deliveries
from schedules import delivery
from schedules.dispatchers import Dispatchers
from tests.conftest import DEFAULTS, StillClock, identify

RATES = RateLimits(messages_per_minute=600, burst=10, channel_seconds=0.0, lookups_per_minute=600)


class Post:
    """A messenger that keeps the texts."""

    rates = RATES

    def __init__(self) -> None:
        self.sent: list[str] = []
        self.came = asyncio.Event()

    async def send(self, *, address: Address, message: Message, delivery_id: str) -> None:
        assert (address.channel, bool(delivery_id)) == ("U1", True)
        self.sent.append(message.fallback)
        self.came.set()

    async def was_delivered(self, *, address: Address, delivery_id: str, since: datetime) -> bool | None:
        raise AssertionError(address, delivery_id, since)


@pytest.fixture
async def both(database: Database, clock: StillClock) -> dict[str, Person]:
    """A person with the same id in a workspace with the same id, on each platform."""
    caches = {platform: PersonCache(database, platform=platform, defaults=DEFAULTS) for platform in (SLACK, TEAMS)}
    return {platform: await identify(cache, clock, "U1", "Sanne") for platform, cache in caches.items()}


async def say(database: Database, person: Person, text: str, *, now: datetime) -> None:
    await save_reply(
        database,
        person=person,
        address=Address("T1", "U1"),
        message=Message(text),
        request_key=f"{text}:{person.workspace.id}",
        now=now,
    )


async def test_each_platform_gets_its_own_messages(
    database: Database, clock: StillClock, both: dict[str, Person]
) -> None:
    slack, teams = Post(), Post()
    dispatchers = Dispatchers(database, clock, DayMemo())
    dispatchers.add(slack, share=Share(TEAMS, is_rest=True))
    dispatchers.add(teams, share=Share(TEAMS))
    for platform, person in both.items():
        await say(database, person, f"dag {platform}", now=clock.now())
    for _ in range(2):  # what has the same address waits for the other
        await dispatchers.deliver_waiting()
        clock.move(seconds=1)
    assert (slack.sent, teams.sent) == (["dag slack"], ["dag teams"])


async def test_without_the_other_platform_everything_is_sent_by_the_one(
    database: Database, clock: StillClock, both: dict[str, Person]
) -> None:
    post, dispatchers = Post(), Dispatchers(database, clock, DayMemo())
    dispatchers.add(post)
    for platform, person in both.items():
        await say(database, person, f"dag {platform}", now=clock.now())
    for _ in range(2):
        await dispatchers.deliver_waiting()
        clock.move(seconds=1)
    assert sorted(post.sent) == ["dag slack", "dag teams"]


async def test_a_dispatcher_sleeps_until_something_of_its_own_is_due(
    database: Database, clock: StillClock, both: dict[str, Person]
) -> None:
    await say(database, both[TEAMS], "dag", now=datetime(2026, 3, 18, 12, tzinfo=UTC))
    assert await find_next_try(database, share=Share(TEAMS, is_rest=True)) is None
    assert await find_next_try(database, share=Share(TEAMS)) == datetime(2026, 3, 18, 12, tzinfo=UTC)
    assert clock.now() < datetime(2026, 3, 18, 12, tzinfo=UTC)


async def test_what_a_transaction_added_is_told_once_it_is_committed(
    database: Database, clock: StillClock, both: dict[str, Person]
) -> None:
    heard = asyncio.Event()
    database.on_deliveries = heard.set
    await say(database, both[SLACK], "dag", now=clock.now())
    assert heard.is_set()

    heard.clear()
    await say(database, both[SLACK], "dag", now=clock.now())  # the same request again adds nothing
    assert not heard.is_set()

    with pytest.raises(ZeroDivisionError):
        await database.write(lambda connection: add_and_fail(connection, both[SLACK], now=clock.now()))
    assert not heard.is_set()


async def test_a_dispatcher_that_sleeps_is_woken_by_what_is_added(
    database: Database, clock: StillClock, both: dict[str, Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "LONGEST_SLEEP", 60.0)
    post, dispatchers = Post(), Dispatchers(database, clock, DayMemo())
    dispatchers.add(post)
    running = asyncio.create_task(dispatchers.run())
    await asyncio.sleep(0.1)  # it found nothing, and sleeps
    await say(database, both[SLACK], "dag", now=clock.now())
    async with asyncio.timeout(10):
        await post.came.wait()
    assert post.sent == ["dag"]
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def add_and_fail(connection: AsyncConnection, person: Person, *, now: datetime) -> None:
    address = Address("T1", "U1")
    made = make_reply(person.rep, address=address, message=Message("nog een"), request_key="another", now=now)
    assert await add_deliveries(connection, [made]) == 1
    raise ZeroDivisionError
