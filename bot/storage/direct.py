"""Read SQLite in the event loop: a synchronous connection behind the interface of an asynchronous one.

A point query takes 20 to 60 microseconds, passing it to a thread and back some 200.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, cast

from sqlalchemy import Connection, Dialect, Engine
from sqlalchemy.ext.asyncio import AsyncConnection

# A block that awaits something else keeps its connection; this many are pooled for later blocks.
CONNECTIONS_KEPT = 8


class DirectConnection:
    """The methods of AsyncConnection that queries use, completed without waiting."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @property
    def dialect(self) -> Dialect:
        """The database's dialect."""
        return self._connection.dialect

    async def execute(self, statement: Any, parameters: Any = None) -> Any:
        """Execute a statement and return its result."""
        return self._connection.execute(statement, parameters)

    async def scalar(self, statement: Any, parameters: Any = None) -> Any:
        """Return the first column of the first row, None when there is no row."""
        return self._connection.scalar(statement, parameters)

    async def scalars(self, statement: Any, parameters: Any = None) -> Any:
        """Return the first column of every row."""
        return self._connection.scalars(statement, parameters)


def to_async(connection: Connection) -> AsyncConnection:
    """Return a connection in the type that queries expect; they use only the methods above."""
    return cast("AsyncConnection", DirectConnection(connection))


class DirectReaders:
    """Read connections for the event loop, opened when blocks overlap and pooled afterwards."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._idle: list[Connection] = []

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """Return a connection whose queries see one snapshot of the database."""
        connection = self._idle.pop() if self._idle else self._engine.connect()
        is_whole = False
        try:
            with connection.begin() as transaction:
                yield to_async(connection)
                transaction.rollback()
            is_whole = True
        finally:
            if is_whole and len(self._idle) < CONNECTIONS_KEPT:
                self._idle.append(connection)
            else:
                connection.close()

    def close(self) -> None:
        """Close all connections."""
        while self._idle:
            self._idle.pop().close()
        self._engine.dispose()
