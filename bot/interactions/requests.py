"""What a message asks for in one's own words, found by a classifier: done when it is sure, else offered."""

from dataclasses import replace

from bot.domain.deals.deals import DealState
from bot.domain.home.requests import Request, load_request_reader
from bot.domain.log.asked_account import asks_when, is_question
from bot.domain.text.small_talk import Period, SmallTalk, Topic
from bot.interactions.accounts.cards import find_asked_card, find_named_in
from bot.interactions.agenda import show_agenda, show_agreed_there
from bot.interactions.calendar.free_days import change_free_days
from bot.interactions.certainties import method
from bot.interactions.deals import commands as deals
from bot.interactions.deals.closing import ask_closed
from bot.interactions.interaction import Handler, Handlers, Interaction, Reply, Shown
from bot.interactions.lessons import lessons
from bot.interactions.log import lines
from bot.interactions.questions.ask import handle_ask
from bot.interactions.reviews import views
from bot.interactions.rhythm.settings import open_settings
from bot.interactions.ritme import show_figures, show_help, show_today
from bot.interactions.small_talk import answer_small_talk
from bot.messages.home.requests import build_complaint, build_offered, build_privacy
from bot.messages.rhythm.rhythm_answers import build_quiet
from bot.messages.text.request_values import RequestChoice
from bot.services.bot import Bot


async def answer_request(bot: Bot, interaction: Interaction, *, may_be_line: bool = False) -> Reply | None:
    """Answer what a message asks for, or offer it; None when it asks for nothing.

    ``may_be_line``: it is likely a line for the log, so that only what is said of its account is offered.
    """
    found = load_request_reader().read(interaction.text)
    if found.sure is not None:
        return await _do(bot, interaction, found.sure)
    is_about_account = may_be_line or await find_named_in(bot, interaction) is not None
    offered = [request for request in found.offered if not is_about_account or request in ABOUT_ACCOUNT]
    if not offered or (may_be_line and not found.is_likely):
        return None
    return Reply(message=build_offered(bot.speak(interaction.person.rep), offered, line=interaction.text))


async def answer_question(bot: Bot, interaction: Interaction) -> Reply | None:
    """Answer a question: with what it asks for, or the card of the account that it names; None when it is neither."""
    if not is_question(interaction.text):
        return None
    found = load_request_reader().read(interaction.text)
    asked = found.offered[0] if found.is_likely and found.offered else found.sure
    agreed = await show_agreed_there(bot, interaction) if asks_when(interaction.text) else None
    if agreed is not None:
        return agreed
    if asked is not None and (asked in OF_ACCOUNT or await find_named_in(bot, interaction) is None):
        return await _do(bot, interaction, asked)
    return await find_asked_card(bot, interaction) or await answer_request(bot, interaction)


async def do_offered(bot: Bot, interaction: Interaction) -> Reply:
    """Do what was offered and chosen, below the message with the button."""
    choice = interaction.read(RequestChoice)
    reply = await _do(bot, replace(interaction, text=choice.said, addressed=choice.said), choice.request)
    return replace(reply, shown=Shown.ADDED)


async def _do(bot: Bot, interaction: Interaction, request: Request) -> Reply:
    handler = ANSWERS.get(request)
    if handler is not None:
        return await handler(bot, interaction)
    typed = interaction.text if request in OF_PERIOD else ""
    return await OVERVIEWS[request](bot, replace(interaction, text=typed, addressed=""))


def _close_deal(state: DealState) -> Handler:
    """Return the handler that asks whether the deal is closed at the account that the message names.

    Without an open deal there its deals are shown, without an account all deals.
    """

    async def handle(bot: Bot, interaction: Interaction) -> Reply:
        account = await find_named_in(bot, interaction)
        asked = None if account is None else await ask_closed(bot, interaction, account, state)
        typed = "" if account is None else account.name
        return asked or await deals.COMMANDS["deal"](bot, replace(interaction, text=typed, addressed=typed))

    return handle


async def _ask_about(bot: Bot, interaction: Interaction) -> Reply:
    """Suggest questions for the account that the message names; without one, for whom they can be had."""
    account = await find_named_in(bot, interaction)
    typed = "" if account is None else account.name
    return await handle_ask(bot, replace(interaction, text=typed, addressed=typed))


async def _offer_quiet(bot: Bot, interaction: Interaction) -> Reply:
    return Reply(message=build_quiet(bot.speak(interaction.person.rep)))


async def _say_sorry(bot: Bot, interaction: Interaction) -> Reply:
    return Reply(message=build_complaint(bot.speak(interaction.person.rep)))


async def _say_privacy(bot: Bot, interaction: Interaction) -> Reply:
    return Reply(message=build_privacy(bot.speak(interaction.person.rep)))


def _talk(topic: Topic, period: Period = Period.TODAY) -> Handler:
    async def handle(bot: Bot, interaction: Interaction) -> Reply:
        return await answer_small_talk(bot, interaction, SmallTalk(topic, period))

    return handle


# What may be said of an account without a contact.
ABOUT_ACCOUNT = frozenset({Request.WON, Request.LOST, Request.MOVE})
# What a question about an account may ask for besides its card.
OF_ACCOUNT = frozenset({Request.STEPS, Request.MOVE, Request.QUESTIONS})
# Of these it matters whether this or the last one is meant.
OF_PERIOD = frozenset({Request.WEEK, Request.MONTH})
# These look at what was said; the overviews below take the request alone.
ANSWERS: dict[Request, Handler] = {
    Request.STEPS: show_agenda,
    Request.MOVE: show_agenda,
    Request.WON: _close_deal(DealState.WON),
    Request.LOST: _close_deal(DealState.LOST),
    Request.QUESTIONS: _ask_about,
}
OVERVIEWS: dict[Request, Handler] = {
    Request.LEFT: _talk(Topic.LEFT),
    Request.WHO: _talk(Topic.WHO),
    Request.TODAY: show_today,
    Request.WEEK: views.WORDS["week"],
    Request.MONTH: views.WORDS["month"],
    Request.FIGURES: show_figures,
    Request.PEOPLE: views.WORDS["coverage"],
    Request.DEALS: method.show_deals,
    Request.STALLED: views.TEAM_WORDS["stalled"],
    Request.TEAM: _talk(Topic.TEAM),
    Request.SETTINGS: open_settings,
    Request.QUIET: _offer_quiet,
    Request.ABSENT: change_free_days,
    Request.LESSONS: lessons.COMMANDS["lessons"],
    Request.HELP: show_help,
    Request.PRIVACY: _say_privacy,
    Request.UNDO: lines.WORDS["laatste"],
    Request.CORRECT: lines.WORDS["laatste"],
    Request.THANKS: _talk(Topic.THANKS),
    Request.GREETING: _talk(Topic.GREETING),
    Request.CHAT: _talk(Topic.CHAT),
    Request.COMPLAINT: _say_sorry,
}
BUTTONS: Handlers = {"request_do": do_offered}
