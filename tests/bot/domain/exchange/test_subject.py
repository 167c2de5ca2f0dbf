"""What a file is about, by its columns."""

import pytest

from bot.domain.exchange.columns import ACCOUNT_HEADERS, ACTIVITY_HEADERS, CONTACT_HEADERS, DEAL_HEADERS
from bot.domain.exchange.errors import SubjectUnclear
from bot.domain.exchange.subject import OF_ACCOUNTS, FileSubject, recognise_subject

ACCOUNTS, ACTIVITIES = FileSubject.ACCOUNTS, FileSubject.ACTIVITIES
DEALS, CONTACTS = FileSubject.DEALS, FileSubject.CONTACTS


def recognise(fields: str) -> FileSubject:
    return recognise_subject(set(fields.split()))


def test_our_own_exports_are_about_what_they_were_made_of() -> None:
    own = [ACCOUNT_HEADERS, ACTIVITY_HEADERS, DEAL_HEADERS, CONTACT_HEADERS]
    assert [recognise_subject(headers.keys()) for headers in own] == [ACCOUNTS, ACTIVITIES, DEALS, CONTACTS]


def test_a_date_and_a_kind_together_make_an_activity() -> None:
    assert recognise("date kind account") is ACTIVITIES
    assert recognise("date kind account deal contact role") is ACTIVITIES
    assert [recognise(fields) for fields in ("date account", "kind account")] == [ACCOUNTS, ACCOUNTS]


@pytest.mark.parametrize("fields", ["date account note", "date name owner count", "date account next_date"])
def test_a_date_with_what_only_an_activity_has_is_no_list_of_accounts(fields: str) -> None:
    with pytest.raises(SubjectUnclear) as unclear:
        recognise(fields)
    assert unclear.value.looks_like == "activities"


@pytest.mark.parametrize("fields", ["name stage value close_on", "account value", "name", "name owner contact"])
def test_a_list_with_what_only_deals_have_is_never_a_list_of_accounts(fields: str) -> None:
    with pytest.raises(SubjectUnclear) as unclear:
        recognise_subject(set(fields.split()), telltales=["Close date", "Probability"])
    assert (unclear.value.looks_like, unclear.value.columns) == ("deals", "Close date, Probability")


def test_the_name_beside_an_account_is_that_of_the_deal_when_a_column_tells_of_deals() -> None:
    assert recognise_subject({"account", "name", "stage"}, telltales=["Close date"]) is DEALS


def test_a_deal_with_a_stage_and_a_contact_is_a_deal() -> None:
    assert recognise("account deal") is DEALS
    assert recognise("deal stage value owner contact role date") is DEALS


def test_a_person_with_a_role_or_a_level_is_a_contact() -> None:
    for fields in ("account contact role", "account contact level", "contact role", "account name role", "contact"):
        assert recognise(fields) is CONTACTS


@pytest.mark.parametrize("field", sorted(OF_ACCOUNTS))
def test_a_contact_next_to_what_only_an_account_has_is_part_of_an_account(field: str) -> None:
    assert recognise(f"name contact {field}") is ACCOUNTS
    assert recognise(f"name contact role {field}") is ACCOUNTS
    # With an account beside the person, the role is that of the row.
    assert recognise(f"account contact role {field}") is CONTACTS


def test_a_list_of_companies_with_a_contact_each_is_a_list_of_accounts() -> None:
    assert recognise("name city contact") is ACCOUNTS
    assert recognise("name owner contact") is ACCOUNTS


def test_without_anything_else_it_is_a_list_of_accounts() -> None:
    assert [recognise(fields) for fields in ("", "name", "account", "name owner city")] == [ACCOUNTS] * 4
