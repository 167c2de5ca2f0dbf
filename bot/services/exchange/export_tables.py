"""Export a workspace's accounts, activities, deals and contact persons to files that the imports accept."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.domain.deals.deals import DealState
from bot.domain.exchange.columns import ACCOUNT_HEADERS, ACTIVITY_HEADERS, CONTACT_HEADERS, DEAL_HEADERS
from bot.domain.people.stages import name_stage
from bot.services.exchange.import_activities import KEY_PREFIX
from bot.services.exchange.write import write_table
from bot.storage.accounts.accounts import list_accounts_with_owner
from bot.storage.database import Database
from bot.storage.exchange import deal_imports, imports
from bot.storage.exchange.imports import Owners
from bot.storage.log.own_kinds import list_own_kinds
from bot.storage.people.people import get_workspace

Cells = dict[str, str]


async def export_accounts(database: Database, *, workspace_id: int, path: Path) -> int:
    """Write the accounts by name, and return their number."""
    async with database.long_reading() as connection:
        rows = await list_accounts_with_owner(connection, workspace_id=workspace_id)
        owners = await imports.load_owners(connection, workspace_id=workspace_id)
    cells = [
        _to_cells(
            {
                **row,
                "owner": owners.write(row["owner_id"]) or row["owner_name"],
                "do_not_contact": "yes" if row["do_not_contact"] else "no",
            },
            ACCOUNT_HEADERS,
        )
        for row in rows
    ]
    return write_table(path, headers=ACCOUNT_HEADERS, rows=cells)


async def export_activities(database: Database, *, workspace_id: int, path: Path) -> int:
    """Write the activities, oldest first, and return their number."""
    async with database.long_reading() as connection:
        rows = await imports.list_history(connection, workspace_id=workspace_id)
        owners = await imports.load_owners(connection, workspace_id=workspace_id)
        kinds = (await list_own_kinds(connection, workspace_ids=[workspace_id])).get(workspace_id, ())
        workspace = await get_workspace(connection, workspace_id=workspace_id)
    # Under a name that the import finds again.
    names = {kind.id: kind.name_in(workspace.language if workspace else "") for kind in kinds}
    cells = [_describe_activity({**row, "kind": names.get(row["own_kind_id"], row["kind"])}, owners) for row in rows]
    return write_table(path, headers=ACTIVITY_HEADERS, rows=cells)


async def export_deals(database: Database, *, workspace_id: int, path: Path) -> int:
    """Write the deals, oldest first, and return their number; a closed deal has its outcome as its stage."""
    async with database.long_reading() as connection:
        rows = await deal_imports.list_deals_with_owner(connection, workspace_id=workspace_id)
        owners = await imports.load_owners(connection, workspace_id=workspace_id)
        workspace = await get_workspace(connection, workspace_id=workspace_id)
    language = workspace.language if workspace else ""
    cells = [_describe_deal(row, owners, language) for row in rows]
    return write_table(path, headers=DEAL_HEADERS, rows=cells)


async def export_contacts(database: Database, *, workspace_id: int, path: Path) -> int:
    """Write the contact persons by account and name, and return their number."""
    async with database.long_reading() as connection:
        rows = await deal_imports.list_contacts_with_account(connection, workspace_id=workspace_id)
    return write_table(path, headers=CONTACT_HEADERS, rows=[_to_cells(row, CONTACT_HEADERS) for row in rows])


def _describe_deal(row: Mapping[str, Any], owners: Owners, language: str) -> Cells:
    stage = name_stage(row["stage"], language) if row["state"] == DealState.OPEN else row["state"]
    return _to_cells({**row, "owner": owners.write(row["owner_id"]), "stage": stage}, DEAL_HEADERS)


def _describe_activity(row: Mapping[str, Any], owners: Owners) -> Cells:
    due_time = row["due_time"]
    return _to_cells(
        {
            **row,
            "id": row["request_key"].removeprefix(KEY_PREFIX),
            "date": row["day"],
            "owner": owners.write(row["rep_id"]),
            "next_date": row["due_on"],
            "next_time": due_time.strftime("%H:%M") if due_time else None,
        },
        ACTIVITY_HEADERS,
    )


def _to_cells(row: Mapping[str, Any], headers: Mapping[str, str]) -> Cells:
    return {field: "" if row[field] is None else str(row[field]) for field in headers}
