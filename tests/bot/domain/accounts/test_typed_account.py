"""The account that a typed line begins with: the longest name that is known."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.accounts.typed_account import measure_account
from bot.domain.text.bounds import LONGEST_NAME, MOST_NAME_WORDS

KNOWN = {"Acme", "Acme Bouw", "De Vries & Zn.", "Studio 54"}


def measure(line: str, *, around: str = "") -> int:
    return measure_account(line.split(), KNOWN.__contains__, around=around)


def test_the_longest_known_name_is_the_account() -> None:
    expected = {
        "Acme": 1,
        "Acme Bouw 45k": 2,
        "Acme offerte Bouw": 1,
        "De Vries & Zn. gewonnen": 4,
        "De Vries gewonnen": 0,
        "Studio 54 9": 2,
        "nieuw Acme": 0,
        "": 0,
    }
    assert {line: measure(line) for line in expected} == expected


def test_marks_around_a_name_are_no_part_of_it_where_the_line_may_have_them() -> None:
    assert measure('"Acme Bouw" 8', around='"') == 2
    assert measure('"Acme Bouw" 8') == 0


def test_a_name_as_long_as_names_may_be_is_found_and_a_longer_one_is_not() -> None:
    longest = "x" * LONGEST_NAME
    assert [measure_account([name], lambda _: True) for name in (longest, f"{longest}x")] == [1, 0]
    words = ["x"] * (MOST_NAME_WORDS + 1)
    assert measure_account(words[1:], lambda _: True) == MOST_NAME_WORDS
    assert measure_account(words, lambda _: True) == MOST_NAME_WORDS


_words = st.lists(st.sampled_from(["Acme", "Bouw", "Zn."]), max_size=5)


@given(_words, st.sets(_words.map(" ".join).filter(bool), max_size=5))
def test_no_known_name_at_the_start_is_longer_than_the_one_found(words: list[str], known: set[str]) -> None:
    starts = [name for name in known if f"{' '.join(words)} ".startswith(f"{name} ")]
    assert measure_account(words, known.__contains__) == max((len(name.split()) for name in starts), default=0)
