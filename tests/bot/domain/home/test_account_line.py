"""Typed lines about an account: the name, and what is asked for; names with words of a phrase in them stay whole."""

import pytest

from bot.domain.accounts.account_names import AccountIndex, NamedAccount
from bot.domain.home.account_line import AccountLine, AccountVerb, parse_account_line

NAMES = ("Acme", "Acme Nederland", "Contract Groep", "Jansen Metaal", "Rust & Co", "Segment BV")
INDEX = AccountIndex(NamedAccount(number, name) for number, name in enumerate(NAMES, start=1))


@pytest.mark.parametrize(
    ("typed", "name", "verb", "rest"),
    [
        ("Acme", "Acme", None, ""),
        ("acme nederland", "acme nederland", None, ""),
        ("Acme waarde 45k", "Acme", AccountVerb.VALUE, "45k"),
        ("acme is waard 45 k per jaar", "acme", AccountVerb.VALUE, "45 k per jaar"),
        ("Acme contract tot eind maart 2027", "Acme", AccountVerb.CONTRACT_END, "eind maart 2027"),
        ("Acme Nederland contract loopt af 31-12-2027", "Acme Nederland", AccountVerb.CONTRACT_END, "31-12-2027"),
        ("Acme is klant", "Acme", AccountVerb.STAGE, "klant"),
        ("Acme is nu een klant", "Acme", AccountVerb.STAGE, "een klant"),
        ("Acme is now called Acme Holding", "Acme", AccountVerb.NAME, "Acme Holding"),
        ('"Acme" heet nu "Acme Holding"', "Acme", AccountVerb.NAME, "Acme Holding"),
        ("Acme samenvoegen met Acme Nederland", "Acme", AccountVerb.MERGE, "Acme Nederland"),
        ("Acme is hetzelfde als Jansen Metaal", "Acme", AccountVerb.MERGE, "Jansen Metaal"),
        ("Acme niet benaderen", "Acme", AccountVerb.QUIET, ""),
        ("Acme niet benaderen tot 1 september", "Acme", AccountVerb.QUIET, "1 september"),
        ("Acme archiveren", "Acme", AccountVerb.ARCHIVE, ""),
        ("Acme uit het archief", "Acme", AccountVerb.BRING_BACK, ""),
        ("Acme mensen", "Acme", AccountVerb.PEOPLE, ""),
        ("Contract Groep", "Contract Groep", None, ""),
        ("Contract Groep contract tot juni", "Contract Groep", AccountVerb.CONTRACT_END, "juni"),
        ("Rust & Co rust tot 1 mei", "Rust & Co", AccountVerb.QUIET, "1 mei"),
        ("Jansen waarde 12k", "Jansen", AccountVerb.VALUE, "12k"),
        ("Acme en nog wat", "Acme en nog wat", None, ""),
        ("waarde 45k", "waarde 45k", None, ""),
        ("", "", None, ""),
    ],
)
def test_a_line_is_read_as_a_name_and_what_is_asked_for(
    typed: str, name: str, verb: AccountVerb | None, rest: str
) -> None:
    assert parse_account_line(typed, lambda each: bool(INDEX.find_exact(each))) == AccountLine(name, verb, rest)
