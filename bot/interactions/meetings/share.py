"""Post what one sees of a team in the team's channel: the week with its agenda, or what was decided today."""

from collections.abc import Awaitable, Callable, Mapping

from bot.domain.people.people import Team
from bot.interactions.interaction import Handlers, Interaction, Reply, added
from bot.messages.meetings.agenda import build_decided_today
from bot.messages.meetings.share import build_no_channel, build_shared
from bot.messages.reviews.team_review import build_team_week
from bot.messages.text.meeting_values import Shareable, TeamShare
from bot.messages.text.message import Message
from bot.messages.text.words import Words, load_words
from bot.ports import Address
from bot.services.bot import Bot
from bot.services.delivery.outbox import save_reply
from bot.services.meetings.load_meeting import list_decided_today, load_monday
from bot.services.meetings.team_rights import find_team_of
from bot.services.people.person_cache import Person

Compose = Callable[[Bot, Person, Team, Words], Awaitable[Message]]


async def share(bot: Bot, interaction: Interaction) -> Reply:
    """Post in the channel what everybody there may read, in the language of the workspace."""
    person, asked = interaction.person, interaction.read(TeamShare)
    team = (await find_team_of(bot.database, rep=person.rep, team_id=asked.team_id)).team
    words = bot.speak(person.rep)
    if team.channel is None:
        return added(build_no_channel(words, team, leads=person.rep.role.leads))
    there = load_words(person.workspace.language, today=bot.now().astimezone(team.zone).date())
    message = await COMPOSE[asked.what](bot, person, team, there)
    address = Address(workspace=person.workspace.external_id, channel=team.channel)
    key = f"{interaction.request_key}:share"
    await save_reply(bot.database, person=person, address=address, message=message, request_key=key, now=bot.now())
    return added(build_shared(words, team))


async def _compose_week(bot: Bot, person: Person, team: Team, words: Words) -> Message:
    week, meeting = await load_monday(bot.database, workspace=person.workspace, team=team, now=bot.now())
    return build_team_week(words, week, meeting)


async def _compose_decided(bot: Bot, _person: Person, team: Team, words: Words) -> Message:
    return build_decided_today(words, team, await list_decided_today(bot.database, team=team, now=bot.now()))


COMPOSE: Mapping[Shareable, Compose] = {Shareable.WEEK: _compose_week, Shareable.DECIDED: _compose_decided}
BUTTONS: Handlers = {"team_share": share}
