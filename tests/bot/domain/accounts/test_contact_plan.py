"""The contact plan: accounts under way, then customers, then untouched ones; none twice in a row (R6, K5)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.accounts.account import AccountStage
from bot.domain.accounts.contact_plan import AccountHistory, SuggestionReason, suggest_contacts
from bot.messages.text.words import load_words

TODAY = date(2026, 3, 18)


def account(
    name: str, stage: AccountStage, *, contacts: int = 0, days_ago: int | None = None, value: int | None = None
) -> AccountHistory:
    return AccountHistory(
        id=hash(name),
        name=name,
        stage=stage,
        value=Decimal(value) if value else None,
        contacts=contacts,
        last_contact=TODAY - timedelta(days=days_ago) if days_ago is not None else None,
    )


def suggest(*histories: AccountHistory, limit: int = 10) -> list[tuple[str, SuggestionReason]]:
    return [(each.account_name, each.why) for each in suggest_contacts(histories, today=TODAY, limit=limit)]


def test_who_is_under_way_comes_first_then_customers_then_the_untouched() -> None:
    assert suggest(
        account("nieuw", AccountStage.SUSPECT),
        account("klant", AccountStage.CUSTOMER, contacts=3, days_ago=45),
        account("onderweg", AccountStage.PROSPECT, contacts=4, days_ago=9),
        account("klant zonder contact", AccountStage.CUSTOMER),
    ) == [
        ("onderweg", SuggestionReason.UNDER_WAY),
        ("klant zonder contact", SuggestionReason.CUSTOMER_UNSEEN),
        ("klant", SuggestionReason.CUSTOMER_WAITS),
        ("nieuw", SuggestionReason.UNTOUCHED),
    ]


def test_the_longest_unseen_comes_first_and_value_breaks_the_tie() -> None:
    assert [
        name
        for name, _ in suggest(
            account("kort", AccountStage.CUSTOMER, contacts=1, days_ago=20),
            account("lang", AccountStage.CUSTOMER, contacts=1, days_ago=60),
            account("lang en groot", AccountStage.CUSTOMER, contacts=1, days_ago=60, value=1000),
        )
    ] == ["lang en groot", "lang", "kort"]


def test_a_suspect_rests_a_week_and_a_customer_two() -> None:
    assert suggest(
        account("van 6 dagen", AccountStage.SUSPECT, contacts=1, days_ago=6),
        account("van 7 dagen", AccountStage.SUSPECT, contacts=1, days_ago=7),
        account("klant van 13 dagen", AccountStage.CUSTOMER, contacts=1, days_ago=13),
        account("klant van 14 dagen", AccountStage.CUSTOMER, contacts=1, days_ago=14),
    ) == [("van 7 dagen", SuggestionReason.UNDER_WAY), ("klant van 14 dagen", SuggestionReason.CUSTOMER_WAITS)]


def test_after_the_seventh_contact_a_suspect_rests_for_two_months() -> None:
    assert suggest(account("zes", AccountStage.SUSPECT, contacts=6, days_ago=9)) == [
        ("zes", SuggestionReason.UNDER_WAY)
    ]
    assert suggest(account("zeven", AccountStage.SUSPECT, contacts=7, days_ago=59)) == []
    assert suggest(account("zeven", AccountStage.SUSPECT, contacts=7, days_ago=60)) == [
        ("zeven", SuggestionReason.ONCE_MORE)
    ]


def test_a_customer_who_has_waited_most_of_a_quarter_goes_before_everybody() -> None:
    under_way = account("onderweg", AccountStage.PROSPECT, contacts=6, days_ago=7)
    assert [
        name for name, _ in suggest(under_way, account("klant", AccountStage.CUSTOMER, contacts=1, days_ago=60))
    ] == [
        "onderweg",
        "klant",
    ]
    assert [
        name for name, _ in suggest(under_way, account("klant", AccountStage.CUSTOMER, contacts=1, days_ago=100))
    ] == [
        "klant",
        "onderweg",
    ]


def test_the_more_valuable_the_sooner_again() -> None:
    assert [
        name
        for name, _ in suggest(
            account("klein", AccountStage.CUSTOMER, contacts=1, days_ago=40, value=1_000),
            account("groot", AccountStage.CUSTOMER, contacts=1, days_ago=30, value=120_000),
        )
    ] == ["groot", "klein"]


def test_nobody_is_proposed_who_asked_for_peace_was_put_aside_or_belongs_to_another() -> None:
    plain = account("vrij", AccountStage.SUSPECT)
    others = [
        account("rust", AccountStage.SUSPECT)._replace(do_not_contact=True),
        account("later", AccountStage.SUSPECT)._replace(rests_until=TODAY + timedelta(days=1)),
        account("van Bram", AccountStage.SUSPECT)._replace(owner_id=2),
    ]
    found = suggest_contacts([plain, *others], today=TODAY, rep_id=1)
    assert [each.account_name for each in found] == ["vrij"]
    back = account("vandaag weer", AccountStage.SUSPECT)._replace(rests_until=TODAY)
    assert [each.account_name for each in suggest_contacts([back], today=TODAY)] == ["vandaag weer"]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("why", list(SuggestionReason))
def test_each_reason_is_said_in_six_words_at_most(language: str, why: SuggestionReason) -> None:
    sentence = load_words(language).plain(f"today.{why}", account="Acme", contacts=3, days=134)
    assert sentence.startswith("Acme: ")
    assert 1 <= len(sentence.removeprefix("Acme: ").split()) <= 6


def test_a_day_has_three_suggestions_unless_asked_otherwise() -> None:
    assert len(suggest_contacts([account(str(number), AccountStage.SUSPECT) for number in range(9)], today=TODAY)) == 3


def is_due(each: AccountHistory) -> bool:
    """Return whether it is time for an account, by METHOD: a suspect rests a week after a contact, a customer two."""
    if each.last_contact is None:
        return True
    return TODAY - each.last_contact >= timedelta(days=14 if each.stage is AccountStage.CUSTOMER else 7)


@st.composite
def histories(draw: st.DrawFn) -> list[AccountHistory]:
    """Return any number of customers, suspects under way and untouched ones."""
    seen = st.integers(0, 120)
    values = st.one_of(st.none(), st.integers(1, 500_000))
    found = []
    for number in range(draw(st.integers(0, 12))):
        kind = draw(st.sampled_from(["customer", "under_way", "untouched"]))
        stage = AccountStage.CUSTOMER if kind == "customer" else AccountStage.SUSPECT
        contacts = {"customer": draw(st.integers(0, 9)), "under_way": draw(st.integers(1, 6)), "untouched": 0}[kind]
        days_ago = draw(seen) if contacts else None
        made = account(f"account {number}", stage, contacts=contacts, days_ago=days_ago, value=draw(values))
        found.append(made._replace(id=number))
    return found


@given(histories())
def test_k6_each_pool_with_somebody_due_is_among_the_three_names_of_a_morning(known: list[AccountHistory]) -> None:
    named = {each.account_id for each in suggest_contacts(known, today=TODAY)}
    due = {each.id for each in known if is_due(each)}
    customers = {each.id for each in known if each.stage is AccountStage.CUSTOMER} & due
    under_way = {each.id for each in known if each.stage is not AccountStage.CUSTOMER and each.contacts} & due
    untouched = due - customers - under_way
    assert named <= due
    assert len(named) == min(3, len(due))
    assert bool(named & customers) is bool(customers)
    assert bool(named & under_way) is bool(under_way)
    # With many begun and waiting, nobody new is begun: those get to five to seven contacts first (R6).
    if len(under_way) <= 3:
        assert bool(named & untouched) is bool(untouched)
