"""The health check, with and without a reachable database."""

import asyncio
import time
from datetime import timedelta

from bot.messages.text.message import Message
from bot.ports import Address
from bot.services.delivery.outbox import save_reply
from bot.services.operations.check_health import Health, check_health
from bot.services.people.person_cache import Person
from bot.storage.database import Database
from tests.conftest import StillClock


async def test_an_empty_outbox_and_a_database_that_answers_are_healthy(database: Database, clock: StillClock) -> None:
    health = await check_health(database, plan_age=3.0, now=clock.now())
    assert health == Health(has_database=True, oldest_due=None, plan_age=3.0)
    assert health.is_good


async def test_the_oldest_delivery_that_is_due_is_told(database: Database, anna: Person, clock: StillClock) -> None:
    address = Address(workspace="T1", channel="D1")
    for number in range(2):
        await save_reply(
            database, person=anna, address=address, message=Message(fallback="hoi"),
            request_key=f"k{number}", now=clock.now() + timedelta(seconds=60 * number),
        )  # fmt: skip
    health = await check_health(database, plan_age=None, now=clock.now() + timedelta(seconds=90))
    assert health == Health(has_database=True, oldest_due=90.0, plan_age=None)
    late = await check_health(database, plan_age=None, now=clock.now() + timedelta(seconds=601))
    assert (late.is_good, late.as_json()["status"]) == (False, "unavailable")


async def test_a_database_that_is_away_is_told() -> None:
    away = Database("postgresql://nobody@127.0.0.1:9/ritme")
    health = await check_health(away, plan_age=1.0, now=StillClock().now())
    await away.close()
    assert (health.has_database, health.is_good) == (False, False)


async def test_a_database_that_is_silent_is_told_within_two_seconds() -> None:
    """The server accepts the connection and never responds."""
    asked = asyncio.Event()

    async def say_nothing(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asked.wait()
        writer.close()
        await writer.wait_closed()

    silent = await asyncio.start_server(say_nothing, "127.0.0.1", 0)
    number = silent.sockets[0].getsockname()[1]
    database = Database(f"postgresql://nobody@127.0.0.1:{number}/ritme")
    began = time.monotonic()
    health = await check_health(database, plan_age=1.0, now=StillClock().now())
    assert time.monotonic() - began < 2
    assert health.has_database is False
    await database.close()
    asked.set()
    silent.close()
    await silent.wait_closed()
