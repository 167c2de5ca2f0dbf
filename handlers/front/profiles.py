"""Read and follow profiles: the status, and changes on a platform that shows a user with each request."""

from datetime import UTC, datetime

from bot.domain.calendar.status_words import AbsenceStatus, read_absence
from bot.ports import Away, Profile
from bot.services.bot import Bot
from bot.services.people.person_cache import Person

PROFILES_KEPT = 20_000


def find_absence(emoji: str, text: str, *, ends: int) -> Away | None:
    """Return the absence that a status announces, until a POSIX time (0 for none); None if it announces none."""
    status = read_absence(emoji, text)
    if status is AbsenceStatus.NONE:
        return None
    return Away(until=datetime.fromtimestamp(ends, UTC) if ends else None, is_sick=status is AbsenceStatus.SICK)


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
