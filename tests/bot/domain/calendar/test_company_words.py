"""Parsing the days on which a company is closed, or works on a holiday, in both languages (R4)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar.company_words import CompanyDays, parse_company_days
from bot.domain.calendar.free_words import DaysPassed, DaysTooMany, DaysUnclear
from bot.domain.calendar.workdays import CompanyDay
from bot.domain.text.bounds import LONGEST_LINE
from bot.errors import LineTooLong

TODAY = date(2026, 3, 18)  # a Wednesday
CHRISTMAS_EVE, KINGS_DAY = date(2026, 12, 24), date(2026, 4, 27)


def parse(text: str) -> CompanyDays:
    return parse_company_days(text, today=TODAY)


@pytest.mark.parametrize("word", ["vrij", "gesloten", "dicht", "sluit", "closed", "off", "free", "Vrij", "CLOSED"])
def test_a_word_for_closed_closes_the_company(word: str) -> None:
    assert parse(f"{word} 24 december") == CompanyDays(CHRISTMAS_EVE, CHRISTMAS_EVE, is_worked=False, name="")


@pytest.mark.parametrize("word", ["werkt", "werkdag", "open", "works", "worked", "working", "Werkt", "OPEN"])
def test_a_word_for_working_opens_it(word: str) -> None:
    assert parse(f"{word} 27 april") == CompanyDays(KINGS_DAY, KINGS_DAY, is_worked=True, name="")


@pytest.mark.parametrize(
    ("text", "first", "last", "name"),
    [
        ("vrij 24 december kerstsluiting", CHRISTMAS_EVE, CHRISTMAS_EVE, "kerstsluiting"),
        ("vrij 24 december: Kerst, en rust", CHRISTMAS_EVE, CHRISTMAS_EVE, "Kerst, en rust"),
        ("vrij 15 mei (brugdag)", date(2026, 5, 15), date(2026, 5, 15), "brugdag"),
        ("vrij vrijdag 15 mei Dag na Hemelvaart", date(2026, 5, 15), date(2026, 5, 15), "Dag na Hemelvaart"),
        ("  vrij   24  december   kerst  sluiting ", CHRISTMAS_EVE, CHRISTMAS_EVE, "kerst sluiting"),
        ("dicht 6 t/m 17 juli zomersluiting", date(2026, 7, 6), date(2026, 7, 17), "zomersluiting"),
        ("closed 24 december - 2 january Christmas", CHRISTMAS_EVE, date(2027, 1, 2), "Christmas"),
        ("dicht 2 weken vanaf maandag verbouwing", date(2026, 3, 23), date(2026, 4, 5), "verbouwing"),
        ("gesloten vandaag", TODAY, TODAY, ""),
    ],
)
def test_the_name_is_what_follows_the_last_day_as_typed(text: str, first: date, last: date, name: str) -> None:
    assert parse(text) == CompanyDays(first, last, is_worked=False, name=name)


@pytest.mark.parametrize("text", ["", "vrij", "24 december", "kerst 24 december", "vrij kerst", "vrij ?!", "open"])
def test_without_a_first_word_that_says_what_or_without_a_day_it_is_unclear(text: str) -> None:
    with pytest.raises(DaysUnclear):
        parse(text)


def test_a_month_of_31_days_is_taken_and_a_day_more_is_not() -> None:
    assert parse("dicht 1 t/m 31 juli").last_day == date(2026, 7, 31)
    with pytest.raises(DaysTooMany):
        parse("dicht 1 juli t/m 1 augustus")


def test_an_end_before_its_begin_and_a_day_that_has_passed_are_refused() -> None:
    with pytest.raises(DaysTooMany):
        parse("dicht 10 t/m 5 juli")
    with pytest.raises(DaysPassed):
        parse("dicht 24-12-2025")


def test_a_line_beyond_the_limit_is_refused() -> None:
    line = "vrij 24 december "
    assert parse(line.ljust(LONGEST_LINE, "x")).first_day == CHRISTMAS_EVE
    with pytest.raises(LineTooLong):
        parse(line.ljust(LONGEST_LINE + 1, "x"))


def test_days_are_listed_one_by_one_under_their_name_or_the_one_given() -> None:
    first, last = date(2026, 12, 31), date(2027, 1, 1)
    named = CompanyDays(first, last, is_worked=False, name="inventaris")
    assert named.list_days(unnamed="vrij") == [
        CompanyDay(first, is_worked=False, name="inventaris"),
        CompanyDay(last, is_worked=False, name="inventaris"),
    ]
    unnamed = CompanyDays(KINGS_DAY, KINGS_DAY, is_worked=True, name="")
    assert unnamed.list_days(unnamed="werkdag") == [CompanyDay(KINGS_DAY, is_worked=True, name="werkdag")]


@given(st.dates(TODAY, date(2027, 3, 1)), st.integers(min_value=1, max_value=31))
def test_a_closure_that_is_written_out_is_read_back_with_every_day_in_it(first: date, length: int) -> None:
    last = first + timedelta(days=length - 1)
    read = parse(f"dicht {first:%d-%m-%Y} t/m {last:%d-%m-%Y}")
    assert [each.day for each in read.list_days(unnamed="")] == [first + timedelta(days=n) for n in range(length)]
