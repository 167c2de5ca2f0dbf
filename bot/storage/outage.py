"""Distinguish an unreachable or locked database from an error in a query, on both databases."""

import sqlite3

from asyncpg import PostgresError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.errors import DatabaseBusy, StartFailed

# SQLSTATE classes: connection exception, insufficient resources, operator intervention (shutdown), system error.
_AWAY = ("08", "53", "57P", "58")
LOCK_NOT_AVAILABLE = "55P03"
_LOCKED = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_UNUSABLE = _LOCKED | {
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
}
PRIMARY_CODE = 0xFF

# What an outage comes as; others of these kinds are mistakes, which ``is_outage`` tells apart.
OUTAGE_ERRORS = (DBAPIError, PostgresError, DatabaseBusy, PoolTimeout, OSError)


class DatabaseAway(StartFailed):
    """The database was unreachable for so long that start-up is aborted."""


def is_outage(error: BaseException) -> bool:
    """Return whether the database is unreachable, locked or full, so that a retry may help."""
    if isinstance(error, DBAPIError):
        state = _find_state(error)
        return (
            error.connection_invalidated
            or state == LOCK_NOT_AVAILABLE
            or state.startswith(_AWAY)
            or _find_sqlite_code(error) in _UNUSABLE
            or isinstance(error.orig, OSError)
        )
    if isinstance(error, PostgresError):  # raised as it is, without SQLAlchemy's wrapper, while connecting
        return str(error.sqlstate or "").startswith(_AWAY)
    return isinstance(error, (DatabaseBusy, PoolTimeout, OSError))  # a TimeoutError is an OSError


def is_lock(error: BaseException) -> bool:
    """Return whether another transaction holds a lock that this one needs."""
    if not isinstance(error, DBAPIError):
        return False
    return _find_state(error) == LOCK_NOT_AVAILABLE or _find_sqlite_code(error) in _LOCKED


def _find_state(error: DBAPIError) -> str:
    return str(getattr(error.orig, "sqlstate", None) or "")


def _find_sqlite_code(error: DBAPIError) -> int | None:
    code = getattr(error.orig, "sqlite_errorcode", None)
    return code & PRIMARY_CODE if code is not None else None
