"""A team's totals at any moment, for its own people: today, the week, the month (R8)."""

from collections.abc import Awaitable, Callable

from bot.messages.certainties.method_views import build_scorecard
from bot.messages.deals.deal_card import build_deal_list
from bot.messages.hints.stall_news import build_stalled_list
from bot.messages.reviews.team_review import build_team_month, build_team_week
from bot.messages.reviews.team_summary import build_team_summary
from bot.messages.text.message import Message
from bot.services.bot import Bot
from bot.services.certainties.read_scorecard import read_scorecard
from bot.services.deals.show_deal import list_own_deals
from bot.services.hints.list_stalls import list_team_stalls
from bot.services.people.people_book import Person
from bot.services.people.set_up_people import find_team
from bot.services.reviews.review_team import read_team_month, read_team_week
from bot.services.reviews.summarise_team import read_team_day
from bot.storage.people import people as people_rows

Look = Callable[[Bot, Person], Awaitable[Message]]


async def answer_team_look(bot: Bot, person: Person, word: str) -> Message:
    """Show a rep's own team in totals; whoever is in it sees the same as the manager.

    Raises:
        TeamMissing: the rep is in no team.
    """
    return await TEAM_LOOKS[word](bot, person)


async def _look_at_today(bot: Bot, person: Person) -> Message:
    team = await find_team(bot.database, rep=person.rep)
    async with bot.database.reading() as connection:
        day = await read_team_day(connection, team=team, workspace=person.workspace, now=bot.now())
    return build_team_summary(bot.speak(person.rep), day)


async def _look_at_week(bot: Bot, person: Person) -> Message:
    team = await find_team(bot.database, rep=person.rep)
    day = bot.now().astimezone(team.zone).date()
    async with bot.database.reading() as connection:
        week = await read_team_week(connection, team=team, workspace=person.workspace, day=day)
    return build_team_week(bot.speak(person.rep), week)


async def _look_at_month(bot: Bot, person: Person) -> Message:
    team = await find_team(bot.database, rep=person.rep)
    async with bot.database.reading() as connection:
        month = await read_team_month(connection, team=team, day=bot.now().astimezone(team.zone).date())
    return build_team_month(bot.speak(person.rep), month)


async def _look_at_scorecard(bot: Bot, person: Person) -> Message:
    """Show the seven certainties of the team together; nobody's own."""
    team = await find_team(bot.database, rep=person.rep)
    today = bot.now().astimezone(team.zone).date()
    async with bot.database.reading() as connection:
        reps = await people_rows.list_reps(connection, workspace_id=team.workspace_id, team_id=team.id)
        card = await read_scorecard(
            connection,
            workspace_id=team.workspace_id,
            rep_ids=[rep.id for rep in reps],
            month=today.replace(day=1),
            until=today,
        )
    return build_scorecard(bot.speak(person.rep), card, team=team.name)


async def _look_at_stalled(bot: Bot, person: Person) -> Message:
    """List the stalled deals of the team for who leads it; a rep sees the own ones.

    Raises:
        TeamMissing: whoever leads is in no team.
    """
    words = bot.speak(person.rep)
    if not person.rep.role.leads:
        deals = await list_own_deals(bot.database, person=person, now=bot.now())
        return build_deal_list(words, [each for each in deals if each.stalls], command=bot.commands.deal)
    team = await find_team(bot.database, rep=person.rep)
    listed, total = await list_team_stalls(bot.database, person=person, team=team, now=bot.now())
    return build_stalled_list(words, listed, total)


# These words are no names of teams.
TEAM_LOOKS: dict[str, Look] = {
    **dict.fromkeys(("vandaag", "today"), _look_at_today),
    "week": _look_at_week,
    **dict.fromkeys(("maand", "month"), _look_at_month),
    **dict.fromkeys(("scorekaart", "scorecard", "zekerheden"), _look_at_scorecard),
    **dict.fromkeys(("vastgelopen", "stilstaand", "stalled", "stuck"), _look_at_stalled),
}
