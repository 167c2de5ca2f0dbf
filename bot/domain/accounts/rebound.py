"""When to contact an account again after a no or a departure (Z6)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from bot.domain.text.day import add_months


class ReboundReason(StrEnum):
    """Why it is time to contact the account again."""

    CONTRACT_SIX_MONTHS = "contract_six_months"
    CONTRACT_THREE_MONTHS = "contract_three_months"
    LOST_LONG_AGO = "lost_long_ago"


# Before a contract ends: early enough to be invited to tender, and again when the decision is made.
MONTHS_BEFORE_END = ((ReboundReason.CONTRACT_SIX_MONTHS, 6), (ReboundReason.CONTRACT_THREE_MONTHS, 3))
# By then the other supplier has shown its worth, and most one-year contracts are not renewed yet.
MONTHS_AFTER_LOSS = 9
# The end of a contract is a known day; nine months after a loss is an estimate, so its window is longer.
CONTRACT_LASTS, LOSS_LASTS = timedelta(weeks=3), timedelta(weeks=6)
# A contact from this long before the moment counts as the contact for it.
COUNTS_BEFORE = timedelta(weeks=4)
# Days whose moments are kept: every morning asks for those of every lost account.
DAYS_KEPT = 4096


@dataclass(frozen=True, slots=True)
class _Moment:
    """A reason with the first day of its window, and the window's length."""

    why: ReboundReason
    day: date
    lasts: timedelta


def find_rebound(
    *, contract_ends: date | None, left_on: date | None, last_contact: date | None, today: date
) -> ReboundReason | None:
    """Return why to contact a lost account today (Z6), None when no moment is due.

    All days are local; months are calendar months, clipped to the last day of a shorter one. A known end of contract
    excludes the other moments, also after it has passed.
    """
    moments = _list_before_end(contract_ends) if contract_ends else _list_after_loss(left_on)
    due = (moment for moment in moments if moment.day <= today <= moment.day + moment.lasts)
    return next((moment.why for moment in due if not _has_come_back(moment, last_contact)), None)


def find_next_rebound(*, contract_ends: date | None, left_on: date | None, today: date) -> date | None:
    """Return the first local day from today on at which to contact a lost account again (Z6), None without one."""
    moments = _list_before_end(contract_ends) if contract_ends else _list_after_loss(left_on)
    return min((moment.day for moment in moments if moment.day >= today), default=None)


def is_in_rebound(lost_on: date | None, *, today: date) -> bool:
    """Return whether an account whose last open deal was lost on a local day still waits for its rebound (K1, Z6).

    Until the moment of the rebound has passed it is in no pool: it is neither a suspect under way nor an untouched one.
    """
    return lost_on is not None and lost_on > find_last_rebound(today)


def find_last_rebound(today: date) -> date:
    """Return the latest local day of a loss after which it is time by now to begin anew with the account."""
    return add_months(today - LOSS_LASTS, -MONTHS_AFTER_LOSS)


def list_rebounds(*, contract_ends: date | None, left_on: date | None) -> list[tuple[date, date]]:
    """Return for each moment the first and last local day on which a contact satisfies it (Z6)."""
    moments = _list_before_end(contract_ends) if contract_ends else _list_after_loss(left_on)
    return [(moment.day - COUNTS_BEFORE, moment.day + moment.lasts) for moment in moments]


@lru_cache(DAYS_KEPT)
def _list_before_end(ends: date) -> tuple[_Moment, ...]:
    return tuple(_Moment(why, add_months(ends, -months), CONTRACT_LASTS) for why, months in MONTHS_BEFORE_END)


@lru_cache(DAYS_KEPT)
def _list_after_loss(left_on: date | None) -> tuple[_Moment, ...]:
    if left_on is None:
        return ()
    return (_Moment(ReboundReason.LOST_LONG_AGO, add_months(left_on, MONTHS_AFTER_LOSS), LOSS_LASTS),)


def _has_come_back(moment: _Moment, last_contact: date | None) -> bool:
    return last_contact is not None and last_contact >= moment.day - COUNTS_BEFORE
