"""A process that plans and delivers once on Teams, so that a test can kill it."""

import asyncio
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path

from bot.services.delivery.address_book import AddressBook
from bot.services.delivery.outbox import DeliveryLimits
from bot.settings import TEAMS, load_settings
from bot.storage.database import Database
from handlers.teams.connection import TeamsConnection
from handlers.teams.messenger import TeamsMessenger
from tests.schedules.worker import job, keep_log


def work(database_url: str, start: datetime, *, log: Path, signal: Connection) -> None:
    """Plan and deliver once the test says "go"; the clock starts at ``start``, and what is logged goes to a file."""
    keep_log(log)
    asyncio.run(_work(Database(database_url), start, signal=signal))


async def _work(database: Database, start: datetime, *, signal: Connection) -> None:
    connection = TeamsConnection(load_settings(_env_file=None, RITME_TEAMS_IS_OPEN=True))
    messenger = TeamsMessenger(connection, AddressBook(database, platform=TEAMS))
    await job(database, messenger, DeliveryLimits(rates=messenger.rates), start, signal=signal)
    await connection.close()
