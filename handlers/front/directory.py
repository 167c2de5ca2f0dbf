"""What the directories of platforms without a look-up of users have in common."""

from bot.ports import Profile


class UnlistedUsers:
    """A directory of a platform that lists no users: they are known once they write."""

    async def fetch_profile(self, _external_id: str) -> Profile | None:
        """Return None."""
        return None
