"""The log command: a line to log, a subcommand, or the form when no text was typed."""

from dataclasses import replace

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.home.day import LoggedLine, RemovedEntries
from bot.domain.log.errors import AccountMissing, LogLineError, is_no_line
from bot.interactions.interaction import Handlers, Interaction, Reply
from bot.interactions.log.form import open_log_form
from bot.interactions.log.no_contact import answer_no_contact
from bot.interactions.log.pending import (
    ask_about_line,
    describe_unclear,
    explain_line,
    finish_line,
    open_kept_line,
    open_unclear_name,
    show_line,
)
from bot.interactions.log.talking import answer_correction, correct_draft_account
from bot.messages.accounts.account_unclear import build_draft_cancelled, build_similar_account
from bot.messages.home.help import build_log_help
from bot.messages.home.small_talk import build_not_understood
from bot.messages.log.entries_removed import build_activity_removed, build_nothing_typed
from bot.messages.log.entry_list import build_entry_list
from bot.messages.text.button_values import DraftAccount, DraftRef
from bot.services.accounts.add_account import add_account, find_similar_accounts
from bot.services.accounts.find_subject import get_account
from bot.services.bot import Bot
from bot.services.home.load_day import list_latest
from bot.services.log.correct_by_talking import find_line_in_correction
from bot.services.log.log_typed_line import (
    TypedLine,
    drop_draft,
    get_draft,
    keep_nameless,
    log_typed_line,
    take_nameless,
)
from bot.services.log.pending_line import PendingLine
from bot.services.log.undo_entry import undo_last_entry
from bot.storage.log.drafts import Draft


async def handle_log(bot: Bot, interaction: Interaction) -> Reply:
    """Log the typed line or run the subcommand; without text, open the form."""
    asked = interaction.text.strip().casefold()
    if not asked and interaction.opens_forms:
        return open_log_form(bot, interaction)
    if asked in WORDS:
        return await WORDS[asked](bot, interaction)
    return await answer_correction(bot, interaction) or await log_line(bot, interaction)


async def choose_account(bot: Bot, interaction: Interaction) -> Reply:
    """Store a draft with the account that was chosen."""
    chosen = interaction.read(DraftAccount)
    draft = await open_unclear_name(bot, interaction, DraftRef(chosen.draft_id, chosen.typed))
    if isinstance(draft, Reply):
        return draft
    account = await get_account(bot.database, rep=interaction.person.rep, account_id=chosen.account_id)
    return await _finish(bot, interaction, draft, account)


async def create_account(bot: Bot, interaction: Interaction) -> Reply:
    """Create the account named in a draft and store the draft; when a similar account exists, ask first."""
    rep = interaction.person.rep
    draft = await open_unclear_name(bot, interaction, interaction.read(DraftRef))
    if isinstance(draft, Reply):
        return draft
    twins = await find_similar_accounts(bot.accounts, rep=rep, name=draft.typed_name)
    if not twins:
        return await create_account_anyway(bot, interaction)
    unclear = describe_unclear(draft, has_rest=bool(draft.choices))
    return Reply(message=build_similar_account(bot.speak(rep), unclear, twins=twins))


async def create_account_anyway(bot: Bot, interaction: Interaction) -> Reply:
    """Create the account named in a draft without asking, and store the draft."""
    rep = interaction.person.rep
    draft = await open_unclear_name(bot, interaction, interaction.read(DraftRef))
    if isinstance(draft, Reply):
        return draft
    account = await add_account(bot.database, bot.accounts, rep=rep, name=draft.typed_name, now=bot.now())
    return await _finish(bot, interaction, draft, account)


async def log_correction(bot: Bot, interaction: Interaction) -> Reply:
    """Log the line in a correction as a new one, since no entry that is there was meant."""
    rep = interaction.person.rep
    draft = await get_draft(bot.database, rep=rep, draft_id=interaction.read(DraftRef).draft_id)
    text = await find_line_in_correction(bot.database, bot.accounts, rep=rep, draft=draft)
    typed = TypedLine(rep=rep, text=text, request_key=f"{draft.request_key}:line", now=draft.said_at)
    return await _log_typed(bot, interaction, typed)


async def cancel(bot: Bot, interaction: Interaction) -> Reply:
    """Forget a kept line, and give it back as text; what has become an entry since is shown, with the way back."""
    rep = interaction.person.rep
    draft = await open_kept_line(bot, interaction, interaction.read(DraftRef).draft_id)
    if isinstance(draft, LoggedLine):
        return await show_line(bot, interaction, draft)
    await drop_draft(bot.database, rep=rep, draft_id=draft.id)
    return Reply(message=build_draft_cancelled(bot.speak(rep), line=draft.text))


async def _finish(bot: Bot, interaction: Interaction, draft: Draft, account: NamedAccount) -> Reply:
    if draft.entry_id is not None:
        return await correct_draft_account(bot, interaction, draft, account)
    return await finish_line(bot, interaction, draft, account=account)


async def _show_help(bot: Bot, interaction: Interaction) -> Reply:
    return Reply(message=build_log_help(bot.speak(interaction.person.rep), command=bot.commands.log))


async def _list_entries(bot: Bot, interaction: Interaction) -> Reply:
    rep = interaction.person.rep
    entries = await list_latest(bot.database, rep=rep)
    return Reply(message=build_entry_list(bot.speak(rep), entries, command=bot.commands.log))


async def _undo_last(bot: Bot, interaction: Interaction) -> Reply:
    rep = interaction.person.rep
    undone = await undo_last_entry(bot.database, rep=rep, request_key=interaction.request_key, now=bot.now())
    if isinstance(undone, RemovedEntries):
        return Reply(message=build_activity_removed(bot.speak(rep), undone))
    return Reply(message=build_nothing_typed(bot.speak(rep), undone))


async def log_line(bot: Bot, interaction: Interaction) -> Reply:
    """Log what was typed, or ask about it; it corrects nothing."""
    person = interaction.person
    typed = TypedLine(rep=person.rep, text=interaction.text, request_key=interaction.request_key, now=bot.now())
    return await _log_typed(bot, interaction, typed)


async def answer_with_whom(bot: Bot, interaction: Interaction) -> Reply | None:
    """Log the line whose account was just asked for with the name that is typed now; None when nothing was asked."""
    person = interaction.person
    typed = TypedLine(rep=person.rep, text=interaction.text, request_key=interaction.request_key, now=bot.now())
    line = await take_nameless(bot.database, bot.accounts, typed)
    return None if line is None else await _log_typed(bot, interaction, replace(typed, text=line))


async def _log_typed(bot: Bot, interaction: Interaction, typed: TypedLine) -> Reply:
    person = interaction.person
    try:
        outcome = await log_typed_line(bot.database, bot.accounts, typed)
    except LogLineError as error:
        if not interaction.opens_forms and is_no_line(error):
            return Reply(message=build_not_understood(bot.speak(person.rep), line=typed.text))
        if isinstance(error, AccountMissing):
            await keep_nameless(bot.database, typed)
        return explain_line(bot, interaction, error, line=typed.text)
    if isinstance(outcome, PendingLine):
        told = await answer_no_contact(bot, interaction, outcome)
        return told or Reply(message=ask_about_line(bot, person, outcome, line=typed.text))
    return await show_line(bot, interaction, outcome)


COMMANDS: Handlers = {"log": handle_log}
WORDS: Handlers = {
    **dict.fromkeys(("help", "hulp", "?", "uitleg"), _show_help),
    **dict.fromkeys(("list", "lijst", "laatste"), _list_entries),
    **dict.fromkeys(("klopt niet", "dat klopt niet", "dat is fout", "that is wrong", "that's wrong"), _list_entries),
    **dict.fromkeys(("undo", "ongedaan", "ongedaan maken", "herstel", "terug"), _undo_last),
    **dict.fromkeys(("maak ongedaan", "maak dat ongedaan", "haal dat weg", "verwijder dat"), _undo_last),
    **dict.fromkeys(("undo that", "undo it", "undo last", "delete that", "remove that"), _undo_last),
}
BUTTONS: Handlers = {
    "draft_choose": choose_account,
    "draft_create": create_account,
    "draft_create_anyway": create_account_anyway,
    "draft_cancel": cancel,
    "correction_log": log_correction,
}
