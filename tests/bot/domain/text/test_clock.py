"""Parsing the time of an appointment, as said in Dutch and English."""

from datetime import time

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.text.clock import ClockTime, parse_clock
from bot.domain.text.words import fold_word, split_tokens, word_list

DUTCH = word_list("één twee drie vier vijf zes zeven acht negen tien elf twaalf")
ENGLISH = word_list("one two three four five six seven eight nine ten eleven twelve")


def read(text: str, part: str | None = None) -> ClockTime | None:
    return parse_clock([fold_word(token) for token, _, _ in split_tokens(text)], 0, part)


def read_times(texts: dict[str, time | None]) -> dict[str, time | str | None]:
    """Return the time of each text that is read to its end, and what was read of the others."""
    found: dict[str, time | str | None] = {}
    for text in texts:
        clock = read(text)
        is_whole = clock is not None and clock.end == len(split_tokens(text))
        found[text] = clock.time if clock is not None and is_whole else f"read as {clock}"
    return found


def on_a_working_day(hour: int, minutes: int) -> time:
    """Return the time minutes after (or before) an hour on a clock face; from 1 to 7 it is in the afternoon."""
    total = (hour % 12 * 60 + minutes) % 720
    return time(total // 60 if total >= 7 * 60 else total // 60 + 12, total % 60)


def test_every_hour_quarter_and_half_is_read_in_dutch() -> None:
    minutes = {
        "kwart over {}": 15,
        "kwart voor {}": -15,
        "half {}": -30,
        "vijf voor half {}": -35,
        "tien over half {}": -20,
        "tien over {}": 10,
        "5 minuten voor {}": -5,
        "twintig voor {}": -20,
        "om {} uur": 0,
        "om {}": 0,
        "{} uur": 0,
    }
    expected = {
        said.format(name): on_a_working_day(hour, after)
        for said, after in minutes.items()
        for hour, word in enumerate(DUTCH, start=1)
        for name in (word, str(hour))
    }
    assert (expected["half drie"], expected["half één"]) == (time(14, 30), time(12, 30))
    assert (expected["kwart voor één"], expected["half acht"]) == (time(12, 45), time(7, 30))
    assert read_times(dict(expected)) == expected


def test_every_hour_quarter_and_half_is_read_in_english() -> None:
    minutes = {
        "quarter past {}": 15,
        "quarter to {}": -15,
        "half past {}": 30,
        "half {}": 30,
        "ten past {}": 10,
        "20 to {}": -20,
        "{} o'clock": 0,
        "at {}": 0,
    }
    expected = {
        said.format(name): on_a_working_day(hour, after)
        for said, after in minutes.items()
        for hour, name in enumerate(ENGLISH, start=1)
    }
    assert (expected["half three"], expected["quarter to three"]) == (time(15, 30), time(14, 45))
    assert read_times(dict(expected)) == expected


def test_am_and_pm_name_every_hour_of_the_day() -> None:
    hours = {number: (number % 12, number % 12 + 12) for number in range(1, 13)}
    expected = {
        f"{number}{mark}": time(hour)
        for number, both in hours.items()
        for hour, marks in zip(both, (("am", " am", " AM", " a.m."), ("pm", " pm", " PM", " p.m.")), strict=True)
        for mark in marks
    }
    assert (expected["12am"], expected["12pm"], expected["6 am"]) == (time(0), time(12), time(6))
    assert read_times(dict(expected)) == expected


def test_minutes_may_go_with_am_and_pm() -> None:
    expected = {
        "6:15am": time(6, 15),
        "12:30 am": time(0, 30),
        "12:30 pm": time(12, 30),
        "half past six am": time(6, 30),
        "quarter to one pm": time(12, 45),
        "quarter to one am": time(0, 45),
        "quarter past eight pm": time(20, 15),
    }
    assert read_times(dict(expected)) == expected


@given(st.integers(0, 23).filter(lambda hour: not 1 <= hour <= 6), st.integers(0, 59))
def test_every_time_of_the_24_hour_clock_is_read_however_it_is_written(hour: int, minute: int) -> None:
    texts = [f"{hour}{mark}{minute:02}" for mark in (":", "u", "h")] + [f"om {hour}.{minute:02}"]
    texts += [f"{hour}:{minute:02} uur", f"{hour}:{minute:02}u", f"{hour} uur {minute:02}", f"@ {hour}:{minute:02}"]
    expected = dict.fromkeys(texts, time(hour, minute))
    assert read_times(dict(expected)) == expected


def test_an_hour_from_one_to_six_is_in_the_afternoon_and_seven_in_the_morning() -> None:
    expected = {f"{hour}:00": time(hour + 12 if 1 <= hour <= 6 else hour) for hour in range(24)}
    assert read_times(dict(expected)) == expected


def test_a_part_of_the_day_decides_on_the_half_of_the_day() -> None:
    expected = {
        "5 uur 's ochtends": time(5),
        "5 uur 's morgens": time(5),
        "8 uur 's avonds": time(20),
        "8 uur \u2019s avonds": time(20),
        "half acht 's avonds": time(19, 30),
        "at 9 in the morning": time(9),
        "4 uur in de ochtend": time(4),
        "8 o'clock in the evening": time(20),
        "at 8 in the evening": time(20),
        "14:00 's middags": time(14),
        "12 uur 's middags": time(12),
    }
    assert read_times(dict(expected)) == expected


def test_a_part_of_the_day_named_before_counts_unless_the_time_has_its_own() -> None:
    expected = {
        ("om 5", "am"): time(5),
        ("om 5", "pm"): time(17),
        ("om 8", None): time(8),
        ("om 8", "pm"): time(20),
        ("12:00", "pm"): time(12),
        ("14:00", "am"): time(14),
        ("8 pm", "am"): time(20),
        ("8 uur 's avonds", "am"): time(20),
    }
    found = {(text, part): read(text, part) for text, part in expected}
    assert {case: clock and clock.time for case, clock in found.items()} == expected


def test_noon_is_twelve_in_the_day() -> None:
    expected = {"noon": time(12), "at noon": time(12), "midday": time(12)}
    assert read_times(dict(expected)) == expected


def test_a_time_that_is_on_no_clock_does_not_exist() -> None:
    expected = dict.fromkeys(
        ("24:00", "25:00", "om 24 uur", "10:60", "9:99", "13 pm", "0 am", "0 pm", "99 uur", "om 24.00")
    )
    assert read_times(dict(expected)) == expected
    assert read_times({"23:59": None, "0:00": None}) == {"23:59": time(23, 59), "0:00": time(0)}


def test_minutes_around_midnight_stay_on_the_clock() -> None:
    expected = {"kwart voor 24": time(23, 45), "kwart over 23": time(23, 15), "tien voor 13": time(12, 50)}
    assert read_times(dict(expected)) == expected


def test_a_span_of_hours_gives_its_beginning() -> None:
    expected = {"10:00-11:00": time(10), "10-11 uur": time(10), "14-15u": time(14)}
    assert read_times(dict(expected)) == expected


def test_a_time_is_firm_by_itself_and_a_bare_number_only_after_at() -> None:
    expected = {
        "10:00": True,
        "10 uur": True,
        "10u30": True,
        "3pm": True,
        "half drie": True,
        "kwart over 9": True,
        "noon": True,
        "9.30": False,
        "om 9.30": True,
        "om 10": True,
        "rond tien": True,
        "tegen drie": True,
    }
    found = {text: read(text) for text in expected}
    assert {text: clock and clock.firm for text, clock in found.items()} == expected


def test_what_is_no_time_is_none() -> None:
    texts = (
        "",
        "om",
        "10",
        "tien",
        "9.5",
        "10-11",
        "26-3",
        "123:00",
        "half",
        "half dertien",
        "half 13",
        "half 0",
        "halve dag",
        "kwart",
        "kwart offerte",
        "kwart over",
        "kwart over 25",
        "dertig over drie",
        "vijf voor offerte",
        "gebeld om 10",
        "om offerte",
    )
    assert {text: read(text) for text in texts if read(text) is not None} == {}


def test_a_time_is_read_where_it_stands_and_ends_before_the_next_word() -> None:
    line = ["gebeld", "om", "10", "uur", "met", "acme"]
    assert parse_clock(line, 1) == ClockTime(4, time(10), firm=True)
    assert parse_clock(line, 2) == ClockTime(4, time(10), firm=True)
    assert [parse_clock(line, start) for start in (0, 3, 5, 6, 7)] == [None] * 5
