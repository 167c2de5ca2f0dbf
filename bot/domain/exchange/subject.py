"""Recognise from its columns what a file contains."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from enum import StrEnum

from bot.domain.exchange.columns import ACCOUNT_HEADERS, ACTIVITY_HEADERS, CONTACT_HEADERS, DEAL_HEADERS
from bot.domain.exchange.errors import SubjectUnclear

# Fields that only an account has.
OF_ACCOUNTS = frozenset({"stage", "segment", "contract_end", "value", "do_not_contact"})
# Fields that only an activity has, next to its date.
OF_ACTIVITIES = frozenset({"count", "note", "next_date", "next_time"})


class FileSubject(StrEnum):
    """The kind of rows in a file."""

    ACCOUNTS = "accounts"
    ACTIVITIES = "activities"
    DEALS = "deals"
    CONTACTS = "contacts"


# What an import reads of each; other fields in the file are not used.
USED_FIELDS: Mapping[FileSubject, frozenset[str]] = {
    FileSubject.ACCOUNTS: frozenset({*ACCOUNT_HEADERS, "account"}),
    FileSubject.ACTIVITIES: frozenset({*ACTIVITY_HEADERS, "name"}),
    FileSubject.DEALS: frozenset({*DEAL_HEADERS, "name"}),
    FileSubject.CONTACTS: frozenset({*CONTACT_HEADERS, "name"}),
}


def recognise_subject(fields: AbstractSet[str], *, telltales: Sequence[str] = ()) -> FileSubject:
    """Return what a file with these fields contains; ``telltales`` are headers that only a list of deals has.

    Raises:
        SubjectUnclear: it looks like deals or activities, but a column that those need is missing.
    """
    if {"date", "kind"} <= fields:
        return FileSubject.ACTIVITIES
    if "deal" in fields:
        return FileSubject.DEALS
    if telltales:
        # With an account beside it, the name is the deal's.
        if {"account", "name"} <= fields:
            return FileSubject.DEALS
        raise SubjectUnclear("deals", telltales)
    if _is_about_people(fields):
        return FileSubject.CONTACTS
    if "date" in fields and fields & OF_ACTIVITIES:
        raise SubjectUnclear("activities", sorted(fields & OF_ACTIVITIES))
    return FileSubject.ACCOUNTS


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
