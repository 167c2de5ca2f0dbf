"""The templates: both languages say the same things, and what a person typed stays just text."""

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import meta

from bot.messages.text.text import Span, parse_text, protect_value, to_plain
from bot.messages.text.words import LANGUAGES, TEMPLATES, Words, load_words

FRIDAY = date(2026, 3, 20)
SAMPLES: dict[str, object] = {
    **dict.fromkeys(
        ("account", "name", "names", "first", "team", "typed", "word", "line", "note", "what", "goal"), "Acme"
    ),
    **dict.fromkeys(
        (
            "count",
            "done",
            "target",
            "days",
            "contacts",
            "people",
            "active",
            "made",
            "kept",
            "new",
            "changed",
            "unchanged",
        ),
        3,
    ),
    **dict.fromkeys(("due_next", "overdue", "message", "call", "visit"), 1),
    **dict.fromkeys(("message_target", "call_target", "visit_target"), 2),
    **dict.fromkeys(("messages", "calls", "visits"), "2 bezoeken"),
    **dict.fromkeys(("day", "date", "due_on", "next_day", "next_step", "today"), FRIDAY),
    **dict.fromkeys(("time", "at"), time(14)),
    **dict.fromkeys(("command", "ritme"), "/log"),
    # On the page of one's own.
    **dict.fromkeys(("silent_from", "silent_until"), time(19)),
    **dict.fromkeys(("week", "moments", "intensity", "kind", "part"), "morning"),
    "until": FRIDAY,
    # Working days, weeks and years.
    **dict.fromkeys(("first_day", "last_day"), FRIDAY),
    **dict.fromkeys(("known", "country", "region", "year"), "Noord"),
    **dict.fromkeys(
        (
            "cost",
            "km",
            "length",
            "metres",
            "projected",
            "missed",
            "late",
            "streak",
            "before",
            "best",
            "customers",
            "customers_seen",
            "suspects",
            "suspects_seen",
        ),
        3,
    ),
    "in_doubt": True,
    # Deals.
    **dict.fromkeys(("stage", "owner", "after", "who", "why", "reasons", "situation", "used"), "offerte"),
    **dict.fromkeys(("since", "usual", "figure", "norm", "share"), 3),
    **dict.fromkeys(("worth", "margin"), Decimal(45_000)),
    **dict.fromkeys(("last_advance", "close_on", "closed_on"), FRIDAY),
    **dict.fromkeys(("deal", "ask", "lessons", "feedback", "referral"), "/deal"),
    **dict.fromkeys(("score", "low", "high", "weeks"), 8),
    **dict.fromkeys(("above", "below"), ("een manager",)),
    "entry": "de directie",
    "expected": FRIDAY,
    "limit": Decimal(500),
    "each": 2.5,
    **dict.fromkeys(("trend", "reached"), "up"),
    **dict.fromkeys(("gone", "deals", "won", "all"), 12),
    **dict.fromkeys(("is_advance", "is_denied", "is_dated", "is_missed", "is_small"), True),
    **dict.fromkeys(("not_when", "question", "id"), "als het al gevraagd is"),
    **dict.fromkeys(("begin", "end", "answered", "tries"), 10),
    **dict.fromkeys(("channel", "role", "incident", "reason", "column", "columns", "value"), "sales"),
}
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


@pytest.mark.parametrize("block", sorted(DUTCH.list_blocks()))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_block_says_something_in_every_language(language: str, block: str) -> None:
    words = load_words(language)
    needed = list_variables(words, block.partition(".")[0])
    assert needed <= SAMPLES.keys()
    assert words.plain(block, **{name: SAMPLES[name] for name in needed}) != ""


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
