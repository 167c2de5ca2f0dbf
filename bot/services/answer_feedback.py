"""What the bot answers to `/feedback` (Z2)."""

from datetime import timedelta

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.accounts.errors import AccountGone
from bot.domain.certainties.feedback_line import read_feedback
from bot.domain.log.errors import AccountAmbiguous, AccountUnknown
from bot.messages.certainties.feedback import (
    build_feedback_choice,
    build_feedback_form,
    build_feedback_kept,
    build_feedback_list,
)
from bot.messages.text.message import Form, Message
from bot.services.accounts.find_named import find_named_account
from bot.services.accounts.find_subject import find_account
from bot.services.bot import Bot
from bot.services.certainties.keep_feedback import Opinion, keep_feedback
from bot.services.people.people_book import Person
from bot.storage.certainties import feedback as feedback_rows

HELP_WORDS = frozenset({"", "help", "hulp", "?", "lijst", "list"})
YEAR = timedelta(days=365)
MOST_LISTED = 15


async def answer_feedback(bot: Bot, *, person: Person, text: str) -> Message:
    """Keep what a customer thinks; without a score a form asks for it, without an account the latest are listed."""
    if text.strip().casefold() in HELP_WORDS:
        return await _list_feedback(bot, person)
    index = await bot.accounts.get_index(person.rep.workspace_id)
    line = read_feedback(text, is_account=lambda typed: bool(index.find_exact(typed)))
    try:
        account = await find_named_account(bot.accounts, rep=person.rep, typed=line.account)
    except (AccountUnknown, AccountAmbiguous) as error:
        return build_feedback_choice(bot.speak(person.rep), error)
    if line.score is None:
        shown = await _list_feedback(bot, person, account)
        form = build_feedback_form(bot.speak(person.rep), account_id=account.id, account_name=account.name)
        return Message(fallback=shown.fallback, parts=shown.parts, form=form)
    return await answer_opinion(bot, person=person, opinion=Opinion(account, line.score, line.words))


async def answer_opinion(bot: Bot, *, person: Person, opinion: Opinion) -> Message:
    """Keep what a customer thinks, and say what follows from it."""
    feedback = await keep_feedback(bot.database, rep=person.rep, opinion=opinion, now=bot.now())
    return build_feedback_kept(bot.speak(person.rep), feedback)


async def open_feedback_form(bot: Bot, *, person: Person, account_id: int) -> Form:
    """Return the form for one account.

    Raises:
        AccountGone: it is not there.
    """
    account = await find_account_of(bot, person=person, account_id=account_id)
    return build_feedback_form(bot.speak(person.rep), account_id=account.id, account_name=account.name)


async def find_account_of(bot: Bot, *, person: Person, account_id: int) -> NamedAccount:
    """Return an account of the person's workspace.

    Raises:
        AccountGone: it is not there.
    """
    account = await find_account(bot.database, rep=person.rep, account_id=account_id)
    if account is None:
        raise AccountGone
    return account


async def _list_feedback(bot: Bot, person: Person, account: NamedAccount | None = None) -> Message:
    since = bot.now().astimezone(person.rep.zone).date() - YEAR
    async with bot.database.reading() as connection:
        found = await feedback_rows.list_feedback(
            connection, rep_ids=[person.rep.id], since=since, account_id=account.id if account else None
        )
    return build_feedback_list(bot.speak(person.rep), found[:MOST_LISTED], command=bot.commands.feedback)
