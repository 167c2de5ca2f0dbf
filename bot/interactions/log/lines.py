"""The log command: a line to log, a subcommand, or the form when no text was typed."""

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.home.day import LoggedLine
from bot.domain.log.errors import AccountUnknown, LogLineError
from bot.interactions.interaction import Handlers, Interaction, Reply
from bot.interactions.log.form import open_log_form
from bot.interactions.log.logged import answer_line
from bot.messages.accounts.account_unclear import (
    UnclearName,
    build_account_ambiguous,
    build_account_unknown,
    build_draft_cancelled,
    build_similar_account,
)
from bot.messages.log.entry_list import build_entry_list
from bot.messages.log.line_logged import build_line_removed
from bot.messages.text.button_values import DraftAccount, DraftRef
from bot.messages.text.help import build_log_help
from bot.messages.text.problem import build_problem
from bot.services.accounts.add_account import add_account, find_similar_accounts
from bot.services.accounts.find_subject import get_account
from bot.services.bot import Bot
from bot.services.home.load_day import list_latest
from bot.services.log.change_entry import undo_last_entry
from bot.services.log.log_typed_line import (
    PendingLine,
    TypedLine,
    ask_again,
    drop_draft,
    log_draft,
    log_typed_line,
    open_draft,
)
from bot.services.people.person_cache import Person
from bot.storage.log.drafts import Draft


async def handle_log(bot: Bot, interaction: Interaction) -> Reply:
    """Log the typed line or run the subcommand; without text, open the form."""
    asked = interaction.text.strip().casefold()
    if not asked and interaction.opens_forms:
        return open_log_form(bot, interaction)
    return await WORDS.get(asked, _log_line)(bot, interaction)


async def choose_account(bot: Bot, interaction: Interaction) -> Reply:
    """Store a draft with the account that was chosen, or ask for the next unclear name in it."""
    chosen = interaction.read(DraftAccount)
    draft = await _open_draft(bot, interaction, DraftRef(chosen.draft_id, chosen.typed))
    if isinstance(draft, Reply):
        return draft
    account = await get_account(bot.database, rep=interaction.person.rep, account_id=chosen.account_id)
    return await _log_draft(bot, interaction, draft, account)


async def create_account(bot: Bot, interaction: Interaction) -> Reply:
    """Create the account named in a draft and store the draft; when a similar account exists, ask first."""
    rep = interaction.person.rep
    draft = await _open_draft(bot, interaction, interaction.read(DraftRef))
    if isinstance(draft, Reply):
        return draft
    twins = await find_similar_accounts(bot.accounts, rep=rep, name=draft.typed_name)
    if not twins:
        return await create_account_anyway(bot, interaction)
    unclear = _describe_unclear(draft, has_rest=bool(draft.choices))
    return Reply(message=build_similar_account(bot.speak(rep), unclear, twins=twins))


async def create_account_anyway(bot: Bot, interaction: Interaction) -> Reply:
    """Create the account named in a draft without asking, and store the draft."""
    rep = interaction.person.rep
    draft = await _open_draft(bot, interaction, interaction.read(DraftRef))
    if isinstance(draft, Reply):
        return draft
    account = await add_account(bot.database, bot.accounts, rep=rep, name=draft.typed_name, now=bot.now())
    return await _log_draft(bot, interaction, draft, account)


async def cancel(bot: Bot, interaction: Interaction) -> Reply:
    """Forget a kept line, and give it back as text; what has become an entry since is shown, with the way back."""
    rep = interaction.person.rep
    draft = await open_draft(bot.database, rep=rep, draft_id=interaction.read(DraftRef).draft_id, now=bot.now())
    if isinstance(draft, LoggedLine):
        return await _show_line(bot, interaction, draft)
    await drop_draft(bot.database, rep=rep, draft_id=draft.id)
    return Reply(message=build_draft_cancelled(bot.speak(rep), line=draft.text))


async def _show_help(bot: Bot, interaction: Interaction) -> Reply:
    return Reply(message=build_log_help(bot.speak(interaction.person.rep), command=bot.commands.log))


async def _list_entries(bot: Bot, interaction: Interaction) -> Reply:
    rep = interaction.person.rep
    entries = await list_latest(bot.database, rep=rep)
    return Reply(message=build_entry_list(bot.speak(rep), entries, command=bot.commands.log))


async def _undo_last(bot: Bot, interaction: Interaction) -> Reply:
    rep = interaction.person.rep
    undone = await undo_last_entry(bot.database, rep=rep, request_key=interaction.request_key, now=bot.now())
    return Reply(message=build_line_removed(bot.speak(rep), undone))


async def _log_line(bot: Bot, interaction: Interaction) -> Reply:
    person = interaction.person
    typed = TypedLine(rep=person.rep, text=interaction.text, request_key=interaction.request_key, now=bot.now())
    try:
        outcome = await log_typed_line(bot.database, bot.accounts, typed)
    except LogLineError as error:
        return _explain(bot, person, error, line=typed.text)
    return await _tell(bot, interaction, outcome)


async def _open_draft(bot: Bot, interaction: Interaction, asked: DraftRef) -> Draft | Reply:
    """Return the draft of a button, or the reply when it has been stored since or waits for another name by now."""
    rep = interaction.person.rep
    draft = await open_draft(bot.database, rep=rep, draft_id=asked.draft_id, now=bot.now())
    if isinstance(draft, LoggedLine):
        return await _show_line(bot, interaction, draft)
    if asked.typed == draft.typed_name or not (asked.typed or draft.choices):
        return draft
    try:
        return await _tell(
            bot, interaction, await ask_again(bot.database, bot.accounts, rep=rep, draft=draft, now=bot.now())
        )
    except LogLineError as error:
        return _explain(bot, interaction.person, error, line=draft.text)


async def _log_draft(bot: Bot, interaction: Interaction, draft: Draft, account: NamedAccount) -> Reply:
    rep = interaction.person.rep
    try:
        outcome = await log_draft(bot.database, bot.accounts, rep=rep, draft=draft, account=account, now=bot.now())
    except LogLineError as error:
        return _explain(bot, interaction.person, error, line=draft.text)
    return await _tell(bot, interaction, outcome)


async def _tell(bot: Bot, interaction: Interaction, outcome: LoggedLine | PendingLine) -> Reply:
    if isinstance(outcome, LoggedLine):
        return await _show_line(bot, interaction, outcome)
    words, reason = bot.speak(interaction.person.rep), outcome.reason
    build = build_account_unknown if isinstance(reason, AccountUnknown) else build_account_ambiguous
    unclear = _describe_unclear(outcome.draft, has_rest=outcome.has_rest)
    return Reply(message=build(words, unclear, candidates=reason.candidates))


def _describe_unclear(draft: Draft, *, has_rest: bool) -> UnclearName:
    return UnclearName(
        draft_id=draft.id,
        line=draft.text,
        typed=draft.typed_name,
        is_first=not draft.choices,
        has_rest=has_rest,
    )


async def _show_line(bot: Bot, interaction: Interaction, line: LoggedLine) -> Reply:
    return Reply(message=await answer_line(bot, person=interaction.person, line=line))


def _explain(bot: Bot, person: Person, error: LogLineError, *, line: str) -> Reply:
    return Reply(message=build_problem(bot.speak(person.rep), error, commands=bot.commands, line=line))


COMMANDS: Handlers = {"log": handle_log}
WORDS: Handlers = {
    **dict.fromkeys(("help", "hulp", "?", "uitleg"), _show_help),
    **dict.fromkeys(("list", "lijst", "laatste"), _list_entries),
    **dict.fromkeys(("undo", "ongedaan", "ongedaan maken", "herstel"), _undo_last),
}
BUTTONS: Handlers = {
    "draft_choose": choose_account,
    "draft_create": create_account,
    "draft_create_anyway": create_account_anyway,
    "draft_cancel": cancel,
}
