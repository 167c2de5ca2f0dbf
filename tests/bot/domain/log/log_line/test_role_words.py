"""The small words that reveal the role of a day, a name or leftover text."""

from bot.domain.log.log_line import role_words
from bot.domain.log.log_line.line import split_line
from bot.domain.log.log_line.role_words import (
    AROUND_KIND,
    BEFORE_NAME,
    BORDER_WORDS,
    COLOURLESS,
    CONDITIONS,
    DONE_WORDS,
    FIRM_BORDERS,
    NEXT_PHRASES,
    NEXT_WORDS,
    NO_PARTICIPLE,
    PLANNED,
    PURE_CONTACT,
    SOFT_BREAKS,
    SURE_BEFORE_NAME,
)
from bot.domain.text.words import fold

LISTS = {
    name: words for name, words in vars(role_words).items() if name.isupper() and isinstance(words, frozenset | tuple)
}


def test_every_list_has_words_in_the_letters_in_which_lines_are_compared() -> None:
    assert {name for name, words in LISTS.items() if not words} == set()
    listed = {
        word for words in LISTS.values() for each in words for word in ((each,) if isinstance(each, str) else each)
    }
    assert {word for word in listed if word != fold(word)} == set()


def test_a_phrase_for_a_next_step_is_two_words_of_a_line() -> None:
    assert {phrase for phrase in NEXT_PHRASES if split_line(" ".join(phrase)).keys != list(phrase)} == set()


def test_a_narrower_list_is_part_of_the_wider_one() -> None:
    narrower = {
        "surely before a name": SURE_BEFORE_NAME - BEFORE_NAME,
        "firm borders": FIRM_BORDERS - BORDER_WORDS,
        "colourless": COLOURLESS - AROUND_KIND,
        "conditions": CONDITIONS - SOFT_BREAKS,
        "next words": NEXT_WORDS - PURE_CONTACT,
    }
    assert {name: left for name, left in narrower.items() if left} == {}


def test_a_planned_thing_is_not_listed_as_done_but_what_can_be_both() -> None:
    assert {"bevestigd"} == DONE_WORDS & PLANNED


def test_what_starts_a_condition_announces_no_step() -> None:
    assert set() == CONDITIONS & (NEXT_WORDS | PURE_CONTACT)


def test_what_only_looks_like_a_participle_has_a_prefix_of_one() -> None:
    assert {word for word in NO_PARTICIPLE if not word.startswith(("be", "ver", "ont", "her"))} == set()
