"""Where people and channels are reached, on a platform that has an address for each conversation."""

import asyncio
from collections.abc import Collection
from contextvars import Context
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.delivery.delivery_state import NOT_REACHED
from bot.services.delivery.delivery_batch import REPLY
from bot.services.delivery.outbox import REPLY_MAKES_SENSE
from bot.services.people.person_cache import Person
from bot.storage.database import Database
from bot.storage.delivery import conversations as rows
from bot.storage.delivery.conversations import Reached
from bot.storage.delivery.deliveries import revive_deliveries
from bot.storage.people.linking import find_pair, set_heard

CACHED_AT_MOST = 20_000
Found = dict[tuple[str, str], Reached]


class AddressBook:
    """Follows the conversations of one platform: each message tells where its sender is reached."""

    def __init__(self, database: Database, *, platform: str) -> None:
        self._database = database
        self._platform = platform
        # What is stored already: most messages tell nothing new.
        self._stored: dict[tuple[str, str], Reached] = {}
        self._wanted: set[tuple[str, str]] = set()
        self._lookup: asyncio.Task[Found] | None = None

    async def note(self, person: Person, *, address: str, at: Reached, now: datetime) -> bool:
        """Save where a person, or a channel that he or she writes in, is reached, and return whether that is news.

        It costs nothing when it is known; what could not reach a person before is sent then.
        """
        here = person.here
        key = (here.workspace, address)
        if self._stored.get(key) == at:
            return False

        async def save(connection: AsyncConnection) -> None:
            await rows.save_conversation(connection, workspace_id=here.workspace_id, address=address, at=at)

        async def revive(connection: AsyncConnection) -> None:
            until = now + REPLY_MAKES_SENSE
            await revive_deliveries(
                connection, rep_id=person.rep.id, reason=NOT_REACHED, answers=REPLY, answers_until=until, now=now
            )

        await self._database.write(save)
        if address == here.address:
            # After that commit: what fails at this moment either sees the conversation (`mark_unreached`), or is seen.
            await self._database.write(revive)
        if len(self._stored) >= CACHED_AT_MOST:
            self._stored.clear()
        self._stored[key] = at
        return True

    async def forget(self, person: Person, *, address: str) -> None:
        """Forget a conversation that the bot was removed from; who is linked hears of it on the other platform."""
        here = person.here
        self._stored.pop((here.workspace, address), None)

        async def work(connection: AsyncConnection) -> None:
            await rows.delete_conversation(connection, workspace_id=here.workspace_id, address=address)
            pair = await find_pair(connection, rep_id=person.rep.id) if address == here.address else None
            if pair is not None:
                await set_heard(connection, pair.home, at=pair.away if pair.home.id == here.rep_id else None)

        await self._database.write(work)

    async def find_person(self, person: Person) -> Reached | None:
        """Return the personal chat with somebody, None for who has not added the bot."""
        key = (person.here.workspace, person.here.address)
        return (await self._load({key})).get(key)

    async def list_channels(self, workspace: str, *, limit: int) -> list[Reached]:
        """Return some of the channels of a workspace where the bot is, by the platform's id of it."""
        async with self._database.reading() as connection:
            return await rows.list_channels(connection, platform=self._platform, workspace=workspace, limit=limit)

    async def find(self, *, workspace: str, address: str) -> Reached | None:
        """Return where a person or channel is reached, None when that is unknown, or the bot is not there.

        Those who are asked for together, such as a batch of deliveries, are read in one query.
        """
        if self._lookup is None:
            # An empty context: it must not have the deadline of the request that happens to come first.
            self._lookup = asyncio.create_task(self._look_up(), name="addresses", context=Context())
        self._wanted.add((workspace, address))
        return (await asyncio.shield(self._lookup)).get((workspace, address))

    async def _look_up(self) -> Found:
        await asyncio.sleep(0)  # for whoever asks in the same turn of the loop
        wanted, self._wanted, self._lookup = self._wanted, set(), None
        return await self._load(wanted)

    async def _load(self, wanted: Collection[tuple[str, str]]) -> Found:
        async with self._database.reading() as connection:
            return await rows.find_conversations(connection, platform=self._platform, wanted=wanted)
