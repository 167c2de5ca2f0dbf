"""A lost or former customer is suggested again at a fixed moment, once, and never after the contract has ended (Z6)."""

from datetime import date, timedelta

import pytest

from bot.domain.accounts.rebound import ReboundReason, find_rebound

ENDS = date(2026, 12, 15)
SIX_BEFORE, THREE_BEFORE = date(2026, 6, 15), date(2026, 9, 15)
LEFT_ON, NINE_AFTER = date(2026, 1, 10), date(2026, 10, 10)
SIX, THREE, LOST = ReboundReason.CONTRACT_SIX_MONTHS, ReboundReason.CONTRACT_THREE_MONTHS, ReboundReason.LOST_LONG_AGO


def day_after(day: date, days: int) -> date:
    return day + timedelta(days=days)


def find(
    today: date, *, ends: date | None = None, left_on: date | None = None, last_contact: date | None = None
) -> ReboundReason | None:
    return find_rebound(contract_ends=ends, left_on=left_on, last_contact=last_contact, today=today)


@pytest.mark.parametrize(("moment", "why"), [(SIX_BEFORE, SIX), (THREE_BEFORE, THREE)])
def test_before_the_end_of_a_contract_there_are_two_moments_of_three_weeks(moment: date, why: ReboundReason) -> None:
    assert find(day_after(moment, -1), ends=ENDS) is None
    assert find(moment, ends=ENDS) is why
    assert find(day_after(moment, 21), ends=ENDS) is why
    assert find(day_after(moment, 22), ends=ENDS) is None


def test_nine_months_after_a_loss_there_is_one_moment_of_six_weeks() -> None:
    assert find(day_after(NINE_AFTER, -1), left_on=LEFT_ON) is None
    assert find(NINE_AFTER, left_on=LEFT_ON) is LOST
    assert find(day_after(NINE_AFTER, 42), left_on=LEFT_ON) is LOST
    assert find(day_after(NINE_AFTER, 43), left_on=LEFT_ON) is None


def test_a_known_end_of_the_contract_decides_alone() -> None:
    assert find(NINE_AFTER, ends=ENDS, left_on=LEFT_ON) is None
    assert find(SIX_BEFORE, ends=ENDS, left_on=LEFT_ON) is SIX


def test_after_the_end_of_the_contract_there_is_no_moment() -> None:
    # Nine months after leaving would be the day on which the contract ends, or shortly after it.
    for ends in (day_after(NINE_AFTER, -1), NINE_AFTER):
        days = [day_after(ends, days) for days in range(400)]
        assert {find(day, ends=ends, left_on=LEFT_ON) for day in days} == {None}


def test_without_an_end_and_without_a_loss_there_is_no_moment() -> None:
    assert find(NINE_AFTER) is None


@pytest.mark.parametrize(
    ("moment", "ends", "left_on", "why"),
    [(SIX_BEFORE, ENDS, None, SIX), (THREE_BEFORE, ENDS, None, THREE), (NINE_AFTER, None, LEFT_ON, LOST)],
)
def test_a_contact_since_four_weeks_before_the_moment_was_the_rebound(
    moment: date, ends: date | None, left_on: date | None, why: ReboundReason
) -> None:
    today = day_after(moment, 14)
    assert find(today, ends=ends, left_on=left_on, last_contact=day_after(moment, -29)) is why
    assert find(today, ends=ends, left_on=left_on, last_contact=day_after(moment, -28)) is None
    assert find(today, ends=ends, left_on=left_on, last_contact=day_after(moment, -27)) is None
    assert find(today, ends=ends, left_on=left_on, last_contact=today) is None


def test_a_contact_at_six_months_leaves_the_moment_at_three() -> None:
    assert find(THREE_BEFORE, ends=ENDS, last_contact=SIX_BEFORE) is THREE


@pytest.mark.parametrize(
    ("ends", "six_before", "three_before"),
    [
        (date(2026, 8, 31), date(2026, 2, 28), date(2026, 5, 31)),
        (date(2028, 8, 31), date(2028, 2, 29), date(2028, 5, 31)),
        (date(2027, 5, 31), date(2026, 11, 30), date(2027, 2, 28)),
        (date(2027, 2, 28), date(2026, 8, 28), date(2026, 11, 28)),
    ],
)
def test_the_31st_becomes_the_last_day_of_a_shorter_month(ends: date, six_before: date, three_before: date) -> None:
    assert find(day_after(six_before, -1), ends=ends) is None
    assert find(six_before, ends=ends) is SIX
    assert find(day_after(three_before, -1), ends=ends) is None
    assert find(three_before, ends=ends) is THREE


def test_nine_months_after_the_31st_of_may_is_the_last_day_of_february() -> None:
    assert find(date(2027, 2, 27), left_on=date(2026, 5, 31)) is None
    assert find(date(2027, 2, 28), left_on=date(2026, 5, 31)) is LOST
