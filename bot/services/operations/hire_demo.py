"""Create the reps of a demo: without a platform, so that nothing is sent to them."""

from datetime import datetime

from bot.domain.operations.demo_words import REP_NAMES
from bot.domain.people.people import Rep
from bot.ports import Profile
from bot.services.people.person_cache import PersonCache, WorkspaceDefaults
from bot.storage.database import Database
from bot.storage.people import people as people_rows

WORKSPACE, PLATFORM = "demo", "demo"


async def hire_demo_reps(database: Database, *, count: int, defaults: WorkspaceDefaults, now: datetime) -> list[Rep]:
    """Return ``count`` reps of the demo workspace, creating it when it does not exist."""
    people = PersonCache(database, platform=PLATFORM, defaults=defaults)
    team = [await _meet(people, number, defaults, now) for number in range(count)]
    await database.write(
        lambda connection: people_rows.pause_reps(connection, rep_ids=[rep.id for rep in team], now=now)
    )
    return team


async def _meet(people: PersonCache, number: int, defaults: WorkspaceDefaults, now: datetime) -> Rep:
    name = REP_NAMES[number % len(REP_NAMES)]
    external_id = f"demo-{number + 1}"

    async def fetch() -> Profile:
        return Profile(
            external_id=external_id,
            name=name,
            timezone=defaults.timezone,
            locale=f"{defaults.language}-NL",
            workspace=WORKSPACE,
        )

    return (await people.identify(WORKSPACE, external_id, fetch=fetch, now=now)).rep
