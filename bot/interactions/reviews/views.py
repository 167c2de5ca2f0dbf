"""Reviews on request: a rep's week and month, coverage, and team totals (R7, R8)."""

from bot.interactions.interaction import Handlers, Interaction, Reply
from bot.interactions.view import show
from bot.messages.accounts.coverage import build_coverage
from bot.messages.certainties.method_views import build_scorecard
from bot.messages.deals.deal_card import build_deal_list
from bot.messages.hints.stall_news import build_stalled_list
from bot.messages.reviews.rep_review import build_month_review, build_week_review
from bot.messages.reviews.team_review import build_team_month, build_team_week
from bot.messages.reviews.team_summary import build_team_summary
from bot.services.bot import Bot
from bot.services.deals.load_deals import list_own_deals
from bot.services.hints.list_stalls import list_team_stalls
from bot.services.people.set_up_people import find_team
from bot.services.reviews.load_reviews import (
    load_coverage,
    load_current_rep_month,
    load_current_rep_week,
    load_current_team_day,
    load_current_team_month,
    load_current_team_week,
    load_team_scorecard,
)

_show_week = show(load_current_rep_week, build_week_review)
_show_month = show(load_current_rep_month, build_month_review)
_show_team_day = show(load_current_team_day, build_team_summary)
_show_team_week = show(load_current_team_week, build_team_week)
_show_team_month = show(load_current_team_month, build_team_month)


async def _show_coverage(bot: Bot, interaction: Interaction) -> Reply:
    person, of_team = interaction.person, interaction.text.strip().casefold() == "team"
    coverage = await load_coverage(bot.database, person=person, of_team=of_team, now=bot.now())
    return Reply(message=build_coverage(bot.speak(person.rep), coverage, of_team=of_team))


async def _show_team_scorecard(bot: Bot, interaction: Interaction) -> Reply:
    """Show the team's scorecard in totals, without figures of individuals (K10)."""
    person = interaction.person
    card, team = await load_team_scorecard(bot.database, person=person, now=bot.now())
    return Reply(message=build_scorecard(bot.speak(person.rep), card, team=team))


async def _show_stalled(bot: Bot, interaction: Interaction) -> Reply:
    """List the team's stalled deals for its manager; a rep gets only the rep's own."""
    person = interaction.person
    words = bot.speak(person.rep)
    if not person.rep.role.leads:
        deals = await list_own_deals(bot.database, person=person, now=bot.now())
        stalled = [each for each in deals if each.stalls]
        return Reply(message=build_deal_list(words, stalled, command=bot.commands.deal))
    team = await find_team(bot.database, rep=person.rep)
    listed, total = await list_team_stalls(bot.database, person=person, team=team, now=bot.now())
    return Reply(message=build_stalled_list(words, listed, total))


WORDS: Handlers = {
    "week": _show_week,
    **dict.fromkeys(("maand", "month"), _show_month),
    **dict.fromkeys(("dekking", "coverage"), _show_coverage),
}
# Subcommands of "team"; a team cannot have one of these names. Members and manager see the same totals.
TEAM_WORDS: Handlers = {
    **dict.fromkeys(("vandaag", "today"), _show_team_day),
    "week": _show_team_week,
    **dict.fromkeys(("maand", "month"), _show_team_month),
    **dict.fromkeys(("scorekaart", "scorecard", "zekerheden"), _show_team_scorecard),
    **dict.fromkeys(("vastgelopen", "stilstaand", "stalled", "stuck"), _show_stalled),
}
