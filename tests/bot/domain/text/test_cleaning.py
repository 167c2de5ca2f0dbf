"""Removing what nobody sees from typed text."""

import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.text.cleaning import clean_text, drop_unprintable, is_readable

TEXTS = st.text(st.sampled_from("aZé 1\t\n\r\u00a0\u200b\u202e\u0301\u3164\u2028😀-") | st.characters())


def test_clean_text_makes_spaces_single_and_trims() -> None:
    expected = {
        "": "",
        "   ": "",
        "Acme Bouw": "Acme Bouw",
        "  Acme   Bouw  ": "Acme Bouw",
        "Acme\tBouw": "Acme Bouw",
        "Acme\u00a0\u2003Bouw": "Acme Bouw",
        "een  \r\n  twee": "een\ntwee",
        "een\n\n \n twee": "een\ntwee",
        "een\u2028twee\x85drie": "een\ntwee\ndrie",
        "\n een \n": "een",
    }
    assert {text: clean_text(text) for text in expected} == expected


def test_clean_text_removes_what_is_invisible_and_nothing_else() -> None:
    expected = {
        "Ac\u200bme": "Acme",
        "\ufeffAcme": "Acme",
        "\u202eAcme\u202c": "Acme",
        "Ac\u00adme": "Acme",
        "Ac\x00\x07me": "Acme",
        "Ac\u3164me\u2800": "Acme",
        "Ac\ue000\ud800me": "Acme",
        "Één café, 50% – 日本 👍": "Één café, 50% – 日本 👍",  # noqa: RUF001 - a dash as typed on a phone
    }
    assert {text: clean_text(text) for text in expected} == expected


def test_clean_text_composes_accents_and_keeps_at_most_thirty() -> None:
    assert clean_text("Cafe\u0301") == "Caf\u00e9"
    assert clean_text("x" + "\u0301" * 40) == "x" + "\u0301" * 30


@given(TEXTS)
@example("a \u200b b")
@example("\u200b a")
@example("a\u200b\n b")
def test_clean_text_leaves_nothing_to_clean(text: str) -> None:
    cleaned = clean_text(text)
    assert clean_text(cleaned) == cleaned
    assert [char for char in cleaned if unicodedata.category(char) in ("Cc", "Cf", "Cs") and char != "\n"] == []
    assert [line for line in cleaned.split("\n") if line != " ".join(line.split())] == []


def test_drop_unprintable_keeps_line_ends_and_spaces() -> None:
    expected = {
        "": "",
        "  een  twee \n\n drie": "  een  twee \n\n drie",
        "Ac\u200bme\x00": "Acme",
        "\u202eAcme\u2066": "Acme",
        "Ac\ue000me": "Acme",
        "Één 👍": "Één 👍",
    }
    assert {text: drop_unprintable(text) for text in expected} == expected


def test_a_text_is_readable_with_one_letter_or_digit_in_any_script() -> None:
    texts = ("", " ", "?!", "👍", "\u200b", "_-_", "a", "é", "7", "日", "?x?")
    assert [text for text in texts if is_readable(text)] == ["a", "é", "7", "日", "?x?"]


def test_every_kind_of_space_in_a_cell_still_separates_words() -> None:
    spaces = [" ", "\t", "\u00a0", "\u2009", "\u3000", "\r"]
    assert {drop_unprintable(f"Acme{space}Bouw") for space in spaces} == {"Acme Bouw"}
