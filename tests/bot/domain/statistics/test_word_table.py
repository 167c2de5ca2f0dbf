"""The table of word vectors: adding up words, and storing the table."""

import math
from array import array
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.statistics.word_table import WordTable, load_words, write_words

TABLE = WordTable(
    dims=2,
    places={"noord": 0, "oost": 1, "zuid": 2},
    values=array("b", [0, 3, 4, 0, 0, -3]),
)


def test_a_word_has_the_vector_of_its_own_place() -> None:
    expected = {"noord": [0, 3], "oost": [4, 0], "zuid": [0, -3], "west": None, "Noord": None}
    vectors = {word: TABLE.find_vector(word) for word in expected}
    assert {word: None if vector is None else list(vector) for word, vector in vectors.items()} == expected


def test_vectors_are_added_up_by_weight_and_an_unknown_word_adds_nothing() -> None:
    assert TABLE.sum_vectors([("noord", 2.0), ("west", 9.0), ("oost", 0.5)]) == [2.0, 6.0]
    assert TABLE.sum_vectors([]) == [0.0, 0.0]


def test_the_sum_is_scaled_to_length_one() -> None:
    # Three north and four east is a triangle of 3, 4 and 5.
    assert TABLE.add_up([("noord", 1.0), ("oost", 1.0)]) == pytest.approx([0.8, 0.6])


def test_what_comes_to_nothing_stays_nothing() -> None:
    assert TABLE.add_up([("west", 1.0)]) == [0.0, 0.0]
    assert TABLE.add_up([("noord", 1.0), ("zuid", 1.0)]) == [0.0, 0.0]


@given(st.lists(st.tuples(st.sampled_from(["noord", "oost", "west"]), st.floats(0.1, 100)), max_size=8))
def test_the_length_is_one_or_nothing_and_ten_times_the_weight_is_the_same_direction(
    words: list[tuple[str, float]],
) -> None:
    total = TABLE.add_up(words)
    is_known = any(word != "west" for word, _ in words)
    assert math.hypot(*total) == pytest.approx(1.0 if is_known else 0.0)
    assert TABLE.add_up([(word, 10 * weight) for word, weight in words]) == pytest.approx(total)


def test_a_table_that_was_written_is_loaded_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "words.bin"
    names = ["één", "naïef", "\u4e2d", "a.s."]
    write_words(path, names=names, dims=2, values=array("b", [-128, 127, 10, 0, 1, 2, 3, 4]).tobytes())
    # Past the cache, which holds the table of the product.
    table = load_words.__wrapped__(path)
    assert (table.dims, table.places) == (2, {"één": 0, "naïef": 1, "\u4e2d": 2, "a.s.": 3})
    assert {name: list(table.find_vector(name) or ()) for name in names} == {
        "één": [-128, 127],
        "naïef": [10, 0],
        "\u4e2d": [1, 2],
        "a.s.": [3, 4],
    }


def test_the_table_of_the_product_has_a_vector_for_every_word() -> None:
    table = load_words()
    assert len(table.values) == table.dims * len(table.places)
    assert sorted(table.places.values()) == list(range(len(table.places)))
    assert [word for word in ("offerte", "klant", "customer", "price") if table.find_vector(word) is None] == []
