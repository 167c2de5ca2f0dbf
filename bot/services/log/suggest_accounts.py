"""What is suggested in the form: accounts while a name is being typed, and what a chat message seems to tell of."""

from datetime import datetime

from bot.domain.accounts.account_names import NamedAccount, normalise_name
from bot.domain.log.message_guess import MessageGuess, guess_contact
from bot.domain.log.unclear_line import LineContext
from bot.domain.people.people import Rep
from bot.domain.text.cleaning import drop_unprintable
from bot.messages.text.message import Option
from bot.messages.text.parts import shorten
from bot.services.accounts.account_index_cache import AccountIndexCache
from bot.services.bot import Bot
from bot.services.log.submit_form import NEW_PREFIX
from bot.storage.accounts import accounts as account_rows
from bot.storage.database import Database

SHOWN = 20
LABEL_LIMIT = 75
# Slack allows 150 characters in the value of an option; the rest is for the prefix "new:".
NAME_LIMIT = 140


async def suggest_accounts(bot: Bot, *, rep: Rep, typed: str) -> list[Option]:
    """Return accounts whose name contains the text, or else similar ones, and last an option to create the account."""
    typed = drop_unprintable(typed).strip()[:NAME_LIMIT]
    async with bot.database.reading() as connection:
        found = await account_rows.search_accounts(
            connection, workspace_id=rep.workspace_id, part=normalise_name(typed), limit=SHOWN
        )
    if not found and typed:
        found = (await bot.accounts.get_index(rep.workspace_id)).find_nearest(typed)
    options = [make_account_option(account) for account in found]
    if typed and all(normalise_name(account.name) != normalise_name(typed) for account in found):
        label = bot.speak(rep).plain("log_form.account_new", name=typed)
        options.append(Option(value=NEW_PREFIX + typed, label=shorten(label, LABEL_LIMIT)))
    return options


def make_account_option(account: NamedAccount) -> Option:
    """Return the option of an account in a form field."""
    return Option(value=str(account.id), label=shorten(account.name, LABEL_LIMIT))


async def guess_message(
    database: Database, index_cache: AccountIndexCache, *, rep: Rep, text: str, said_at: datetime
) -> MessageGuess:
    """Return what a message seems to tell of; ``said_at`` (UTC) is when it was written."""
    async with database.reading() as connection:
        own = frozenset(await account_rows.list_owned_ids(connection, rep_id=rep.id))
    index = await index_cache.get_index(rep.workspace_id)
    context = LineContext(index, said_at.astimezone(rep.zone), own=own, own_kinds=rep.own_kinds)
    return guess_contact(text, context)
