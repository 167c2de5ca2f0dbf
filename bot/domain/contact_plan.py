"""Whom to contact today: a few accounts with the reason for each (R2, R6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bot.domain.account import CONTACTS_NEEDED, Stage

SUGGESTIONS = 3
# In days: an account that was contacted so shortly ago is left in peace.
REST = {Stage.CUSTOMER: 14}
SHORTEST_REST = 2


class Why(StrEnum):
    """Why an account is suggested; each has its own sentence."""

    UNDER_WAY = "under_way"
    CUSTOMER_UNSEEN = "customer_unseen"
    CUSTOMER_WAITS = "customer_waits"
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

    An account that was contacted shortly ago is left in peace.
    """
    candidates = [history for history in histories if _is_rested(history, today=today)]
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


def _is_rested(history: AccountHistory, *, today: date) -> bool:
    days = _count_days(history, today=today)
    return days is None or days >= REST.get(history.stage, SHORTEST_REST)


def _explain(history: AccountHistory, *, today: date) -> Suggestion:
    return Suggestion(
        account_id=history.id,
        account_name=history.name,
        why=_find_reason(history),
        contacts=history.contacts,
        days=_count_days(history, today=today),
    )


def _find_reason(history: AccountHistory) -> Why:
    if history.stage is Stage.CUSTOMER:
        return Why.CUSTOMER_WAITS if history.last_contact else Why.CUSTOMER_UNSEEN
    return Why.UNDER_WAY if 0 < history.contacts < CONTACTS_NEEDED[1] else Why.UNTOUCHED


def _count_days(history: AccountHistory, *, today: date) -> int | None:
    return (today - history.last_contact).days if history.last_contact else None
