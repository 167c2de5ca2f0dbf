"""Parsing dates of the calendar: 24 maart, 26-3, march 24th, de 24e."""

import calendar
from datetime import date, timedelta
from functools import cache

from bot.domain.text.dates import parse_date, parse_ordinal
from bot.domain.text.day import DayContext, DayMention, Tense
from bot.domain.text.words import fold_word, split_tokens, word_list

TODAY = date(2027, 3, 24)
TODAYS = (TODAY, date(2027, 12, 31), date(2028, 1, 1), date(2028, 2, 29), date(2027, 2, 28))
MONTHS = word_list("januari februari maart april mei juni juli augustus september oktober november december")
ALL_DAYS = [date(2028, 1, 1) + timedelta(days=number) for number in range(366)]
DAYS_OF_EVERY_YEAR = [(day.day, day.month) for day in ALL_DAYS if (day.month, day.day) != (2, 29)]


def read_in(text: str, today: date = TODAY) -> DayContext:
    return DayContext([fold_word(token) for token, _, _ in split_tokens(text)], today)


def read(text: str, today: date = TODAY) -> DayMention | None:
    return parse_date(read_in(text, today), 0)


def whole(text: str, tense: Tense, past: date | None, future: date | None) -> DayMention:
    """Return what a text means that names a day from its first word to its last."""
    return DayMention(0, len(split_tokens(text)), tense, past, future)


@cache
def find_nearest(today: date, step: int) -> dict[tuple[int, int], date]:
    """Return the nearest day of each number and month, today included, found by looking at one day after the other."""
    found: dict[tuple[int, int], date] = {}
    looked_at = today
    while len(found) < len(ALL_DAYS):
        found.setdefault((looked_at.day, looked_at.month), looked_at)
        looked_at += timedelta(days=step)
    return found


def in_some_year(text: str, day: int, month: int, today: date) -> DayMention:
    """Return the nearest such days before and after today."""
    return whole(text, Tense.OPEN, find_nearest(today, -1)[day, month], find_nearest(today, 1)[day, month])


def in_some_month(text: str, day: int, today: date) -> DayMention:
    """Return the nearest days of any month, today included, found by looking at one day after the other."""
    past = future = today
    while past.day != day:
        past -= timedelta(days=1)
    while future.day != day:
        future += timedelta(days=1)
    return whole(text, Tense.OPEN, past, future)


def test_a_dutch_date_without_a_year_is_the_last_and_the_first_such_day() -> None:
    expected = {
        (text, today): in_some_year(text, day, month, today)
        for today in TODAYS
        for day, month in DAYS_OF_EVERY_YEAR
        for text in (f"{day} {MONTHS[month - 1]}", f"{day}-{month}", f"{day}/{month}")
    }
    assert {case: read(*case) for case in expected} == expected


def test_an_english_date_without_a_year_is_the_last_and_the_first_such_day() -> None:
    expected = {
        (text, today): in_some_year(text, day, month, today)
        for today in TODAYS
        for day, month in DAYS_OF_EVERY_YEAR
        for name in (calendar.month_name[month],)
        for text in (f"{name} {day}th", f"{name} the {day}th", f"{day} {name}", f"{day}th of {name}", f"{day}e {name}")
    }
    assert {case: read(*case) for case in expected} == expected


def test_today_is_its_own_past_and_future() -> None:
    for text in ("24 maart", "24 MRT", "24e maart", "24 march", "March 24th", "24-3", "24-03", "24/3"):
        assert read(text) == whole(text, Tense.OPEN, TODAY, TODAY)


def test_yesterday_and_tomorrow_go_over_the_turn_of_the_year() -> None:
    expected = {
        ("1 januari", date(2027, 12, 31)): (date(2027, 1, 1), date(2028, 1, 1)),
        ("31 december", date(2028, 1, 1)): (date(2027, 12, 31), date(2028, 12, 31)),
        ("29-2", date(2028, 2, 29)): (date(2028, 2, 29), date(2028, 2, 29)),
        ("29 februari", date(2028, 2, 29)): (date(2028, 2, 29), date(2028, 2, 29)),
    }
    found = {case: read(*case) for case in expected}
    assert {case: day and (day.past, day.future) for case, day in found.items()} == expected


def test_a_date_with_a_year_is_one_day_with_its_tense() -> None:
    days = {
        Tense.PAST: (date(2027, 3, 23), "23 maart 2027", "23 maart, 2027", "23-3-2027", "23-3-27", "23/03/2027"),
        Tense.TODAY: (TODAY, "24 maart 2027", "March 24th, 2027", "24.3.2027", "2027-03-24", "24 mrt 2027"),
        Tense.FUTURE: (date(2027, 3, 25), "25 MAART 2027", "25th of March 2027", "25-03-27", "2027-3-25", "25.3.27"),
    }
    expected = {text: whole(text, tense, day, day) for tense, (day, *texts) in days.items() for text in map(str, texts)}
    assert {text: read(text) for text in expected} == expected


def test_a_leap_day_exists_in_leap_years_only() -> None:
    leap = date(2028, 2, 29)
    for text in ("29-2-2028", "29 februari 2028", "february 29th 2028", "2028-02-29"):
        assert read(text) == whole(text, Tense.FUTURE, leap, leap)
    for text in ("29-2-2027", "29 februari 2027", "february 29th 2027", "2027-02-29", "29-2-2100"):
        assert read(text) == whole(text, Tense.OPEN, None, None)


def test_a_day_that_no_month_has_does_not_exist() -> None:
    texts = ("30 februari", "31 april", "31-4", "32 maart", "0-3", "june 31st", "31-11-2027", "2027-13-01", "1-13-2027")
    assert {text: read(text) for text in texts} == {text: whole(text, Tense.OPEN, None, None) for text in texts}


def test_a_day_may_be_an_ordinal_or_a_word() -> None:
    expected = {
        "eerste april": (1, 4),
        "derde mei": (3, 5),
        "tien juni": (10, 6),
        "tweeëntwintig juli": (22, 7),
        "First of April": (1, 4),
        "tenth of june": (10, 6),
        "1ste april": (1, 4),
        "2nd of may": (2, 5),
        "3rd may": (3, 5),
        "may 5": (5, 5),
    }
    assert {text: read(text) for text in expected} == {
        text: in_some_year(text, *day, TODAY) for text, day in expected.items()
    }


def test_an_amount_or_another_word_is_no_date() -> None:
    texts = (
        "5-6 weken",
        "10-12 stuks",
        "1-2 uur",
        "40-3",
        "45-3",
        "9.30",
        "26.3",
        "mei 5",
        "maart 24",
        "juni 3 stuks",
        "march 5 units",
        "five may",
        "24",
        "24 offertes",
        "maart",
        "eerste offerte",
        "26-13",
        "1-2-3",
        "100-3",
        "",
    )
    assert {text: read(text) for text in texts if read(text) is not None} == {}


def test_a_pair_with_a_mistyped_month_is_a_day_that_does_not_exist_where_a_day_is_expected() -> None:
    assert parse_date(read_in("uiterlijk 26-13"), 1) == DayMention(1, 2, Tense.OPEN, None, None)
    assert parse_date(read_in("uiterlijk 26-31"), 1) == DayMention(1, 2, Tense.OPEN, None, None)
    assert [text for text in ("uiterlijk 26-32", "kamer 26-13") if parse_date(read_in(text), 1)] == []


def test_a_pair_with_a_dot_is_a_date_only_where_a_day_is_expected() -> None:
    day = in_some_year("26-3", 26, 3, TODAY)
    for text in ("vrijdag 26.3", "op 26.3", "on 26.03"):
        assert parse_date(read_in(text), 1) == DayMention(1, 2, Tense.OPEN, day.past, day.future)
    assert [text for text in ("versie 26.3", "om 9.30", "op 9.30") if parse_date(read_in(text), 1)] == []


def test_the_day_of_a_month_is_the_last_and_the_first_such_day() -> None:
    expected = {
        (text, today): in_some_month(text, day, today)
        for today in (*TODAYS, date(2027, 4, 30), date(2027, 1, 30))
        for day in range(1, 32)
        for text in (f"de {day}e", f"the {day}th", f"De {day}ste")
    }
    assert {case: parse_ordinal(read_in(*case), 0) for case in expected} == expected


def test_the_31st_skips_the_months_that_have_none() -> None:
    day = parse_ordinal(read_in("de 31e", date(2027, 4, 15)), 0)
    assert day == whole("de 31e", Tense.OPEN, date(2027, 3, 31), date(2027, 5, 31))


def test_the_32nd_does_not_exist() -> None:
    for text in ("de 32e", "the 32nd", "de 0e"):
        assert parse_ordinal(read_in(text), 0) == whole(text, Tense.OPEN, None, None)


def test_an_ordinal_before_a_thing_or_a_month_is_no_day() -> None:
    things = ("de 3e verdieping", "de 12e offerte", "the 2nd floor", "de 2e keer", "de 5e grote klant")
    texts = (*things, "de 24e maart", "the 24th of march", "24e", "de 24", "de eerste", "de")
    assert [text for text in texts if parse_ordinal(read_in(text), 0) is not None] == []


def test_an_ordinal_without_an_article_is_a_day_where_one_is_expected() -> None:
    day = in_some_month("26e", 26, TODAY)
    assert parse_ordinal(read_in("op 26e"), 1) == DayMention(1, 2, Tense.OPEN, day.past, day.future)
    assert parse_ordinal(read_in("vrijdag 26e"), 1, sure=True) == DayMention(1, 2, Tense.OPEN, day.past, day.future)
    assert parse_ordinal(read_in("de 3e terugbellen"), 0) == DayMention(
        0, 2, Tense.OPEN, date(2027, 3, 3), date(2027, 4, 3)
    )
