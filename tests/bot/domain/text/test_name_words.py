"""Finding names by their words, by the beginning of a word, and with typos."""

import string
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.text.name_words import Growth, NameWords, allowed_typos, count_typos, grow_over, is_abbreviation

LONG_WORDS = st.text("abcdeklmnr", min_size=5, max_size=7)


def list_single_typos(word: str) -> set[str]:
    """Return every word with one letter left out, swapped with the next, changed or added."""
    splits = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    letters = string.ascii_lowercase
    return {
        *(left + right[1:] for left, right in splits if right),
        *(left + right[1] + right[0] + right[2:] for left, right in splits if len(right) > 1),
        *(left + letter + right[1:] for left, right in splits if right for letter in letters),
        *(left + letter + right for left, right in splits for letter in letters),
    } - {word}


def make_index(*names: str) -> NameWords:
    index = NameWords()
    for account_id, name in enumerate(names, start=1):
        index.add(account_id, name.split())
    return index


def test_a_longer_word_may_have_more_typos() -> None:
    expected = {"": 0, "abc": 0, "abcd": 1, "abcdefg": 1, "abcdefgh": 2, "abc4": 0, "abcdef7": 0, "abcdefg8": 2}
    assert {word: allowed_typos(word) for word in expected} == expected


@given(LONG_WORDS)
def test_every_single_typo_in_a_long_word_counts_as_one(word: str) -> None:
    typos = list_single_typos(word)
    # Short words that differ in their first letter are two words: "Acker" and "Backer".
    near = {typed for typed in typos if typed[0] == word[0] or min(len(typed), len(word)) >= 8}
    assert {typed for typed in near if count_typos(typed, word) != 1} == set()
    assert {typed for typed in near if count_typos(word, typed) != 1} == set()
    assert {typed for typed in typos - near if count_typos(typed, word) is not None} == set()


def test_an_abbreviation_has_no_vowel_and_the_letters_of_the_word_in_order() -> None:
    expected = {
        ("sw", "software"): True,
        ("wzc", "woonzorgcentrum"): True,
        ("zh", "ziekenhuis"): True,
        ("ko", "kinderopvang"): False,  # a vowel: it could be a small word
        ("s", "software"): False,
        ("sv", "software"): False,
        ("ws", "software"): False,
        ("bv", "bos"): False,
        ("sftwr", "software"): False,
    }
    assert {case: is_abbreviation(*case) for case in expected} == expected


def test_a_number_in_a_name_may_be_written_either_way() -> None:
    index = make_index("drie eiken", "7 up", "three rivers")
    typed = ("3 eiken", "zeven up", "3 rivers", "4 up")
    found = {each: sorted(index.find_candidates(each.split())) for each in typed}
    assert found == {"3 eiken": [1, 3], "zeven up": [2], "3 rivers": [1, 3], "4 up": []}
    assert grow_over(["3", "eiken"], ["drie", "eiken"]) == Growth(2, 1.75, whole=True)
    assert grow_over(["4", "eiken"], ["drie", "eiken"]) is None


def test_typos_are_counted_up_to_what_the_shorter_word_allows() -> None:
    expected = {
        ("jansen", "jansen"): 0,
        ("jnasen", "jansen"): 1,
        ("jnasne", "jansen"): None,
        ("gemeente", "gemeente"): 0,
        ("gemeetne", "gemeente"): 1,
        ("gmeeetne", "gemeente"): 2,
        ("gmeeetnx", "gemeente"): None,
        ("abcdefgh", "abcdefghij"): 2,
        ("abcdefg", "abcdefghi"): None,
        ("abc", "abcd"): None,
        ("abcd", "abcde"): 1,
        ("jans3n", "jansen"): None,
        ("", "jansen"): None,
    }
    assert {pair: count_typos(*pair) for pair in expected} == expected


def test_a_greater_growth_is_longer_then_more_exact_then_whole() -> None:
    ordered = [
        Growth(1, 0.75, whole=False),
        Growth(1, 0.75, whole=True),
        Growth(1, 1.0, whole=False),
        Growth(2, 0.5, whole=False),
    ]
    assert [lesser < greater for lesser, greater in pairwise(ordered)] == [True] * 3


@pytest.mark.parametrize(
    ("typed", "length", "whole"),
    [
        ("acme bouw", 2, True),
        ("bouw acme", 2, True),
        ("acme bouw gebeld", 2, True),
        ("acme gebeld", 1, False),
        ("acmebouw gebeld", 1, True),
        ("ac me bouw", 3, True),
        ("acme acme", 1, False),
    ],
)
def test_exact_words_match_in_any_order_glued_or_split(typed: str, length: int, *, whole: bool) -> None:
    growth = grow_over(typed.split(), ["acme", "bouw"])
    assert growth is not None
    assert (growth.length, growth.whole) == (length, whole)


def test_a_prefix_or_typo_weighs_less_than_the_exact_word() -> None:
    known = ["gemeente", "utrecht"]
    exact, *inexact = (
        grow_over(typed.split(), known)
        for typed in ("gemeente utrecht", "gemeente utr", "gemeente utrehct", "gemente utrecht")
    )
    assert exact == Growth(2, 2.0, whole=True)
    assert [(growth.length, growth.whole, growth < exact) for growth in inexact if growth is not None] == (
        [(2, True, True)] * 3
    )


def test_two_typos_may_stand_in_one_name_and_a_third_ends_the_match() -> None:
    known = ["jansen", "pieters", "willems"]
    lengths = {"jnasen pieters willems": 3, "jnasen peiters willems": 3, "jnasen peiters wlilems": 2}
    growths = {typed: grow_over(typed.split(), known) for typed in lengths}
    assert {typed: growth and growth.length for typed, growth in growths.items()} == lengths


def test_one_inexact_word_of_a_longer_name_must_be_long_enough() -> None:
    known = ["gemeente", "utrecht"]
    typed = ("gem", "geme", "gemee", "gemeent", "gmeente", "emeente", "utrech", "utrehct", "xtrecht")
    assert [word for word in typed if grow_over([word], known)] == ["gemee", "gemeent", "gmeente", "utrech", "utrehct"]


def test_other_words_do_not_match() -> None:
    assert [grow_over(typed, ["acme"]) for typed in ([], ["bouw"], ["ac"], ["bouw", "acme"])] == [None] * 4
    assert grow_over(["acme"], []) is None
    assert grow_over(["acm"], ["acme"]) == Growth(1, 0.75, whole=True)


def test_an_index_knows_the_words_of_its_names() -> None:
    index = make_index("acme bouw", "jansen bouw", "bouw bouw")
    assert index.of(1) == ("acme", "bouw")
    assert [word for word in ("acme", "bouw", "acm", "") if index.has(word)] == ["acme", "bouw"]
    assert [word for word in ("acme", "bouw", "acm", "") if index.is_shared(word)] == ["bouw"]


def test_a_name_that_repeats_a_word_does_not_share_it_with_itself() -> None:
    assert not make_index("bouw bouw").is_shared("bouw")


def test_a_removed_name_is_found_no_more_and_can_be_added_again() -> None:
    index = make_index("acme bouw", "jansen bouw")
    index.remove(1)
    assert [index.find_candidates([word]) for word in ("acme", "acmebouw", "acm", "bouw")] == [
        set(),
        set(),
        set(),
        {2},
    ]
    assert (index.has("acme"), index.is_shared("bouw")) == (False, False)
    index.add(3, ["acme"])
    assert [index.find_candidates([word]) for word in ("acme", "acm")] == [{3}, {3}]


def test_candidates_are_found_by_word_prefix_typo_and_words_written_together_or_apart() -> None:
    index = make_index("acme bouw", "jansen pieters", "acmea", "hoekstra")
    expected = {
        "bouw": {1},
        "jansen": {2},
        "jan": {2},
        "ja": set(),
        "jnasen": {2},
        "acmebouw": {1},
        "hoek stra": {4},
        "stra hoek": set(),
        "acme": {1, 3},
        "acme bouw": {1, 3},
        "onbekend": set(),
        "": set(),
    }
    assert {typed: index.find_candidates(typed.split()) for typed in expected} == expected


def test_a_word_added_later_is_found_by_its_beginning() -> None:
    index = make_index("acme")
    assert index.find_candidates(["jan"]) == set()
    index.add(2, ["jansen"])
    assert index.find_candidates(["jan"]) == {2}


@given(st.lists(LONG_WORDS, min_size=1, max_size=8), st.data())
def test_every_name_is_found_by_a_typo_or_the_beginning_of_any_of_its_words(
    names: list[str], data: st.DataObject
) -> None:
    index = make_index(*names)
    typed = data.draw(st.sampled_from(sorted(list_single_typos(names[0]))) | st.just(names[0][:3]))
    close = {
        number
        for number, name in enumerate(names, start=1)
        if name.startswith(typed) or typed in list_single_typos(name) | {name}
    }
    assert index.find_candidates([typed]) == close


def test_candidates_of_a_common_word_are_narrowed_by_the_next_and_bounded() -> None:
    index = make_index(*(f"bouw {'x' * number}" for number in range(1, 451)))
    index.add(1_000, ["bouw", "jansen"])
    assert index.find_candidates(["bouw", "jansen"]) == {1_000}
    assert len(index.find_candidates(["bouw"])) == 400
    assert len(index.find_candidates(["bouw", "onbekend"])) == 400


def test_names_that_share_any_of_six_words_are_found() -> None:
    index = make_index("acme bouw", "jansen", "pieters")
    assert index.find_sharing(["jnasen", "acme"]) == {1, 2}
    assert index.find_sharing(["a", "b", "c", "d", "e", "acme", "jansen"]) == {1}
    assert index.find_sharing([]) == set()
