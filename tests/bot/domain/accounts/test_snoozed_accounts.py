"""Until which day a snoozed account stays out of the plan."""

from datetime import date

import pytest

from bot.domain.accounts.snoozed_accounts import find_next_month, find_tomorrow


@pytest.mark.parametrize(
    ("today", "until"),
    [
        (date(2026, 3, 18), date(2026, 4, 18)),
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2028, 1, 31), date(2028, 2, 29)),
        (date(2026, 12, 5), date(2027, 1, 5)),
    ],
)
def test_a_month_ends_on_the_same_day_or_on_the_last_one_there_is(today: date, until: date) -> None:
    assert find_next_month(today) == until


def test_another_one_comes_back_tomorrow() -> None:
    assert find_tomorrow(date(2026, 12, 31)) == date(2027, 1, 1)
