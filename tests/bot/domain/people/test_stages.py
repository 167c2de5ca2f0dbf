"""A workspace's deal stages: parsing, lookup and order."""

import pytest

from bot.domain.people.stages import Stages, StagesInvalid, name_stage, parse_stages, unify_stages

USUAL = Stages()


def test_no_text_means_the_usual_stages() -> None:
    assert parse_stages("  ") == Stages(("intake", "behoefte", "offerte", "onderhandeling"))


def test_stages_are_read_in_their_order_without_case_and_needless_space() -> None:
    read = parse_stages(" Intake,  Proef   fase , GETEKEND")
    assert (read.names, read.code) == (("intake", "proef fase", "getekend"), "intake,proef fase,getekend")
    assert parse_stages(read.code) == read


@pytest.mark.parametrize(
    "text",
    ["intake,,offerte", "intake,Intake", ",".join(f"fase {number}" for number in range(11)), "x" * 21],
)
def test_stages_that_cannot_be_are_refused(text: str) -> None:
    with pytest.raises(StagesInvalid):
        parse_stages(text)


def test_ten_stages_of_twenty_letters_are_taken() -> None:
    names = [f"{number:020}" for number in range(10)]
    assert parse_stages(",".join(names)).names == tuple(names)


@pytest.mark.parametrize(
    ("typed", "stage"),
    [
        ("Offerte", "offerte"),
        (" offérte ", "offerte"),
        ("quote", "offerte"),
        ("kennismaking", "intake"),
        ("nego", "onderhandeling"),
        ("quot", "offerte"),
        ("nee", None),
        ("onder", "onderhandeling"),
        ("off", "offerte"),
        ("of", None),
        ("gewonnen", None),
        ("", None),
    ],
)
def test_a_stage_is_found_by_its_name_another_name_or_its_first_three_letters(typed: str, stage: str | None) -> None:
    assert USUAL.find(typed) == stage


def test_a_beginning_that_two_stages_share_is_not_clear_unless_it_is_the_name_of_one() -> None:
    stages = Stages(("proef", "proefdraaien", "getekend"))
    assert (stages.find("proe"), stages.find("proef")) == (None, "proef")


def test_another_name_for_a_stage_that_a_workspace_has_not_means_nothing() -> None:
    assert Stages(("bellen", "tekenen")).find("quote") is None


def test_after_the_last_stage_there_is_none() -> None:
    assert [USUAL.find_next(name) for name in USUAL.names] == ["behoefte", "offerte", "onderhandeling", None]


def test_a_stage_that_was_taken_out_counts_as_the_first() -> None:
    assert (USUAL.place("proef"), USUAL.find_next("proef"), USUAL.is_late("proef")) == (0, "behoefte", False)


def test_the_second_half_is_late_and_the_middle_of_three_is_not() -> None:
    assert [USUAL.is_late(name) for name in USUAL.names] == [False, False, True, True]
    three = Stages(("een", "twee", "drie"))
    assert [three.is_late(name) for name in three.names] == [False, False, True]


def test_every_name_that_is_shown_is_also_understood() -> None:
    shown = [name_stage(each, "en") for each in USUAL.names]
    assert shown == ["intake", "need", "quote", "negotiation"]
    assert tuple(map(USUAL.find, shown)) == USUAL.names
    assert tuple(name_stage(each, "nl") for each in USUAL.names) == USUAL.names
    assert name_stage("demo", "en") == "demo"


def test_a_usual_stage_is_stored_under_one_name_unless_the_typed_one_is_in_use() -> None:
    typed = Stages(("intake", "quote", "demo"))
    assert unify_stages(typed, known=USUAL).names == ("intake", "offerte", "demo")
    assert unify_stages(typed, known=Stages(("quote", "contract"))).names == ("intake", "quote", "demo")
