"""The closing day of a deal, with the words that lead up to it."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.deals.close_day import CloseDay, find_close_day, find_passed_day

# A Wednesday.
TODAY = date(2026, 3, 18)
JUNE = date(2026, 6, 30)
MONTHS = [
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
]  # fmt: skip


def find(typed: str) -> CloseDay | None:
    return find_close_day(typed.split(), TODAY)


def test_the_day_is_taken_with_the_words_that_lead_up_to_it() -> None:
    expected = {
        "30 juni": CloseDay(JUNE, frozenset({0, 1})),
        "op 30 juni 60k gewonnen": CloseDay(JUNE, frozenset({0, 1, 2})),
        "uiterlijk vóór 30-6": CloseDay(JUNE, frozenset({0, 1, 2})),
        "by june 30 45k": CloseDay(JUNE, frozenset({0, 1, 2})),
        "= 2026-06-30": CloseDay(JUNE, frozenset({0, 1})),
        "naar vrijdag": CloseDay(date(2026, 3, 20), frozenset({0, 1})),
        "morgen": CloseDay(date(2026, 3, 19), frozenset({0})),
    }
    assert {typed: find(typed) for typed in expected} == expected


def test_a_word_that_does_not_lead_up_to_the_day_is_left_for_the_rest_of_the_line() -> None:
    assert find("60k 30 juni") == CloseDay(JUNE, frozenset({1, 2}))
    assert find("op 60k 30 juni marge") == CloseDay(JUNE, frozenset({0, 2, 3}))


def test_the_first_of_two_days_is_the_closing_day() -> None:
    assert find("30 juni 15 juli") == CloseDay(JUNE, frozenset({0, 1}))


def test_without_a_day_that_exists_there_is_no_closing_day() -> None:
    assert [find(typed) for typed in ("", "60k", "op", "de offerte", "31 juni")] == [None] * 5


@given(st.integers(min_value=0, max_value=364))
def test_a_day_without_a_year_is_the_next_one_there_is(days: int) -> None:
    day = TODAY + timedelta(days=days)
    assert find(f"uiterlijk {day.day} {MONTHS[day.month - 1]}") == CloseDay(day, frozenset({0, 1, 2}))


@given(st.lists(st.sampled_from(["vijftigduizend", "e-mail,aan", "gsm'en", "(a/b)"]), max_size=6))
def test_a_word_of_several_tokens_is_still_one_word(before: list[str]) -> None:
    # The words are counted as typed, not as they fall apart: "(a/b)" is five tokens.
    found = find_close_day([*before, "30", "juni"], TODAY)
    assert found == CloseDay(JUNE, frozenset({len(before), len(before) + 1}))


def test_a_name_before_the_day_leaves_its_leads_with_the_day() -> None:
    assert find("Kassen op 30 juni") == CloseDay(JUNE, frozenset({1, 2, 3}))


def test_a_day_that_has_passed_is_no_closing_day_but_is_known() -> None:
    assert find("gisteren") is None
    assert find("gisteren of op 30 juni") == CloseDay(JUNE, frozenset({1, 2, 3, 4}) - {1})
    assert find_passed_day(["gisteren"], TODAY) == date(2026, 3, 17)
    assert find_passed_day(["30", "juni"], TODAY) is None
