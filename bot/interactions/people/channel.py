"""Choose the channel of a team in a form."""

from dataclasses import replace

from bot.domain.people.errors import ChannelChosenThere, ChannelUnknown, ManagersOnly
from bot.domain.people.people import Team
from bot.interactions.interaction import Handlers, Interaction, Reply, Shown, added
from bot.messages.people.channel import CHANNEL_FIELD, CHANNEL_FORM, CHOOSE_CHANNEL, build_channel_form
from bot.messages.people.setup import build_channel_set
from bot.messages.text.button_values import TeamRef
from bot.services.bot import Bot
from bot.services.meetings.team_rights import find_team_of
from bot.services.people.set_up_people import set_channel


async def open_channel(bot: Bot, interaction: Interaction) -> Reply:
    """Open the form, to who leads the team.

    Raises:
        ChannelChosenThere: the platform offers no list of channels.
    """
    team = await _find_led(bot, interaction)
    if not interaction.directory.picks_channels:
        raise ChannelChosenThere
    return Reply(form=build_channel_form(bot.speak(interaction.person.rep), team), shown=Shown.ADDED)


async def submit_channel(bot: Bot, interaction: Interaction) -> Reply:
    """Send the messages of the team to the channel that was picked."""
    team, picked = await _find_led(bot, interaction), interaction.filled.text(CHANNEL_FIELD)
    rep = replace(interaction.person.rep, team_id=team.id)
    channel = await interaction.directory.find_channel(picked) if picked else None
    if channel is None:
        raise ChannelUnknown(picked)
    team = await set_channel(bot.database, rep=rep, channel=channel.address, now=bot.now())
    return added(build_channel_set(bot.speak(rep), team, channel_name=channel.name))


async def _find_led(bot: Bot, interaction: Interaction) -> Team:
    """Return the team of the button.

    Raises:
        TeamGone: it is not a team of this person.
        ManagersOnly: the person does not lead it.
    """
    access = await find_team_of(bot.database, rep=interaction.person.rep, team_id=interaction.read(TeamRef).team_id)
    if not access.leads:
        raise ManagersOnly
    return access.team


BUTTONS: Handlers = {CHOOSE_CHANNEL: open_channel}
FORMS: Handlers = {CHANNEL_FORM: submit_channel}
