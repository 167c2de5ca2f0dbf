"""Structured logs with stable event names; secrets and notes never get into them."""

import logging
import re
from collections.abc import Mapping, MutableMapping
from typing import Any, Literal

import structlog

# Slack's tokens, and the secret part of a database URL.
_SECRETS = re.compile(r"xox[a-z]-[\w-]+|xapp-[\w-]+|(?<=://)[^/@\s:]+:[^/@\s]+(?=@)|hooks\.slack\.com/\S+")
# What people typed does not belong in a log, whoever passes it by mistake.
PRIVATE_KEYS = frozenset({"text", "note", "line", "name", "token", "body", "payload", "response_url"})
HIDDEN = "[hidden]"


def set_up_logs(*, level: str, style: Literal["console", "json"]) -> None:
    """Send our events and those of the libraries to standard error, in one style."""
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
            structlog.processors.format_exc_info,
            hide_secrets,
            last,
        ],
    )
    handler = logging.StreamHandler()
    handler.setFormatter(formatter)
    logging.root.handlers = [handler]
    logging.root.setLevel(level)
    # These speak of every tick and request.
    for chatty in ("apscheduler", "slack_bolt", "slack_sdk", "aiohttp.access", "alembic"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


def hide_private(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """Blank every value under a name that stands for what a person typed, or for a secret."""
    for key in PRIVATE_KEYS & event.keys():
        event[key] = HIDDEN
    return event


def hide_secrets(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """Blank whatever looks like a secret, in any value and in the text of an exception."""
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = _SECRETS.sub(HIDDEN, value)
    return event
