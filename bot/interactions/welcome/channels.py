"""A channel to which the bot is invited: its greeting, and the team's summary there."""

from dataclasses import replace

from bot.domain.people.errors import ChannelUnknown
from bot.interactions.interaction import Handlers, Interaction, Reply, added
from bot.messages.people.setup import build_channel_set
from bot.messages.text.message import Message
from bot.messages.welcome.greeting import build_answered_privately
from bot.messages.welcome.welcome_values import ChannelRef
from bot.services.bot import Bot
from bot.services.people.change_teams import list_teams_of
from bot.services.people.greeting import greet_channel
from bot.services.people.person_cache import Person
from bot.services.people.set_up_people import check_may_set_channel, set_channel


async def handle_invitation(bot: Bot, inviter: Person, *, channel: str) -> None:
    """Have a channel greeted to which somebody invited the bot; not by who is linked, with a team elsewhere."""
    if inviter.come_as is not None:
        return
    await greet_channel(bot.database, rep=inviter.rep, channel=channel, now=bot.now())


def note_private_answer(bot: Bot, person: Person, *, is_reached: bool) -> Message:
    """Build what a channel reads of an answer that is the asker's alone; who has not added the bot reads how."""
    return build_answered_privately(bot.speak(person.rep), person.rep, is_reached=is_reached)


async def post_here(bot: Bot, interaction: Interaction) -> Reply:
    """Post the summary of the team that the user leads in the channel with the button."""
    person, typed = interaction.person, interaction.read(ChannelRef).channel
    led = await list_teams_of(bot.database, person=person)
    rep = replace(person.rep, team_id=led[0].id) if led else person.rep
    await check_may_set_channel(bot.database, rep=rep)
    channel = await interaction.directory.find_channel(typed)
    if channel is None:
        raise ChannelUnknown(typed)
    team = await set_channel(bot.database, rep=rep, channel=channel.address, now=bot.now())
    return added(build_channel_set(bot.speak(person.rep), team, channel_name=channel.name))


BUTTONS: Handlers = {"channel_here": post_here}
