"""Words that are never (in) an account name, and endings that are."""

from bot.domain.log.log_line.role_words import SURE_BEFORE_NAME
from bot.domain.log.log_line.stop_words import NAME_LIKE_ENDINGS, NO_NAMES
from bot.domain.text.name_form import LEGAL_FORMS
from bot.domain.text.words import fold_word, word_set


def test_every_word_is_written_as_lines_are_compared() -> None:
    assert {word for word in (*NO_NAMES, *NAME_LIKE_ENDINGS) if word != fold_word(word)} == set()


def test_everyday_words_of_a_note_are_no_names() -> None:
    typed = word_set("offerte prijs besproken contact koffie quote price customer yesterday gisteren wil niet")
    assert typed - NO_NAMES == set()


def test_no_word_that_is_part_of_company_names_is_ruled_out() -> None:
    assert set() == NO_NAMES & LEGAL_FORMS
    assert NO_NAMES & (set(NAME_LIKE_ENDINGS) - {"service"}) == set()


def test_no_word_that_announces_a_name_is_ruled_out_but_a_customer() -> None:
    assert {"klant", "prospect"} == NO_NAMES & SURE_BEFORE_NAME
