"""Read what is stored straight from the tables, by person and by workspace."""

from collections import defaultdict

from sqlalchemy import select

from bot.storage.database import Database
from bot.storage.tables.accounts import accounts
from bot.storage.tables.deals import deals
from bot.storage.tables.log import activities, next_steps
from bot.storage.tables.people import reps, workspaces
from tests.machine.rules import Step, Stored

_ACTIVITIES = (
    select(
        workspaces.c.external_id,
        reps.c.external_id,
        activities.c.kind,
        accounts.c.name,
        activities.c.count,
        activities.c.day,
        activities.c.note,
    )
    .select_from(activities.join(reps, reps.c.id == activities.c.rep_id))
    .join(workspaces, workspaces.c.id == activities.c.workspace_id)
    .outerjoin(accounts, accounts.c.id == activities.c.account_id)
    .where(activities.c.removed_at.is_(None))
)
_STEPS = (
    select(workspaces.c.external_id, reps.c.external_id, accounts.c.name, next_steps.c.due_on, next_steps.c.state)
    .select_from(next_steps.join(reps, reps.c.id == next_steps.c.rep_id))
    .join(workspaces, workspaces.c.id == next_steps.c.workspace_id)
    .outerjoin(accounts, accounts.c.id == next_steps.c.account_id)
)
_DEALS = (
    select(deals.c.name, workspaces.c.external_id, reps.c.external_id, accounts.c.name, deals.c.value, deals.c.state)
    .select_from(deals.join(accounts, accounts.c.id == deals.c.account_id))
    .join(workspaces, workspaces.c.id == deals.c.workspace_id)
    .outerjoin(reps, reps.c.id == deals.c.owner_id)
)
_ACCOUNT_IDS = select(workspaces.c.external_id, accounts.c.name, accounts.c.id).join_from(accounts, workspaces)
_ACCOUNTS = (
    select(workspaces.c.external_id, accounts.c.name)
    .join_from(accounts, workspaces)
    .where(accounts.c.merged_into.is_(None))
)


async def read_logs(database: Database) -> tuple[dict[str, list[Stored]], dict[str, list[Step]]]:
    """Return the entries and the steps of each person, sorted as in ``rules``."""
    stored: dict[str, list[Stored]] = defaultdict(list)
    steps: dict[str, list[Step]] = defaultdict(list)
    async with database.reading() as connection:
        for workspace, rep, *values in await connection.execute(_ACTIVITIES):
            stored[f"{workspace}/{rep}"].append(tuple(values))
        for workspace, rep, *values in await connection.execute(_STEPS):
            steps[f"{workspace}/{rep}"].append(tuple(values))
    return (
        {who: sorted(found, key=str) for who, found in stored.items()},
        {who: sorted(found, key=str) for who, found in steps.items()},
    )


async def read_accounts(database: Database) -> dict[str, set[str]]:
    """Return the names of the accounts in each workspace; a name that is there twice is there twice."""
    names: dict[str, list[str]] = defaultdict(list)
    async with database.reading() as connection:
        for workspace, name in await connection.execute(_ACCOUNTS):
            names[workspace].append(name)
    assert all(len(found) == len(set(found)) for found in names.values()), names
    return {workspace: set(found) for workspace, found in names.items()}


async def read_deals(database: Database) -> dict[str, tuple[str, str, int, str]]:
    """Return the owner, the account, the value and the state of each deal by its name, which nobody gives twice."""
    async with database.reading() as connection:
        return {
            name: (f"{workspace}/{owner}", account, int(value), state)
            for name, workspace, owner, account, value, state in await connection.execute(_DEALS)
        }


async def read_account_ids(database: Database) -> dict[str, dict[str, int]]:
    """Return the ids of the accounts of each workspace, by name."""
    ids: dict[str, dict[str, int]] = defaultdict(dict)
    async with database.reading() as connection:
        for workspace, name, account_id in await connection.execute(_ACCOUNT_IDS):
            ids[workspace][name] = account_id
    return ids
