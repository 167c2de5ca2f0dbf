"""Questions about an account."""

import pytest

from bot.domain.accounts.account_names import AccountIndex, NamedAccount
from bot.domain.log.asked_account import find_asked_account, is_question

NAMES = ("Acme", "Van Dijk Metaal", "Jansen Metaal", "Hofman Transport", "Bakkerij Noord")
ACCOUNTS = AccountIndex(NamedAccount(number, name) for number, name in enumerate(NAMES, start=1))


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("wanneer moet ik Hofman bellen?", "Hofman Transport"),
        ("heb ik Acme al gebeld?", "Acme"),
        ("wat staat er open bij van dijk?", "Van Dijk Metaal"),
        ("when did I call Bakkerij Noord?", "Bakkerij Noord"),
        ("heb ik Acme al gebeld", "Acme"),
        ("what have I agreed with Acme", "Acme"),
        ("how many calls did I make to Acme", "Acme"),
        ("wanneer kreeg ik een cijfer van Acme?", "Acme"),
    ],
)
def test_a_question_names_its_account(asked: str, name: str) -> None:
    found = find_asked_account(asked, ACCOUNTS)
    assert is_question(asked)
    assert found is not None
    assert found.name == name


def test_without_one_account_nothing_is_guessed() -> None:
    asked = ["wanneer bel ik metaal?", "wat moet ik morgen doen?", "is er nog iets?", "wat?", "?"]
    assert [find_asked_account(each, ACCOUNTS) for each in asked] == [None] * len(asked)


def test_a_line_for_the_log_is_no_question() -> None:
    said = ["gebeld met Acme, willen ze een offerte?", "bezoek Acme", "wanneer ik bel bij Acme", "", "heb " * 60 + "?"]
    said += ["was bij Acme", "had een call met Acme", "heb Acme gebeld", "wat een bezoek bij Acme", "have called Acme"]
    assert [is_question(each) for each in said] == [False] * len(said)
