"""The words for days, months, and parts of the day."""

import calendar

from bot.domain.text import calendar_words as words
from bot.domain.text.words import fold_word, word_list

DUTCH_DAYS = word_list("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag")
SHORT_DUTCH_DAYS = word_list("ma di wo do vr za zo")
DUTCH_MONTHS = word_list("januari februari maart april mei juni juli augustus september oktober november december")
SHORT_DUTCH_MONTHS = word_list("jan feb mrt apr mei jun jul aug sep okt nov dec")


def test_monday_is_the_first_day_in_both_languages_long_and_short() -> None:
    expected = {
        name: number
        for names in (DUTCH_DAYS, SHORT_DUTCH_DAYS, list(calendar.day_name), list(calendar.day_abbr))
        for number, name in enumerate(names)
    }
    assert {name: words.WEEKDAYS.get(fold_word(name)) for name in expected} == expected


def test_january_is_month_one_in_both_languages_long_and_short() -> None:
    expected = {
        name: number
        for names in (
            DUTCH_MONTHS,
            SHORT_DUTCH_MONTHS,
            list(calendar.month_name)[1:],
            list(calendar.month_abbr)[1:],
        )
        for number, name in enumerate(names, start=1)
    }
    assert {name: words.MONTHS.get(fold_word(name)) for name in expected} == expected


def test_a_typo_in_a_day_or_month_begins_like_one_of_its_names() -> None:
    days = {number: {calendar.day_name[number][0].lower(), DUTCH_DAYS[number][0]} for number in range(7)}
    months = {number: {calendar.month_name[number][0].lower(), DUTCH_MONTHS[number - 1][0]} for number in range(1, 13)}
    assert [word for word, number in words.WEEKDAYS.items() if word[0] not in days[number]] == []
    assert [word for word, number in words.MONTHS.items() if word[0] not in months[number]] == []


def test_no_word_is_both_a_day_and_a_month_or_both_past_and_future() -> None:
    assert words.WEEKDAYS.keys() & words.MONTHS.keys() == set()
    assert words.WEEKDAYS.keys() & words.DAY_OFFSETS.keys() == set()
    assert set() == words.PAST_WORDS & words.FUTURE_WORDS
    assert set() == words.PAST_AFTER & words.FUTURE_AFTER
    assert set() == words.NEXT_WEEK_WORDS & words.LAST_WEEK_WORDS
    assert set() == words.IN_WORDS & words.AGO_WORDS


def test_a_full_name_is_never_a_doubtful_weekday() -> None:
    assert words.DOUBTFUL_WEEKDAYS - words.WEEKDAYS.keys() == set()
    assert words.DOUBTFUL_WEEKDAYS & {*DUTCH_DAYS, *(name.lower() for name in calendar.day_name)} == set()


def test_days_around_today_are_counted_from_today() -> None:
    expected = {
        "eergisteren": -2,
        "gisteren": -1,
        "gisteravond": -1,
        "yesterday": -1,
        "vandaag": 0,
        "vanmorgen": 0,
        "today": 0,
        "tonight": 0,
        "morgen": 1,
        "morgenvroeg": 1,
        "tomorrow": 1,
        "overmorgen": 2,
    }
    assert {word: words.DAY_OFFSETS.get(word) for word in expected} == expected


def test_later_today_is_today() -> None:
    assert {word: words.DAY_OFFSETS.get(word) for word in words.LATER_TODAY} == dict.fromkeys(words.LATER_TODAY, 0)


def test_the_morning_is_am_and_the_afternoon_and_evening_are_pm() -> None:
    expected = {
        "ochtend": "am",
        "voormiddag": "am",
        "morning": "am",
        "vroeg": "am",
        "middag": "pm",
        "namiddag": "pm",
        "afternoon": "pm",
        "avond": "pm",
        "evening": "pm",
    }
    plural = {f"{word}s": part for word, part in expected.items() if word in ("ochtend", "middag", "avond")}
    assert {word: words.PARTS_OF_DAY.get(word) for word in expected | plural} == expected | plural


def test_every_dutch_weekday_can_be_written_together_with_a_part_of_the_day() -> None:
    parts = {"ochtend": "am", "morgen": "am", "voormiddag": "am", "middag": "pm", "namiddag": "pm", "avond": "pm"}
    expected = {day + suffix: (number, part) for number, day in enumerate(DUTCH_DAYS) for suffix, part in parts.items()}
    assert {word: words.WEEKDAY_PARTS.get(word) for word in expected} == expected


def test_units_are_known_in_singular_plural_and_both_languages() -> None:
    expected = {
        "day": "dag dagen day days",
        "week": "week weken weekje week weeks wk",
        "month": "maand maanden mnd month months",
        "year": "jaar jaren year years",
    }
    assert {unit: [words.UNITS.get(word) for word in line.split()] for unit, line in expected.items()} == {
        unit: [unit] * len(line.split()) for unit, line in expected.items()
    }


def test_ordinals_count_from_first_to_the_thirty_first_also_in_the_flemish_dative() -> None:
    dutch = word_list("eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde")
    english = word_list("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth")
    expected = {word: number for line in (dutch, english) for number, word in enumerate(line, start=1)}
    assert {word: words.ORDINAL_WORDS[word] for word in expected} == expected
    assert {word: words.ORDINAL_WORDS[word] for word in ("twaalfden", "vijfentwintigste", "thirtyfirst")} == {
        "twaalfden": 12,
        "vijfentwintigste": 25,
        "thirtyfirst": 31,
    }
    assert sorted(set(words.ORDINAL_WORDS.values())) == list(range(1, 32))


def test_every_word_is_written_as_a_folded_word() -> None:
    tables = (
        words.WEEKDAYS,
        words.MONTHS,
        words.DAY_OFFSETS,
        words.PARTS_OF_DAY,
        words.WEEKDAY_PARTS,
        words.UNITS,
        words.ORDINAL_WORDS,
        words.PAST_WORDS | words.FUTURE_WORDS | words.PAST_AFTER | words.FUTURE_AFTER,
        words.NEXT_WEEK_WORDS | words.LAST_WEEK_WORDS | words.THIS_WEEK_WORDS | words.WEEK_WORDS,
        words.IN_WORDS | words.AGO_WORDS | words.VAGUE_BEFORE | words.DOUBTFUL_WEEKDAYS,
        {word for pair in words.TWO_WORD_TODAY for word in pair},
    )
    assert [word for table in tables for word in table if fold_word(word) != word] == []
