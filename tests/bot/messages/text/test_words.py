"""The templates: both languages have the same blocks, and typed text is never interpreted."""

import re
from datetime import date, time
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import TemplateError, meta, nodes

from bot.domain.text.money import Worth
from bot.messages.text.text import Span, parse_text, protect_value, to_plain
from bot.messages.text.words import LANGUAGES, TEMPLATES, Words, load_words

FRIDAY = date(2026, 3, 20)
# Python takes them for spaces; they are controls, and ends of lines and paragraphs.
NO_SPACES = "\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029"
SAMPLES: dict[str, object] = {
    **dict.fromkeys(
        (
            "second",
            "here",
            "there",
            "home",
            "away",
            "heard",
            "used_here",
            "used_there",
            "code",
            "leaver",
            "receiver",
            "old",
            "account",
            "name",
            "names",
            "first",
            "team",
            "typed",
            "word",
            "line",
            "note",
            "what",
            "goal",
            "said",
            "text",
            "by",
        ),
        "Acme",
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
    **dict.fromkeys(("messages", "calls", "visits", "last"), "2 bezoeken"),
    **dict.fromkeys(("day", "date", "due_on", "next_day", "next_step", "today", "contact_on", "step_on"), FRIDAY),
    **dict.fromkeys(("messages", "calls", "visits"), "2 bezoeken"),
    **dict.fromkeys(("day", "date", "due_on", "next_day", "next_step", "step", "today"), FRIDAY),
    **dict.fromkeys(("time", "at", "due_time"), time(14)),
    **dict.fromkeys(("command", "ritme"), "/log"),
    # The Home page.
    **dict.fromkeys(("silent_from", "silent_until"), time(19)),
    **dict.fromkeys(("week", "moments", "intensity", "kind", "part"), "morning"),
    "until": FRIDAY,
    **dict.fromkeys(("told", "leads", "again"), True),
    # Own kinds.
    **dict.fromkeys(("counts", "words", "reason", "other"), "Demo"),
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
            "lately",
            "days_before",
            "missed",
            "late",
            "streak",
            "before",
            "quote",
            "state",
            "best",
            "customers",
            "customers_seen",
            "suspects",
            "suspects_seen",
            "pace",
        ),
        3,
    ),
    **dict.fromkeys(("is_weekly", "says_little", "reached_any", "is_long"), True),
    "in_doubt": True,
    # Account cards.
    **dict.fromkeys(("city", "segment", "other", "last"), "Utrecht"),
    "contract_end": FRIDAY,
    "is_own": False,
    **dict.fromkeys(("more", "most", "logged", "rests"), 2),
    "shows_step": True,
    # Deals.
    **dict.fromkeys(("stage", "owner", "after", "who", "why", "reasons", "situation", "used"), "offerte"),
    **dict.fromkeys(("since", "usual", "figure", "norm", "share"), 3),
    **dict.fromkeys(("worth", "margin", "profit"), Worth(Decimal(45_000), "EUR")),
    **dict.fromkeys(("last_advance", "close_on", "closed_on", "step_on"), FRIDAY),
    **dict.fromkeys(("deal", "ask", "lessons", "feedback", "referral"), "/deal"),
    **dict.fromkeys(("score", "low", "high", "weeks"), 8),
    **dict.fromkeys(("above", "below"), ("een manager",)),
    "entry": "de directie",
    "currency": "EUR",
    **dict.fromkeys(("second", "leaver", "receiver", "old", "summary"), "Noord"),
    **dict.fromkeys(("accounts", "steps"), 3),
    "expected": FRIDAY,
    "limit": Worth(Decimal(500), "EUR"),
    **dict.fromkeys(("lowest", "highest"), 7),
    "each": 2.5,
    "trend": "up",
    "reached": "€ 3.000",
    **dict.fromkeys(("gone", "deals", "won", "all"), 12),
    **dict.fromkeys(("is_advance", "is_denied", "is_dated", "is_missed", "is_small", "is_won", "is_sick"), True),
    "has_days": True,
    **dict.fromkeys(("is_unhappy", "is_past"), False),
    **dict.fromkeys(("not_when", "question", "id"), "als het al gevraagd is"),
    **dict.fromkeys(("begin", "end", "answered", "tries"), 10),
    **dict.fromkeys(("channel", "role", "incident", "reason", "column", "columns", "value"), "sales"),
    # Imports.
    **dict.fromkeys(("looks_like", "subject"), "deals"),
    **dict.fromkeys(("field", "label", "happened"), "notitie"),
    **dict.fromkeys(("removed", "restored"), 2),
    "is_undo": True,
    # The first hour.
    **dict.fromkeys(("by", "when", "leaders"), "morgen"),
    **dict.fromkeys(("begun", "lacking", "others"), 5),
    "goals": ("5 berichten", "2 telefoontjes"),
    "kinds_done": (("berichten", 3, 5), ("bezoeken", 1, 0)),
}
# A percentage after its counts: "3 van 12 (25%)", "3 of 12, 25%".
COUNTED = r"(?:van|of) [^()%]*[(,] ?\d+%"
# How a margin is typed, and what a file had.
TYPED_PERCENTAGES = frozenset({"deal.help", "deal_fixes.margin_hint", "errors.deal_value_missing"})
STATISTICS = (
    r"\b(?:kans op|waarschijnlijk|significant\w*|betrouwbaar\w*|interval\w*|p-waarde|bewezen|gemiddelde van"
    r"|chance|probab\w*|confidence|p-value|proven)\b"
)
DUTCH, ENGLISH = load_words("nl"), load_words("en")
# A day as people read it without its year: "vr 20 mrt", "Friday 20 March", "20-3", "20/3".
YEARLESS = re.compile(r"20 (?:mrt|maart|Mar|March)\b(?! 2026)|\b20[-/]3\b(?![-/]2026)")


@cache
def list_variables(words: Words, file: str) -> set[str]:
    return meta.find_undeclared_variables(parse_template(words, file))


def parse_template(words: Words, file: str) -> nodes.Template:
    source = (TEMPLATES / words.language / f"{file}.j2").read_text(encoding="utf-8")
    return words.templates[file].environment.parse(source)


def test_both_languages_have_the_same_blocks() -> None:
    assert sorted(DUTCH.list_blocks()) == sorted(ENGLISH.list_blocks())


def test_no_block_relies_on_a_space_at_its_edge_since_a_rendered_text_has_none() -> None:
    edges = re.compile(r"{%-? *block (\w+) *-?%}(?: |(?:(?!{%-? *endblock).)*\S {%-? *endblock)")
    assert [
        (path.name, found[1])
        for path in sorted(TEMPLATES.rglob("*.j2"))
        for found in edges.finditer(path.read_text(encoding="utf-8"))
    ] == []


def test_both_languages_render_for_the_same_input() -> None:
    differing = {file: list_variables(DUTCH, file) ^ list_variables(ENGLISH, file) for file in sorted(DUTCH.templates)}
    assert {file: names for file, names in differing.items() if names} == {}


def test_every_block_says_something_in_every_language() -> None:
    faults = {
        (language, block): fault
        for language in LANGUAGES
        for block in sorted(DUTCH.list_blocks())
        if (fault := find_fault(load_words(language), block))
    }
    assert faults == {}


def render_sample(words: Words, block: str) -> str:
    """Return a block rendered for the samples, in which every day is Friday 20 March 2026."""
    needed = list_variables(words, block.partition(".")[0])
    return words.plain(block, **{name: SAMPLES[name] for name in needed})


@pytest.mark.parametrize("language", LANGUAGES)
def test_k7_a_day_of_another_year_shows_its_year_in_every_block(language: str) -> None:
    words = load_words(language, today=date(2027, 3, 20))
    said = {block: render_sample(words, block) for block in words.list_blocks()}
    assert {block: text for block, text in said.items() if YEARLESS.search(text)} == {}
    assert sum("2026" in text for text in said.values()) > 50


@pytest.mark.parametrize("language", LANGUAGES)
def test_k7_a_day_of_this_year_is_told_without_its_year(language: str) -> None:
    words = load_words(language, today=date(2026, 12, 31))
    # A month by itself is always told with its year.
    months = {"maart 2026", "March 2026"}
    told = {block: re.sub("|".join(months), "", render_sample(words, block)) for block in words.list_blocks()}
    assert {block: text for block, text in told.items() if re.search(r"20.*2026", text)} == {}


def test_k7_no_template_takes_a_day_apart() -> None:
    parts = {"day", "month", "year"}
    found = {
        (words.language, file): {node.attr for node in parse_template(words, file).find_all(nodes.Getattr)} & parts
        for words in (DUTCH, ENGLISH)
        for file in words.templates
    }
    assert {place: names for place, names in found.items() if names} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_k7_every_percentage_stands_beside_what_it_was_counted_over(language: str) -> None:
    said = {block: render_sample(load_words(language), block) for block in DUTCH.list_blocks()}
    alone = {block: text for block, text in said.items() if "%" in text and not re.search(COUNTED, text)}
    assert {block: text for block, text in alone.items() if block not in TYPED_PERCENTAGES} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_k7_no_statistics_where_people_talk(language: str) -> None:
    said = {block: render_sample(load_words(language), block) for block in DUTCH.list_blocks()}
    assert {block: text for block, text in said.items() if re.search(STATISTICS, text, re.IGNORECASE)} == {}


def test_k7_the_reader_of_the_last_day_of_a_year_is_told_the_year_of_tomorrow() -> None:
    words = load_words("nl", today=date(2026, 12, 31))
    told = words.plain("deal.step", due_on=date(2027, 1, 1)), words.plain("deal.step", due_on=date(2026, 12, 31))
    assert told == ("Volgende stap: vrijdag 1 januari 2027", "Volgende stap: donderdag 31 december")


def find_fault(words: Words, block: str) -> str:
    """Return the fault of a rendered block; empty if there is none."""
    needed = list_variables(words, block.partition(".")[0])
    if unknown := needed - SAMPLES.keys():
        return f"no example of {', '.join(sorted(unknown))}"
    try:
        said = words.plain(block, **{name: SAMPLES[name] for name in needed})
    except (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        return repr(error)
    return "" if said else "says nothing"


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("{% block one %}Dag {{ name }}{% endblock %}", ""),
        ("{% block one %}{% if false %}Dag{% endif %}{% endblock %}", "says nothing"),
        ("{% block one %}{{ colour }}{% endblock %}", "no example of colour"),
        ("{% block one %}{{ name + 1 }}{% endblock %}", "TypeError('can only concatenate str (not \"int\") to str')"),
    ],
)
def test_a_fault_in_a_block_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, fault: str) -> None:
    (tmp_path / "nl").mkdir()
    (tmp_path / "nl" / "file.j2").write_text(source, encoding="utf-8")
    monkeypatch.setattr("tests.bot.messages.text.test_words.TEMPLATES", tmp_path)
    environment = next(iter(DUTCH.templates.values())).environment
    words = Words(language="nl", templates={"file": environment.from_string(source)})
    assert find_fault(words, "file.one") == fault


def test_another_language_falls_back_to_the_first() -> None:
    assert load_words("fr").language == "nl"


def test_style_in_a_template_becomes_a_span() -> None:
    assert parse_text(f"Dag *{protect_value('Anna')}*, _tot zo_") == (
        Span("Dag "),
        Span("Anna", bold=True),
        Span(", "),
        Span("tot zo", italic=True),
    )


def show(typed: str) -> str:
    plain = ("\n" if char == "\n" else " " if char.isspace() else char for char in typed if char not in NO_SPACES)
    return "".join(char for char in plain if char.isprintable() or char == "\n")


@given(st.text())
def test_whatever_a_person_typed_is_one_literal_run(typed: str) -> None:
    spans = parse_text(f"*{protect_value(typed)}*")
    visible = show(typed)
    assert spans == ((Span(visible, bold=True),) if visible else ())


@given(st.text())
def test_a_plain_label_shows_what_was_typed(typed: str) -> None:
    visible = show(typed)
    assert to_plain(parse_text(f"«{protect_value(typed)}»")) == f"«{visible}»"


@pytest.mark.parametrize(
    ("template", "value", "said"),
    [
        ("Ook beloofd: {}.", "De Vries & Zn.", "Ook beloofd: De Vries & Zn."),
        ("Ook beloofd: *{}*.", "De Vries & Zn.", "Ook beloofd: De Vries & Zn."),
        ("Acme geeft een 8: “{}”.", "prima!", "Acme geeft een 8: “prima!”"),
        ("Ook beloofd: {}.", "Acme", "Ook beloofd: Acme."),
        ("{}...", "De Vries & Zn.", "De Vries & Zn...."),
        ("Je typte: “{}”", "en toen..", "Je typte: “en toen..”"),
    ],
)
def test_sentence_ends_with_one_full_stop(template: str, value: str, said: str) -> None:
    assert to_plain(parse_text(template.format(protect_value(value)))) == said


def test_score_of_eight_has_its_own_article_in_english() -> None:
    words = load_words("en", today=FRIDAY)

    assert words.plain("today.score", score=8, day=FRIDAY) == "gave you an 8 (Fri 20 Mar)"
    assert words.plain("today.score", score=7, day=FRIDAY) == "gave you a 7 (Fri 20 Mar)"
    blocks = [template.read_text() for template in (TEMPLATES / "en").glob("*.j2")]
    assert [text for text in blocks if re.search(r"\ba {{ score }}", text)] == []
