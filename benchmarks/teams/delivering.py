"""A large morning in Teams: composed, drawn as cards, posted by Microsoft's SDK to a connector that answers at once."""

from dataclasses import replace
from operator import attrgetter

from sqlalchemy import literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from benchmarks.crowd import Crowd, open_urls
from benchmarks.delivering import UNLIMITED, Round, StillClock, deliver, deliver_bare, make_due
from benchmarks.demo_crowd import gather_demo_crowd
from benchmarks.figures import Better, note_figure
from benchmarks.teams.connector import Connector, spawn_connector
from bot.domain.delivery.rate_limits import RateLimits
from bot.services.deals.day_memo import DayMemo
from bot.services.delivery.address_book import AddressBook
from bot.settings import TEAMS, load_settings
from bot.storage.database import Database
from bot.storage.migrate import migrate_database
from bot.storage.tables.conversations import conversations
from bot.storage.tables.people import reps, workspaces
from handlers.cli.runtime import freeze_startup_objects
from handlers.teams.connection import TeamsConnection
from handlers.teams.messenger import TeamsMessenger
from schedules.delivery import OutboxDispatcher

COPIES, ROUNDS = 40, 3
AIM = 500  # messages a second
# In Teams nothing can be looked up, so that the beginning of each post is stored.
UNLIMITED_TEAMS = replace(UNLIMITED, lookups_per_minute=0)


class UnlimitedTeams(TeamsMessenger):
    """Posts as the bot does, without the pauses that Teams asks for."""

    @property
    def rates(self) -> RateLimits:
        """No limits."""
        return UNLIMITED_TEAMS


async def measure_mornings() -> list[str]:
    """Return the lines of the report."""
    lines = []
    with open_urls() as urls, spawn_connector() as connector:
        for name, url in urls.items():
            await migrate_database(url)
            database, memo = Database(url), DayMemo()
            try:
                crowd = await gather_demo_crowd(database, copies=COPIES, memo=memo)
                await database.write(lambda connection: reach_everybody(connection, service_url=connector.url))
                freeze_startup_objects()  # as it is run
                lines += await _measure(name, database, crowd, memo, connector)
            finally:
                await database.close()
    return lines


async def reach_everybody(connection: AsyncConnection, *, service_url: str) -> None:
    """Make all people users of Teams, each with a conversation of his or her own."""
    await connection.execute(update(workspaces).values(platform=TEAMS))
    places = select(reps.c.workspace_id, reps.c.address, literal("a:") + reps.c.address, literal(service_url))
    columns = ["workspace_id", "address", "conversation", "service_url"]
    await connection.execute(conversations.insert().from_select(columns, places))


async def _measure(name: str, database: Database, crowd: Crowd, memo: DayMemo, connector: Connector) -> list[str]:
    connection = TeamsConnection(load_settings(_env_file=None, RITME_TEAMS_IS_OPEN=True))
    messenger = UnlimitedTeams(connection, AddressBook(database, platform=TEAMS))
    dispatcher = OutboxDispatcher(database=database, messenger=messenger, clock=StillClock(), memo=memo)
    rounds, bare = list[Round](), list[float]()
    taken = connector.posted.value
    try:
        for _ in range(1 + ROUNDS):
            await make_due(database, crowd)
            bare.append(await deliver_bare(database))
            await make_due(database, crowd)
            rounds.append(await deliver(database, dispatcher, crowd))
    finally:
        await connection.close()
    best = max(rounds[1:], key=attrgetter("rate"))
    note_figure(f"mornings posted a second in Teams, {name}", best.rate, Better.MORE)
    note_figure(f"mornings posted in Teams, against a bare outbox, {name}", best.rate / max(bare), Better.MORE)
    return [
        f"{crowd.people} mornings in Teams on {name}, posted to a connector in another process:",
        (
            f"  {best.rate:.0f} a second (aim {AIM}: {'met' if best.rate >= AIM else 'NOT met'}),"
            f" {best.seconds:.2f} s of a core for 1,000: {1_000 / best.seconds:.0f} a second of a whole core"
        ),
        f"  against a bare outbox in the same run: {best.rate / max(bare):.2f}",
        f"  taken by the connector: {connector.posted.value - taken} of {crowd.people * (1 + ROUNDS)}",
    ]
