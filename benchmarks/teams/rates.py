"""The share of Teams' rates that the dispatcher uses, against a connector that keeps them, without any refusal."""

import asyncio
from tempfile import TemporaryDirectory

from sqlalchemy.ext.asyncio import AsyncConnection

from benchmarks.rates import CountingMessenger, add_company, describe_refusals, describe_share, send_all
from benchmarks.teams.connector import CONVERSATION_RATES, TENANT_RATES, Connector, spawn_connector
from bot.services.delivery.address_book import AddressBook
from bot.settings import TEAMS, load_settings
from bot.storage.database import Database
from bot.storage.delivery.conversations import Reached, save_conversation
from bot.storage.migrate import migrate_database
from handlers.teams.connection import TeamsConnection
from handlers.teams.messenger import TeamsMessenger
from schedules.delivery import OutboxDispatcher
from schedules.service import SystemClock

TENANT = "tenant"
PEOPLE, ONE = [f"guid-{number}" for number in range(200)], "guid-one"
TO_EVERYBODY = 1_001
(IN_A_SECOND, A_SECOND), (IN_A_WHILE, A_WHILE) = CONVERSATION_RATES
BURSTS = 8  # that fit into the longer window
TO_ONE = 2 * IN_A_WHILE + 1
((EVERYBODY_IN_A_SECOND, _),) = TENANT_RATES


async def measure_rates() -> list[str]:
    """Return the lines of the report."""
    with TemporaryDirectory(prefix="ritme-bench-") as folder, spawn_connector(keeps_rates=True) as connector:
        url = f"sqlite:///{folder}/bench.db"
        await migrate_database(url)
        database = Database(url)
        try:
            await database.write(lambda connection: _reach_people(connection, connector.url))
            return await _measure(database, connector)
        finally:
            await database.close()


async def _reach_people(connection: AsyncConnection, service_url: str) -> None:
    await add_company(connection, TEAMS, TENANT)
    for each in (*PEOPLE, ONE):
        await save_conversation(connection, workspace_id=1, address=each, at=Reached(f"a:{each}", service_url))


async def _measure(database: Database, connector: Connector) -> list[str]:
    connection = TeamsConnection(load_settings(_env_file=None, RITME_TEAMS_IS_OPEN=True))
    post = CountingMessenger(TeamsMessenger(connection, AddressBook(database, platform=TEAMS)))
    dispatcher = OutboxDispatcher(database=database, messenger=post, clock=SystemClock())
    running = asyncio.create_task(dispatcher.run())
    try:
        everybody = [PEOPLE[number % len(PEOPLE)] for number in range(TO_EVERYBODY)]
        await send_all(database, dispatcher, post, everybody, workspace=TENANT)
        tenant = (len(post.arrived) - 1) / (post.arrived[-1] - post.arrived[0])
        await send_all(database, dispatcher, post, [ONE] * TO_ONE, workspace=TENANT)
        bursts = BURSTS * IN_A_SECOND
        burst = bursts / (post.arrived[bursts] - post.arrived[0])
        conversation = (TO_ONE - 1) / (post.arrived[TO_ONE - 1] - post.arrived[0])
    finally:
        running.cancel()
        await connection.close()
    return [
        "Against a connector that keeps Teams' rates to the letter:",
        describe_share("an organisation", tenant, allowed=EVERYBODY_IN_A_SECOND / A_SECOND),
        describe_share(f"a conversation, {BURSTS} full seconds", burst, allowed=IN_A_SECOND / A_SECOND),
        describe_share("a conversation, two full half minutes", conversation, allowed=IN_A_WHILE / A_WHILE),
        describe_refusals(connector.refused.value),
    ]
