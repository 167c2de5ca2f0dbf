"""Suggest questions for a customer, and handle the buttons that record the rep's response (V3, V4)."""

from dataclasses import replace

from bot.domain.deals.deals import Deal, DealState
from bot.domain.log.errors import AccountAmbiguous, AccountUnknown
from bot.domain.questions.closed_deal import find_latest_closed
from bot.interactions.interaction import Handlers, Interaction, Reply, Shown, added
from bot.interactions.questions.playbook import EDIT_WORDS, open_playbook
from bot.interactions.questions.wording import LIST_WORDS, list_questions
from bot.messages.questions.advice import (
    build_advice,
    build_ask_choice,
    build_ask_help,
    build_asked,
    build_deal_question,
)
from bot.messages.questions.closed_deal import build_closed_advice
from bot.messages.text.button_values import AccountRef, DealRef, QuestionUseRef
from bot.messages.text.message import Message
from bot.services.accounts.find_named import find_named_account
from bot.services.accounts.find_subject import get_account
from bot.services.bot import Bot
from bot.services.deals.load_deals import find_deal, list_account_deals, list_deals_by_need
from bot.services.people.person_cache import Person
from bot.services.questions.advise_closed import advise_closed
from bot.services.questions.suggest_questions import AskAbout, QuestionResponse, save_response, suggest_questions

HELP_WORDS = frozenset({"", "help", "hulp", "?"})


async def handle_ask(bot: Bot, interaction: Interaction) -> Reply:
    """Suggest questions for the named account, or run the subcommand in the first word."""
    typed = interaction.text.strip()
    first, _, rest = typed.partition(" ")
    if typed.casefold() in EDIT_WORDS:
        return await open_playbook(bot, interaction)
    if first.casefold() in LIST_WORDS:
        return Reply(message=await list_questions(bot, person=interaction.person, typed=rest))
    if typed.casefold() in HELP_WORDS:
        return await _show_help(bot, interaction)
    return await _ask_named(bot, interaction.person, typed)


async def ask_deal(bot: Bot, interaction: Interaction) -> Reply:
    """Suggest questions for a deal."""
    deal_id = interaction.read(DealRef).deal_id
    deal = await find_deal(bot.database, person=interaction.person, deal_id=deal_id)
    return added(await _suggest(bot, interaction.person, AskAbout(account_id=deal.account_id, deal_id=deal.id)))


async def ask_account(bot: Bot, interaction: Interaction) -> Reply:
    """Suggest questions for an account."""
    account_id = interaction.read(AccountRef).account_id
    account = await get_account(bot.database, rep=interaction.person.rep, account_id=account_id)
    return added(await _ask_account(bot, interaction.person, account.id))


async def mark_asked(bot: Bot, interaction: Interaction) -> Reply:
    """Record that a question was asked, and offer to log the contact."""
    person = interaction.person
    account = await save_response(
        bot.database, person=person, said=_read_said(interaction, is_asked=True), now=bot.now()
    )
    return Reply(message=build_asked(bot.speak(person.rep), account_id=account.id, account_name=account.name))


async def mark_asked_below(bot: Bot, interaction: Interaction) -> Reply:
    """Record the same from a message with more in it than the question, which is left in place."""
    return replace(await mark_asked(bot, interaction), shown=Shown.ADDED)


async def mark_refused(bot: Bot, interaction: Interaction) -> Reply:
    """Record that the rep rejects a question for good, and suggest the next one."""
    person, said = interaction.person, _read_said(interaction, is_asked=False)
    await save_response(bot.database, person=person, said=said, now=bot.now())
    return Reply(message=await _suggest(bot, person, said.about, notice="noted_refused"))


async def ask_other(bot: Bot, interaction: Interaction) -> Reply:
    """Suggest questions other than those suggested today."""
    use = interaction.read(QuestionUseRef)
    about = AskAbout(use.account_id, use.deal_id, other_for=interaction.request_key)
    return Reply(message=await _suggest(bot, interaction.person, about))


async def _show_help(bot: Bot, interaction: Interaction) -> Reply:
    person = interaction.person
    deals = await list_deals_by_need(bot.database, person=person, now=bot.now())
    return Reply(
        message=build_ask_help(
            bot.speak(person.rep), ask=bot.commands.in_language(person.rep.language).ask, deals=deals
        )
    )


async def _ask_named(bot: Bot, person: Person, typed: str) -> Reply:
    try:
        account = await find_named_account(bot.accounts, rep=person.rep, typed=typed)
    except (AccountUnknown, AccountAmbiguous) as error:
        return Reply(message=build_ask_choice(bot.speak(person.rep), error))
    return Reply(message=await _ask_account(bot, person, account.id))


async def _ask_account(bot: Bot, person: Person, account_id: int) -> Message:
    """Suggest questions for an account's only open deal; when it has several, ask which one.

    Where the last deal was closed, offer what is left of that instead (K1).
    """
    known = await list_account_deals(bot.database, person=person, account_id=account_id)
    still_open = [deal for deal in known if deal.state is DealState.OPEN]
    if len(still_open) > 1:
        return build_deal_question(bot.speak(person.rep), still_open)
    closed = find_latest_closed(known)
    if closed is not None:
        return await _advise_closed(bot, person, closed)
    deal_id = still_open[0].id if still_open else None
    return await _suggest(bot, person, AskAbout(account_id=account_id, deal_id=deal_id))


async def _suggest(bot: Bot, person: Person, about: AskAbout, *, notice: str = "") -> Message:
    """Suggest questions; for a deal that has been closed in the meantime there are none."""
    if about.deal_id is not None:
        deal = await find_deal(bot.database, person=person, deal_id=about.deal_id)
        if deal.state is not DealState.OPEN:
            return await _advise_closed(bot, person, deal)
    advice = await suggest_questions(bot.database, person=person, about=about, now=bot.now())
    return build_advice(bot.speak(person.rep), advice, notice=notice)


async def _advise_closed(bot: Bot, person: Person, deal: Deal) -> Message:
    advice = await advise_closed(bot.database, person=person, deal=deal, now=bot.now())
    return build_closed_advice(bot.speak(person.rep), advice)


def _read_said(interaction: Interaction, *, is_asked: bool) -> QuestionResponse:
    use = interaction.read(QuestionUseRef)
    about = AskAbout(account_id=use.account_id, deal_id=use.deal_id)
    return QuestionResponse(about=about, question_id=use.question_id, situation=use.situation, is_asked=is_asked)


COMMANDS: Handlers = {"ask": handle_ask}
BUTTONS: Handlers = {
    "question_ask": ask_deal,
    "question_for": ask_account,
    "question_done": mark_asked_below,
    "question_asked": mark_asked,
    "question_other": ask_other,
    "question_refused": mark_refused,
}
