"""The built-in questions, and validation of a workspace's own file (V3)."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from bot.domain.log.situations import Situation
from bot.domain.questions.errors import PlaybookBroken
from bot.domain.questions.questions import Playbook, Question, When
from bot.messages.questions.playbook_file import (
    adapt_question_text,
    load_playbook,
    merge_playbook,
    switch_question_text,
)
from bot.messages.text.words import LANGUAGES

OBSTACLES = [situation for situation in Situation if situation.is_obstacle]
BASE = Playbook(
    (
        Question(id="soft", situation=Situation.PRICE, ask="Waarmee?", why="Duur is duurder dan iets.", daring=1),
        Question(id="bold", situation=Situation.PRICE, ask="Vandaag?", why="Dan blijkt het.", daring=3),
    )
)


def test_every_obstacle_has_four_to_six_questions_from_soft_to_daring() -> None:
    lists = {
        (language, situation, is_late): load_playbook(language).list_for(situation, is_late=is_late)
        for language, situation, is_late in product(LANGUAGES, OBSTACLES, (False, True))
    }
    assert [key for key, questions in lists.items() if not is_ladder(questions)] == []


def is_ladder(questions: Sequence[Question]) -> bool:
    """Return whether these are four to six questions, each with reasons, ordered from soft to daring."""
    daring = [question.daring for question in questions]
    is_rising = daring == sorted(daring) and daring[:1] == [1] and daring[-1:] == [3]
    return is_rising and 4 <= len(questions) <= 6 and all(question.why and question.method for question in questions)


def test_both_languages_ask_the_same_things() -> None:
    dutch, english = (load_playbook(language).questions for language in LANGUAGES)
    assert [(each.id, each.situation, each.daring, each.when) for each in dutch] == [
        (each.id, each.situation, each.daring, each.when) for each in english
    ]


def test_a_file_changes_adds_and_switches_off() -> None:
    merged = merge_playbook(
        BASE,
        """
price:
  - {id: soft, ask: "Waarmee vergelijken jullie?"}
  - {id: bold, off: true}
  - {id: own, ask: "Wat levert het op?", why: "De klant rekent zelf.", daring: 2, when: late}
""",
    )
    assert [(each.id, each.ask, each.daring) for each in merged.questions] == [
        ("soft", "Waarmee vergelijken jullie?", 1),
        ("own", "Wat levert het op?", 2),
    ]
    assert merged.list_for(Situation.PRICE, is_late=False) == [merged.questions[0]]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ('price:\n  - {id: soft, ask: "open', 2, "no_yaml"),
        ("- price", 1, "no_situations"),
        ("prijs:\n  - {id: x}", 1, "unknown_situation"),
        ("price: veel", 1, "no_list"),
        ("price:\n  - veel", 2, "no_question"),
        ("price:\n  - {id: soft, vraag: x}", 2, "unknown_field"),
        ("price:\n  - {id: soft, ask: [x]}", 2, "no_text"),
        ("price:\n  - {ask: x}", 2, "no_id"),
        ('price:\n  - {id: soft, ask: ""}', 2, "bad_text"),
        (f"price:\n  - {{id: soft, ask: {'x' * 301}}}", 2, "bad_text"),
        ("price:\n  - id: soft\n    daring: 4", 3, "bad_value"),
        ("price:\n  - id: soft\n    when: ooit", 3, "bad_value"),
        ("price:\n  - id: soft\n    off: misschien", 3, "bad_value"),
        ("price:\n\n  - {id: new, ask: x}", 3, "missing_field"),
        ("#" * 100_001, 1, "too_long"),
        ("[" * 5000, 1, "no_yaml"),
        # Level 13 is too deep; parsing stops there, because each level costs more.
        ("[\n" * 5000, 13, "no_yaml"),
        ("{\n" * 5000, 13, "no_yaml"),
        ("price:\n" + " - " * 900, 2, "no_yaml"),
        ('price: ["\\UFFFFFFFF"]', 1, "no_yaml"),
        ("price:\n - {? [a] : b, id: x}", 2, "no_key"),
        ("price: []\n? [a,b]\n: []", 2, "no_key"),
        ("price: []\n---\n- price", 3, "no_situations"),
    ],
)
def test_a_broken_file_is_refused_with_its_line(text: str, line: int, reason: str) -> None:
    with pytest.raises(PlaybookBroken) as broken:
        merge_playbook(BASE, text)
    assert (broken.value.line, broken.value.reason) == (line, reason)


def test_the_example_in_the_documentation_is_taken() -> None:
    text = (Path(__file__).parents[4] / "docs" / "playbook.md").read_text(encoding="utf-8")
    example = text.split("```yaml")[1].split("```")[0]
    changed = merge_playbook(load_playbook("nl"), example)
    content, pilot = changed.find("price-content"), changed.find("price-pilot")
    assert content is not None
    assert content.ask == "Staat de inhoud, los van wat het kost?"
    assert changed.find("price-first") is None
    assert pilot is not None
    assert (pilot.daring, pilot.when, pilot.situation) == (2, When.EARLY, Situation.PRICE)


OWN = [
    "",
    "# Van ons",
    "price:\n  - {id: own, ask: Mag dit, why: Waarom niet}",
    "  price:\n    - {id: own, ask: Mag dit, why: Waarom niet}",
    '{price: [{id: own, ask: "Mag dit?", why: "Waarom niet"}]}',
    "price:\n  - id: own\n    ask: Mag dit?\n    why: |\n      Waarom niet\n",
    "%YAML 1.1\n---\nprice:\n  - {id: own, ask: Mag dit, why: Waarom niet}\n...\n",
    'price: [{"id": "soft", "daring": 2},\n  {"id": "own", "ask": "Mag dit?", "why": "Waarom niet"}]',
]


@pytest.mark.parametrize("own", OWN)
def test_a_question_can_be_adapted_whatever_is_written_already(own: str) -> None:
    text, before = own, merge_playbook(BASE, own)
    for typed, ask in (
        ("Één?", "Één?"),
        ("Twee\u2028regels?", "Twee regels?"),
        ("Drie\r\nof\x85meer?", "Drie of meer?"),
        ("Vier\x7f?", "Vier?"),
    ):
        for each in BASE.questions:
            text = adapt_question_text(text, replace(each, ask=typed))
            known = before.find(each.id) or each
            assert merge_playbook(BASE, text).find(each.id) == replace(known, ask=ask)
    assert own.strip() in text
    assert len(text) < len(own) + 400  # replaces the earlier change
    assert merge_playbook(BASE, text).find("own") == before.find("own")


@pytest.mark.parametrize("own", OWN)
def test_a_question_is_off_until_it_is_on_again_and_keeps_its_words(own: str) -> None:
    bold = BASE.questions[1]
    worded = adapt_question_text(own, replace(bold, ask="Morgen?"))
    off = switch_question_text(worded, bold, is_off=True)
    assert merge_playbook(BASE, off).find("bold") is None
    again = switch_question_text(switch_question_text(off, bold, is_off=True), bold, is_off=False)
    assert merge_playbook(BASE, again).find("bold") == replace(bold, ask="Morgen?")
    assert switch_question_text(off, bold, is_off=False) == again


def test_a_question_that_was_off_is_as_daring_as_before_when_it_gets_other_words() -> None:
    bold = BASE.questions[1]
    off = switch_question_text("", bold, is_off=True)
    assert merge_playbook(BASE, adapt_question_text(off, replace(bold, ask="Nu?"))).find("bold") == replace(
        bold, ask="Nu?"
    )


def test_the_id_of_a_question_may_have_any_letters() -> None:
    own = Question(id="idée", situation=Situation.PRICE, ask="Eén?", why="Zo.", daring=1)
    text = adapt_question_text(adapt_question_text("", own), replace(own, ask="Twee?"))
    assert text.count("idée") == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_k2_no_question_for_an_unhappy_customer_asks_for_a_referral_or_for_more_business(language: str) -> None:
    playbook = load_playbook(language)
    asked = {
        question.id
        for situation in Situation
        for is_late in (False, True)
        for question in playbook.list_for(situation, is_late=is_late, is_unhappy=True)
    }
    left_out = {question.id for question in playbook.questions} - asked
    assert left_out == {"contact-intro", "need-future", "forward-refer", "forward-more"}
