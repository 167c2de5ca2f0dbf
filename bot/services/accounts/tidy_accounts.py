"""Tidy up accounts: end a rest whose day has come, forget what can no longer be undone, and move what came too late."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.services.accounts.change_journal import UNDO_FOR
from bot.services.accounts.refresh_standing import refresh_standing
from bot.storage.accounts import account_changes as change_rows
from bot.storage.accounts import merging
from bot.storage.accounts.contacts import recount_contacts
from bot.storage.database import Database

# An undo button that is pressed in the last minute of its week still works; and no zone has yesterday any more then.
MARGIN = timedelta(hours=12)


async def tidy_accounts(database: Database, *, now: datetime) -> int:
    """Tidy up the accounts of all workspaces, and return how many were changed; idempotent.

    What was logged on another replica in the very moment of a merge hangs on the merged account: it follows here.
    """

    async def work(connection: AsyncConnection) -> int:
        await change_rows.forget_old_changes(connection, before=now - UNDO_FOR - MARGIN)
        strays = await merging.list_strays(connection)
        for merged_id, kept_id in strays:
            await merging.move_all(connection, merged_id=merged_id, kept_id=kept_id)
            await recount_contacts(connection, account_ids=[merged_id, kept_id])
            await refresh_standing(connection, account_ids=[merged_id, kept_id])
        return len(strays) + await change_rows.end_quiet(connection, today=(now - MARGIN).date())

    return await database.write(work)
