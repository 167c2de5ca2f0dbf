"""Whom to contact today: a few accounts with the reason for each (R2, R6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bot.domain.account import CONTACTS_NEEDED, Stage

SUGGESTIONS = 3


class Why(StrEnum):
    """Why an account is suggested; each has its own sentence."""

    UNDER_WAY = "under_way"
    CUSTOMER_WAITS = "customer_waits"
    CUSTOMER_UNSEEN = "customer_unseen"
    UNTOUCHED = "untouched"


@dataclass(frozen=True, slots=True)
class AccountHistory:
    """An account of a rep with what has happened; ``last_contact`` is a local day, None when there was none."""

    id: int
    name: str
    stage: Stage
    value: Decimal | None
    contacts: int
    last_contact: date | None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An account to contact; ``contacts`` so far and ``days`` since the last one go with the reason."""

    account_id: int
    account_name: str
    why: Why
    contacts: int
    days: int | None


def suggest_contacts(histories: Iterable[AccountHistory], *, today: date, limit: int = SUGGESTIONS) -> list[Suggestion]:
    """Return up to ``limit`` accounts: those under way first, then customers longest unseen, then the untouched.

    An account that had a contact today is left in peace.
    """
    candidates = [history for history in histories if history.last_contact != today]
    ranked = sorted(candidates, key=lambda history: _rank(history, today=today))
    return [_explain(history, today=today) for history in ranked[:limit]]


def _rank(history: AccountHistory, *, today: date) -> tuple[int, int, Decimal, str]:
    order = list(Why).index(_find_reason(history))
    unseen_for = _count_days(history, today=today)
    return (
        order,
        -(unseen_for if unseen_for is not None else 0),
        -(history.value or Decimal(0)),
        history.name,
    )


def _explain(history: AccountHistory, *, today: date) -> Suggestion:
    return Suggestion(
        account_id=history.id,
        account_name=history.name,
        why=_find_reason(history),
        contacts=history.contacts,
        days=_count_days(history, today=today),
    )


def _find_reason(history: AccountHistory) -> Why:
    is_customer = history.stage is Stage.CUSTOMER
    if not is_customer and 0 < history.contacts < CONTACTS_NEEDED[1]:
        return Why.UNDER_WAY
    if is_customer:
        return Why.CUSTOMER_WAITS if history.last_contact else Why.CUSTOMER_UNSEEN
    return Why.UNTOUCHED


def _count_days(history: AccountHistory, *, today: date) -> int | None:
    return (today - history.last_contact).days if history.last_contact else None
