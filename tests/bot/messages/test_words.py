"""The templates: both languages say the same things, and what a person typed stays just text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import meta

from bot.messages.text import Span, parse_text, protect_value, to_plain
from bot.messages.words import LANGUAGES, TEMPLATES, Words, load_words

DUTCH, ENGLISH = load_words("nl"), load_words("en")


def list_variables(words: Words, file: str) -> set[str]:
    template = words.templates[file]
    source = (TEMPLATES / words.language / f"{file}.j2").read_text(encoding="utf-8")
    return meta.find_undeclared_variables(template.environment.parse(source))


def test_both_languages_have_the_same_blocks() -> None:
    assert sorted(DUTCH.list_blocks()) == sorted(ENGLISH.list_blocks())


@pytest.mark.parametrize("file", sorted(DUTCH.templates))
def test_both_languages_render_for_the_same_input(file: str) -> None:
    assert list_variables(DUTCH, file) == list_variables(ENGLISH, file)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_block_is_empty(language: str) -> None:
    for file in load_words(language).templates:
        source = (TEMPLATES / language / f"{file}.j2").read_text(encoding="utf-8")
        assert "%}{% endblock" not in source


def test_another_language_falls_back_to_the_first() -> None:
    assert load_words("fr").language == "nl"


def test_style_in_a_template_becomes_a_span() -> None:
    assert parse_text(f"Dag *{protect_value('Anna')}*, _tot zo_") == (
        Span("Dag "),
        Span("Anna", bold=True),
        Span(", "),
        Span("tot zo", italic=True),
    )


@given(st.text())
def test_whatever_a_person_typed_is_one_literal_run(typed: str) -> None:
    spans = parse_text(f"*{protect_value(typed)}*")
    visible = "".join(char for char in typed if char.isprintable() or char == "\n")
    assert spans == ((Span(visible, bold=True),) if visible else ())


@given(st.text())
def test_a_plain_label_shows_what_was_typed(typed: str) -> None:
    visible = "".join(char for char in typed if char.isprintable() or char == "\n")
    assert to_plain(parse_text(f"«{protect_value(typed)}»")) == f"«{visible}»"
