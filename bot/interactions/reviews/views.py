"""Reviews on request: a rep's week and month, coverage, and team totals (R7, R8)."""

from dataclasses import replace

from bot.domain.people.errors import TeamUnknown
from bot.domain.reviews.asked_period import asks_before
from bot.interactions.interaction import Handler, Handlers, Interaction, Reply
from bot.interactions.reviews.open_steps import show_open_steps
from bot.interactions.view import show
from bot.messages.accounts.coverage import build_coverage, build_team_coverage
from bot.messages.certainties.scorecard import build_scorecard
from bot.messages.deals.deal_card import build_own_stalls
from bot.messages.hints.stall_news import build_stalled_list
from bot.messages.people.teams import join_messages
from bot.messages.reviews.rep_review import build_month_review, build_past_week, build_week_review
from bot.messages.reviews.team_review import build_team_month, build_team_week
from bot.messages.reviews.team_summary import build_team_summary
from bot.services.bot import Bot
from bot.services.deals.load_deals import list_own_deals
from bot.services.delivery.ask_small_teams import ask_small_teams
from bot.services.hints.list_stalls import list_team_stalls
from bot.services.people.change_teams import list_teams_of
from bot.services.people.set_up_people import find_team
from bot.services.reviews.load_reviews import (
    load_coverage,
    load_current_rep_month,
    load_current_rep_week,
    load_current_team_day,
    load_current_team_month,
    load_current_team_week,
    load_rep_month_before,
    load_rep_week_before,
    load_team_coverage,
    load_team_scorecard,
)

_show_this_week = show(load_current_rep_week, build_week_review)
_show_week_before = show(load_rep_week_before, build_past_week)
_show_this_month = show(load_current_rep_month, build_month_review)
_show_month_before = show(load_rep_month_before, build_month_review)


async def _show_week(bot: Bot, interaction: Interaction) -> Reply:
    """Show the rep's week, or the one before when that is asked for."""
    is_before = asks_before(f"{interaction.text} week")
    return await (_show_week_before if is_before else _show_this_week)(bot, interaction)


async def _show_month(bot: Bot, interaction: Interaction) -> Reply:
    """Show the rep's month, or the one before when that is asked for."""
    is_before = asks_before(f"{interaction.text} month")
    return await (_show_month_before if is_before else _show_this_month)(bot, interaction)


def for_each_team(handler: Handler) -> Handler:
    """Return a handler that shows an overview of each team of a person: the own one, then those led besides it.

    The people of a small team are asked once whether its totals may be shown (K10).

    A name behind the word picks one of them: `team week Zuid`.
    """

    async def handle(bot: Bot, interaction: Interaction) -> Reply:
        person = interaction.person
        teams = await list_teams_of(bot.database, person=person)
        _, _, named = interaction.text.partition(" ")
        picked = [team for team in teams if team.name.casefold() == named.strip().casefold()]
        if named.strip() and not picked:
            raise TeamUnknown(named.strip(), [team.name for team in teams])
        await ask_small_teams(bot.database, picked or teams, now=bot.now())
        if len(picked or teams) <= 1 and all(team.id == person.rep.team_id for team in teams):
            return await handler(bot, interaction)
        shown = []
        for team in picked or teams:
            seen = replace(person, rep=replace(person.rep, team_id=team.id))
            reply = await handler(bot, replace(interaction, person=seen))
            shown += [(team, reply.message)] if reply.message is not None else []
        return Reply(message=join_messages(bot.speak(person.rep), shown))

    return handle


def find_team_view(text: str) -> Handler | None:
    """Return the overview that a text behind "team" asks for, None when it is about something else."""
    return TEAM_WORDS.get(text.partition(" ")[0].casefold())


_show_team_day = for_each_team(show(load_current_team_day, build_team_summary))
_show_team_week = for_each_team(show(load_current_team_week, build_team_week))
_show_team_month = for_each_team(show(load_current_team_month, build_team_month))


async def _show_coverage(bot: Bot, interaction: Interaction) -> Reply:
    if interaction.text.partition(" ")[0].casefold() == "team":
        return await for_each_team(show_team_coverage)(bot, interaction)
    person = interaction.person
    coverage = await load_coverage(bot.database, person=person, now=bot.now())
    return Reply(message=build_coverage(bot.speak(person.rep), coverage))


async def show_team_coverage(bot: Bot, interaction: Interaction) -> Reply:
    """Show how much of both pools the team saw, and which accounts it forgot (R7)."""
    person = interaction.person
    coverage = await load_team_coverage(bot.database, person=person, now=bot.now())
    return Reply(message=build_team_coverage(bot.speak(person.rep), coverage))


@for_each_team
async def _show_team_scorecard(bot: Bot, interaction: Interaction) -> Reply:
    """Show the team's scorecard in totals, without figures of individuals (K10)."""
    person = interaction.person
    card, team = await load_team_scorecard(bot.database, person=person, now=bot.now())
    return Reply(message=build_scorecard(bot.speak(person.rep), card, team=team))


async def show_stalled(bot: Bot, interaction: Interaction) -> Reply:
    """List the team's stalled deals for its manager; a rep, or who leads no team yet, gets only the own ones."""
    person = interaction.person
    words = bot.speak(person.rep)
    if not person.rep.role.leads or person.rep.team_id is None:
        deals = await list_own_deals(bot.database, person=person, now=bot.now())
        stalled = [each for each in deals if each.stalls]
        return Reply(message=build_own_stalls(words, stalled, has_deals=bool(deals), command=bot.commands.deal))
    team = await find_team(bot.database, rep=person.rep)
    listed, total = await list_team_stalls(bot.database, person=person, team=team, now=bot.now())
    return Reply(message=build_stalled_list(words, listed, total, team_id=team.id, reader_id=person.rep.id))


_show_stalls_of_teams = for_each_team(show_stalled)


async def _show_stalls(bot: Bot, interaction: Interaction) -> Reply:
    """Show who leads the stalled deals of each team, and a rep the rep's own, with or without a team."""
    is_leading = interaction.person.rep.role.leads
    return await (_show_stalls_of_teams if is_leading else show_stalled)(bot, interaction)


WORDS: Handlers = {
    "week": _show_week,
    **dict.fromkeys(("maand", "month"), _show_month),
    **dict.fromkeys(("dekking", "coverage"), _show_coverage),
    **dict.fromkeys(("vastgelopen", "stilstaand", "stalled", "stuck"), _show_stalls),
}
# Subcommands of "team"; a team cannot have one of these names. Members and manager see the same totals.
TEAM_WORDS: Handlers = {
    **dict.fromkeys(("vandaag", "today"), _show_team_day),
    "week": _show_team_week,
    **dict.fromkeys(("maand", "month"), _show_team_month),
    **dict.fromkeys(("scorekaart", "scorecard", "zekerheden"), _show_team_scorecard),
    **dict.fromkeys(("vastgelopen", "stilstaand", "stalled", "stuck"), _show_stalls),
    "open": for_each_team(show_open_steps),
}
