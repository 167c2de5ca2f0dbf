"""A score or an introduction that is told in a line for the log (Z2, Z3)."""

import pytest

from bot.domain.certainties.referrals import ReferralState
from bot.domain.certainties.told_in_log import (
    ToldScore,
    find_told_name,
    find_told_referral,
    find_told_score,
    tells_score_alone,
)


@pytest.mark.parametrize(
    ("text", "score", "words"),
    [
        ("acme gaf een 8", 8, ""),
        ("Acme gaf een 4 omdat de levering te laat was", 4, "omdat de levering te laat was"),
        ("Acme gaf ons een acht, snelle service", 8, "snelle service"),
        ("Acme gaf een dikke 9!", 9, ""),
        ("Acme gaf een 7,5", 8, ""),
        ("Acme gaf 8/10", 8, ""),
        ("Acme rated us 9 out of 10, quick delivery", 9, "quick delivery"),
        ("cijfer van Acme: 8", 8, ""),
        ("NPS 9 Acme", 9, ""),
        ("een 8 van Acme gekregen", 8, ""),
        ("Acme gave us a zero", 0, ""),
        ("Acme geeft een 10", 10, ""),
        ("acme heeft ons een 6 gegeven, lange levertijd", 6, "lange levertijd"),
        ("Acme heeft ons een vette 8 gegeven", 8, ""),
        ("Acme heeft ons een 6 op 10 gegeven", 6, ""),
        ("got a 5 from Acme", 5, ""),
        ("we got an 8 at Acme", 8, ""),
        ("kregen een 7 bij Acme, trage facturen", 7, "trage facturen"),
        ("8 gekregen bij Acme", 8, ""),
        ("Acme scoorde ons een 4", 4, ""),
        ("Acme has given us a 9", 9, ""),
    ],
)
def test_a_score_is_found_as_typed_with_the_words_behind_it(text: str, score: int, words: str) -> None:
    assert find_told_score(text, account="Acme") == ToldScore(score, words)


@pytest.mark.parametrize(
    "text",
    [
        "Acme gaf een 11",
        "Acme gaf een -3",
        "Acme gaf 2 offertes",
        "Acme gaf een 10 procent korting",
        "Acme gaf 4 weken de tijd",
        "kregen 3 mails van Acme",
        "Acme heeft 8 machines",
        "Acme heeft 6 offertes gegeven",
        "Acme heeft een 10 minuten demo gekregen",
        "Acme gaf een cijfer",
        "Acme 8",
        "",
    ],
)
def test_another_number_is_no_score(text: str) -> None:
    assert find_told_score(text, account="Acme") is None


def tells_nobodys_score(text: str) -> bool:
    return tells_score_alone(text) and find_told_score(text, account="") is not None


@pytest.mark.parametrize(
    "text",
    ["they gave us an 8", "ze gaven ons een 8, snelle levering", "kregen een 7", "de klant heeft ons een 6 gegeven"],
)
def test_a_score_of_nobody_is_found(text: str) -> None:
    assert tells_nobodys_score(text)


@pytest.mark.parametrize(
    "text",
    ["Dunmore gave us an 8", "kreeg 2 van de 5 offertes", "ze gaven 5 mails", "ze gaven ons de opdracht", "een 8"],
)
def test_a_score_with_a_name_and_another_number_are_none_of_nobody(text: str) -> None:
    assert not tells_nobodys_score(text)


def test_a_number_in_the_name_of_the_account_is_no_score() -> None:
    assert find_told_score("24/7 Beveiliging gaf geen cijfer", account="24/7 Beveiliging") is None


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("introductie gevraagd aan Acme", ReferralState.ASKED),
        ("asked Acme for an introduction", ReferralState.ASKED),
        ("introductie beloofd door Acme", ReferralState.PROMISED),
        ("intro gekregen van Acme bij Jansen", ReferralState.INTRODUCED),
        ("Acme introduced us to Jansen", ReferralState.INTRODUCED),
        ("nog geen introductie gevraagd aan Acme", None),
        ("Acme wil een introductie vragen", None),
        ("introductie Acme", None),
        ("gevraagd naar de offerte", None),
    ],
)
def test_an_introduction_is_found_with_how_far_it_is(text: str, state: ReferralState | None) -> None:
    assert find_told_referral(text) is state


def test_the_name_that_an_introduction_leads_to_is_the_one_that_was_typed() -> None:
    expected = {
        "intro gekregen bij Bakkerij Zon, bellen": "Bakkerij Zon",
        "doorverwezen naar Jansen Metaal": "Jansen Metaal",
        "introduced us to Jansen": "Jansen",
        "introductie gevraagd": "",
    }
    assert {note: find_told_name(note) for note in expected} == expected
