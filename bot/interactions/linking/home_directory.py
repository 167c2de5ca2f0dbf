"""The directory for who is linked, and not where the team is: the ids of this platform mean nothing there."""

from collections.abc import Collection

from bot.domain.linking.errors import ChosenAtHome
from bot.ports import Directory, FoundChannel, Profile
from bot.services.people.person_cache import Person


class HomeDirectory:
    """Refuses whoever and whatever is named of the wrong platform, so that nothing crosses to another workspace."""

    def __init__(self, directory: Directory, person: Person) -> None:
        self._directory = directory
        self._platform = person.workspace.platform

    @property
    def picks_channels(self) -> bool:
        """Raise ChosenAtHome."""
        raise ChosenAtHome(self._platform)

    async def find_channel(self, _typed: str) -> FoundChannel | None:
        """Raise ChosenAtHome."""
        raise ChosenAtHome(self._platform)

    def find_person(self, typed: str) -> str | None:
        """Return None without a mention; raises ChosenAtHome with one."""
        if self._directory.find_person(typed) is not None:
            raise ChosenAtHome(self._platform)
        return None

    async def fetch_profile(self, _external_id: str) -> Profile | None:
        """Raise ChosenAtHome."""
        raise ChosenAtHome(self._platform)

    async def list_unreached(self, _external_ids: Collection[str]) -> frozenset[str]:
        """Return nobody: this platform cannot tell."""
        return frozenset()
