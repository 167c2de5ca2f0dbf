"""Where people and channels are reached, on a platform that has an address for each conversation."""

from bot.services.people.person_cache import Person
from bot.storage.database import Database
from bot.storage.delivery import conversations as rows
from bot.storage.delivery.conversations import Reached

CACHED_AT_MOST = 20_000


class AddressBook:
    """Follows the conversations of one platform: each message tells where its sender is reached."""

    def __init__(self, database: Database, *, platform: str) -> None:
        self._database = database
        self._platform = platform
        # What is stored already: most messages tell nothing new.
        self._stored: dict[tuple[str, str], Reached] = {}

    async def note(self, person: Person, *, address: str, at: Reached) -> None:
        """Save where a person, or a channel that he or she writes in, is reached; costs nothing when it is known."""
        key = (person.workspace.external_id, address)
        if self._stored.get(key) == at:
            return
        workspace_id = person.workspace.id
        await self._database.write(
            lambda connection: rows.save_conversation(connection, workspace_id=workspace_id, address=address, at=at)
        )
        if len(self._stored) >= CACHED_AT_MOST:
            self._stored.clear()
        self._stored[key] = at

    async def forget(self, person: Person, *, address: str) -> None:
        """Forget a conversation that the bot was removed from."""
        self._stored.pop((person.workspace.external_id, address), None)
        workspace_id = person.workspace.id
        await self._database.write(
            lambda connection: rows.delete_conversation(connection, workspace_id=workspace_id, address=address)
        )

    async def find(self, *, workspace: str, address: str) -> Reached | None:
        """Return where a person or channel is reached, None when that is unknown, or the bot is not there."""
        async with self._database.reading() as connection:
            return await rows.find_conversation(
                connection, platform=self._platform, workspace=workspace, address=address
            )
