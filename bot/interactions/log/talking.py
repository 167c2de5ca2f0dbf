"""Corrections by talking: the line itself, and the buttons of the questions that it may need (K12)."""

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.home.day import LoggedLine
from bot.domain.log.correcting import DayPlace
from bot.interactions.interaction import Handlers, Interaction, Reply
from bot.interactions.log.logged import answer_below, answer_line
from bot.interactions.log.pending import ask_about_line
from bot.messages.log.correction import build_day_asked, build_entry_asked, tell_corrected
from bot.messages.text.button_values import CorrectionChoice
from bot.messages.text.message import Message
from bot.services.accounts.find_subject import get_account
from bot.services.bot import Bot
from bot.services.log.correct_by_talking import (
    Chosen,
    Corrected,
    CorrectionOutcome,
    DayAsked,
    EntryAsked,
    correct_as_chosen,
    correct_by_talking,
)
from bot.services.log.log_typed_line import TypedLine, get_draft
from bot.services.log.pending_line import PendingLine
from bot.services.people.person_cache import Person
from bot.storage.log.drafts import Draft


async def answer_correction(bot: Bot, interaction: Interaction) -> Reply | None:
    """Correct what was typed before and tell what it was and is, None when the line is no correction."""
    person = interaction.person
    typed = TypedLine(rep=person.rep, text=interaction.text, request_key=interaction.request_key, now=bot.now())
    outcome = await correct_by_talking(bot.database, bot.accounts, typed)
    return None if outcome is None else await _tell(bot, person, outcome, line=interaction.text)


async def choose(bot: Bot, interaction: Interaction) -> Reply:
    """Correct the entry that was chosen, its day read as was chosen."""
    said, rep = interaction.read(CorrectionChoice), interaction.person.rep
    draft = await get_draft(bot.database, rep=rep, draft_id=said.draft_id)
    account = None
    if said.account_id is not None:
        account = await get_account(bot.database, rep=rep, account_id=said.account_id)
    return await _apply(bot, interaction, draft, Chosen(said.entry_id, bot.now(), said.place, account))


async def correct_draft_account(bot: Bot, interaction: Interaction, draft: Draft, account: NamedAccount) -> Reply:
    """Correct the entry of a draft with the account that was chosen or created."""
    assert draft.entry_id is not None  # noqa: S101 - asked for drafts that correct an entry only
    return await _apply(bot, interaction, draft, Chosen(draft.entry_id, bot.now(), account=account))


async def _apply(bot: Bot, interaction: Interaction, draft: Draft, chosen: Chosen) -> Reply:
    person = interaction.person
    outcome = await correct_as_chosen(bot.database, bot.accounts, rep=person.rep, draft=draft, chosen=chosen)
    return await _tell(bot, person, outcome, line=draft.text)


async def _tell(bot: Bot, person: Person, outcome: CorrectionOutcome, *, line: str) -> Reply:
    words = bot.speak(person.rep)
    match outcome:
        case Corrected():
            return Reply(message=await _tell_corrected(bot, person, outcome))
        case LoggedLine():
            return Reply(message=await answer_line(bot, person=person, line=outcome))
        case EntryAsked():
            return Reply(
                message=build_entry_asked(
                    words,
                    draft_id=outcome.draft_id,
                    entries=outcome.entries,
                    can_be_line=outcome.can_be_line,
                    line=line,
                )
            )
        case DayAsked():
            choice = CorrectionChoice(outcome.draft_id, outcome.entry_id, DayPlace.HAPPENED, outcome.account_id)
            message = build_day_asked(words, happened=choice, on=outcome.happened, step=outcome.step, line=line)
            return Reply(message=message)
        case PendingLine():
            return Reply(message=ask_about_line(bot, person, outcome, line=line))


async def _tell_corrected(bot: Bot, person: Person, corrected: Corrected) -> Message:
    return tell_corrected(
        bot.speak(person.rep),
        below=await answer_below(bot, person=person, logged=corrected.logged, changed=True),
        before=corrected.before,
        after=corrected.logged.entry,
        today=corrected.logged.today,
        revision_id=corrected.revision_id,
    )


BUTTONS: Handlers = {"correction_choose": choose}
