"""Good news is not asked of an unhappy customer (K2)."""

from datetime import date, timedelta

import pytest

from bot.domain.accounts.customer_score import CustomerScore, may_ask_good_news

DAY = date(2026, 3, 18)


@pytest.mark.parametrize(("score", "days", "may"), [
    (6, 0, False),
    (0, 90, False),
    (6, 90, False),
    (6, 91, True),
    (7, 0, True),
    (6, -1, False),
])  # fmt: skip
def test_k2_after_a_score_of_6_or_lower_no_good_news_is_asked_for_90_days(score: int, days: int, *, may: bool) -> None:
    assert may_ask_good_news(CustomerScore(score, DAY - timedelta(days=days)), day=DAY) is may


def test_k2_who_never_gave_a_poor_score_may_be_asked() -> None:
    assert may_ask_good_news(None, day=DAY)
