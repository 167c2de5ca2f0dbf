"""Guess from a chat message which contact it tells of, with the names that the workspace has."""

from datetime import datetime

from bot.domain.log.message_guess import MessageGuess, guess_contact
from bot.domain.log.unclear_line import LineContext
from bot.domain.people.people import Rep
from bot.services.accounts.account_index_cache import AccountIndexCache
from bot.storage.accounts import accounts as account_rows
from bot.storage.database import Database


async def guess_message(
    database: Database, index_cache: AccountIndexCache, *, rep: Rep, text: str, said_at: datetime
) -> MessageGuess:
    """Return what a message seems to tell of; ``said_at`` (UTC) is when it was written."""
    async with database.reading() as connection:
        own = frozenset(await account_rows.list_owned_ids(connection, rep_id=rep.id))
    index = await index_cache.get_index(rep.workspace_id)
    context = LineContext(index, said_at.astimezone(rep.zone), own=own, own_kinds=rep.own_kinds)
    return guess_contact(text, context)
