"""The agreed steps that stayed open: of the team for who leads it, one's own for everybody else."""

from bot.interactions.interaction import Interaction, Reply
from bot.messages.meetings.open_steps import build_open_steps
from bot.services.bot import Bot
from bot.services.meetings.open_steps import list_open_steps


async def show_open_steps(bot: Bot, interaction: Interaction) -> Reply:
    """List the steps that stayed open in the team that the person is seen in."""
    person = interaction.person
    found = await list_open_steps(bot.database, person=person, team_id=person.rep.team_id or 0, now=bot.now())
    message = build_open_steps(
        bot.speak(person.rep),
        found.steps,
        team_id=found.team.id,
        of_team=found.of_team,
        is_kept_back=found.is_kept_back,
    )
    return Reply(message=message)
