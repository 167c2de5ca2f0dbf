"""Finding the days in a line, in order."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.text import calendar_words as words
from bot.domain.text.day import DayMention, Tense
from bot.domain.text.days import find_days
from bot.domain.text.numbers import NUMBER_WORDS
from bot.domain.text.words import fold_word, split_tokens

TODAY = date(2027, 3, 24)  # a Wednesday
PIECES = sorted(
    {*words.WEEKDAYS, *words.MONTHS, *words.DAY_OFFSETS, *words.UNITS, *words.IN_WORDS, *words.AGO_WORDS}
    | {*words.PAST_WORDS, *words.FUTURE_WORDS, *words.ORDINAL_WORDS, *words.PARTS_OF_DAY, *NUMBER_WORDS}
    | {"de", "the", "op", "of", ",", ".", "'", "s", "wk", "wk14", "14", "24e", "26-3", "31-4-2027", "9.30", "acme", ""}
)
LINES = st.lists(st.sampled_from(PIECES), max_size=12)


def fold_words(text: str) -> list[str]:
    return [fold_word(token) for token, _, _ in split_tokens(text)]


def read(text: str, today: date = TODAY) -> list[tuple[str, date | None, date | None, str | None]]:
    """Return the typed words of each day in a line, with both its readings and the part of the day."""
    tokens = split_tokens(text)
    return [
        (text[tokens[day.start][1] : tokens[day.end - 1][2]], day.past, day.future, day.part)
        for day in find_days(fold_words(text), today)
    ]


def test_a_line_without_a_day_has_none() -> None:
    texts = (
        "",
        "gebeld over de offerte",
        "do you agree?",
        "maart",
        "24",
        "45k offerte",
        "om 9.30",
        "volgende",
    )
    assert {text: read(text) for text in texts} == {text: [] for text in texts}


def test_every_kind_of_day_is_found_within_a_line() -> None:
    ahead = {
        "morgen": date(2027, 3, 25),
        "over drie weken": date(2027, 4, 14),
        "two weeks from now": date(2027, 4, 7),
        "volgende week dinsdag": date(2027, 3, 30),
        "dinsdag volgende week": date(2027, 3, 30),
        "vrijdag": date(2027, 3, 26),
        "komende vrijdag": date(2027, 3, 26),
        "vrijdag 26 maart": date(2027, 3, 26),
        "26 maart": date(2027, 3, 26),
        "march 26th": date(2027, 3, 26),
        "26-3": date(2027, 3, 26),
        "de 26e": date(2027, 3, 26),
        "eerste april": date(2027, 4, 1),
        "twee april": date(2027, 4, 2),
        "wk 14": date(2027, 4, 5),
        "wk14": date(2027, 4, 5),
        "the day after tomorrow": date(2027, 3, 26),
        "day after tomorrow": date(2027, 3, 26),
        "a week from now": date(2027, 3, 31),
        "later vandaag": TODAY,
        "deze middag": TODAY,
    }
    found = {text: read(f"Acme gebeld, {text} bellen wij") for text in ahead}
    assert {text: [(typed, future) for typed, _, future, _ in days] for text, days in found.items()} == {
        text: [(text, day)] for text, day in ahead.items()
    }


def test_a_day_of_the_past_is_found_within_a_line() -> None:
    back = {
        "gisteren": date(2027, 3, 23),
        "twee weken geleden": date(2027, 3, 10),
        "a week ago": date(2027, 3, 17),
        "afgelopen vrijdag": date(2027, 3, 19),
        "vrijdag jl": date(2027, 3, 19),
        "vorige week dinsdag": date(2027, 3, 16),
        "last night": date(2027, 3, 23),
    }
    found = {text: read(f"{text} bezocht, Acme is tevreden") for text in back}
    assert {text: [(typed, past) for typed, past, _, _ in days] for text, days in found.items()} == {
        text: [(text, day)] for text, day in back.items()
    }


def test_several_days_are_found_in_their_order() -> None:
    found = read("gisteren bezocht, vrijdag 26 maart mailen en Over Twee Weken bellen")
    assert found == [
        ("gisteren", date(2027, 3, 23), date(2027, 3, 23), None),
        ("vrijdag 26 maart", None, date(2027, 3, 26), None),
        ("Over Twee Weken", date(2027, 4, 7), date(2027, 4, 7), None),
    ]


def test_a_part_of_the_day_after_a_day_belongs_to_it() -> None:
    expected = {
        "vrijdag middag": "pm",
        "vrijdagmiddag": "pm",
        "friday morning": "am",
        "morgen vroeg": "am",
        "tomorrow in the evening": "pm",
        "26 maart 's ochtends": "am",
        "26 maart \u2019s avonds": "pm",
        "over een week in de middag": "pm",
        "vrijdag": None,
    }
    found = {text: read(f"{text} bellen") for text in expected}
    assert {text: [(typed, part) for typed, _, _, part in days] for text, days in found.items()} == {
        text: [(text, part)] for text, part in expected.items()
    }


def test_small_words_after_a_day_without_a_part_of_the_day_stay_outside_it() -> None:
    assert [typed for typed, *_ in read("vrijdag in de vestiging")] == ["vrijdag"]


def test_an_account_that_is_named_like_a_day_is_none() -> None:
    assert find_days(["gebeld", "met", "", ""], TODAY) == []
    assert find_days(["vrijdag", "", "morgen"], TODAY) == [
        DayMention(0, 1, Tense.OPEN, date(2027, 3, 19), date(2027, 3, 26)),
        DayMention(2, 3, Tense.FUTURE, date(2027, 3, 25), date(2027, 3, 25)),
    ]


def test_every_word_around_today_is_a_day_by_itself() -> None:
    found = {word: find_days([word], TODAY) for word in words.DAY_OFFSETS}
    assert {word: [(day.past or TODAY) - TODAY for day in days] for word, days in found.items()} == {
        word: [date.fromordinal(TODAY.toordinal() + offset) - TODAY] for word, offset in words.DAY_OFFSETS.items()
    }


def test_a_date_that_does_not_exist_is_found_without_a_day() -> None:
    assert read("bellen 31 april of 29-2-2027") == [("31 april", None, None, None), ("29-2-2027", None, None, None)]


@given(LINES)
def test_days_stand_in_order_within_the_line_and_do_not_overlap(line: list[str]) -> None:
    days = find_days(line, TODAY)
    places = [place for day in days for place in (day.start, day.end)]
    assert places == sorted(places)
    assert [day for day in days if not 0 <= day.start < day.end <= len(line)] == []


@given(LINES, st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_the_past_reading_is_never_after_today_and_the_future_one_never_before(line: list[str], today: date) -> None:
    days = [day for day in find_days(line, today) if day.tense is Tense.OPEN]
    assert [day for day in days if day.past is not None and day.past > today] == []
    assert [day for day in days if day.future is not None and day.future < today] == []


@given(LINES)
def test_a_line_before_it_moves_the_days_and_changes_nothing_else(line: list[str]) -> None:
    lead = ["gebeld", "met", "acme", ";"]
    moved = [
        (day.start - len(lead), day.end - len(lead), day.tense, day.past, day.future, day.part)
        for day in find_days([*lead, *line], TODAY)
    ]
    assert moved == [(day.start, day.end, day.tense, day.past, day.future, day.part) for day in find_days(line, TODAY)]
