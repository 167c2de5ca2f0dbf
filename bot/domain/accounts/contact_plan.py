"""Whom to contact today: a few accounts, the highest score first, each with its reason (R2, R6, R7, O3).

| who | points |
|---|---|
| under way: 1 to 6 contacts, none in the last 7 days | 150, one for each day since, ten for each contact so far |
| customer, none in the last 14 days | 100 times the square of the intervals passed (45, 30 or 21 days by value) |
| customer without any contact | 150 |
| untouched | 50, and up to 20 for the value |
| 7 contacts without a result, none in the last 60 days | 60 |
| former customer, none in the last 14 days | 40 |

So whoever is under way goes on, and a customer who waits longer than about one and a half intervals goes before
them: within a quarter everybody is seen. The untouched come when nobody waits, which keeps the number under way small
enough to be brought to 5 to 7 contacts. Equal scores go by value, then by name.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from heapq import nsmallest

from bot.domain.accounts.account import CONTACTS_NEEDED, AccountStage

SUGGESTIONS = 3
# In days: an account that was contacted so shortly ago is not suggested.
REST_UNDER_WAY, REST_CUSTOMER, REST_AFTER_SEVEN = 7, 14, 60
NOTHING = Decimal(0)
# The days between two contacts with a customer, by the least value a year from which they hold.
INTERVALS = ((Decimal(100_000), 21), (Decimal(25_000), 30), (NOTHING, 45))
UNDER_WAY_POINTS, CONTACT_POINTS, LONGEST_COUNTED = 150, 10, 60
CUSTOMER_POINTS, UNSEEN_POINTS = 100, 150
UNTOUCHED_POINTS, VALUE_POINTS, FULL_VALUE = 50, 20, Decimal(100_000)
AFTER_SEVEN_POINTS, FORMER_POINTS = 60, 40


class SuggestionReason(StrEnum):
    """Why an account is suggested; each has its own sentence."""

    UNDER_WAY = "under_way"
    CUSTOMER_UNSEEN = "customer_unseen"
    CUSTOMER_WAITS = "customer_waits"
    UNTOUCHED = "untouched"
    ONCE_MORE = "once_more"
    FORMER = "former"


@dataclass(frozen=True, slots=True)
class AccountHistory:
    """An account with what has happened; ``last_contact`` is a local day, None when there was none.

    ``rests_until`` is the first day on which a rep wants to see it again.
    """

    id: int
    name: str
    stage: AccountStage
    value: Decimal | None
    contacts: int
    last_contact: date | None
    owner_id: int | None = None
    do_not_contact: bool = False
    rests_until: date | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An account to contact; ``contacts`` so far and ``days`` since the last one go with the reason."""

    account_id: int
    account_name: str
    why: SuggestionReason
    contacts: int
    days: int | None


def suggest_contacts(
    histories: Iterable[AccountHistory], *, today: date, limit: int = SUGGESTIONS, rep_id: int | None = None
) -> list[Suggestion]:
    """Return up to ``limit`` accounts by the points above; with a ``rep_id`` nothing that somebody else owns.

    Left out is whoever asked for that, was put aside, or was contacted too shortly ago.
    """
    scored = [
        (-score, -(history.value or NOTHING), history.name, history.id, why, history)
        for history in histories
        if _may_contact(history, today=today, rep_id=rep_id)
        if (found := score_account(history, today=today)) is not None
        for why, score in (found,)
    ]
    return [_explain(history, why, today=today) for *_, why, history in nsmallest(limit, scored)]


def score_account(history: AccountHistory, *, today: date) -> tuple[SuggestionReason, float] | None:
    """Return why and with how many points an account is proposed, None while it rests."""
    days = _count_days(history, today=today)
    if history.stage is AccountStage.CUSTOMER:
        return _score_customer(history, days)
    if history.stage is AccountStage.FORMER:
        return (SuggestionReason.FORMER, FORMER_POINTS) if days is None or days >= REST_CUSTOMER else None
    if days is None or not history.contacts:
        share = min(Decimal(1), (history.value or NOTHING) / FULL_VALUE)
        return SuggestionReason.UNTOUCHED, UNTOUCHED_POINTS + VALUE_POINTS * float(share)
    if history.contacts >= CONTACTS_NEEDED[1]:
        return (SuggestionReason.ONCE_MORE, AFTER_SEVEN_POINTS) if days >= REST_AFTER_SEVEN else None
    if days < REST_UNDER_WAY:
        return None
    points = UNDER_WAY_POINTS + min(days, LONGEST_COUNTED) + CONTACT_POINTS * history.contacts
    return SuggestionReason.UNDER_WAY, points


def find_interval(value: Decimal | None) -> int:
    """Return how many days may lie between two contacts with a customer of this value a year (O3)."""
    amount = value or NOTHING
    return next(days for least, days in INTERVALS if amount >= least)


def _score_customer(history: AccountHistory, days: int | None) -> tuple[SuggestionReason, float] | None:
    if days is None:
        return SuggestionReason.CUSTOMER_UNSEEN, UNSEEN_POINTS
    if days < REST_CUSTOMER:
        return None
    return SuggestionReason.CUSTOMER_WAITS, CUSTOMER_POINTS * (days / find_interval(history.value)) ** 2


def _may_contact(history: AccountHistory, *, today: date, rep_id: int | None) -> bool:
    if history.do_not_contact or (history.rests_until is not None and today < history.rests_until):
        return False
    return rep_id is None or history.owner_id is None or history.owner_id == rep_id


def _explain(history: AccountHistory, why: SuggestionReason, *, today: date) -> Suggestion:
    return Suggestion(
        account_id=history.id,
        account_name=history.name,
        why=why,
        contacts=history.contacts,
        days=_count_days(history, today=today),
    )


def _count_days(history: AccountHistory, *, today: date) -> int | None:
    return (today - history.last_contact).days if history.last_contact else None
