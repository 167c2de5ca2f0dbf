"""When to contact a customer after a sale, and when to expect the next order (Z4)."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from bot.domain.accounts.after_sale import AFTER_SALE_WEEKS

# A moment missed for longer than this has expired; the next one follows by itself.
DUE_FOR = timedelta(days=10)
WEEK = 7  # days
# A contact this shortly before a moment counts as the contact for it.
COUNTS_BEFORE = timedelta(days=3)
# Two intervals are the minimum for a regularity.
ORDERS_NEEDED = 3
# Intervals are regular when the largest is at most this many times the smallest.
MOST_TIMES = 2
# An expected order is announced four weeks ahead; two weeks after its day it has probably gone elsewhere.
NEAR_BEFORE, NEAR_AFTER = timedelta(weeks=4), timedelta(weeks=2)


def find_after_sale(
    sold_on: date, *, today: date, last_contact: date | None, weeks: Sequence[int] = AFTER_SALE_WEEKS
) -> int | None:
    """Return the moment after a sale that is due (Z4), as its number of weeks; None without one.

    It is the latest moment of the last ten days without a contact from three days before it on. All days are local;
    ``weeks`` may be a segment's own schedule, in any order.
    """
    days = (today - sold_on).days
    due = [number for number in weeks if 0 <= days - WEEK * number <= DUE_FOR.days]
    if not due:
        return None
    latest = max(due)
    is_done = last_contact is not None and last_contact >= sold_on + timedelta(weeks=latest) - COUNTS_BEFORE
    return None if is_done else latest


def list_moments(sold_on: date, *, weeks: Sequence[int] = AFTER_SALE_WEEKS) -> list[tuple[date, date]]:
    """Return for each moment after a sale the first and last local day on which a contact satisfies it (Z4)."""
    days = [sold_on + timedelta(weeks=number) for number in weeks]
    return [(day - COUNTS_BEFORE, day + DUE_FOR) for day in days]


def expect_repeat(orders: Sequence[date]) -> date | None:
    """Return the expected local day of the next order (Z4): the last one plus the median interval, rounded down.

    Orders on one day count once. None with fewer than 3, and when the largest interval is over twice the smallest.
    """
    if len(orders) < ORDERS_NEEDED:
        return None
    days = sorted(set(orders))
    if len(days) < ORDERS_NEEDED:
        return None
    intervals = [(later - earlier).days for earlier, later in pairwise(days)]
    if max(intervals) > MOST_TIMES * min(intervals):
        return None
    return days[-1] + timedelta(days=int(median(intervals)))


def is_repeat_near(expected: date, *, today: date) -> bool:
    """Return whether an expected order is near (Z4): from four weeks before its day to two weeks after, inclusive."""
    return expected - NEAR_BEFORE <= today <= expected + NEAR_AFTER
