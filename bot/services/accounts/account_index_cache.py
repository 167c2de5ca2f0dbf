"""In-memory cache of each workspace's account names, for matching typed names."""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field

from bot.domain.accounts.account_names import AccountIndex
from bot.storage.accounts.accounts import list_aliases, load_account_names
from bot.storage.database import Database

# Some 5 kB per hundred names; the least recently used workspaces are evicted.
WORKSPACES_CACHED = 2_000


@dataclass(slots=True)
class _CachedIndex:
    index: AccountIndex
    newest_id: int
    # The workspace's version of the names when they were loaded.
    version: int
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
        """Load accounts added or renamed by other processes, and return whether there may be any."""
        cached = self._cached.get(workspace_id)
        if cached is None:
            await self._load(workspace_id)
            return True
        async with cached.lock, self._database.long_reading() as connection:
            added = await load_account_names(connection, workspace_id=workspace_id, after_id=cached.newest_id)
        if added.version != cached.version:
            self.forget(workspace_id)
            return True
        for account in added.accounts:
            cached.index.add(account)
            cached.newest_id = max(cached.newest_id, account.id)
        return bool(added.accounts)

    def forget(self, workspace_id: int) -> None:
        """Evict a workspace after a change of names, so that the next use loads all names again."""
        self._cached.pop(workspace_id, None)

    def forget_older(self, workspace_id: int, version: int) -> None:
        """Evict a workspace whose names were loaded before this version of them."""
        cached = self._cached.get(workspace_id)
        if cached is not None and cached.version < version:
            self.forget(workspace_id)

    async def _load(self, workspace_id: int) -> _CachedIndex:
        async with self._loading:
            if workspace_id not in self._cached:
                self._cached[workspace_id] = await self._read_all(workspace_id)
                if len(self._cached) > WORKSPACES_CACHED:
                    self._cached.popitem(last=False)
            return self._cached[workspace_id]

    async def _read_all(self, workspace_id: int) -> _CachedIndex:
        async with self._database.long_reading() as connection:
            names = await load_account_names(connection, workspace_id=workspace_id)
            aliases = await list_aliases(connection, workspace_id=workspace_id)
        index = await asyncio.to_thread(AccountIndex, names.accounts, aliases)
        newest_id = names.accounts[-1].id if names.accounts else 0
        return _CachedIndex(index=index, newest_id=newest_id, version=names.version)
