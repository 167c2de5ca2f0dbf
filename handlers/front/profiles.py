"""Follow what people look like, on a platform that tells of no change by itself but shows a user with each request."""

from bot.ports import Profile
from bot.services.bot import Bot
from bot.services.people.person_cache import Person

PROFILES_KEPT = 20_000


class ProfileFollower:
    """Follows names, time zones and locales; costs nothing while they stay the same."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._shown: dict[tuple[str, str], Profile] = {}

    async def follow(self, person: Person, profile: Profile) -> Person:
        """Return the person with the name, zone and language that the platform shows now."""
        key = (profile.workspace, profile.external_id)
        before = self._shown.get(key)
        if len(self._shown) >= PROFILES_KEPT:
            self._shown.clear()
        self._shown[key] = profile
        is_known = (person.rep.name, person.rep.timezone) == (profile.name, profile.timezone)
        if before == profile or (before is None and is_known):
            return person
        return await self._bot.people.follow_profile(profile, now=self._bot.now()) or person
