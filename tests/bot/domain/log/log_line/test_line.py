"""Splitting a line into words, clauses and segments."""

import re
from itertools import groupby, pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from bot.domain.log.log_line.line import TokenUse, number_segments, split_line
from bot.domain.text.bounds import LONGEST_WORD
from tests.bot.domain.log.log_line.lines import line_of


def list_clauses(text: str) -> list[str]:
    line = split_line(text)
    runs = groupby(range(len(line)), key=lambda index: line.hard[index])
    return [line.slice(run[0], run[-1] + 1) for is_mark, found in runs if not is_mark and (run := list(found))]


def list_segments(text: str, account: str = "") -> list[str]:
    line = line_of(text, account=account)
    numbers = number_segments(line)
    groups = [list(found) for _, found in groupby(range(len(line)), key=lambda index: numbers[index])]
    return [line.slice(group[0], group[-1] + 1) for group in groups]


def test_words_are_compared_in_lower_case_without_accents_and_apostrophes() -> None:
    expected = {
        "Gebeld CAFÉ Zürich": ["gebeld", "cafe", "zurich"],
        "foto's gsm'en": ["fotos", "gsmen"],
        "B.V. a.s. 9.30 26-3": ["bv", "as", "9.30", "26-3"],
        "e-mail on-site follow-up": ["email", "onsite", "followup"],
        "teams-overleg": ["teamsoverleg"],
        "prijs-overleg Jansen-Bakker": ["prijs", "overleg", "jansen", "bakker"],
        "": [],
    }
    assert {text: split_line(text).keys for text in expected} == expected


@given(st.text(max_size=80))
@example("teams-overleg, 9.30 - café's")
def test_every_character_but_space_and_hyphens_stands_in_one_word_in_order(text: str) -> None:
    line = split_line(text)
    places = list(zip(line.starts, line.ends, strict=True))
    assert all(start < end for start, end in places)
    assert all(end <= start for (_, end), (start, _) in pairwise(places))
    edges = [0, *(edge for place in places for edge in place), len(text)]
    between = "".join(text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))
    assert re.sub(r"[\s-]", "", between) == ""


def test_a_very_long_word_is_compared_by_its_beginning_and_shown_whole() -> None:
    line = split_line("a" * (LONGEST_WORD + 1))
    assert line.keys == ["a" * LONGEST_WORD]
    assert line.slice(0, 1) == "a" * (LONGEST_WORD + 1)


def test_a_clause_ends_at_a_mark_and_not_at_an_abbreviation_a_number_or_a_hyphen() -> None:
    expected = {
        "gebeld met Acme. Offerte volgt": ["gebeld met Acme", "Offerte volgt"],
        "gebeld, prijs besproken; akkoord": ["gebeld", "prijs besproken", "akkoord"],
        "gebeld - prijs besproken": ["gebeld", "prijs besproken"],
        "gebeld\nprijs besproken": ["gebeld", "prijs besproken"],
        "tel. met Acme": ["tel. met Acme"],
        "vr. 20 mrt. bellen": ["vr. 20 mrt. bellen"],
        "met J. de Vries": ["met J. de Vries"],
        "Acme B.V. gebeld": ["Acme B.V. gebeld"],
        "om 9.30 gebeld": ["om 9.30 gebeld"],
        "in- en verkoop": ["in- en verkoop"],
        "24/7 gebeld": ["24/7 gebeld"],
        "prijs/kwaliteit": ["prijs/kwaliteit"],
    }
    assert {text: list_clauses(text) for text in expected} == expected


def test_a_segment_also_ends_at_a_word_that_starts_another_thought() -> None:
    expected = {
        "gebeld maar niet bereikt": ["gebeld", "maar niet bereikt"],
        "called and sent the quote": ["called", "and sent the quote"],
        "gebeld, bezet": ["gebeld", ", bezet"],
        "bel vrijdag als het lukt": ["bel vrijdag", "als het lukt"],
        "volgende stap: vrijdag": ["volgende stap: vrijdag"],
        "next: friday": ["next: friday"],
        "prijs: vrijdag": ["prijs", ": vrijdag"],
    }
    assert {text: list_segments(text) for text in expected} == expected


def test_a_word_inside_an_account_name_ends_no_segment() -> None:
    assert list_segments("gebeld Hout en Bouw vandaag", account="Hout en Bouw") == ["gebeld Hout en Bouw vandaag"]
    assert list_segments("gebeld Hout en Bouw vandaag") == ["gebeld Hout", "en Bouw vandaag"]


def test_a_line_in_capitals_is_shouted() -> None:
    expected = {"GEBELD MET ACME, 2X": True, "Gebeld met ACME": False, "12:30": False}
    assert {text: split_line(text).is_shouted for text in expected} == expected


def test_beyond_a_line_there_is_no_word() -> None:
    line = split_line("gebeld Acme")
    assert [line.key(index) for index in (-1, 0, 1, 2)] == ["", "gebeld", "acme", ""]
    assert line.slice(1, 1) == ""


def test_the_next_end_of_a_clause_is_found_or_the_end_of_the_line() -> None:
    line = split_line("gebeld , bezet . later")
    assert [line.find_hard(start) for start in range(6)] == [1, 1, 3, 3, 5, 5]


def test_words_are_parsed_up_to_the_end_of_a_span_and_can_all_be_freed() -> None:
    line = split_line("gebeld met Acme")
    line.take(1, 3, TokenUse.ACCOUNT)
    assert line.taken == [None, TokenUse.ACCOUNT, TokenUse.ACCOUNT]
    line.clear()
    assert line.taken == [None, None, None]
