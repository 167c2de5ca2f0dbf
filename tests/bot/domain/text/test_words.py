"""Folding typed text, and splitting it into words, numbers and marks."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.text.words import fold, fold_word, split_tokens, word_list, word_set

DUTCH_TEXTS = st.text("abcdefghijklmnopqrstuvwxyzéëèêïîöôüûáàçñ -'.&1234567890")


def test_fold_leaves_out_capitals_and_accents() -> None:
    expected = {
        "": "",
        "ACME Bouw": "acme bouw",
        "Café Één": "cafe een",
        "CAFÉ": "cafe",
        "cafe\u0301": "cafe",
        "Curaçao": "curacao",
        "Zürich": "zurich",
        "Straße": "strasse",
        "Ærø": "aero",
        "Łódź": "lodz",
        "Œuvre": "oeuvre",
        "ﬁrma": "firma",
    }
    assert {text: fold(text) for text in expected} == expected


@given(DUTCH_TEXTS)
def test_fold_gives_capitals_and_small_letters_the_same_ascii_form(text: str) -> None:
    folded = fold(text)
    assert (fold(text.upper()), fold(folded), folded.isascii()) == (folded, folded, True)


def test_fold_word_leaves_out_the_marks_inside_a_word_but_not_those_of_a_number() -> None:
    expected = {
        "B.V.": "bv",
        "a.s.": "as",
        "E-mail": "email",
        "gsm'en": "gsmen",
        "gsm\u2019en": "gsmen",
        "Tweeëntwintig": "tweeentwintig",
        "26-3": "26-3",
        "9.30": "9.30",
        "14:00U": "14:00u",
        "45.000,50": "45.000,50",
        "t/m": "t/m",
        "-": "-",
        ".": ".",
        "\u2019": "\u2019",
        "\u0301": "\u0301",
    }
    assert {word: fold_word(word) for word in expected} == expected


def test_split_tokens_keeps_dates_times_amounts_and_abbreviations_whole() -> None:
    expected = {
        "": [],
        "  ": [],
        "Gebeld met Acme, morgen.": ["Gebeld", "met", "Acme", ",", "morgen", "."],
        "vrijdag a.s. om 9.30": ["vrijdag", "a.s.", "om", "9.30"],
        "Acme B.V.": ["Acme", "B.V."],
        "26-3-2027 14:00u": ["26-3-2027", "14:00u"],
        "€4.500,50!": ["€", "4.500,50", "!"],
        "1 t/m 2 juli": ["1", "t/m", "2", "juli"],
        "v/d Berg": ["v/d", "Berg"],
        "e-mail gsm'en": ["e-mail", "gsm'en"],
        "'s middags": ["'", "s", "middags"],
        "een\ntwee": ["een", "\n", "twee"],
        "naam_twee": ["naam", "_", "twee"],
    }
    assert {text: [token for token, _, _ in split_tokens(text)] for text in expected} == expected


@given(st.text() | DUTCH_TEXTS)
def test_split_tokens_loses_nothing_but_spaces_and_says_where_each_token_stands(text: str) -> None:
    tokens = split_tokens(text)
    assert [text[start:end] for _, start, end in tokens] == [token for token, _, _ in tokens]
    assert "".join(token for token, _, _ in tokens) == "".join(
        char for char in text if char == "\n" or not char.isspace()
    )


def test_a_word_list_keeps_the_order_and_a_word_set_the_words() -> None:
    written = """
        twee een
        twee
    """
    assert (word_list(written), word_set(written)) == (["twee", "een", "twee"], frozenset({"een", "twee"}))
