"""A line that tells of no contact: what is shown instead of storing one, and the buttons below it."""

from dataclasses import replace

from bot.domain.home.day import LoggedLine
from bot.domain.log.activity import Entry
from bot.domain.log.errors import ContactNotMade
from bot.domain.log.log_line import DayChoice
from bot.domain.log.next_steps import AgreedStep
from bot.domain.log.no_contact import NoContact, Stance
from bot.interactions.interaction import Handlers, Interaction, Reply, unless_on_page
from bot.interactions.log.pending import finish_line, open_kept_line, show_line
from bot.messages.calendar.step_values import StepDay
from bot.messages.home.day_view import build_step_settled
from bot.messages.home.no_contact import build_called_off, build_no_contact, build_step_back, build_step_dropped
from bot.messages.text.button_values import DraftKind, DraftRef, StepRef
from bot.services.bot import Bot
from bot.services.home.load_day import list_latest
from bot.services.home.load_home import load_own_agenda
from bot.services.log.pending_line import LineOptions, PendingLine
from bot.services.log.settle_step import drop_step, move_step, put_back_step

# Of each, the nearest ones; the Home page and the list have the rest.
STEPS_SHOWN, ENTRIES_SHOWN = 3, 3


async def answer_no_contact(bot: Bot, interaction: Interaction, pending: PendingLine) -> Reply | None:
    """Answer a line that tells of no contact, None for any other line that was kept."""
    reason, options = pending.reason, pending.options or LineOptions(kinds=())
    if not isinstance(reason, ContactNotMade):
        return None
    told, draft, kind = reason.told, pending.draft, next(iter(options.kinds), None)
    if told.stance is Stance.CALLED_OFF:
        anyway = DraftKind(draft.id, kind) if kind is not None else None
        return await _show_called_off(bot, interaction, told, anyway=anyway)
    if told.stance is Stance.REMINDER and (options.step is not None or told.account is None):
        return await finish_line(bot, interaction, replace(draft, chosen_day=DayChoice.APPOINTMENT))
    words = bot.speak(interaction.person.rep)
    message = build_no_contact(words, told, draft_id=draft.id, step=options.step, kind=kind)
    return Reply(message=message)


async def log_anyway(bot: Bot, interaction: Interaction) -> Reply:
    """Store a kept line that tells of no contact as one all the same."""
    chosen = interaction.read(DraftKind)
    draft = await open_kept_line(bot, interaction, chosen.draft_id)
    if isinstance(draft, LoggedLine):
        return await show_line(bot, interaction, draft)
    draft = replace(draft.choose_kind(chosen.kind, chosen.own_kind_id), chosen_day=DayChoice.TODAY)
    return await finish_line(bot, interaction, draft)


async def remind(bot: Bot, interaction: Interaction) -> Reply:
    """Store a kept line as a next step on the picked local day."""
    if interaction.picked is None:
        return Reply()
    draft = await open_kept_line(bot, interaction, interaction.read(DraftRef).draft_id)
    if isinstance(draft, LoggedLine):
        return await show_line(bot, interaction, draft)
    text = f"{draft.text} {interaction.picked:%d-%m-%Y}"
    return await finish_line(bot, interaction, replace(draft, text=text, chosen_day=DayChoice.APPOINTMENT))


async def drop(bot: Bot, interaction: Interaction) -> Reply:
    """Drop an open step."""
    rep = interaction.person.rep
    step = await drop_step(bot.database, rep=rep, step_id=interaction.read(StepRef).step_id)
    return unless_on_page(interaction, Reply(message=build_step_dropped(bot.speak(rep), step)))


async def move_to(bot: Bot, interaction: Interaction) -> Reply:
    """Move an open step to the day that was typed."""
    asked, rep = interaction.read(StepDay), interaction.person.rep
    step = await move_step(bot.database, rep=rep, step_id=asked.step_id, due_on=asked.day, now=bot.now())
    return unless_on_page(interaction, Reply(message=build_step_settled(bot.speak(rep), step, moved_to=asked.day)))


async def put_back(bot: Bot, interaction: Interaction) -> Reply:
    """Open a dropped step again."""
    rep = interaction.person.rep
    step = await put_back_step(bot.database, rep=rep, step_id=interaction.read(StepRef).step_id)
    return unless_on_page(interaction, Reply(message=build_step_back(bot.speak(rep), step)))


async def _show_called_off(bot: Bot, interaction: Interaction, told: NoContact, *, anyway: DraftKind | None) -> Reply:
    person = interaction.person
    agenda = await load_own_agenda(bot.database, person=person, now=bot.now())
    steps = [
        step for step in (*agenda.overdue, *agenda.today, *agenda.later) if not told.removes and _fits_step(step, told)
    ]
    today = bot.now().astimezone(person.rep.zone).date()
    entries = []
    if told.is_order and (told.removes or not steps) and (told.coming is None or told.past is not None):
        entries = [entry for entry in await list_latest(bot.database, rep=person.rep) if _fits_entry(entry, told)]
    message = build_called_off(
        bot.speak(person.rep),
        replace(told, coming=told.coming if told.coming is not None and told.coming > today else None),
        steps=steps[:STEPS_SHOWN],
        entries=entries[:ENTRIES_SHOWN],
        anyway=None if told.is_order else anyway,
    )
    return Reply(message=message)


def _fits_step(step: AgreedStep, told: NoContact) -> bool:
    return told.account is None or step.account_id == told.account.id


def _fits_entry(entry: Entry, told: NoContact) -> bool:
    is_there = told.account is None or entry.account_id == told.account.id
    is_kind = told.kind is None or entry.kind is told.kind
    return is_there and is_kind and (told.past is None or entry.day == told.past)


BUTTONS: Handlers = {
    "draft_anyway": log_anyway,
    "draft_remind": remind,
    "step_drop": drop,
    "step_back": put_back,
    "step_to": move_to,
}
