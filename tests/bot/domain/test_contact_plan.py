"""Whom to contact: those under way first, then customers, then the untouched, and nobody twice in a row."""

from datetime import date, timedelta
from decimal import Decimal

from bot.domain.account import Stage
from bot.domain.contact_plan import AccountHistory, Why, suggest_contacts

TODAY = date(2026, 3, 18)


def account(
    name: str, stage: Stage, *, contacts: int = 0, days_ago: int | None = None, value: int | None = None
) -> AccountHistory:
    return AccountHistory(
        id=hash(name),
        name=name,
        stage=stage,
        value=Decimal(value) if value else None,
        contacts=contacts,
        last_contact=TODAY - timedelta(days=days_ago) if days_ago is not None else None,
    )


def suggest(*histories: AccountHistory, limit: int = 10) -> list[tuple[str, Why]]:
    return [(each.account_name, each.why) for each in suggest_contacts(histories, today=TODAY, limit=limit)]


def test_who_is_under_way_comes_first_then_customers_then_the_untouched() -> None:
    assert suggest(
        account("nieuw", Stage.SUSPECT),
        account("klant", Stage.CUSTOMER, contacts=3, days_ago=30),
        account("onderweg", Stage.PROSPECT, contacts=4, days_ago=5),
        account("klant zonder contact", Stage.CUSTOMER),
    ) == [
        ("onderweg", Why.UNDER_WAY),
        ("klant zonder contact", Why.CUSTOMER_UNSEEN),
        ("klant", Why.CUSTOMER_WAITS),
        ("nieuw", Why.UNTOUCHED),
    ]


def test_the_longest_unseen_comes_first_and_value_breaks_the_tie() -> None:
    assert [
        name
        for name, _ in suggest(
            account("kort", Stage.CUSTOMER, contacts=1, days_ago=20),
            account("lang", Stage.CUSTOMER, contacts=1, days_ago=60),
            account("lang en groot", Stage.CUSTOMER, contacts=1, days_ago=60, value=1000),
        )
    ] == ["lang en groot", "lang", "kort"]


def test_a_suspect_rests_two_days_and_a_customer_fourteen() -> None:
    assert suggest(
        account("gisteren", Stage.SUSPECT, contacts=1, days_ago=1),
        account("eergisteren", Stage.SUSPECT, contacts=1, days_ago=2),
        account("klant van 13 dagen", Stage.CUSTOMER, contacts=1, days_ago=13),
        account("klant van 14 dagen", Stage.CUSTOMER, contacts=1, days_ago=14),
    ) == [("eergisteren", Why.UNDER_WAY), ("klant van 14 dagen", Why.CUSTOMER_WAITS)]


def test_after_the_seventh_contact_a_suspect_is_not_called_under_way() -> None:
    assert suggest(account("zes", Stage.SUSPECT, contacts=6, days_ago=9)) == [("zes", Why.UNDER_WAY)]
    assert suggest(account("zeven", Stage.SUSPECT, contacts=7, days_ago=9)) == [("zeven", Why.UNTOUCHED)]


def test_a_day_has_three_suggestions_unless_asked_otherwise() -> None:
    assert len(suggest_contacts([account(str(number), Stage.SUSPECT) for number in range(9)], today=TODAY)) == 3
