"""The tables, by room; importing this registers all of them, since foreign keys are resolved by name."""

from bot.storage.tables import (
    accounts,
    calendar,
    certainties,
    conversations,
    deals,
    delivery,
    exchange,
    hints,
    lessons,
    log,
    meetings,
    metadata,
    people,
    questions,
    removals,
    requests,
)

__all__ = [
    "accounts",
    "calendar",
    "certainties",
    "conversations",
    "deals",
    "delivery",
    "exchange",
    "hints",
    "lessons",
    "log",
    "meetings",
    "metadata",
    "people",
    "questions",
    "removals",
    "requests",
]
