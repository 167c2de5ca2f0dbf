"""The keywords of a deal line: each means one thing, and no stage is mistaken for one."""

from datetime import date
from itertools import combinations

import pytest

from bot.domain.deals.deal_line import DealParser
from bot.domain.deals.deal_words import (
    CLOSE_WORDS,
    HISTORY_WORDS,
    MARGIN_WORDS,
    NEW_WORDS,
    STATES,
    VALUE_WORDS,
    WISH_WORDS,
    UnusableStage,
    find_unusable_stage,
    write_deal,
)
from bot.domain.deals.deals import DealState
from bot.domain.people.stages import Stages, parse_stages
from bot.domain.text.words import fold_word

GROUPS = [NEW_WORDS, HISTORY_WORDS, VALUE_WORDS, MARGIN_WORDS, CLOSE_WORDS, frozenset(STATES)]


def parser(stages: Stages) -> DealParser:
    return DealParser(
        stages=stages, is_account=lambda typed: typed in {"Acme", "De Vries & Zn."}, today=date(2026, 3, 18)
    )


def test_a_keyword_means_one_thing() -> None:
    assert [first & second for first, second in combinations(GROUPS, 2) if first & second] == []


def test_a_keyword_is_written_as_typed_words_are_compared() -> None:
    assert [word for word in WISH_WORDS | NEW_WORDS if fold_word(word) != word] == []


def test_both_languages_say_won_lost_and_open_again() -> None:
    expected = {
        "gewonnen": DealState.WON,
        "won": DealState.WON,
        "verloren": DealState.LOST,
        "lost": DealState.LOST,
        "heropen": DealState.OPEN,
        "reopen": DealState.OPEN,
    }
    assert {word: STATES[word] for word in expected} == expected


@pytest.mark.parametrize(
    ("stages", "meant"),
    [
        ("intake, offerte, won, closing", UnusableStage("won", "word", "won")),
        ("intake, closing", UnusableStage("closing", "word", "closing")),
        ("intake, deal gewonnen", UnusableStage("deal gewonnen", "word", "gewonnen")),
        ("intake, nieuw", UnusableStage("nieuw", "word", "nieuw")),
        ("intake, geschiedenis", UnusableStage("geschiedenis", "word", "geschiedenis")),
        ("intake, 2", UnusableStage("2", "amount", "2")),
        ("intake, demo 50k", UnusableStage("demo 50k", "amount", "50k")),
        ('intake, "demo"', UnusableStage('"demo"', "marks", '"demo"')),
        ("intake, -", UnusableStage("-", "marks", "-")),
        ("intake, demo, 2e gesprek, eerste contract", None),
    ],
)
def test_a_stage_that_cannot_be_read_back_is_found(stages: str, meant: UnusableStage | None) -> None:
    assert find_unusable_stage(parse_stages(stages)) == meant


def test_every_keyword_makes_a_stage_unusable() -> None:
    words = WISH_WORDS | NEW_WORDS
    assert {word: find_unusable_stage(Stages((f"demo {word}",))) for word in words} == {
        word: UnusableStage(f"demo {word}", "word", word) for word in words
    }


def test_the_usual_stages_can_be_read_back() -> None:
    assert find_unusable_stage(Stages()) is None


def test_v1_a_stage_that_is_usable_is_read_back_from_a_line() -> None:
    stages = parse_stages("intake, demo, 2e gesprek, eerste contract, naar de directie, in deal, nu, bewijs-op-zak")
    assert find_unusable_stage(stages) is None
    assert [parser(stages).read(f"Acme {name}").stage for name in stages.names] == list(stages.names)


def test_a_deal_is_named_so_that_it_is_found_again() -> None:
    typed = write_deal("De Vries & Zn.", 'Dak "noord" 2027')
    assert typed == 'De Vries & Zn. "Dak noord 2027"'
    line = parser(Stages()).read(f"{typed} heropen")
    assert (line.account, line.name) == ("De Vries & Zn.", "Dak noord 2027")
