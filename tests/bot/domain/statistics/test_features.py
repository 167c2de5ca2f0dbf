"""What is counted of a note: its words, pairs, pieces and marks, however it was typed."""

import string
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.statistics.features import LONGEST_NOTE, clean_note, count_features, list_features, split_note


def list_marks(note: str) -> list[str]:
    return sorted(feature for feature in list_features(note)[0] if feature.startswith("#") and "length" not in feature)


def test_a_note_is_cleaned_of_what_does_not_change_its_meaning() -> None:
    expected = {
        "Offerte BESPROKEN": "offerte besproken",
        "één idee, café": "een idee, cafe",
        "foto's en foto\u2019s": "fotos en fotos",
        "doesn't": "doesnt",
        "€ 45000 in 2027": "€ 0 in 0",
        "12.500,50": "0.0,0",
        "Straße": "strasse",
        "": "",
    }
    assert {note: clean_note(note) for note in expected} == expected


def test_only_the_beginning_of_a_long_note_counts() -> None:
    assert clean_note("x" * LONGEST_NOTE + "prijs") == "x" * LONGEST_NOTE
    assert clean_note("x" * (LONGEST_NOTE - 5) + "prijs") == "x" * (LONGEST_NOTE - 5) + "prijs"
    # One sign of eighteen letters.
    assert len(clean_note("ﷺ" * LONGEST_NOTE)) == LONGEST_NOTE


@given(st.text(string.ascii_letters + string.digits + "éïç'\u2019 .,?€", max_size=80))
def test_a_clean_note_stays_as_it_is(note: str) -> None:
    cleaned = clean_note(note)
    assert clean_note(cleaned) == clean_note(note.upper()) == cleaned


def test_a_note_falls_apart_in_words_and_the_signs_that_mean_something() -> None:
    expected = {
        "te duur, zegt hij!": ["te", "duur", "zegt", "hij", "!"],
        "0% korting? €0.": ["0", "%", "korting", "?", "€", "0"],
        'hij zei "nee" …': ["hij", "zei", '"', "nee", '"', "…"],
        "e-mail_adres": ["e", "mail", "adres"],
        "": [],
    }
    assert {note: split_note(note) for note in expected} == expected


def test_words_are_counted_alone_and_in_pairs() -> None:
    words, _ = list_features("Nee, nee en nog eens nee")
    assert words == Counter(
        {
            "nee": 3,
            "nee nee": 1,
            "nee en": 1,
            "en": 1,
            "en nog": 1,
            "nog": 1,
            "nog eens": 1,
            "eens": 1,
            "eens nee": 1,
            "#deny": 1,
            "#length1": 1,
        }
    )


def test_the_pieces_of_a_word_are_its_runs_of_three_to_five_signs_with_its_ends() -> None:
    _, pieces = count_features(["hij", "x"])
    assert pieces == Counter(["_hi", "hij", "ij_", "_hij", "hij_", "_hij_", "_x_"])


@given(st.lists(st.text("ab", min_size=1, max_size=9), max_size=6))
def test_a_word_has_a_piece_for_every_begin_and_end_three_to_five_apart(tokens: list[str]) -> None:
    _, pieces = count_features(tokens)
    every = Counter(
        padded[begin:end]
        for padded in (f"_{token}_" for token in tokens)
        for begin in range(len(padded))
        for end in range(len(padded) + 1)
        if 3 <= end - begin <= 5
    )
    assert pieces == every


def test_words_of_one_role_have_one_mark_in_both_languages() -> None:
    expected = {
        "eerst": ["#before"],
        "previously": ["#before"],
        "ineens": ["#now"],
        "suddenly": ["#now"],
        "beweert": ["#say"],
        "claims": ["#say"],
        "geen": ["#deny"],
        "doesn't": ["#deny"],
        "maar": ["#but"],
        "however": ["#but"],
        "dinsdag": ["#when"],
        "Tuesday": ["#when"],
        "offerte": [],
    }
    assert {note: list_marks(note) for note in expected} == expected


def test_marks_are_also_counted_together_and_when_they_come_back() -> None:
    first_then = ["#before", "#before#now", "#now"]
    assert list_marks("eerst wel, nu anders") == list_marks("first yes, now otherwise") == first_then
    assert list_marks("nu wel, eerst anders") == first_then
    assert list_marks("niet en nooit") == ["#deny", "#deny+"]


def test_the_length_of_a_note_is_counted_in_steps_of_five_words() -> None:
    lengths = {number: f"#length{step}" for number, step in ((0, 0), (4, 0), (5, 1), (9, 1), (24, 4), (25, 5), (99, 5))}
    found = {number: [each for each in count_features(["x"] * number)[0] if "length" in each] for number in lengths}
    assert found == {number: [length] for number, length in lengths.items()}
