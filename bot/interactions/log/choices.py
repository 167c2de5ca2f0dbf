"""Buttons under a line that was kept: its kind, an appointment, today after all, a score or an introduction."""

from dataclasses import replace

from bot.domain.home.day import LoggedLine
from bot.domain.log.errors import DraftGone
from bot.domain.log.log_line import DayChoice
from bot.interactions.certainties.feedback import confirm_feedback
from bot.interactions.certainties.referrals import keep_line
from bot.interactions.interaction import Handlers, Interaction, Reply, unless_on_page
from bot.interactions.log.pending import ask_kind, finish_line, open_kept_line, show_line
from bot.messages.log.line_unclear import build_appointment_cancelled
from bot.messages.text.button_values import DraftKind, DraftRef, StepRef
from bot.services.accounts.find_named import find_named_account
from bot.services.bot import Bot
from bot.services.certainties.save_feedback import CustomerOpinion, save_feedback
from bot.services.log.finish_draft import weigh_draft
from bot.services.log.pending_line import LineOptions
from bot.services.log.plan_appointment import cancel_appointment
from bot.storage.log.drafts import Draft


async def choose_kind(bot: Bot, interaction: Interaction) -> Reply:
    """Store a kept line as the kind that was chosen."""
    chosen = interaction.read(DraftKind)
    draft = await open_kept_line(bot, interaction, chosen.draft_id)
    if isinstance(draft, LoggedLine):
        return await show_line(bot, interaction, draft)
    return await finish_line(bot, interaction, draft.choose_kind(chosen.kind, chosen.own_kind_id))


async def plan(bot: Bot, interaction: Interaction) -> Reply:
    """Store a kept line as an appointment on its day still to come."""
    return await _choose_day(bot, interaction, DayChoice.APPOINTMENT)


async def done_today(bot: Bot, interaction: Interaction) -> Reply:
    """Store a kept line with a day still to come as done today."""
    return await _choose_day(bot, interaction, DayChoice.TODAY)


async def ask_contact(bot: Bot, interaction: Interaction) -> Reply:
    """Ask for the kind of a line that sounded like a score or an introduction."""
    draft = await open_kept_line(bot, interaction, interaction.read(DraftRef).draft_id)
    if isinstance(draft, LoggedLine):
        return await show_line(bot, interaction, draft)
    pending = await weigh_draft(bot.accounts, rep=interaction.person.rep, draft=draft)
    return Reply(message=ask_kind(bot, interaction.person, pending, line=draft.text))


async def keep_score(bot: Bot, interaction: Interaction) -> Reply:
    """Keep the score in a line as the customer's feedback, once."""
    rep = interaction.person.rep
    draft, options = await _open_options(bot, interaction)
    if options.score is None:
        raise DraftGone
    account = await find_named_account(bot.accounts, rep=rep, typed=options.account)
    opinion = CustomerOpinion(account, options.score.score, options.score.words)
    feedback = await save_feedback(bot.database, rep=rep, opinion=opinion, request_key=draft.request_key, now=bot.now())
    return Reply(message=await confirm_feedback(bot, rep, feedback))


async def keep_referral(bot: Bot, interaction: Interaction) -> Reply:
    """Keep the introduction in a line as a referral, once."""
    rep = interaction.person.rep
    draft, options = await _open_options(bot, interaction)
    line = options.referral
    if line is None:
        raise DraftGone
    giver = await find_named_account(bot.accounts, rep=rep, typed=line.giver)
    return Reply(message=await keep_line(bot, rep, giver, line, request_key=draft.request_key))


async def undo_appointment(bot: Bot, interaction: Interaction) -> Reply:
    """Take back an appointment that was set from a line."""
    rep = interaction.person.rep
    step = await cancel_appointment(bot.database, rep=rep, step_id=interaction.read(StepRef).step_id)
    return unless_on_page(interaction, Reply(message=build_appointment_cancelled(bot.speak(rep), step)))


async def _choose_day(bot: Bot, interaction: Interaction, day: DayChoice) -> Reply:
    draft = await open_kept_line(bot, interaction, interaction.read(DraftRef).draft_id)
    if isinstance(draft, LoggedLine):
        return await show_line(bot, interaction, draft)
    return await finish_line(bot, interaction, replace(draft, chosen_day=day))


async def _open_options(bot: Bot, interaction: Interaction) -> tuple[Draft, LineOptions]:
    """Return a kept line and what it may have been; one that has become a contact has no other use any more."""
    draft = await open_kept_line(bot, interaction, interaction.read(DraftRef).draft_id)
    if isinstance(draft, LoggedLine):
        raise DraftGone
    pending = await weigh_draft(bot.accounts, rep=interaction.person.rep, draft=draft)
    return draft, pending.options or LineOptions(kinds=())


BUTTONS: Handlers = {
    "draft_kind": choose_kind,
    "draft_plan": plan,
    "draft_today": done_today,
    "draft_contact": ask_contact,
    "draft_feedback": keep_score,
    "draft_referral": keep_referral,
    "step_undo": undo_appointment,
}
