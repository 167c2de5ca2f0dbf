"""Parsing weekdays and week numbers: vrijdag, volgende week dinsdag, wk 14."""

import calendar
from datetime import date, timedelta

from bot.domain.text.day import DayContext, DayMention, Tense
from bot.domain.text.weekdays import parse_week_number, parse_week_then_weekday, parse_weekday
from bot.domain.text.words import fold_word, split_tokens, word_list

TODAY = date(2027, 3, 24)  # a Wednesday
A_WEEK = [date(2026, 12, 28) + timedelta(days=number) for number in range(7)]  # week 53, over the turn of the year
DUTCH = word_list("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag")
NAMES = [(number, name) for names in (DUTCH, calendar.day_name) for number, name in enumerate(names)]


def read_in(text: str, today: date = TODAY) -> DayContext:
    return DayContext([fold_word(token) for token, _, _ in split_tokens(text)], today)


def read(text: str, today: date = TODAY) -> DayMention | None:
    """Return the day at the beginning of a text, as either kind of phrase with a weekday."""
    at = read_in(text, today)
    return parse_weekday(at, 0) or parse_week_then_weekday(at, 0)


def whole(text: str, tense: Tense, past: date | None, future: date | None, part: str | None = None) -> DayMention:
    """Return what a text means that names a day from its first word to its last."""
    return DayMention(0, len(split_tokens(text)), tense, past, future, part)


def last(weekday: int, today: date) -> date:
    """Return the last such day before today, found by looking at one day after the other."""
    day = today - timedelta(days=1)
    while day.weekday() != weekday:
        day -= timedelta(days=1)
    return day


def first(weekday: int, today: date) -> date:
    """Return the first such day after today, found by looking at one day after the other."""
    day = today + timedelta(days=1)
    while day.weekday() != weekday:
        day += timedelta(days=1)
    return day


def in_week_of(day: date, weekday: int) -> date:
    """Return the weekday of the week, from Monday to Sunday, in which a day falls."""
    return date.fromisocalendar(day.isocalendar().year, day.isocalendar().week, weekday + 1)


def test_a_weekday_is_the_last_before_or_the_first_after_today_and_never_today() -> None:
    tenses = {
        "{}": Tense.OPEN,
        "afgelopen {}": Tense.PAST,
        "last {}": Tense.PAST,
        "{} jl.": Tense.PAST,
        "{} j.l.": Tense.PAST,
        "komende {}": Tense.FUTURE,
        "a.s. {}": Tense.FUTURE,
        "{} a.s.": Tense.FUTURE,
        "{} aanstaande": Tense.FUTURE,
    }
    expected = {
        (said.format(name), today): DayMention(0, len(said.split()), tense, last(weekday, today), first(weekday, today))
        for said, tense in tenses.items()
        for today in A_WEEK
        for weekday, name in NAMES
    }
    assert {case: read(*case) for case in expected} == expected


def test_on_a_friday_friday_is_a_week_ago_or_ahead() -> None:
    assert read("vrijdag", date(2027, 1, 1)) == whole("vrijdag", Tense.OPEN, date(2026, 12, 25), date(2027, 1, 8))


def test_a_weekday_of_last_this_or_next_week_counts_from_monday_to_sunday() -> None:
    weeks = {
        ("vorige week {}", "{} vorige week", "last week {}", "{} last week", "{} in de vorige week"): -1,
        ("volgende week {}", "{} volgende week", "next week {}", "{} next week", "{} van komende week"): 1,
    }
    expected = {}
    for phrases, number in weeks.items():
        for phrase in phrases:
            for today in A_WEEK:
                for weekday, name in NAMES:
                    text, day = phrase.format(name), in_week_of(today + timedelta(weeks=number), weekday)
                    past, future = (day, None) if number < 0 else (None, day)
                    tense = Tense.PAST if number < 0 else Tense.FUTURE
                    expected[text, today] = whole(text, tense, past, future)
    assert expected["volgende week dinsdag", date(2026, 12, 30)].future == date(2027, 1, 5)
    assert {case: read(*case) for case in expected} == expected


def test_a_weekday_of_this_week_is_past_today_or_future() -> None:
    expected = {}
    for phrase in ("deze week {}", "{} deze week", "this week {}", "{} this week"):
        for today in A_WEEK:
            for weekday, name in NAMES:
                text, day = phrase.format(name), in_week_of(today, weekday)
                tense = Tense.PAST if day < today else Tense.FUTURE if day > today else Tense.TODAY
                expected[text, today] = whole(text, tense, day, day)
    assert {case: read(*case) for case in expected} == expected


def test_a_weekday_in_some_weeks_is_counted_from_the_first() -> None:
    weeks = {
        "vrijdag over een week": 1,
        "Vrijdag over twee weken": 2,
        "friday in 3 weeks": 3,
        "friday week": 1,
        "vrijdag over 2w": 2,
    }
    expected = {
        text: whole(text, Tense.FUTURE, None, date(2027, 3, 26) + timedelta(weeks=number))
        for text, number in weeks.items()
    }
    assert {text: read(text) for text in expected} == expected


def test_a_weekday_with_a_date_exists_only_when_they_agree() -> None:
    friday, before = date(2027, 3, 26), date(2027, 3, 12)
    expected = {
        "vrijdag 26 maart": whole("vrijdag 26 maart", Tense.OPEN, None, friday),
        "vrijdag 26-3": whole("vrijdag 26-3", Tense.OPEN, None, friday),
        "vr 26.3": whole("vr 26.3", Tense.OPEN, None, friday),
        "Friday, March 26th": whole("Friday, March 26th", Tense.OPEN, None, friday),
        "vrijdag de 26e": whole("vrijdag de 26e", Tense.OPEN, date(2027, 2, 26), friday),
        "vrijdag 26e": whole("vrijdag 26e", Tense.OPEN, date(2027, 2, 26), friday),
        "komende vrijdag 26 maart": whole("komende vrijdag 26 maart", Tense.FUTURE, None, friday),
        "vrijdag a.s. 26 maart": whole("vrijdag a.s. 26 maart", Tense.FUTURE, None, friday),
        "volgende week vrijdag 2 april": whole("volgende week vrijdag 2 april", Tense.FUTURE, None, date(2027, 4, 2)),
        "vrijdag 12 maart": whole("vrijdag 12 maart", Tense.OPEN, before, None),
        "vrijdag 12 maart 2027": whole("vrijdag 12 maart 2027", Tense.PAST, before, before),
        "vrijdag 25 maart": whole("vrijdag 25 maart", Tense.OPEN, None, None),
        "donderdag 26 maart": whole("donderdag 26 maart", Tense.OPEN, date(2026, 3, 26), None),
        "vrijdag 31 april": whole("vrijdag 31 april", Tense.OPEN, None, None),
        "dinsdag 29 februari 2028": whole(
            "dinsdag 29 februari 2028", Tense.FUTURE, date(2028, 2, 29), date(2028, 2, 29)
        ),
    }
    assert {text: read(text) for text in expected} == expected


def test_a_weekday_keeps_the_part_of_the_day_in_it() -> None:
    expected = {
        "vrijdagmiddag": whole("vrijdagmiddag", Tense.OPEN, date(2027, 3, 19), date(2027, 3, 26), "pm"),
        "Vrijdagochtend": whole("vrijdagochtend", Tense.OPEN, date(2027, 3, 19), date(2027, 3, 26), "am"),
        "volgende week dinsdagavond": whole("volgende week dinsdagavond", Tense.FUTURE, None, date(2027, 3, 30), "pm"),
        "vrijdagmiddag 26 maart": whole("vrijdagmiddag 26 maart", Tense.OPEN, None, date(2027, 3, 26), "pm"),
    }
    assert {text: read(text) for text in expected} == expected


def test_a_short_word_with_another_meaning_is_a_day_only_where_one_is_expected() -> None:
    days = {
        "do 26-3": 0,
        "do 26 maart": 0,
        "za om": 0,
        "do a.s.": 0,
        "za jl": 0,
        "op do": 1,
        "uiterlijk vrij": 1,
        "wo 10:00": 0,
        "do 14u": 0,
        "volgende di": 1,
    }
    assert [text for text, start in days.items() if parse_weekday(read_in(text), start) is None] == []
    others = {"do you": 0, "zo snel": 0, "sat down": 0, "sun screens": 0, "vrij": 0, "op zo snel": 1, "do 5 calls": 0}
    assert [text for text, start in others.items() if parse_weekday(read_in(text), start) is not None] == []


def test_other_words_are_no_weekday() -> None:
    texts = (
        "offerte",
        "volgende offerte",
        "afgelopen week",
        "komende",
        "volgende week",
        "volgende week offerte",
        "week",
    )
    assert [text for text in texts if read(text) is not None] == []


def test_a_week_number_is_its_monday_or_the_weekday_named() -> None:
    expected = {
        "wk 14": (date(2026, 3, 30), date(2027, 4, 5)),
        "week 14": (date(2026, 3, 30), date(2027, 4, 5)),
        "wk. 14": (date(2026, 3, 30), date(2027, 4, 5)),
        "wk14": (date(2026, 3, 30), date(2027, 4, 5)),
        "W14": (date(2026, 3, 30), date(2027, 4, 5)),
        "week 14 dinsdag": (date(2026, 3, 31), date(2027, 4, 6)),
        "week 14 op zo": (date(2026, 4, 5), date(2027, 4, 11)),
        "week 10": (date(2027, 3, 8), date(2028, 3, 6)),
        "week 12 woensdag": (TODAY, TODAY),
        "week 12 dinsdag": (date(2027, 3, 23), date(2028, 3, 21)),
        "week 12 donderdag": (date(2026, 3, 19), date(2027, 3, 25)),
        "week 1": (date(2027, 1, 4), date(2028, 1, 3)),
        "week 54": (None, None),
        "week 0": (None, None),
    }
    assert {text: parse_week_number(read_in(text), 0) for text in expected} == {
        text: whole(text, Tense.OPEN, *days) for text, days in expected.items()
    }


def test_week_53_is_of_the_year_that_has_it_also_on_its_last_days() -> None:
    expected = {
        ("week 53 vrijdag", date(2026, 12, 30)): (None, date(2027, 1, 1)),
        ("week 53 vrijdag", date(2027, 1, 1)): (date(2027, 1, 1), date(2027, 1, 1)),
        ("week 53 dinsdag", date(2027, 1, 1)): (date(2026, 12, 29), None),
        ("week 1", date(2026, 12, 30)): (date(2025, 12, 29), date(2027, 1, 4)),
        ("week 1", date(2025, 12, 29)): (date(2025, 12, 29), date(2025, 12, 29)),
        ("week 1 zondag", date(2025, 12, 30)): (date(2025, 1, 5), date(2026, 1, 4)),
    }
    found = {case: parse_week_number(read_in(*case), 0) for case in expected}
    assert {case: day and (day.past, day.future) for case, day in found.items()} == expected


def test_a_weekday_may_stand_before_its_week_number() -> None:
    for text in ("dinsdag wk 14", "dinsdag in week 14", "Tuesday of week 14", "dinsdag van wk14"):
        assert read(text) == whole(text, Tense.OPEN, date(2026, 3, 31), date(2027, 4, 6))


def test_what_is_no_week_number_is_none() -> None:
    texts = ("week", "wk", "week offerte", "week 141", "w", "wk 1-2", "14", "offerte 14")
    assert [text for text in texts if parse_week_number(read_in(text), 0) is not None] == []
