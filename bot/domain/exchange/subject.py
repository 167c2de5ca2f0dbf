"""Recognise from its columns what a file contains."""

from collections.abc import Set as AbstractSet
from enum import StrEnum

# Fields that only an account has.
OF_ACCOUNTS = frozenset({"stage", "segment", "contract_end", "value", "do_not_contact"})


class FileSubject(StrEnum):
    """The kind of rows in a file."""

    ACCOUNTS = "accounts"
    ACTIVITIES = "activities"
    DEALS = "deals"
    CONTACTS = "contacts"


def recognise_subject(fields: AbstractSet[str]) -> FileSubject:
    """Return what a file with these fields contains."""
    if {"date", "kind"} <= fields:
        return FileSubject.ACTIVITIES
    if "deal" in fields:
        return FileSubject.DEALS
    return FileSubject.CONTACTS if _is_about_people(fields) else FileSubject.ACCOUNTS


def _is_about_people(fields: AbstractSet[str]) -> bool:
    """Return whether rows are contacts.

    An account file may name a contact per row, next to fields that only accounts have. With an ``account`` field, the
    rows describe something else at that account.
    """
    is_named = "contact" in fields or {"account", "name"} <= fields
    if is_named and fields & {"role", "level"}:
        return "account" in fields or not fields & OF_ACCOUNTS
    own = OF_ACCOUNTS | ({"city"} if "account" in fields else {"city", "owner"})
    return "contact" in fields and not fields & own
