"""A goal of one's own, in a line: how much, of what, and by when (O1)."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.certainties.errors import GoalUnclear
from bot.domain.certainties.goal_line import GONE_WORDS, GoalLine, parse_goal
from bot.domain.certainties.personal_goal import Goal, GoalKind
from bot.domain.text.bounds import LONGEST_LINE
from bot.errors import LineTooLong

TODAY, JUNE, NEW_YEARS_EVE = date(2026, 3, 18), date(2026, 6, 30), date(2026, 12, 31)
MARGIN, CUSTOMERS, TARGET_BY = GoalKind.MARGIN, GoalKind.CUSTOMERS, GoalKind.TARGET_BY


def goal(kind: GoalKind, amount: int, by: date = NEW_YEARS_EVE) -> GoalLine:
    since = TODAY if by != NEW_YEARS_EVE and kind is not TARGET_BY else date(2026, 1, 1)
    return GoalLine(Goal(kind=kind, amount=Decimal(amount), by=by, since=since))


def test_o1_a_line_gives_an_amount_of_margin_or_customers_or_the_target_sooner() -> None:
    expected = {
        "120k": goal(MARGIN, 120_000),
        "120k marge": goal(MARGIN, 120_000),
        "marge € 120.000": goal(MARGIN, 120_000),
        "120k marge dit jaar": goal(MARGIN, 120_000),
        "12 customers this year": goal(CUSTOMERS, 12),
        "120000 eur profit by june 30": goal(MARGIN, 120_000, JUNE),
        "12 klanten": goal(CUSTOMERS, 12),
        "12 nieuwe klanten voor 30 juni": goal(CUSTOMERS, 12, JUNE),
        "1 new customer by 30-6": goal(CUSTOMERS, 1, JUNE),
        "target 100k 30 juni": goal(TARGET_BY, 100_000, JUNE),
        "mijn taakstelling 100k vóór 30 juni": goal(TARGET_BY, 100_000, JUNE),
        "QUOTA 100K uiterlijk morgen": goal(TARGET_BY, 100_000, date(2026, 3, 19)),
    }
    assert {text: parse_goal(text, today=TODAY) for text in expected} == expected


@pytest.mark.parametrize("text", ["", "marge", "veel klanten", "0", "0 klanten", "-5k", "target 30 juni k"])
def test_a_goal_needs_an_amount_above_zero(text: str) -> None:
    with pytest.raises(GoalUnclear):
        parse_goal(text, today=TODAY)


@pytest.mark.parametrize(
    "text", ["120k vandaag", "120k gisteren", "120k 17-3-2026", "120k zodra het kan", "120k 31 juni"]
)
def test_a_goal_is_for_a_day_that_is_still_to_come(text: str) -> None:
    with pytest.raises(GoalUnclear):
        parse_goal(text, today=TODAY)


@given(st.dates(max_value=date(9990, 1, 1)).filter(lambda day: (day.month, day.day) != (12, 31)))
def test_o1_without_a_day_a_goal_is_for_this_year_and_no_other(today: date) -> None:
    assert parse_goal("12 klanten", today=today) == GoalLine(
        Goal(kind=CUSTOMERS, amount=Decimal(12), by=date(today.year, 12, 31), since=date(today.year, 1, 1))
    )


def test_a_goal_can_be_taken_away_again() -> None:
    assert {word: parse_goal(word.upper(), today=TODAY) for word in GONE_WORDS} == dict.fromkeys(
        GONE_WORDS, GoalLine(is_gone=True)
    )
    assert parse_goal("geen klanten", today=TODAY) == GoalLine(is_gone=True)


def test_a_line_longer_than_is_read_is_refused() -> None:
    with pytest.raises(LineTooLong):
        parse_goal("120k ".ljust(LONGEST_LINE, "x") + "x", today=TODAY)
