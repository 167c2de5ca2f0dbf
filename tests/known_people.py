"""Make the people of a played workspace known to the bot, as colleagues who have been at work for some time."""

from bot.ports import Profile
from bot.services.bot import Bot
from sandbox.entities import User
from sandbox.server import Sandbox


async def make_known(bot: Bot, sandbox: Sandbox, *, first: str = "") -> None:
    """Add everybody without a greeting; ``first`` is the user who was there first, and so is the administrator."""
    workspace = sandbox.workspace
    own = [user for user in workspace.people if not user.is_stranger]
    for user in sorted(own, key=lambda each: each.id != first):
        await _make_known(bot, workspace.team_id, user)


async def _make_known(bot: Bot, team_id: str, user: User) -> None:
    async def fetch() -> Profile:
        return Profile(user.id, user.real_name, user.tz, user.locale, team_id)

    await bot.people.identify(team_id, user.id, fetch=fetch, now=bot.now())
