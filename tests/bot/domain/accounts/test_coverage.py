"""Coverage of the two pools, and the accounts without recent contact (R7)."""

from datetime import date
from decimal import Decimal

import pytest

from bot.domain.accounts.account import AccountStage
from bot.domain.accounts.contact_plan import AccountHistory
from bot.domain.accounts.coverage import CoveragePool, find_quarter, measure_coverage

TODAY = date(2026, 5, 18)


def know(
    name: str, stage: AccountStage, last: date | None, *, value: int | None = None, do_not_contact: bool = False
) -> AccountHistory:
    return AccountHistory(
        id=1, name=name, stage=stage, value=None if value is None else Decimal(value),
        contacts=0, last_contact=last, do_not_contact=do_not_contact,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (date(2026, 1, 1), date(2026, 1, 1)),
        (date(2026, 3, 31), date(2026, 1, 1)),
        (date(2026, 4, 1), date(2026, 4, 1)),
        (date(2026, 12, 31), date(2026, 10, 1)),
    ],
)
def test_a_quarter_begins_in_january_april_july_or_october(day: date, first: date) -> None:
    assert find_quarter(day) == first


def test_a_contact_on_the_first_day_counts_for_the_month_and_for_the_quarter() -> None:
    days = (date(2026, 5, 1), date(2026, 4, 30), date(2026, 4, 1), date(2026, 3, 31), None)
    customers = [know("Acme", AccountStage.CUSTOMER, day) for day in days]
    assert measure_coverage(customers, today=TODAY).customers == CoveragePool(size=5, this_month=1, this_quarter=3)


def test_prospects_are_in_the_pool_of_suspects_and_former_customers_and_who_wants_peace_in_none() -> None:
    coverage = measure_coverage(
        [
            know("Klant", AccountStage.CUSTOMER, TODAY),
            know("Suspect", AccountStage.SUSPECT, TODAY),
            know("Prospect", AccountStage.PROSPECT, None),
            know("Oud", AccountStage.FORMER, None),
            know("Rust", AccountStage.CUSTOMER, None, do_not_contact=True),
        ],
        today=TODAY,
    )
    assert (coverage.customers, coverage.suspects) == (CoveragePool(1, 1, 1), CoveragePool(2, 1, 1))
    assert [each.name for each in coverage.forgotten] == ["Prospect"]


def test_the_forgotten_are_customers_first_then_never_seen_then_longest_ago_then_worth_most_then_by_name() -> None:
    long_ago, lately = date(2025, 6, 1), date(2026, 3, 1)
    accounts = [
        know("suspect nooit", AccountStage.SUSPECT, None, value=900),
        know("klant pas", AccountStage.CUSTOMER, lately),
        know("klant b", AccountStage.CUSTOMER, long_ago),
        know("klant a", AccountStage.CUSTOMER, long_ago),
        know("klant duur", AccountStage.CUSTOMER, long_ago, value=500),
        know("klant nooit", AccountStage.CUSTOMER, None),
    ]
    forgotten = measure_coverage(accounts, today=TODAY).forgotten
    # At most five are shown.
    assert [each.name for each in forgotten] == ["klant nooit", "klant duur", "klant a", "klant b", "klant pas"]
