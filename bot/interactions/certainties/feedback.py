"""Handlers for customer feedback: log it, plan a next step, report the improvement to the customer, delete it (Z2)."""

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.certainties.feedback import BEST, LEAST, Feedback
from bot.domain.certainties.feedback_line import parse_feedback
from bot.domain.log.errors import AccountAmbiguous, AccountUnknown
from bot.domain.people.people import Rep
from bot.interactions.interaction import Handlers, Interaction, Reply, Shown, added
from bot.messages.certainties.feedback import (
    FEEDBACK_FORM,
    build_feedback_choice,
    build_feedback_form,
    build_feedback_kept,
    build_feedback_list,
    build_feedback_removed,
    build_promised,
    build_told,
)
from bot.messages.text.button_values import AccountRef, FeedbackRef, FeedbackStart
from bot.messages.text.message import Message
from bot.services.accounts.find_named import find_named_account
from bot.services.accounts.find_subject import get_account
from bot.services.bot import Bot
from bot.services.certainties.good_news import find_good_news_veto
from bot.services.certainties.list_feedback import list_latest_feedback
from bot.services.certainties.save_feedback import (
    CustomerOpinion,
    mark_customer_told,
    promise_because_of,
    remove_feedback,
    save_feedback,
)
from bot.services.people.person_cache import Person

LIST_WORDS = frozenset({"", "help", "hulp", "?", "lijst", "list"})


async def handle_feedback(bot: Bot, interaction: Interaction) -> Reply:
    """Save typed feedback; without a score open the form, without an account list the latest feedback."""
    person = interaction.person
    if interaction.text.strip().casefold() in LIST_WORDS:
        return Reply(message=await _list(bot, person))
    index = await bot.accounts.get_index(person.rep.workspace_id)
    line = parse_feedback(interaction.text, is_account=lambda typed: bool(index.find_exact(typed)))
    try:
        account = await find_named_account(bot.accounts, rep=person.rep, typed=line.account)
    except (AccountUnknown, AccountAmbiguous) as error:
        return Reply(message=build_feedback_choice(bot.speak(person.rep), error, line))
    if line.score is None:
        return await _ask_score(bot, person, account, said=line.words)
    return await _keep(bot, interaction, CustomerOpinion(account, line.score, line.words))


async def open_feedback(bot: Bot, interaction: Interaction) -> Reply:
    """Open the feedback form for an account."""
    rep, begun = interaction.person.rep, interaction.read(FeedbackStart)
    account = await get_account(bot.database, rep=rep, account_id=begun.account_id)
    form = build_feedback_form(
        bot.speak(rep), account_id=account.id, account_name=account.name, score=begun.score, said=begun.words
    )
    return Reply(form=form, shown=Shown.ADDED)


async def submit(bot: Bot, interaction: Interaction) -> Reply:
    """Save the submitted feedback."""
    account_id = interaction.read(AccountRef).account_id
    account = await get_account(bot.database, rep=interaction.person.rep, account_id=account_id)
    if interaction.filled.choice("score") is None:
        return Reply(problems={"score": bot.speak(interaction.person.rep).plain("feedback.score_missing")})
    score = interaction.filled.number("score", default=LEAST, lowest=LEAST, highest=BEST)
    return await _keep(bot, interaction, CustomerOpinion(account, score, interaction.filled.text("words")))


async def mark_promised(bot: Bot, interaction: Interaction) -> Reply:
    """Add the next step that was promised after feedback, on the picked local day."""
    day, rep = interaction.picked, interaction.person.rep
    if day is None:
        return Reply()
    feedback_id = interaction.read(FeedbackRef).feedback_id
    feedback = await promise_because_of(bot.database, rep=rep, feedback_id=feedback_id, due_on=day, now=bot.now())
    return added(build_promised(bot.speak(rep), feedback, due_on=day))


async def mark_told(bot: Bot, interaction: Interaction) -> Reply:
    """Record that the customer was told what was improved."""
    rep, feedback_id = interaction.person.rep, interaction.read(FeedbackRef).feedback_id
    feedback = await mark_customer_told(bot.database, rep=rep, feedback_id=feedback_id, now=bot.now())
    poor = await find_good_news_veto(bot.database, rep=rep, account_id=feedback.account_id, now=bot.now())
    return added(build_told(bot.speak(rep), feedback, may_ask=poor is None))


async def undo(bot: Bot, interaction: Interaction) -> Reply:
    """Delete feedback."""
    rep, feedback_id = interaction.person.rep, interaction.read(FeedbackRef).feedback_id
    feedback = await remove_feedback(bot.database, rep=rep, feedback_id=feedback_id)
    return Reply(message=build_feedback_removed(bot.speak(rep), feedback))


async def _keep(bot: Bot, interaction: Interaction, opinion: CustomerOpinion) -> Reply:
    rep = interaction.person.rep
    feedback = await save_feedback(
        bot.database, rep=rep, opinion=opinion, request_key=interaction.request_key, now=bot.now()
    )
    return Reply(message=await confirm_feedback(bot, rep, feedback))


async def confirm_feedback(bot: Bot, rep: Rep, feedback: Feedback) -> Message:
    """Confirm stored feedback, with what to do about it."""
    poor = await find_good_news_veto(bot.database, rep=rep, account_id=feedback.account_id, now=bot.now())
    return build_feedback_kept(bot.speak(rep), feedback, poor=poor)


async def _ask_score(bot: Bot, person: Person, account: NamedAccount, *, said: str) -> Reply:
    """Show the account's earlier feedback, and open the form for a new score."""
    form = build_feedback_form(bot.speak(person.rep), account_id=account.id, account_name=account.name, said=said)
    return Reply(message=await _list(bot, person, account.id), form=form, shown=Shown.ADDED)


async def _list(bot: Bot, person: Person, account_id: int | None = None) -> Message:
    found = await list_latest_feedback(bot.database, rep=person.rep, now=bot.now(), account_id=account_id)
    return build_feedback_list(bot.speak(person.rep), found, command=bot.commands.feedback)


COMMANDS: Handlers = {"feedback": handle_feedback}
BUTTONS: Handlers = {
    "feedback_open": open_feedback,
    "feedback_promise": mark_promised,
    "feedback_told": mark_told,
    "feedback_undo": undo,
}
FORMS: Handlers = {FEEDBACK_FORM: submit}
