"""Structured logs with stable event names, without secrets and user text."""

import logging
import re
import traceback
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from typing import Any, Literal

import structlog

# Slack tokens and webhook URLs, and the credentials in a database URL.
_SECRETS = re.compile(r"xox[a-z]-[\w-]+|xapp-[\w-]+|(?<=://)[^/@\s:]+:[^/@\s]+(?=@)|hooks\.slack\.com/\S+")
# User text does not belong in a log, even when a caller passes it by mistake.
PRIVATE_KEYS = frozenset({"text", "note", "line", "name", "token", "body", "payload", "response_url"})
HIDDEN = "[hidden]"
# Errors of these packages quote the parameters of the statement, which are user text.
DATABASE_LIBRARIES = frozenset({"aiosqlite", "asyncpg", "sqlalchemy", "sqlite3"})
_SQLITE_CONSTRAINT = re.compile(r"constraint failed: ([\w., ]+)")
# Bounds the depth of a chain of causes, which may be cyclic.
MOST_CAUSES = 20
_BECAUSE = "The above exception was the direct cause of the following exception:"
_DURING = "During handling of the above exception, another exception occurred:"


# At INFO these libraries log every scheduler tick and HTTP request; Microsoft's gives httpx its own level.
CHATTY = (
    "apscheduler",
    "slack_bolt",
    "slack_sdk",
    "aiohttp.access",
    "alembic",
    "httpx",
    "microsoft_teams.common.http.client",
)


def set_up_logs(*, level: str, style: Literal["console", "json"]) -> None:
    """Configure structlog and the standard library's logging to write to standard error in one style."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        hide_private,
    ]
    last: Any = structlog.processors.JSONRenderer() if style == "json" else structlog.dev.ConsoleRenderer(colors=False)
    structlog.configure(
        processors=[
            *shared,
            structlog.processors.StackInfoRenderer(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.ExceptionRenderer(format_error),
            hide_secrets,
            last,
        ],
    )
    handler = logging.StreamHandler()
    handler.setFormatter(formatter)
    logging.root.handlers = [handler]
    logging.root.setLevel(level)
    for chatty in CHATTY:
        logging.getLogger(chatty).setLevel(logging.WARNING)


@contextmanager
def log_context(**values: object) -> Iterator[None]:
    """Bind values to every log event of a request or delivery; on exit, restore the previous context.

    Values bound inside the block are dropped too. A task started inside has its own copy of the context.
    """
    before = structlog.contextvars.get_contextvars()
    structlog.contextvars.bind_contextvars(**values)
    try:
        yield
    finally:
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(**before)


def format_error(exc_info: structlog.typing.ExcInfo) -> str:
    """Return a traceback with its causes, in which database errors show only their type and code.

    Messages of the database and its driver quote values, such as ``DETAIL: Key (name)=(…)`` or ``invalid input for
    query argument $1: '…'``, and those are user text.
    """
    return "\n".join(_list_lines(exc_info[1]))


def describe_error(error: BaseException) -> str:
    """Return the type and message of an error; for a database error only its type, code and constraint name."""
    if not _is_of_database(error):
        return "".join(traceback.format_exception_only(error)).rstrip()
    chain = [error, *_list_origins(error)]
    codes = (getattr(each, name, None) for each in chain for name in ("sqlstate", "sqlite_errorname"))
    names = (_find_constraint(each) for each in chain)
    facts = [next((str(code) for code in codes if code), ""), next((name for name in names if name), "")]
    return " ".join([type(error).__name__, *filter(None, facts)])


def _list_lines(error: BaseException, *, depth: int = 0) -> Iterator[str]:
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None and depth < MOST_CAUSES:
        yield from _list_lines(cause, depth=depth + 1)
        yield "\n".join(("", _BECAUSE if error.__cause__ else _DURING, ""))
    yield "Traceback (most recent call last):"
    if error.__traceback__ is not None:
        yield "".join(traceback.format_tb(error.__traceback__)).rstrip()
    yield describe_error(error)
    if isinstance(error, BaseExceptionGroup) and depth < MOST_CAUSES:
        for each in error.exceptions:
            yield from _list_lines(each, depth=depth + 1)


def _is_of_database(error: BaseException) -> bool:
    return any(kind.__module__.partition(".")[0] in DATABASE_LIBRARIES for kind in type(error).__mro__)


def _list_origins(error: BaseException) -> Iterator[BaseException]:
    """Return the driver errors from which an error was raised."""
    seen = 0
    origin = getattr(error, "orig", None) or error.__cause__
    while origin is not None and seen < MOST_CAUSES:
        yield origin
        seen += 1
        origin = getattr(origin, "orig", None) or origin.__cause__


def _find_constraint(error: BaseException) -> str:
    name = getattr(error, "constraint_name", None)
    if name:
        return str(name)
    # SQLite's message contains the constraint or its columns, never a value.
    found = _SQLITE_CONSTRAINT.search(str(error)) if type(error).__module__ == "sqlite3" else None
    return found[1] if found else ""


def hide_private(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """Redact values under private keys, and reduce exceptions passed as values to ``describe_error``."""
    for key in PRIVATE_KEYS & event.keys():
        event[key] = HIDDEN
    for key, value in event.items():
        if key != "exc_info" and isinstance(value, BaseException):
            event[key] = describe_error(value)
    return event


def hide_secrets(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """Redact anything that looks like a secret, in every value and in exception text."""
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = _SECRETS.sub(HIDDEN, value)
    return event
