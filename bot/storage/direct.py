"""SQLite read in the event loop: a connection that answers at once, behind the face of one that is awaited.

A point query takes 20 to 60 microseconds, handing it to a thread and back some 200.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, cast

from sqlalchemy import Connection, Dialect, Engine
from sqlalchemy.ext.asyncio import AsyncConnection

# A block that waits for something else keeps its connection meanwhile; so many are kept open for the next blocks.
CONNECTIONS_KEPT = 8


class DirectConnection:
    """The methods of an AsyncConnection that queries use, answered without ever waiting."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @property
    def dialect(self) -> Dialect:
        """The dialect of the database."""
        return self._connection.dialect

    async def execute(self, statement: Any, parameters: Any = None) -> Any:
        """Run a statement and return its result."""
        return self._connection.execute(statement, parameters)

    async def scalar(self, statement: Any, parameters: Any = None) -> Any:
        """Return the first column of the first row, None without a row."""
        return self._connection.scalar(statement, parameters)

    async def scalars(self, statement: Any, parameters: Any = None) -> Any:
        """Return the first column of every row."""
        return self._connection.scalars(statement, parameters)


def to_async(connection: Connection) -> AsyncConnection:
    """Return a connection as queries know it; they use the few methods above only."""
    return cast("AsyncConnection", DirectConnection(connection))


class DirectReaders:
    """Connections to read on in the event loop, opened when blocks overlap and kept for the next."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._idle: list[Connection] = []

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """Give a connection whose queries see one moment of the database."""
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
        """Close every connection."""
        while self._idle:
            self._idle.pop().close()
        self._engine.dispose()
