"""The count of an activity, in digits or in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.log.errors import CountInvalid
from bot.domain.log.log_line.counts import Count, find_count
from bot.domain.log.log_line.kinds import find_activities
from bot.domain.log.log_line.line import number_segments
from tests.bot.domain.log.log_line.lines import choose, line_of, take_days


def find(text: str, account: str = "") -> Count | None:
    line = line_of(text, account=account)
    segments = number_segments(line)
    days = take_days(line)
    activities = find_activities(line, segments)
    activity = choose(line, activities, days)
    assert activity is not None
    return find_count(line, activity, activities)


def read(text: str, account: str = "") -> int | None:
    count = find(text, account)
    return None if count is None else count.number


def refuse(text: str) -> str | None:
    try:
        find(text)
    except CountInvalid as error:
        return error.typed
    return None


def test_a_number_with_the_activity_is_its_count() -> None:
    expected = {
        "5 mails": 5,
        "vijf mails": 5,
        "drie korte belletjes": 3,
        "eenentwintig calls": 21,
        "een dozijn mails": 12,
        "half dozen calls": 6,
        "één bezoek": 1,
        "2x gebeld": 2,
        "gebeld x3": 3,
        "3 keer gebeld": 3,
        "gebeld, 3 keer": 3,
        "called twice": 2,
        "driemaal gebeld": 3,
        "mails: 4": 4,
        "8 prospects gebeld": 8,
        "gebeld met 8 klanten": 8,
        "1 bezoek": 1,
        "200 mails": 200,
    }
    assert {text: read(text) for text in expected} == expected


def test_a_number_about_something_else_is_no_count() -> None:
    texts = (
        "gebeld",
        "een mail",
        "gebeld, 500 stuks besteld",
        "gebeld, korting 5%",
        "gebeld over 3 machines",
        "gebeld om 14:00",
        "3 dagen geleden gebeld",
    )
    assert {text: read(text) for text in texts} == dict.fromkeys(texts)


def test_a_number_in_the_name_is_no_count() -> None:
    assert read("24 Uur Glas gebeld", account="24 Uur Glas") is None
    assert read("2x 24 Uur Glas gebeld", account="24 Uur Glas") == 2


def test_done_again_with_one_account_is_told_from_several_activities() -> None:
    expected = {"twice called": True, "gebeld, 3 keer": True, "5 mails": False}
    found = {text: find(text) for text in expected}
    assert {text: count is not None and count.repeated for text, count in found.items()} == expected


def test_a_count_that_cannot_be_is_refused_as_it_was_typed() -> None:
    expected = {
        "0 mails": "0",
        "nul mails": "nul",
        "-3 mails": "-3",
        "min 3 mails": "min 3",
        "2,5 mails": "2,5",
        "1.5 calls": "1.5",
        "201 mails": "201",
        "1.000 mails": "1.000",
        "99999999999999999999 mails": "99999999999999999999",
        "paar mails": "paar",
        "een paar mails": "een paar",
        "several calls": "several",
        "200 mails": None,
    }
    assert {text: refuse(text) for text in expected} == expected


@given(st.integers(min_value=0, max_value=10_000))
def test_from_1_to_200_is_a_count_and_nothing_else(number: int) -> None:
    if 1 <= number <= 200:
        assert read(f"{number} mails") == read(f"{number}x gemaild") == number
    else:
        with pytest.raises(CountInvalid):
            read(f"{number} mails")
