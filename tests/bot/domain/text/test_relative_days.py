"""Days counted from today: vandaag, over drie weken, two days ago."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.text import calendar_words as words
from bot.domain.text.day import DayContext, DayMention, Tense
from bot.domain.text.relative_days import parse_ago, parse_offset, parse_span, span_at
from bot.domain.text.words import fold_word, split_tokens

TODAY = date(2027, 3, 24)
NAMES = {
    1: ("een", "één", "1", "a", "one"),
    2: ("twee", "2", "two"),
    3: ("drie", "3", "three"),
    10: ("tien", "10", "ten"),
    22: ("tweeëntwintig", "22", "twenty-two"),
}


def read_in(text: str, today: date = TODAY) -> DayContext:
    return DayContext([fold_word(token) for token, _, _ in split_tokens(text)], today)


def on(text: str, tense: Tense, day: date, part: str | None = None) -> DayMention:
    """Return what a text means that names a day from its first word to its last."""
    return DayMention(0, len(split_tokens(text)), tense, day, day, part)


def test_days_around_today_have_their_tense_and_part_of_the_day() -> None:
    days = {
        "eergisteren": (Tense.PAST, date(2027, 3, 22), None),
        "Gisteren": (Tense.PAST, date(2027, 3, 23), None),
        "gisteravond": (Tense.PAST, date(2027, 3, 23), "pm"),
        "yesterday": (Tense.PAST, date(2027, 3, 23), None),
        "last night": (Tense.PAST, date(2027, 3, 23), "pm"),
        "the day before yesterday": (Tense.PAST, date(2027, 3, 22), None),
        "VANDAAG": (Tense.TODAY, TODAY, None),
        "vanochtend": (Tense.TODAY, TODAY, "am"),
        "vanmorgen": (Tense.TODAY, TODAY, "am"),
        "vanmiddag": (Tense.TODAY, TODAY, "pm"),
        "vanavond": (Tense.TODAY, TODAY, "pm"),
        "tonight": (Tense.TODAY, TODAY, "pm"),
        "deze middag": (Tense.TODAY, TODAY, "pm"),
        "this morning": (Tense.TODAY, TODAY, "am"),
        "later today": (Tense.TODAY, TODAY, None),
        "eerder vandaag": (Tense.TODAY, TODAY, None),
        "morgen": (Tense.FUTURE, date(2027, 3, 25), None),
        "morgenochtend": (Tense.FUTURE, date(2027, 3, 25), "am"),
        "morgenvroeg": (Tense.FUTURE, date(2027, 3, 25), "am"),
        "Tomorrow": (Tense.FUTURE, date(2027, 3, 25), None),
        "overmorgen": (Tense.FUTURE, date(2027, 3, 26), None),
        "day after tomorrow": (Tense.FUTURE, date(2027, 3, 26), None),
        "the day after tomorrow": (Tense.FUTURE, date(2027, 3, 26), None),
    }
    expected = {text: on(text, *day) for text, day in days.items()}
    assert {text: parse_offset(read_in(text), 0) for text in expected} == expected


def test_days_around_today_go_over_the_turn_of_the_year_and_the_leap_day() -> None:
    expected = {
        ("morgen", date(2027, 12, 31)): date(2028, 1, 1),
        ("eergisteren", date(2028, 1, 1)): date(2027, 12, 30),
        ("tomorrow", date(2028, 2, 28)): date(2028, 2, 29),
        ("tomorrow", date(2027, 2, 28)): date(2027, 3, 1),
        ("overmorgen", date(2028, 2, 28)): date(2028, 3, 1),
        ("gisteren", date(2028, 3, 1)): date(2028, 2, 29),
    }
    found = {(text, today): parse_offset(read_in(text, today), 0) for text, today in expected}
    assert {case: day and (day.past, day.future) for case, day in found.items()} == {
        case: (day, day) for case, day in expected.items()
    }


def test_every_pair_of_words_for_today_is_read() -> None:
    found = {pair: parse_offset(DayContext(pair, TODAY), 0) for pair in words.TWO_WORD_TODAY}
    assert {pair: day and (day.end, day.tense, day.future) for pair, day in found.items()} == (
        dict.fromkeys(words.TWO_WORD_TODAY, (2, Tense.TODAY, TODAY))
    )


def test_a_greeting_and_other_words_are_no_day() -> None:
    assert parse_offset(read_in("goede morgen"), 1) is None
    assert parse_offset(read_in("'s morgen"), 2) is None
    texts = ("deze week", "later", "this offer", "last", "day after", "the day after offer", "day tomorrow", "offerte")
    assert [text for text in texts if parse_offset(read_in(text), 0) is not None] == []


def test_days_and_weeks_ahead_are_counted_from_today() -> None:
    units = {"dagen": 1, "dag": 1, "days": 1, "weken": 7, "weekjes": 7, "wk": 7, "weeks": 7}
    counted = {
        f"{lead} {name} {unit}": TODAY + timedelta(days=count * days)
        for lead in ("over", "in", "binnen", "within", "Over ongeveer", "over circa")
        for count, names in NAMES.items()
        for name in names
        for unit, days in units.items()
    }
    assert counted["over drie weken"] == date(2027, 4, 14)
    expected = {text: on(text, Tense.FUTURE, day) for text, day in counted.items()}
    assert {text: parse_span(read_in(text), 0) for text in expected} == expected


def test_days_and_weeks_back_are_counted_from_today() -> None:
    units = {"dagen": 1, "days": 1, "weken": 7, "weeks": 7}
    counted = {
        f"{name} {unit} {after}": TODAY - timedelta(days=count * days)
        for count, names in NAMES.items()
        for name in names
        for unit, days in units.items()
        for after in ("geleden", "ago", "terug")
    }
    assert counted["twee weken geleden"] == date(2027, 3, 10)
    expected = {text: on(text, Tense.PAST, day) for text, day in counted.items()}
    assert {text: parse_ago(read_in(text), 0) for text in expected} == expected


def test_months_and_years_end_on_the_last_day_of_a_shorter_month() -> None:
    ahead = {
        ("over een maand", date(2027, 1, 31)): date(2027, 2, 28),
        ("over een maand", date(2028, 1, 31)): date(2028, 2, 29),
        ("in two months", date(2027, 12, 31)): date(2028, 2, 29),
        ("over een jaar", date(2028, 2, 29)): date(2029, 2, 28),
        ("in 4 years", date(2028, 2, 29)): date(2032, 2, 29),
        ("over 12 maanden", date(2027, 3, 24)): date(2028, 3, 24),
    }
    back = {
        ("een maand geleden", date(2027, 3, 31)): date(2027, 2, 28),
        ("a month ago", date(2028, 3, 31)): date(2028, 2, 29),
        ("a year ago", date(2028, 2, 29)): date(2027, 2, 28),
        ("twee maanden geleden", date(2028, 1, 15)): date(2027, 11, 15),
    }
    assert {case: parse_span(read_in(*case), 0) for case in ahead} == {
        case: on(case[0], Tense.FUTURE, day) for case, day in ahead.items()
    }
    assert {case: parse_ago(read_in(*case), 0) for case in back} == {
        case: on(case[0], Tense.PAST, day) for case, day in back.items()
    }


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)), st.integers(0, 999))
def test_a_span_back_undoes_a_span_ahead(today: date, count: int) -> None:
    for unit in ("dagen", "weken"):
        ahead = parse_span(read_in(f"over {count} {unit}", today), 0)
        assert ahead is not None
        assert ahead.future is not None
        back = parse_ago(read_in(f"{count} {unit} geleden", ahead.future), 0)
        assert back is not None
        assert back.past == today


def test_a_span_may_be_written_together_and_end_in_time() -> None:
    expected = {
        "over 2w": date(2027, 4, 7),
        "over 3d": date(2027, 3, 27),
        "over 10dgn": date(2027, 4, 3),
        "over 2wk": date(2027, 4, 7),
        "over 1mnd": date(2027, 4, 24),
        "over twee weken tijd": date(2027, 4, 7),
        "in 3 days time": date(2027, 3, 27),
    }
    assert {text: parse_span(read_in(text), 0) for text in expected} == {
        text: on(text, Tense.FUTURE, day) for text, day in expected.items()
    }


def test_from_now_counts_ahead() -> None:
    expected = {
        "two weeks from now": date(2027, 4, 7),
        "a week from today": date(2027, 3, 31),
        "3 days from now": date(2027, 3, 27),
    }
    assert {text: parse_ago(read_in(text), 0) for text in expected} == {
        text: on(text, Tense.FUTURE, day) for text, day in expected.items()
    }


def test_what_counts_no_days_is_none() -> None:
    ahead = ("over", "over offerte", "over twee", "over twee offertes", "twee weken", "over 2x", "over de week")
    back = ("twee weken", "weken geleden", "twee geleden", "geleden", "twee offertes geleden", "two weeks from acme")
    assert [text for text in ahead if parse_span(read_in(text), 0) is not None] == []
    assert [text for text in back if parse_ago(read_in(text), 0) is not None] == []


def test_a_span_ahead_and_one_back_exclude_each_other() -> None:
    assert parse_span(read_in("in twee weken geleden"), 0) is None
    assert parse_ago(read_in("over twee weken geleden"), 1) is None


def test_a_day_beyond_the_calendar_is_none() -> None:
    ahead = ("over 8000 jaar", "over 999999999 dagen", "over 99999999999 weken", "over 99999999999 maanden")
    back = ("2027 jaar geleden", "999999999 dagen geleden", "99999999999 weken geleden")
    assert [text for text in ahead if parse_span(read_in(text), 0) is not None] == []
    assert [text for text in back if parse_ago(read_in(text), 0) is not None] == []


def test_span_at_gives_the_count_the_unit_and_where_it_ends() -> None:
    expected = {
        "over drie weken": (3, "week", 3),
        "over circa drie weken terug": (3, "week", 4),
        "over a month": (1, "month", 3),
        "over 2w": (2, "week", 2),
        "over 5 jaar": (5, "year", 3),
        "over weken": None,
        "over": None,
    }
    assert {text: span_at(read_in(text), 0) for text in expected} == {
        text: span and (*span[:2], len(split_tokens(text)) - ("terug" in text)) for text, span in expected.items()
    }


def test_terug_after_a_span_ahead_is_calling_back_and_no_time_ago() -> None:
    day = date(2027, 4, 7)
    assert parse_span(read_in("over twee weken terug"), 0) == DayMention(0, 3, Tense.FUTURE, day, day)
