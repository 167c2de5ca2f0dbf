"""The buttons of the menu and the help, and the button of a word that was meant."""

from dataclasses import replace

from bot.domain.home.menu import MenuEntry
from bot.errors import ButtonExpired
from bot.interactions.accounts.own_people import show_own_people
from bot.interactions.certainties import method
from bot.interactions.conversation import COMMANDS
from bot.interactions.interaction import Handler, Handlers, Interaction, Reply, Shown
from bot.interactions.meetings import meeting
from bot.interactions.people.teams import say_team
from bot.interactions.questions.ask import handle_ask
from bot.interactions.reviews import views
from bot.interactions.ritme import WORDS, show_figures, show_setup, show_words
from bot.messages.home.menu import build_team_menu
from bot.messages.text.menu_values import MeantWord, MenuChoice
from bot.services.bot import Bot


async def show_entry(bot: Bot, interaction: Interaction) -> Reply:
    """Show the chosen overview below the message with the button."""
    handler = ENTRIES[interaction.read(MenuChoice).entry]
    reply = await handler(bot, replace(interaction, text="", addressed=""))
    return replace(reply, shown=Shown.ADDED)


async def do_meant(bot: Bot, interaction: Interaction) -> Reply:
    """Do what a misspelt word was meant to do, with what was typed behind it."""
    meant = interaction.read(MeantWord)
    handler = WORDS.get(meant.word) or COMMANDS.get(meant.word)
    if handler is None:
        raise ButtonExpired
    return await handler(bot, replace(interaction, text=meant.rest, addressed=meant.rest))


async def show_team(bot: Bot, interaction: Interaction) -> Reply:
    """Show the overviews of the team; to who is in none, the teams that there are."""
    rep = interaction.person.rep
    if rep.team_id is None and not rep.role.leads:
        return await say_team(bot, interaction)
    return Reply(message=build_team_menu(bot.speak(rep), rep))


async def _show_team_coverage(bot: Bot, interaction: Interaction) -> Reply:
    return await views.WORDS["coverage"](bot, replace(interaction, text="team"))


ENTRIES: dict[MenuEntry, Handler] = {
    MenuEntry.DEALS: method.show_deals,
    MenuEntry.QUESTIONS: handle_ask,
    MenuEntry.FIGURES: show_figures,
    MenuEntry.WEEK: views.WORDS["week"],
    MenuEntry.MONTH: views.WORDS["month"],
    MenuEntry.SCORECARD: method.show_scorecard,
    MenuEntry.PATTERNS: method.show_patterns,
    MenuEntry.FOCUS: method.show_focus,
    MenuEntry.COVERAGE: views.WORDS["coverage"],
    MenuEntry.NETWORK: method.show_network,
    MenuEntry.GOAL: method.change_goal,
    MenuEntry.PEOPLE: show_own_people,
    MenuEntry.TEAM: show_team,
    MenuEntry.TEAM_DAY: views.TEAM_WORDS["today"],
    MenuEntry.TEAM_WEEK: views.TEAM_WORDS["week"],
    MenuEntry.TEAM_MONTH: views.TEAM_WORDS["month"],
    MenuEntry.TEAM_COVERAGE: _show_team_coverage,
    MenuEntry.TEAM_SCORECARD: views.TEAM_WORDS["scorecard"],
    MenuEntry.STALLED: views.TEAM_WORDS["stalled"],
    MenuEntry.OPEN_STEPS: views.TEAM_WORDS["open"],
    MenuEntry.MEETING: meeting.say_meeting,
    MenuEntry.TEAMS: meeting.show_teams,
    MenuEntry.SETUP: show_setup,
    MenuEntry.WORDS: show_words,
}
BUTTONS: Handlers = {"menu_show": show_entry, "word_meant": do_meant}
