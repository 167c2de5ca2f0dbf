"""Cutting the name of a new account out of a line."""

from bot.domain.log.log_line.line import split_line
from bot.domain.log.log_line.names.unknown_name import cut_unknown_name, find_capital_name
from tests.bot.domain.log.log_line.lines import line_of, span_of, take_days, typed_of


def cut(text: str, kind: str, *, sure_only: bool = False) -> str | None:
    line = line_of(text, kind=kind)
    take_days(line)
    return typed_of(line, cut_unknown_name(line, activity=span_of(line, kind), sure_only=sure_only))


def test_a_name_is_cut_without_the_words_around_it() -> None:
    expected = {
        ("gebeld met Zonnebloem", "gebeld"): "Zonnebloem",
        ("gebeld met de zonnebloem over de prijs", "gebeld"): "zonnebloem",
        ("Zonnebloem gebeld", "gebeld"): "Zonnebloem",
        ("bezoek Brons & Zoon, prijs besproken", "bezoek"): "Brons & Zoon",
        ("gisteren bezoek bij Qurve 7", "bezoek"): "Qurve 7",
        ("called Willow Farm about the quote", "called"): "Willow Farm",
        ("gebeld met Jan van der Meer", "gebeld"): "Jan van der Meer",
        ("gebeld met Van der Meer", "gebeld"): "Van der Meer",
        ("mail naar Zonnebloem B.V. vandaag", "mail"): "Zonnebloem B.V.",
        ("bezoek: Zonnebloem", "bezoek"): "Zonnebloem",
        ("Zonnebloem: gebeld, geen gehoor", "gebeld"): "Zonnebloem",
        ("gebeld met Bloemen Over de Berg", "gebeld"): "Bloemen Over de Berg",
        ("gebeld met zonnebloem en offerte besproken", "gebeld"): "zonnebloem",
        ("gebeld met Zonnebloem & offerte besproken", "gebeld"): "Zonnebloem",
        ("GEBELD MET ZONNEBLOEM OVER DE PRIJS", "GEBELD"): "ZONNEBLOEM",
    }
    assert {case: cut(*case) for case in expected} == expected


def test_a_quoted_name_is_taken_whole() -> None:
    assert cut('gebeld met "Over Morgen Verf", prijs besproken', "gebeld") == "Over Morgen Verf"


def test_a_line_without_a_name_gives_none() -> None:
    texts = ("gebeld", "gebeld over de prijs", "gebeld met de klant", "gebeld vandaag", "gebeld, geen gehoor")
    assert {text: cut(text, "gebeld") for text in texts} == dict.fromkeys(texts)


def test_a_counted_line_has_only_a_name_that_is_nothing_else() -> None:
    expected = {
        "gebeld met Zonnebloem": "Zonnebloem",
        "gebeld zonnebloem bv": "zonnebloem bv",
        "gebeld met zonnebloem": None,
        "gebeld zonnebloem": None,
    }
    assert {text: cut(text, "gebeld", sure_only=True) for text in expected} == expected


def test_a_name_in_capitals_is_no_day() -> None:
    expected = {
        "gebeld met Morgen Advies over de prijs": "Morgen Advies",
        "gebeld met Vrijdag Vis": "Vrijdag Vis",
        "gebeld met Anna Vrijdag": "Anna Vrijdag",
        "gebeld met anna vrijdag": None,
        "gebeld met Anna Blom": None,
        "GEBELD MET VRIJDAG VIS": None,
    }
    found = {}
    for text in expected:
        line = split_line(text)
        found[text] = typed_of(line, find_capital_name(line, take_days(line)))
    assert found == expected
