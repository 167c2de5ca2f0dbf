"""What the rows of a file are about, as its columns tell."""

from collections.abc import Set as AbstractSet
from enum import StrEnum

# What only an account has.
OF_ACCOUNTS = frozenset({"stage", "segment", "contract_end", "value", "do_not_contact"})


class FileSubject(StrEnum):
    """What a file holds."""

    ACCOUNTS = "accounts"
    ACTIVITIES = "activities"
    DEALS = "deals"
    CONTACTS = "contacts"


def recognise_subject(fields: AbstractSet[str]) -> FileSubject:
    """Return what a file with these fields holds."""
    if {"date", "kind"} <= fields:
        return FileSubject.ACTIVITIES
    if "deal" in fields:
        return FileSubject.DEALS
    return FileSubject.CONTACTS if _is_about_people(fields) else FileSubject.ACCOUNTS


def _is_about_people(fields: AbstractSet[str]) -> bool:
    """Return whether rows are people: a file of accounts may name a person for each, next to what only accounts have.

    Where an ``account`` is named, a row is about something else of that account.
    """
    is_named = "contact" in fields or {"account", "name"} <= fields
    if is_named and fields & {"role", "level"}:
        return "account" in fields or not fields & OF_ACCOUNTS
    own = OF_ACCOUNTS | ({"city"} if "account" in fields else {"city", "owner"})
    return "contact" in fields and not fields & own
