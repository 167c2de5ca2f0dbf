"""What a message asks for in one's own words, found by a classifier: done when it is sure, else offered."""

from dataclasses import replace

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.home.day import Agenda
from bot.domain.home.requests import Request, load_request_reader
from bot.domain.log.asked_account import find_asked_account
from bot.domain.log.next_steps import AgreedStep
from bot.domain.text.small_talk import Period, SmallTalk, Topic
from bot.interactions.calendar.free_days import change_free_days
from bot.interactions.certainties import method
from bot.interactions.deals import commands as deals
from bot.interactions.interaction import Handler, Handlers, Interaction, Reply, Shown
from bot.interactions.lessons import lessons
from bot.interactions.log import lines
from bot.interactions.questions.ask import handle_ask
from bot.interactions.reviews import views
from bot.interactions.rhythm.settings import open_settings
from bot.interactions.ritme import show_figures, show_help, show_today
from bot.interactions.small_talk import answer_small_talk
from bot.messages.home.agenda import build_agenda
from bot.messages.home.requests import build_complaint, build_offered, build_privacy
from bot.messages.rhythm.rhythm_answers import build_quiet
from bot.messages.text.request_values import RequestChoice
from bot.services.bot import Bot
from bot.services.home.load_day import load_current_day
from bot.services.home.load_home import load_own_agenda


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


async def do_offered(bot: Bot, interaction: Interaction) -> Reply:
    """Do what was offered and chosen, below the message with the button."""
    choice = interaction.read(RequestChoice)
    reply = await _do(bot, replace(interaction, text=choice.said, addressed=choice.said), choice.request)
    return replace(reply, shown=Shown.ADDED)


async def _do(bot: Bot, interaction: Interaction, request: Request) -> Reply:
    handler = ANSWERS.get(request)
    if handler is not None:
        return await handler(bot, interaction)
    return await OVERVIEWS[request](bot, replace(interaction, text="", addressed=""))


async def show_agenda(bot: Bot, interaction: Interaction) -> Reply:
    """Show the rep's open steps; those at the account that the message names, if there are any."""
    person = interaction.person
    day = await load_current_day(bot.database, person=person, now=bot.now())
    agenda = await load_own_agenda(bot.database, person=person, now=bot.now())
    account = await find_named_in(bot, interaction)
    at_account = Agenda() if account is None else _keep_those_at(agenda, account.id)
    found = agenda if at_account == Agenda() else at_account
    return Reply(message=build_agenda(bot.speak(person.rep), found, day=day))


def _keep_those_at(agenda: Agenda, account_id: int) -> Agenda:
    def keep(steps: tuple[AgreedStep, ...]) -> tuple[AgreedStep, ...]:
        return tuple(step for step in steps if step.account_id == account_id)

    return Agenda(keep(agenda.overdue), keep(agenda.today), keep(agenda.later))


async def _show_deal(bot: Bot, interaction: Interaction) -> Reply:
    """Show the deal at the account that the message names, to be closed with its buttons; without one, all deals."""
    account = await find_named_in(bot, interaction)
    typed = "" if account is None else account.name
    return await deals.COMMANDS["deal"](bot, replace(interaction, text=typed, addressed=typed))


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


async def find_named_in(bot: Bot, interaction: Interaction) -> NamedAccount | None:
    """Return the one account that a message names, if any."""
    index = await bot.accounts.get_index(interaction.person.rep.workspace_id)
    return find_asked_account(interaction.text, index)


# What may be said of an account without a contact.
ABOUT_ACCOUNT = frozenset({Request.WON, Request.LOST, Request.MOVE})
# These look at what was said; the overviews below take the request alone.
ANSWERS: dict[Request, Handler] = {
    Request.STEPS: show_agenda,
    Request.MOVE: show_agenda,
    Request.WON: _show_deal,
    Request.LOST: _show_deal,
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
    Request.QUESTIONS: handle_ask,
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
