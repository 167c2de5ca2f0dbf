"""Decline a team that a colleague put somebody in, invite those of a team who have not begun, and hide the tour."""

from bot.interactions.interaction import Handlers, Interaction, Reply, added, unless_on_page
from bot.messages.text.button_values import TeamRef
from bot.messages.welcome.greeting import build_later
from bot.messages.welcome.placed import build_declined, build_invited
from bot.messages.welcome.welcome_values import TeamPlacing
from bot.services.bot import Bot
from bot.services.welcome.team_start import close_tour, decline_team, invite_others


async def decline(bot: Bot, interaction: Interaction) -> Reply:
    """Leave the team of the button; who put the user there hears that, and nothing else."""
    person, placing = interaction.person, interaction.read(TeamPlacing)
    declined = await decline_team(
        bot.database, person=person, team_id=placing.team_id, by_id=placing.by_id, now=bot.now()
    )
    bot.people.forget(person)
    return Reply(message=build_declined(bot.speak(person.rep), declined.team, by=declined.by))


async def invite(bot: Bot, interaction: Interaction) -> Reply:
    """Send those of a team who have not begun the only invitation."""
    person, team_id = interaction.person, interaction.read(TeamRef).team_id
    team = await invite_others(bot.database, person=person, team_id=team_id, now=bot.now())
    return added(build_invited(bot.speak(person.rep), team))


async def hide_tour(bot: Bot, interaction: Interaction) -> Reply:
    """Hide the tour of the first days."""
    person = interaction.person
    await close_tour(bot.database, person=person, now=bot.now())
    return unless_on_page(interaction, added(build_later(bot.speak(person.rep), "later_begun")))


BUTTONS: Handlers = {"team_decline": decline, "team_invite": invite, "tour_close": hide_tour}
