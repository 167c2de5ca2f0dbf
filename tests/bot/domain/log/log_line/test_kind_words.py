"""The words for a message, a call and a visit."""

from collections import Counter

from bot.domain.log.activity import RHYTHM_KINDS
from bot.domain.log.log_line import kind_words
from bot.domain.log.log_line.kind_words import (
    KIND_ENDINGS,
    KIND_PHRASES,
    KIND_WORDS,
    NO_SLIP,
    SLIP_TARGETS,
    WordForm,
)
from bot.domain.log.log_line.line import split_line

PHRASES = [words for entries in KIND_PHRASES.values() for words, _ in entries]
WITHOUT_KIND = {WordForm.MEET, WordForm.TALK, WordForm.BY_CALL, WordForm.ON_SITE, WordForm.OTHER}


def test_no_word_or_phrase_is_listed_twice() -> None:
    listed = [word.replace("-", "") for words in kind_words._WORDS.values() for word in words.split()]
    assert [word for word, times in Counter((*listed, *PHRASES)).items() if times > 1] == []


def test_every_word_is_one_word_of_a_line() -> None:
    words = (*KIND_WORDS, *KIND_ENDINGS, *NO_SLIP, *SLIP_TARGETS, *(word for phrase in PHRASES for word in phrase))
    assert {word for word in words if split_line(word).keys != [word]} == set()


def test_a_phrase_has_two_words_or_more_and_the_longest_is_tried_first() -> None:
    assert [phrase for phrase in PHRASES if len(phrase) < 2] == []
    lengths = {first: [len(words) for words, _ in entries] for first, entries in KIND_PHRASES.items()}
    assert {first for first, each in lengths.items() if each != sorted(each, reverse=True)} == set()


def test_a_phrase_stands_under_its_first_word() -> None:
    assert {first for first, entries in KIND_PHRASES.items() for words, _ in entries if words[0] != first} == set()


def test_exactly_the_forms_that_another_word_must_decide_have_no_kind() -> None:
    listed = (*KIND_WORDS.values(), *(word for entries in KIND_PHRASES.values() for _, word in entries))
    assert {word for word in listed if (word.kind is None) != (word.form in WITHOUT_KIND)} == set()


def test_each_kind_can_be_told_as_past_named_and_still_to_come() -> None:
    forms = {(word.kind, word.form) for word in KIND_WORDS.values() if word.kind}
    needed = (WordForm.DONE, WordForm.NAMED, WordForm.DOING, WordForm.AGAIN, WordForm.HINT)
    assert forms == {(kind, form) for kind in RHYTHM_KINDS for form in needed}


def test_a_typo_is_corrected_to_an_activity_word_only() -> None:
    assert set(SLIP_TARGETS) - KIND_WORDS.keys() == set()
    assert set(KIND_ENDINGS) - KIND_WORDS.keys() == set()


def test_a_word_with_another_meaning_is_no_activity_word() -> None:
    assert NO_SLIP & set(SLIP_TARGETS) - {"bericht"} == set()
