"""The answer to a line that was kept: the question that it waits for, or what it became after a choice."""

from dataclasses import replace

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.home.day import LoggedLine
from bot.domain.log.errors import AccountAmbiguous, AccountUnknown, ActivityInFuture, ContactNotMade, LogLineError
from bot.interactions.interaction import Interaction, Reply
from bot.interactions.log.logged import answer_line
from bot.messages.accounts.account_unclear import UnclearName, build_account_ambiguous, build_account_unknown
from bot.messages.home.no_contact import build_no_contact
from bot.messages.log.line_unclear import (
    build_appointment_set,
    build_day_unclear,
    build_kind_unclear,
    build_referral_told,
    build_score_told,
)
from bot.messages.text.button_values import DraftRef
from bot.messages.text.message import Message
from bot.messages.text.problem import build_problem
from bot.services.bot import Bot
from bot.services.log.finish_draft import finish_draft
from bot.services.log.log_typed_line import open_draft
from bot.services.log.pending_line import LineOptions, PendingLine
from bot.services.people.person_cache import Person
from bot.storage.log.drafts import Draft


def ask_about_line(bot: Bot, person: Person, pending: PendingLine, *, line: str) -> Message:
    """Ask what a kept line waits for: its account, its kind, or what a day still to come is."""
    words, reason, draft_id = bot.speak(person.rep), pending.reason, pending.draft_id
    if isinstance(reason, AccountUnknown | AccountAmbiguous):
        build = build_account_unknown if isinstance(reason, AccountUnknown) else build_account_ambiguous
        unclear = replace(describe_unclear(pending.draft, has_rest=pending.has_rest), line=line)
        return build(words, unclear, candidates=reason.candidates)
    options = pending.options or LineOptions(kinds=())
    if options.score is not None:
        return build_score_told(words, options.score, draft_id=draft_id, line=line, account=options.account)
    if options.referral is not None:
        return build_referral_told(words, options.referral, draft_id=draft_id, line=line)
    if isinstance(reason, ContactNotMade):
        return build_no_contact(
            words, reason.told, draft_id=draft_id, step=options.step, kind=next(iter(options.kinds), None)
        )
    if isinstance(reason, ActivityInFuture):
        can_plan = options.step is not None
        return build_day_unclear(words, reason, draft_id=draft_id, line=line, can_plan=can_plan)
    return ask_kind(bot, person, pending, line=line)


def ask_kind(bot: Bot, person: Person, pending: PendingLine, *, line: str) -> Message:
    """Ask which kind of contact a kept line tells of."""
    options, reason = pending.options or LineOptions(kinds=()), pending.reason
    assert not isinstance(reason, AccountUnknown | AccountAmbiguous | ContactNotMade)  # noqa: S101 - asked about before
    return build_kind_unclear(
        bot.speak(person.rep),
        reason,
        draft_id=pending.draft_id,
        line=line,
        account=options.account,
        kinds=options.kinds,
        own_kinds=person.rep.own_kinds,
        step=options.step,
    )


async def open_kept_line(bot: Bot, interaction: Interaction, draft_id: int) -> Draft | LoggedLine:
    """Return a kept line of the rep, or the entries that it has become since."""
    return await open_draft(bot.database, rep=interaction.person.rep, draft_id=draft_id, now=bot.now())


async def open_unclear_name(bot: Bot, interaction: Interaction, asked: DraftRef) -> Draft | Reply:
    """Return the draft of a button, or the reply when it has been stored since or waits for another name by now."""
    draft = await open_kept_line(bot, interaction, asked.draft_id)
    if isinstance(draft, LoggedLine):
        return await show_line(bot, interaction, draft)
    if asked.typed == draft.typed_name or not (asked.typed or draft.choices):
        return draft
    return await finish_line(bot, interaction, draft)


def describe_unclear(draft: Draft, *, has_rest: bool) -> UnclearName:
    """Return the name that a kept line waits for."""
    return UnclearName(
        draft_id=draft.id, line=draft.text, typed=draft.typed_name, is_first=not draft.choices, has_rest=has_rest
    )


async def finish_line(
    bot: Bot, interaction: Interaction, draft: Draft, *, account: NamedAccount | None = None
) -> Reply:
    """Store a kept line with the choices made so far, or ask for the next."""
    person = interaction.person
    try:
        outcome = await finish_draft(
            bot.database, bot.accounts, rep=person.rep, draft=draft, account=account, now=bot.now()
        )
    except LogLineError as error:
        return explain_line(bot, interaction, error, line=draft.text)
    if isinstance(outcome, PendingLine):
        return Reply(message=ask_about_line(bot, person, outcome, line=draft.text))
    if isinstance(outcome, LoggedLine):
        return await show_line(bot, interaction, outcome)
    return Reply(message=build_appointment_set(bot.speak(person.rep), outcome))


async def show_line(bot: Bot, interaction: Interaction, line: LoggedLine) -> Reply:
    """Show a line as it was stored."""
    return Reply(message=await answer_line(bot, person=interaction.person, line=line))


def explain_line(bot: Bot, interaction: Interaction, error: LogLineError, *, line: str) -> Reply:
    """Say why a line cannot be stored, and return it."""
    words = bot.speak(interaction.person.rep)
    return Reply(message=build_problem(words, error, commands=bot.commands, line=line))
