"""Cleaning text for storage: characters that a database cannot store are removed, and text is cut to its column."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.accounts.errors import NameTooLong
from bot.domain.log.errors import NothingReadable
from bot.domain.log.stored_text import check_key, check_name, check_text, clean_characters, cut_name, cut_text
from bot.errors import TextTooLong


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Acme", "Acme"),
        ("Ac\x00me", "Acme"),
        ("Ac\ud800me", "Acme"),
        ("\u202eAcme\u200f", "Acme"),
        ("een\r\ntwee\u2028drie", "een\ntwee\ndrie"),
        ("a\tb\u00a0c", "a b c"),
        ("  ingesprongen:\n    - ja", "  ingesprongen:\n    - ja"),
        ("Société Générale 株式会社 🎉", "Société Générale 株式会社 🎉"),
    ],
)
def test_what_cannot_be_seen_or_stored_is_left_out(typed: str, kept: str) -> None:
    assert clean_characters(typed) == kept


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_cleaned_text_can_be_stored_and_stays_the_same_when_cleaned_again(typed: str) -> None:
    cleaned = clean_characters(typed)
    assert "\x00" not in cleaned
    assert cleaned.encode().decode() == cleaned
    assert clean_characters(cleaned) == cleaned


def test_a_note_is_cut_at_3000_characters_and_that_is_said() -> None:
    assert cut_text("a" * 3_000) == ("a" * 3_000, False)
    assert cut_text("a" * 3_001) == ("a" * 3_000, True)
    assert cut_text(" a\x00 ") == ("a", False)


def test_a_text_that_is_too_long_is_refused_with_its_length() -> None:
    assert check_text(" kort ", 5) == "kort"
    with pytest.raises(TextTooLong) as refused:
        check_text("a" * 3_001)
    assert (refused.value.length, refused.value.limit) == (3_001, 3_000)


def test_a_name_stands_on_one_line_and_is_never_cut() -> None:
    assert check_name(" Van\n Dam\x00 ") == "Van Dam"
    with pytest.raises(NameTooLong) as refused:
        check_name("a" * 300)
    assert (refused.value.length, refused.value.limit) == (300, 255)
    with pytest.raises(NothingReadable):
        check_name("\u200f\x00 ")


def test_a_form_for_comparing_that_became_longer_than_the_name_is_refused() -> None:
    assert check_key("acme") == "acme"
    with pytest.raises(NameTooLong):
        check_key(("\ufdfa" * 20).casefold() * 20)


def test_a_name_that_the_platform_tells_is_cut() -> None:
    assert cut_name(" Anna\u202e de\tWit ") == "Anna de Wit"
    assert cut_name("a" * 300) == "a" * 255
