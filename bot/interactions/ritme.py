"""What can follow the bot's main command: today's overview, help, and all subcommands."""

from dataclasses import replace

from bot.interactions import agenda
from bot.interactions.accounts import lines as account_lines
from bot.interactions.accounts import own_people
from bot.interactions.calendar import company_days, free_days
from bot.interactions.certainties import method
from bot.interactions.interaction import Handler, Handlers, Interaction, Reply
from bot.interactions.linking import linking
from bot.interactions.log import own_kinds
from bot.interactions.meetings import meeting
from bot.interactions.people import handover, setup, teams
from bot.interactions.reviews import views
from bot.interactions.reviews.own_only import keep_private
from bot.interactions.rhythm import nudges, plan, settings
from bot.interactions.welcome import set_up
from bot.messages.home.help import build_all_words, build_ritme_help, build_setup_help
from bot.messages.home.menu import build_day_with_menu, build_figures
from bot.services.bot import Bot
from bot.services.home.load_day import load_current_day

EVERYTHING = frozenset({"alles", "all", "woorden", "words"})


def find_subcommand(text: str) -> tuple[Handler, str] | None:
    """Return the handler of the first word of a text and what is behind it, None when the word is unknown."""
    first, _, rest = text.strip().partition(" ")
    handler = WORDS.get(first.casefold())
    return None if handler is None else (handler, rest.strip())


async def show_today(bot: Bot, interaction: Interaction) -> Reply:
    """Show the rep's day so far, and the menu."""
    person = interaction.person
    day = await load_current_day(bot.database, person=person, now=bot.now())
    return Reply(message=build_day_with_menu(bot.speak(person.rep), day))


async def show_figures(bot: Bot, interaction: Interaction) -> Reply:
    """Show the overviews of the rep's own figures."""
    return Reply(message=build_figures(bot.speak(interaction.person.rep)))


async def show_help(bot: Bot, interaction: Interaction) -> Reply:
    """Show in six lines what the person can do, or every word."""
    if interaction.text.strip().casefold() in EVERYTHING:
        return await show_words(bot, interaction)
    rep = interaction.person.rep
    return Reply(message=build_ritme_help(bot.speak(rep), rep, commands=bot.commands), is_open=True)


async def show_words(bot: Bot, interaction: Interaction) -> Reply:
    """Show every word that can be typed."""
    rep = interaction.person.rep
    return Reply(message=build_all_words(bot.speak(rep), rep, commands=bot.commands), is_open=True)


async def show_setup(bot: Bot, interaction: Interaction) -> Reply:
    """Show what can be set up, to who may; to others the help."""
    rep = interaction.person.rep
    if not rep.role.leads:
        return await show_help(bot, replace(interaction, text=""))
    return Reply(message=build_setup_help(bot.speak(rep), rep, commands=bot.commands))


WORDS: Handlers = {
    **dict.fromkeys(("", "vandaag", "today", "dag", "menu"), show_today),
    **dict.fromkeys(("help", "hulp", "?"), show_help),
    **dict.fromkeys(("cijfers", "figures"), show_figures),
    "deals": method.show_deals,
    **setup.WORDS,
    **own_kinds.WORDS,
    **account_lines.WORDS,
    **own_people.WORDS,
    **handover.WORDS,
    **teams.WORDS,
    **plan.WORDS,
    **nudges.WORDS,
    **settings.WORDS,
    **free_days.WORDS,
    **keep_private({word: free_days.WORDS[word] for word in ("jaar", "year")}),
    **company_days.WORDS,
    **keep_private(views.WORDS),
    **keep_private(agenda.WORDS),
    **meeting.WORDS,
    **method.WORDS,
    **keep_private({word: handler for word, handler in method.WORDS.items() if word not in method.CHANGES}),
    **set_up.WORDS,
    **linking.WORDS,
}
