"""Buttons under a log entry: undo, edit, delete, next step, and the form for the follow-up contact."""

from dataclasses import replace

from bot.domain.home.day import RemovedEntries
from bot.domain.log.activity import Kind, NextStep
from bot.interactions.interaction import Attachment, Handlers, Interaction, Reply, Shown, added, unless_on_page
from bot.interactions.log.form import open_log_form
from bot.interactions.log.logged import answer_below, answer_entry
from bot.messages.deals.deal_closed import build_step_kept
from bot.messages.home.day_view import build_step_settled, build_step_silenced
from bot.messages.log.entries_removed import (
    build_activity_removed,
    build_entries_restored,
    describe_removed,
    tell_restored,
)
from bot.messages.log.entry_list import build_entry_list
from bot.messages.log.log_form import build_edit_form
from bot.messages.people.setup import build_calendar_failed, build_calendar_sent
from bot.messages.text.button_values import AccountRef, EntryAlso, EntryRef, EntryStep, LineRef, RevisionRef, StepRef
from bot.services.accounts.find_subject import find_account_option, find_step_option
from bot.services.bot import Bot
from bot.services.calendar.calendar_file import write_step_file
from bot.services.home.load_day import list_latest
from bot.services.log.change_entry import add_next_step, find_entry, load_entry
from bot.services.log.restore_entry import restore_revision
from bot.services.log.settle_step import keep_both, miss_step, move_step, rest_step
from bot.services.log.undo_entry import remove_entry, remove_line

CALENDAR_FILE = "ritme.ics"


async def undo(bot: Bot, interaction: Interaction) -> Reply:
    """Undo the entry that was just logged."""
    removed = await _remove(bot, interaction)
    return Reply(message=build_activity_removed(bot.speak(interaction.person.rep), removed))


async def undo_line(bot: Bot, interaction: Interaction) -> Reply:
    """Undo the line that was just logged, with all its activities."""
    rep = interaction.person.rep
    line_key = interaction.read(LineRef).line_key
    removed = await remove_line(
        bot.database, rep=rep, line_key=line_key, request_key=interaction.request_key, now=bot.now()
    )
    return Reply(message=build_activity_removed(bot.speak(rep), removed))


async def delete(bot: Bot, interaction: Interaction) -> Reply:
    """Delete one of the latest entries, and list the remaining ones below the way back."""
    removed = await _remove(bot, interaction)
    if interaction.is_on_page:
        return Reply()
    rep = interaction.person.rep
    words = bot.speak(rep)
    listed = build_entry_list(words, await list_latest(bot.database, rep=rep), command=bot.commands.log)
    return Reply(message=replace(listed, parts=(*describe_removed(words, removed), *listed.parts)))


async def restore(bot: Bot, interaction: Interaction) -> Reply:
    """Put back what was changed or removed, as it was."""
    person = interaction.person
    revision_id = interaction.read(RevisionRef).revision_id
    restored = await restore_revision(bot.database, rep=person.rep, revision_id=revision_id, now=bot.now())
    if interaction.is_on_page:
        return Reply()
    if len(restored.entries) > 1:
        return Reply(message=build_entries_restored(bot.speak(person.rep), restored))
    logged = await load_entry(bot.database, rep=person.rep, entry_id=restored.entries[0].id, now=bot.now())
    below = await answer_below(bot, person=person, logged=logged)
    return Reply(message=tell_restored(bot.speak(person.rep), logged.entry, below=below))


async def edit(bot: Bot, interaction: Interaction) -> Reply:
    """Open the form of an entry; its answer replaces the message."""
    rep = interaction.person.rep
    entry = await find_entry(bot.database, rep=rep, entry_id=interaction.read(EntryRef).entry_id)
    form = replace(build_edit_form(bot.speak(rep), entry, own_kinds=rep.own_kinds), subject=interaction.value)
    return Reply(form=form, shown=Shown.REPLACED)


async def pick_step(bot: Bot, interaction: Interaction) -> Reply:
    """Set an entry's next step to the picked local day."""
    if interaction.picked is None:
        return Reply()
    return await _set_step(bot, interaction, interaction.read(EntryRef).entry_id, NextStep(date=interaction.picked))


async def accept_step(bot: Bot, interaction: Interaction) -> Reply:
    """Set an entry's next step to the suggested one."""
    offered = interaction.read(EntryStep)
    return await _set_step(bot, interaction, offered.entry_id, NextStep(date=offered.day, time=offered.at))


async def agree_none(bot: Bot, interaction: Interaction) -> Reply:
    """Record that no next step was agreed; the question is not repeated (V2)."""
    person = interaction.person
    entry_id = interaction.read(EntryRef).entry_id
    logged = await load_entry(bot.database, rep=person.rep, entry_id=entry_id, now=bot.now())
    return Reply(message=await answer_entry(bot, person=person, logged=logged, none_agreed=True))


async def send_calendar_file(bot: Bot, interaction: Interaction) -> Reply:
    """Send an entry's next step as a calendar file (iCalendar)."""
    rep = interaction.person.rep
    words = bot.speak(rep)
    entry = await find_entry(bot.database, rep=rep, entry_id=interaction.read(EntryRef).entry_id)
    failed = build_calendar_failed(words)
    if entry.next_step is None:
        return added(failed)
    content = write_step_file(entry, zone=rep.zone, now=bot.now(), unnamed=words.plain("today.no_account"))
    return Reply(
        message=build_calendar_sent(words),
        shown=Shown.ADDED,
        attachment=Attachment(name=CALENDAR_FILE, content=content, failed=failed),
    )


async def log_step(bot: Bot, interaction: Interaction) -> Reply:
    """Open the log form for the contact that a next step is about."""
    step_id = interaction.read(StepRef).step_id
    account = await find_step_option(bot.database, rep=interaction.person.rep, step_id=step_id)
    return open_log_form(bot, interaction, kind=Kind.CALL, account=account)


async def log_account(bot: Bot, interaction: Interaction) -> Reply:
    """Open the log form for an account."""
    account_id = interaction.read(AccountRef).account_id
    account = await find_account_option(bot.database, rep=interaction.person.rep, account_id=account_id)
    return open_log_form(bot, interaction, kind=Kind.CALL, account=account)


async def log_also(bot: Bot, interaction: Interaction) -> Reply:
    """Open the log form for another activity that an entry's line may have told of."""
    also, rep = interaction.read(EntryAlso), interaction.person.rep
    entry = await find_entry(bot.database, rep=rep, entry_id=also.entry_id)
    account = None
    if entry.account_id is not None:
        account = await find_account_option(bot.database, rep=rep, account_id=entry.account_id)
    return open_log_form(bot, interaction, kind=also.kind, account=account)


async def move_open_step(bot: Bot, interaction: Interaction) -> Reply:
    """Move an overdue step to the picked local day."""
    day, rep = interaction.picked, interaction.person.rep
    if day is None:
        return Reply()
    step_id = interaction.read(StepRef).step_id
    step = await move_step(bot.database, rep=rep, step_id=step_id, due_on=day, now=bot.now())
    return unless_on_page(interaction, added(build_step_settled(bot.speak(rep), step, moved_to=day)))


async def miss_open_step(bot: Bot, interaction: Interaction) -> Reply:
    """Close a step as missed."""
    rep = interaction.person.rep
    step = await miss_step(bot.database, rep=rep, step_id=interaction.read(StepRef).step_id, now=bot.now())
    return unless_on_page(interaction, added(build_step_settled(bot.speak(rep), step)))


async def keep_both_steps(bot: Bot, interaction: Interaction) -> Reply:
    """Keep a step beside the later one that took its place (K12)."""
    rep = interaction.person.rep
    step = await keep_both(bot.database, rep=rep, step_id=interaction.read(StepRef).step_id)
    return unless_on_page(interaction, added(build_step_kept(bot.speak(rep), step)))


async def silence_step(bot: Bot, interaction: Interaction) -> Reply:
    """Let an open step rest: it stays on the Home page, and no morning names it again (K5)."""
    rep = interaction.person.rep
    step = await rest_step(bot.database, rep=rep, step_id=interaction.read(StepRef).step_id, now=bot.now())
    return unless_on_page(interaction, added(build_step_silenced(bot.speak(rep), step)))


async def _remove(bot: Bot, interaction: Interaction) -> RemovedEntries:
    rep, entry_id = interaction.person.rep, interaction.read(EntryRef).entry_id
    return await remove_entry(
        bot.database, rep=rep, entry_id=entry_id, request_key=interaction.request_key, now=bot.now()
    )


async def _set_step(bot: Bot, interaction: Interaction, entry_id: int, step: NextStep) -> Reply:
    person = interaction.person
    logged = await add_next_step(bot.database, rep=person.rep, entry_id=entry_id, next_step=step, now=bot.now())
    return Reply(message=await answer_entry(bot, person=person, logged=logged, changed=True))


BUTTONS: Handlers = {
    "entry_undo": undo,
    "line_undo": undo_line,
    "entry_delete": delete,
    "entry_restore": restore,
    "entry_edit": edit,
    "step_pick": pick_step,
    "step_take": accept_step,
    "step_none": agree_none,
    "step_calendar": send_calendar_file,
    "step_log": log_step,
    "step_move": move_open_step,
    "step_missed": miss_open_step,
    "step_silent": silence_step,
    "step_both": keep_both_steps,
    "account_log": log_account,
    "entry_also": log_also,
}
