"""What a word says about who acts and what happens, and what that says about a day."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.domain.accounts.account_names import AccountIndex, NamedAccount
from bot.domain.log.log_line import parse_log_lines
from bot.domain.log.log_line.judging.word_classes import classify_word

# A Wednesday.
NOW = datetime(2026, 3, 18, 10, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))
ACCOUNTS = AccountIndex([NamedAccount(1, "Acme")])


def find_step(text: str) -> date | None:
    (read,) = parse_log_lines(text, accounts=ACCOUNTS, now=NOW)
    return None if read.next_step is None else read.next_step.date


def test_the_forms_of_a_word_and_its_compounds_are_of_one_class() -> None:
    assert {classify_word(word) for word in ("beslist", "beslissing", "stemt", "votes", "tekenen")} == {("decide",)}
    assert classify_word("leverancier") == ("third",)


def test_a_word_that_only_begins_like_a_small_one_is_of_no_class() -> None:
    assert [classify_word(word) for word in ("wet", "uso", "notenboom", "zonnebril")] == [(), (), (), ()]


def test_a_decision_of_the_customer_is_the_next_step_and_the_day_of_somebody_else_a_fact() -> None:
    expected = {
        "gebeld met Acme, de raad stemt vrijdag over onze offerte": date(2026, 3, 20),
        "gebeld met Acme, hij belt vrijdag": date(2026, 3, 20),
        "visited Acme, the board votes on 2 April": date(2026, 4, 2),
        "gebeld met Acme, de verzekering komt vrijdag langs voor de schade": None,
        "gebeld met Acme, hun leverancier komt vrijdag": None,
        "visited Acme, the auditor comes on 2 April": None,
    }
    assert {text: find_step(text) for text in expected} == expected
