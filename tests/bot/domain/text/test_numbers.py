"""Parsing whole numbers, in digits and in Dutch and English words."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.text.numbers import ENGLISH_NUMBERS, NUMBER_WORDS, parse_whole_number
from bot.domain.text.words import fold_word, word_list

DUTCH = word_list(
    "nul één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien "
    "zeventien achttien negentien"
)
DUTCH_TENS = {20: "twintig", 30: "dertig", 40: "veertig", 50: "vijftig"}
DUTCH_TENS |= {60: "zestig", 70: "zeventig", 80: "tachtig", 90: "negentig"}
ENGLISH = word_list(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
ENGLISH_TENS = {20: "twenty", 30: "thirty", 40: "forty", 50: "fifty"}
ENGLISH_TENS |= {60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety"}


def spell_dutch(number: int) -> str:
    if number < 20:
        return DUTCH[number]
    ten, one = DUTCH_TENS[number - number % 10], DUTCH[number % 10]
    if number % 10 == 0:
        return ten
    return f"{one}{'ën' if one.endswith('e') else 'en'}{ten}".replace("éé", "ee")


def spell_english(number: int) -> str:
    if number < 20:
        return ENGLISH[number]
    ten = ENGLISH_TENS[number - number % 10]
    return ten if number % 10 == 0 else f"{ten}-{ENGLISH[number % 10]}"


def test_every_number_below_a_hundred_is_read_in_dutch_and_english() -> None:
    spelled = {spell(number): number for number in range(100) for spell in (spell_dutch, spell_english)}
    assert (spelled["drieëntwintig"], spelled["eenentachtig"], spelled["forty-two"]) == (23, 81, 42)
    assert {word: parse_whole_number(fold_word(word)) for word in spelled} == spelled
    assert {word: parse_whole_number(fold_word(word.upper())) for word in spelled} == spelled


def test_round_numbers_and_dozens_are_read() -> None:
    expected = {"honderd": 100, "hundred": 100, "tweehonderd": 200, "duizend": 1000, "dozijn": 12, "dozen": 12}
    assert {word: parse_whole_number(word) for word in expected} == expected


def test_no_dutch_number_counts_as_an_english_one() -> None:
    dutch = {fold_word(spell_dutch(number)) for number in range(100)}
    english = {spell_english(number) for number in range(100)}
    assert dutch & ENGLISH_NUMBERS == set()
    assert {word for word in english if "-" not in word} == ENGLISH_NUMBERS


def test_every_number_word_is_written_as_a_folded_word() -> None:
    assert [word for word in NUMBER_WORDS if fold_word(word) != word] == []


def test_what_is_no_whole_number_is_none() -> None:
    words = ("", "-1", "1,5", "1.000", "1e3", "²", "½", "half", "eentwintig", "Twee", "2x")
    assert [word for word in words if parse_whole_number(word) is not None] == []


@given(st.integers(0, 10**9 - 1), st.integers(0, 3))
def test_up_to_nine_digits_are_read_exactly_also_after_zeros(number: int, zeros: int) -> None:
    digits = ("0" * zeros + str(number))[-9:]
    assert parse_whole_number(digits) == sum(int(digit) * 10**place for place, digit in enumerate(reversed(digits)))


def test_a_longer_number_is_above_every_number_that_is_read() -> None:
    assert parse_whole_number("9" * 9) == 999_999_999
    assert [parse_whole_number("1" * length) for length in (10, 5_000)] == [1_000_000_000, 1_000_000_000]
