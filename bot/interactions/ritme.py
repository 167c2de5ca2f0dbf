"""The bot's main command: today's overview, help, and all subcommands."""

from dataclasses import replace

from bot.interactions.accounts import lines as account_lines
from bot.interactions.calendar import company_days, free_days
from bot.interactions.certainties import method
from bot.interactions.interaction import Handlers, Interaction, Reply
from bot.interactions.log import own_kinds
from bot.interactions.meetings import meeting
from bot.interactions.people import handover, setup, teams
from bot.interactions.people.selling import find_selling
from bot.interactions.reviews import views
from bot.interactions.reviews.own_only import keep_private
from bot.interactions.rhythm import nudges, plan, settings
from bot.messages.home.day_view import build_today
from bot.messages.text.help import build_ritme_help
from bot.services.bot import Bot
from bot.services.home.load_day import load_current_day


async def handle_ritme(bot: Bot, interaction: Interaction) -> Reply:
    """Dispatch on the first word after the command."""
    first, _, rest = interaction.addressed.strip().partition(" ")
    handler = WORDS.get(first.casefold())
    if handler is None:
        said = await find_selling(bot, replace(interaction, text=interaction.addressed))
        if said is not None:
            return said
        return _explain(bot, interaction, unknown=interaction.text.strip())
    return await handler(bot, replace(interaction, text=rest.strip()))


async def show_today(bot: Bot, interaction: Interaction) -> Reply:
    """Show the rep's day so far."""
    person = interaction.person
    day = await load_current_day(bot.database, person=person, now=bot.now())
    return Reply(message=build_today(bot.speak(person.rep), day))


async def _show_help(bot: Bot, interaction: Interaction) -> Reply:
    return _explain(bot, interaction)


def _explain(bot: Bot, interaction: Interaction, *, unknown: str = "") -> Reply:
    words = bot.speak(interaction.person.rep)
    return Reply(message=build_ritme_help(words, commands=bot.commands, unknown=unknown))


COMMANDS: Handlers = {"ritme": handle_ritme}
WORDS: Handlers = {
    **dict.fromkeys(("", "vandaag", "today", "dag"), show_today),
    **dict.fromkeys(("help", "hulp", "?"), _show_help),
    **setup.WORDS,
    **own_kinds.WORDS,
    **account_lines.WORDS,
    **handover.WORDS,
    **teams.WORDS,
    **plan.WORDS,
    **nudges.WORDS,
    **settings.WORDS,
    **free_days.WORDS,
    **keep_private({word: free_days.WORDS[word] for word in ("jaar", "year")}),
    **company_days.WORDS,
    **keep_private(views.WORDS),
    **meeting.WORDS,
    **keep_private(method.WORDS),
}
