"""Answers to small talk in a message to the bot: greetings, thanks, and questions about the day and the team."""

from dataclasses import replace

from bot.domain.text.small_talk import Period, SmallTalk, Topic
from bot.interactions import ritme
from bot.interactions.agenda import show_to_do
from bot.interactions.interaction import Handler, Handlers, Interaction, Reply, Shown
from bot.interactions.reviews import views
from bot.messages.home.small_talk import build_chat, build_greeting, build_left, build_short, build_who
from bot.messages.text.message import Message
from bot.services.bot import Bot
from bot.services.home.load_day import load_current_day

_DAY_ANSWERS = {Topic.GREETING: build_greeting, Topic.LEFT: build_left, Topic.WHO: build_who}
_MY_REVIEWS: dict[Period, Handler] = {
    Period.TODAY: ritme.show_today,
    Period.WEEK: views.WORDS["week"],
    Period.MONTH: views.WORDS["month"],
}
_TEAM_REVIEWS: dict[Period, Handler] = {
    Period.TODAY: views.TEAM_WORDS["today"],
    Period.WEEK: views.TEAM_WORDS["week"],
    Period.MONTH: views.TEAM_WORDS["month"],
}


async def answer_small_talk(bot: Bot, interaction: Interaction, said: SmallTalk) -> Reply:
    """Answer with one short sentence, or with the overview that the question is about."""
    if said.topic is Topic.GREETING and interaction.begins:  # the greeting itself is the answer
        return Reply()
    if said.topic in (Topic.THANKS, Topic.FAREWELL):
        return Reply(message=build_short(bot.speak(interaction.person.rep), said.topic), is_open=True)
    if said.topic in (Topic.BOT, Topic.CHAT):
        return Reply(message=build_chat(bot.speak(interaction.person.rep), said.topic), is_open=True)
    asks_longer = said.topic is Topic.LEFT and said.period is not Period.TODAY
    if said.topic in _DAY_ANSWERS and not asks_longer:
        return Reply(message=await _build_of_day(bot, interaction, said.topic))
    overview = _find_overview(said)
    # A team's overview takes a team's name; a person's own, which week or month was asked for.
    takes_text = said.topic is Topic.TO_DO or (said.topic is not Topic.TEAM and said.period is not Period.TODAY)
    typed = interaction.text if takes_text else ""
    return await overview(bot, replace(interaction, text=typed, addressed=""))


def _find_overview(said: SmallTalk) -> Handler:
    if said.topic is Topic.TEAM:
        return _TEAM_REVIEWS[said.period]
    if said.topic in (Topic.MYSELF, Topic.LEFT):
        return _MY_REVIEWS[said.period]
    if said.topic is Topic.TO_DO:
        return show_to_do
    return ritme.show_help if said.topic is Topic.HELP else ritme.show_today


async def _build_of_day(bot: Bot, interaction: Interaction, topic: Topic) -> Message:
    person = interaction.person
    day = await load_current_day(bot.database, person=person, now=bot.now())
    return _DAY_ANSWERS[topic](bot.speak(person.rep), day)


async def show_day(bot: Bot, interaction: Interaction) -> Reply:
    """Show the rep's day below the message with the button."""
    return replace(await ritme.show_today(bot, interaction), shown=Shown.ADDED)


async def show_help(bot: Bot, interaction: Interaction) -> Reply:
    """Show the help below the message with the button."""
    return replace(await ritme.show_help(bot, replace(interaction, text="")), shown=Shown.ADDED)


BUTTONS: Handlers = {"day_show": show_day, "help_show": show_help}
