"""In-memory cache of each workspace's account names, for matching typed names."""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field

from bot.domain.accounts.account_names import AccountIndex, NamedAccount
from bot.storage.accounts.accounts import list_account_names
from bot.storage.database import Database

# Some 5 kB per hundred names; the least recently used workspaces are evicted.
WORKSPACES_CACHED = 2_000


@dataclass(slots=True)
class _CachedIndex:
    index: AccountIndex
    newest_id: int
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class AccountIndexCache:
    """Loads all names of a workspace once, and afterwards only the accounts added since."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._cached: OrderedDict[int, _CachedIndex] = OrderedDict()
        self._loading = asyncio.Lock()

    async def get_index(self, workspace_id: int) -> AccountIndex:
        """Return the index as cached, loading it at first use."""
        cached = self._cached.get(workspace_id)
        if cached is None:
            cached = await self._load(workspace_id)
        return cached.index

    async def refresh(self, workspace_id: int) -> bool:
        """Load accounts added by other processes, and return whether there were any."""
        cached = self._cached.get(workspace_id)
        if cached is None:
            await self._load(workspace_id)
            return True
        async with cached.lock:
            added = await self._read(workspace_id, after_id=cached.newest_id)
            for account in added:
                cached.index.add(account)
                cached.newest_id = account.id
        return bool(added)

    def forget(self, workspace_id: int) -> None:
        """Evict a workspace after an import, so that the next use loads all names again."""
        self._cached.pop(workspace_id, None)

    async def _load(self, workspace_id: int) -> _CachedIndex:
        async with self._loading:
            if workspace_id not in self._cached:
                names = await self._read(workspace_id, after_id=0)
                index = await asyncio.to_thread(AccountIndex, names)
                self._cached[workspace_id] = _CachedIndex(index=index, newest_id=names[-1].id if names else 0)
                if len(self._cached) > WORKSPACES_CACHED:
                    self._cached.popitem(last=False)
            return self._cached[workspace_id]

    async def _read(self, workspace_id: int, *, after_id: int) -> list[NamedAccount]:
        async with self._database.long_reading() as connection:
            return await list_account_names(connection, workspace_id=workspace_id, after_id=after_id)
