"""What the bot answers to a line: typed after the command, in a direct message, or after a mention."""

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.log.errors import AccountUnknown, LogLineError
from bot.domain.people.people import Rep
from bot.messages.accounts.account_unclear import (
    build_account_ambiguous,
    build_account_unknown,
    build_draft_cancelled,
    build_near_twin,
)
from bot.messages.log.activity_logged import build_activity_removed
from bot.messages.log.entry_list import build_entry_list
from bot.messages.text.help import build_log_help
from bot.messages.text.message import Message
from bot.messages.text.problem import build_problem
from bot.messages.text.words import Words
from bot.services.accounts.add_account import add_account, find_near_twins
from bot.services.answer_logged import answer_logged
from bot.services.bot import Bot
from bot.services.home.show_day import list_latest
from bot.services.log.change_entry import undo_last_entry
from bot.services.log.read_line import Held, TypedLine, drop_draft, find_draft, log_draft, log_typed_line
from bot.services.people.people_book import Person

HELP_WORDS = frozenset({"help", "hulp", "?", "uitleg"})
UNDO_WORDS = frozenset({"undo", "ongedaan", "ongedaan maken", "herstel"})
LIST_WORDS = frozenset({"list", "lijst", "laatste"})


async def answer_line(bot: Bot, *, person: Person, text: str, request_key: str) -> Message:
    """Do what the line asks, and return the answer; raises what a person gets a sentence about."""
    rep, words = person.rep, bot.speak(person.rep)
    asked = text.strip().casefold()
    if asked in HELP_WORDS:
        return build_log_help(words, command=bot.commands.log)
    if asked in LIST_WORDS:
        entries = await list_latest(bot.database, rep=rep)
        return build_entry_list(words, entries, command=bot.commands.log)
    if asked in UNDO_WORDS:
        undone = await undo_last_entry(bot.database, rep=rep, request_key=request_key, now=bot.now())
        return build_activity_removed(words, undone)
    return await _answer_log_line(bot, person, TypedLine(rep=rep, text=text, request_key=request_key, now=bot.now()))


async def answer_chosen_account(bot: Bot, *, person: Person, draft_id: int, account: NamedAccount) -> Message:
    """Store a kept line with the account that was chosen."""
    rep = person.rep
    draft = await find_draft(bot.database, rep=rep, draft_id=draft_id)
    try:
        logged = await log_draft(bot.database, bot.accounts, rep=rep, draft=draft, account=account, now=bot.now())
    except LogLineError as error:
        return _explain(bot, bot.speak(rep), error, line=draft.text)
    return await answer_logged(bot, person=person, logged=logged)


async def answer_new_account(bot: Bot, *, person: Person, draft_id: int, is_sure: bool) -> Message:
    """Create the account that a kept line names and store the line; a near twin is asked about first."""
    rep = person.rep
    draft = await find_draft(bot.database, rep=rep, draft_id=draft_id)
    if not is_sure:
        twins = await find_near_twins(bot.accounts, rep=rep, name=draft.typed_name)
        if twins:
            return build_near_twin(
                bot.speak(rep), draft_id=draft.id, line=draft.text, typed=draft.typed_name, twins=twins
            )
    account = await add_account(bot.database, bot.accounts, rep=rep, name=draft.typed_name, now=bot.now())
    return await answer_chosen_account(bot, person=person, draft_id=draft_id, account=account)


async def answer_cancelled(bot: Bot, *, rep: Rep, draft_id: int) -> Message:
    """Forget a kept line, and give it back as text."""
    draft = await find_draft(bot.database, rep=rep, draft_id=draft_id)
    await drop_draft(bot.database, rep=rep, draft_id=draft_id)
    return build_draft_cancelled(bot.speak(rep), line=draft.text)


async def _answer_log_line(bot: Bot, person: Person, typed: TypedLine) -> Message:
    words = bot.speak(person.rep)
    try:
        outcome = await log_typed_line(bot.database, bot.accounts, typed)
    except LogLineError as error:
        return _explain(bot, words, error, line=typed.text)
    if not isinstance(outcome, Held):
        return await answer_logged(bot, person=person, logged=outcome)
    build = build_account_unknown if isinstance(outcome.reason, AccountUnknown) else build_account_ambiguous
    return build(
        words,
        draft_id=outcome.draft_id,
        line=typed.text,
        typed=outcome.reason.typed,
        candidates=outcome.reason.candidates,
    )


def _explain(bot: Bot, words: Words, error: LogLineError, *, line: str) -> Message:
    return build_problem(words, error, commands=bot.commands, line=line)
