"""A directory for platforms on which nothing can be looked up: only who is mentioned is found."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.ports import FoundChannel, Profile


@dataclass(frozen=True, slots=True)
class MentionDirectory:
    """Resolves the users mentioned in a line, with ``read_mentioned``; a channel cannot be named in a chat."""

    read_mentioned: Callable[[str], str | None]

    async def find_channel(self, _typed: str) -> FoundChannel | None:
        """Return None."""
        return None

    def find_person(self, typed: str) -> str | None:
        """Return the id of the mentioned user."""
        return self.read_mentioned(typed)

    async def fetch_profile(self, _external_id: str) -> Profile | None:
        """Return None: people are known once they write."""
        return None
