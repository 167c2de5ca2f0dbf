"""The words around a day in a line."""

from bot.domain.log.log_line.line import TokenUse, number_segments
from bot.domain.log.log_line.surroundings import (
    Surroundings,
    find_surroundings,
    is_action,
    is_infinitive,
    is_past,
    is_small,
)
from tests.bot.domain.log.log_line.lines import line_of, span_of


def around(text: str, day: str, **parsed: str) -> Surroundings:
    line = line_of(text, day=day, **parsed)
    return find_surroundings(line, number_segments(line), *span_of(line, day))


def test_the_words_on_either_side_are_given_nearest_first() -> None:
    found = around("we sturen vrijdag de nieuwe offerte", "vrijdag")
    assert found.left == ("sturen", "we")
    assert found.right == ("de", "nieuwe", "offerte")
    assert found.all == ("sturen", "we", "de", "nieuwe", "offerte")
    assert (found.ends_left, found.ends_right) == (None, None)


def test_they_end_at_another_segment_the_activity_the_account_or_another_day() -> None:
    found = around("prijs besproken, dan vrijdag om tien maar bellen", "vrijdag")
    assert (found.left, found.right) == (("dan",), ("om", "tien"))
    found = around("nog even gebeld op vrijdag met Acme daar", "vrijdag", kind="gebeld", account="Acme")
    assert (found.left, found.right) == (("op",), ("met",))
    assert (found.ends_left, found.ends_right) == (TokenUse.KIND, TokenUse.ACCOUNT)
    line = line_of("maandag offerte vrijdag beslissing")
    for day in ("maandag", "vrijdag"):
        line.take(*span_of(line, day), TokenUse.DAY)
    found = find_surroundings(line, number_segments(line), *span_of(line, "vrijdag"))
    assert (found.left, found.right, found.ends_left) == (("offerte",), ("beslissing",), None)


def test_a_day_is_attached_to_the_activity_or_account_with_only_small_words_between() -> None:
    cases = {
        ("gebeld op vrijdag", "gebeld"): (True, False),
        ("vrijdag gebeld", "gebeld"): (False, True),
        ("gebeld offerte vrijdag", "gebeld"): (False, False),
        ("vrijdag, gebeld", "gebeld"): (False, False),
    }
    found = {case: around(case[0], "vrijdag", kind=case[1]) for case in cases}
    assert {case: (each.attached_left, each.attached_right) for case, each in found.items()} == cases
    assert {case: each.attached for case, each in found.items()} == {case: any(sides) for case, sides in cases.items()}


def test_a_day_is_bare_among_small_words() -> None:
    expected = {"op vrijdag nog weer": True, "vrijdag": True, "offerte vrijdag": False, "vrijdag demo": False}
    assert {text: around(text, "vrijdag").bare for text in expected} == expected


def test_work_to_come_is_promised() -> None:
    expected = {
        "contract wordt vrijdag getekend": True,
        "contract to be signed vrijdag": True,
        "gevraagd vrijdag te bellen": True,
        "asked to send it vrijdag": True,
        "contract vrijdag getekend": False,
        "te duur vrijdag": False,
        "thanks to vrijdag": False,
    }
    assert {text: around(text, "vrijdag").promised for text in expected} == expected


def test_a_word_nearby_denies_the_day() -> None:
    expected = {
        "werkt niet op vrijdag": True,
        "vrijdag is hij niet bereikbaar": True,
        "only on vrijdag": True,
        "vrijdag komt hij zelf samen langs niet later": False,
        "niet tevreden offerte prijs vrijdag": False,
        "offerte vrijdag": False,
    }
    assert {text: around(text, "vrijdag").denied for text in expected} == expected


def test_an_infinitive_stands_last_or_right_before_the_day() -> None:
    assert around("offerte sturen vrijdag na overleg bespreken", "vrijdag").edges == ("bespreken", "sturen")
    assert around("vrijdag", "vrijdag").edges == ()


def test_a_word_with_no_meaning_of_its_own_is_small() -> None:
    expected = {"de": True, "op": True, "nog": True, "-": True, "even": True, "offerte": False, "niet": False}
    assert {key: is_small(key) for key in expected} == expected


def test_an_infinitive_is_work_to_come_and_a_noun_or_participle_is_not() -> None:
    expected = {
        "opsturen": True,
        "doorgeven": True,
        "langsgaan": True,
        "bespreken": True,
        "mensen": False,
        "prijzen": False,
        "contracten": False,
        "sluiten": False,
        "doorgegeven": False,
        "gekomen": False,
        "meegenomen": False,
        "offerte": False,
    }
    assert {key: is_infinitive(key) for key in expected} == expected


def test_a_participle_or_past_tense_is_past_and_a_plan_is_not() -> None:
    expected = {
        "gebeld": True,
        "besproken": True,
        "opgestuurd": True,
        "doorgegeven": True,
        "gegeven": True,
        "bevraagd": True,
        "verhuurd": True,
        "ordered": True,
        "went": True,
        "doorgeven": False,
        "afgesproken": False,
        "scheduled": False,
        "beleid": False,
        "verwacht": False,
        "bellen": False,
        "offerte": False,
    }
    assert {key: is_past(key) for key in expected} == expected


def test_a_word_for_something_to_do_is_an_action() -> None:
    expected = {
        "bellen": True,
        "terugbellen": True,
        "demo": True,
        "send": True,
        "tekenen": True,
        "gebeld": False,
        "mailtje": False,
        "prijs": False,
    }
    assert {key: is_action(key) for key in expected} == expected
