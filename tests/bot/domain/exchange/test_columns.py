"""The headers of a file, as other systems and our own exports write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.exchange.columns import (
    ACCOUNT_HEADERS,
    ACTIVITY_HEADERS,
    CONTACT_HEADERS,
    DEAL_HEADERS,
    is_telltale,
    recognise_column,
)


@pytest.mark.parametrize("headers", [ACCOUNT_HEADERS, ACTIVITY_HEADERS, DEAL_HEADERS, CONTACT_HEADERS])
def test_a_file_of_our_own_is_read_back_column_by_column(headers: dict[str, str]) -> None:
    assert {field: recognise_column(header) for field, header in headers.items()} == {field: field for field in headers}


def test_headers_of_other_systems_are_recognised_in_both_languages() -> None:
    expected = {
        "Bedrijfsnaam": "name",
        "Company Name": "name",
        "Klant": "account",
        "Account Owner": "owner",
        "Verkoper": "owner",
        "Status": "stage",
        "Lifecycle Stage": "stage",
        "Branche": "segment",
        "Billing City": "city",
        "Einde contract": "contract_end",
        "Renewal date": "contract_end",
        "Omzet per jaar": "value",
        "Niet benaderen": "do_not_contact",
        "Do Not Call": "do_not_contact",
        "Datum": "date",
        "Soort": "kind",
        "Aantal": "count",
        "Omschrijving": "note",
        "Volgende stap": "next_date",
        "Opportunity Name": "deal",
        "Marge": "margin",
        "Create date": "opened_on",
        "Verwachte sluitdatum": "close_on",
        "Gesloten op": "closed_on",
        "Contactpersoon": "contact",
        "Functie": "role",
        "Seniority": "level",
    }
    assert {header: recognise_column(header) for header in expected} == expected


_marks = st.text(" _./-\u00a0\n", min_size=1, max_size=3)


@given(st.sampled_from(["contract end date", "do not contact", "volgende stap"]), _marks, st.booleans())
def test_capitals_and_what_stands_between_the_words_make_no_difference(header: str, mark: str, upper: bool) -> None:  # noqa: FBT001 - drawn
    typed = f"{mark}{header.replace(' ', mark)}{mark}"
    assert recognise_column(typed.upper() if upper else typed) == recognise_column(header) is not None


def test_accents_and_a_byte_order_mark_make_no_difference() -> None:
    assert [recognise_column(header) for header in ("Náám", "\ufeffnaam", "Nïveau")] == ["name", "name", "level"]


def test_headers_that_only_deals_have_are_told_apart() -> None:
    of_deals = ["Deal Stage", "Close Date", "Sluitdatum", "Probability", "Marge", "pipeline", "Kans", "Deal Owner"]
    others = ["Name", "Stage", "Amount", "Create Date", "Owner", "Datum", "Industry", ""]
    assert [header for header in of_deals + others if is_telltale(header)] == of_deals


def test_a_header_that_is_not_known_is_no_field() -> None:
    headers = ["", " ", "_", "schoenmaat", "naam van de hond", "x" * 10**6]
    assert [recognise_column(header) for header in headers] == [None] * 6
