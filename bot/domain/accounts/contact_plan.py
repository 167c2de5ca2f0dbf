"""Choose whom to contact today: a few accounts by score, each with its reason (R2, R6, R7, O3).

| account | points |
|---|---|
| in progress: 1 to 6 contacts, none in the last 7 days | 150, plus one per day since and ten per contact so far |
| customer, no contact in the last 14 days | 100 times (days since / interval)², interval 45, 30 or 21 by value |
| customer without any contact | 150 |
| untouched | 50, and up to 20 for the value |
| 7 contacts without a result, none in the last 60 days | 60 |
| former customer, no contact in the last 14 days | 40 |

Each pool has room (K6): the best of the customers and of those in progress, one untouched account while few in progress
are due (so that those begun reach 5 to 7 contacts), then the best of what is left; they are listed by score. So a
customer who waits longer than about one and a half intervals goes before those in progress, and every customer is
contacted within a quarter. Ties go by value, then by name.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from heapq import nsmallest
from typing import NamedTuple

from bot.domain.accounts.account import CONTACTS_NEEDED, AccountStage
from bot.domain.accounts.customer_score import CustomerScore
from bot.domain.accounts.rebound import is_in_rebound

SUGGESTIONS = 3
# In days: an account is not suggested again this soon after a contact.
REST_UNDER_WAY, REST_CUSTOMER, REST_AFTER_SEVEN = 7, 14, 60
NOTHING = Decimal(0)
# With more accounts in progress that are due, none is begun.
ENOUGH_UNDER_WAY = 3
# Days between contacts with a customer, by the minimum value a year.
INTERVALS = ((Decimal(100_000), 21), (Decimal(25_000), 30), (NOTHING, 45))
# The points of the table above. Days since the last contact count up to LONGEST_COUNTED, value up to FULL_VALUE.
UNDER_WAY_POINTS, CONTACT_POINTS, LONGEST_COUNTED = 150, 10, 60
CUSTOMER_POINTS, UNSEEN_POINTS = 100, 150
UNTOUCHED_POINTS, VALUE_POINTS, FULL_VALUE = 50, 20, Decimal(100_000)
AFTER_SEVEN_POINTS, FORMER_POINTS = 60, 40


class SuggestionReason(StrEnum):
    """Why an account is suggested; each has its own sentence in the templates."""

    UNDER_WAY = "under_way"
    CUSTOMER_UNSEEN = "customer_unseen"
    CUSTOMER_WAITS = "customer_waits"
    UNTOUCHED = "untouched"
    ONCE_MORE = "once_more"
    FORMER = "former"


class Pool(StrEnum):
    """The pools that each have room in a plan (K6)."""

    CUSTOMER = "customer"
    UNDER_WAY = "under_way"
    NEW = "new"


POOLS = {
    SuggestionReason.CUSTOMER_UNSEEN: Pool.CUSTOMER,
    SuggestionReason.CUSTOMER_WAITS: Pool.CUSTOMER,
    SuggestionReason.UNDER_WAY: Pool.UNDER_WAY,
    SuggestionReason.UNTOUCHED: Pool.NEW,
    SuggestionReason.ONCE_MORE: Pool.NEW,
    SuggestionReason.FORMER: Pool.NEW,
}


class AccountHistory(NamedTuple):
    """An account with its contact history; ``last_contact`` is a local day, None without contacts.

    ``rests_until`` is the first day on which the plan may suggest a snoozed account again, ``score`` the customer's
    latest, ``lost_on`` the local day on which its last open deal was lost (K1).
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
    score: CustomerScore | None = None
    lost_on: date | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A suggested account, with the number of contacts so far, the days since the last one, and the latest score."""

    account_id: int
    account_name: str
    why: SuggestionReason
    contacts: int
    days: int | None
    score: CustomerScore | None = None


def suggest_contacts(
    histories: Iterable[AccountHistory], *, today: date, limit: int = SUGGESTIONS, rep_id: int | None = None
) -> list[Suggestion]:
    """Return up to ``limit`` accounts by score, each pool having room; with a ``rep_id`` none owned by another rep.

    Left out are accounts marked do not contact, snoozed ones, those that wait for their rebound (K1, Z6), and accounts
    contacted recently.
    """
    scored = [
        (-score, -(history.value or NOTHING), history.name, history.id, why, history)
        for history in histories
        if _may_contact(history, today=today, rep_id=rep_id)
        if (found := score_account(history, today=today)) is not None
        for why, score in (found,)
    ]
    pools = {each: [one for one in scored if POOLS[one[4]] is each] for each in Pool}
    with_room = Pool if len(pools[Pool.UNDER_WAY]) <= ENOUGH_UNDER_WAY else (Pool.CUSTOMER, Pool.UNDER_WAY)
    firsts = nsmallest(limit, (min(pools[each]) for each in with_room if pools[each]))
    taken = {one[3] for one in firsts}
    rest = nsmallest(limit - len(firsts), (one for one in scored if one[3] not in taken))
    return [_explain(history, why, today=today) for *_, why, history in sorted([*firsts, *rest])]


def score_account(history: AccountHistory, *, today: date) -> tuple[SuggestionReason, float] | None:
    """Return the reason and the score of an account, None while it is not due."""
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
    """Return the number of days between contacts with a customer of this value a year (O3)."""
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
    if is_in_rebound(history.lost_on, today=today):
        return False
    return rep_id is None or history.owner_id is None or history.owner_id == rep_id


def _explain(history: AccountHistory, why: SuggestionReason, *, today: date) -> Suggestion:
    return Suggestion(
        account_id=history.id,
        account_name=history.name,
        why=why,
        contacts=history.contacts,
        days=_count_days(history, today=today),
        score=history.score,
    )


def _count_days(history: AccountHistory, *, today: date) -> int | None:
    return (today - history.last_contact).days if history.last_contact else None
