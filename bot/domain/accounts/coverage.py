"""Coverage of the two pools, and the accounts without recent contact (R7)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.domain.accounts.account import AccountStage
from bot.domain.accounts.contact_plan import AccountHistory

FORGOTTEN_SHOWN = 5
MONTHS_OF_QUARTER = 3


@dataclass(frozen=True, slots=True)
class CoveragePool:
    """A pool: its number of accounts, and how many had a contact this month and this quarter."""

    size: int
    this_month: int
    this_quarter: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """Both pools, and the forgotten accounts.

    Forgotten means no contact this quarter. Customers come before suspects; within a pool the order is by last contact
    (none or oldest first), then by value.
    """

    customers: CoveragePool
    suspects: CoveragePool
    forgotten: tuple[AccountHistory, ...]


def measure_coverage(accounts: Iterable[AccountHistory], *, today: date) -> Coverage:
    """Return the coverage of these accounts; former customers and do-not-contact accounts belong to no pool."""
    kept = [account for account in accounts if not account.do_not_contact and account.stage is not AccountStage.FORMER]
    customers = [account for account in kept if account.stage is AccountStage.CUSTOMER]
    suspects = [account for account in kept if account.stage is not AccountStage.CUSTOMER]
    return Coverage(
        customers=_measure(customers, today),
        suspects=_measure(suspects, today),
        forgotten=tuple(_list_forgotten(customers, today) + _list_forgotten(suspects, today))[:FORGOTTEN_SHOWN],
    )


def find_quarter(today: date) -> date:
    """Return the first day of the quarter of a day."""
    return date(today.year, (today.month - 1) // MONTHS_OF_QUARTER * MONTHS_OF_QUARTER + 1, 1)


def _measure(accounts: Sequence[AccountHistory], today: date) -> CoveragePool:
    def count_since(first: date) -> int:
        return sum(account.last_contact is not None and account.last_contact >= first for account in accounts)

    return CoveragePool(
        size=len(accounts), this_month=count_since(today.replace(day=1)), this_quarter=count_since(find_quarter(today))
    )


def _list_forgotten(accounts: Sequence[AccountHistory], today: date) -> list[AccountHistory]:
    quarter = find_quarter(today)
    unseen = [account for account in accounts if account.last_contact is None or account.last_contact < quarter]
    return sorted(
        unseen, key=lambda account: (account.last_contact or date.min, -(account.value or Decimal(0)), account.name)
    )
