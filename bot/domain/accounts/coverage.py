"""Coverage of the two pools, and the accounts without recent contact (R7)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.domain.accounts.account import AccountStage
from bot.domain.accounts.contact_plan import AccountHistory
from bot.domain.accounts.rebound import is_in_rebound
from bot.domain.statistics.team_totals import TotalsRule

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


@dataclass(frozen=True, slots=True)
class TeamCoverage:
    """The coverage of a team's pools; None for one that may not be shown (K10).

    ``unseen_customers`` had no contact this quarter. ``has_accounts`` is whether there are any; ``forgotten`` as in
    ``Coverage``.
    """

    customers: CoveragePool | None = None
    suspects: CoveragePool | None = None
    unseen_customers: int | None = None
    has_accounts: bool = False
    forgotten: tuple[AccountHistory, ...] = ()


def measure_coverage(accounts: Iterable[AccountHistory], *, today: date) -> Coverage:
    """Return the coverage of these accounts.

    Former customers, accounts marked do not contact, and those that wait for their rebound (K1) belong to no pool.
    """
    kept = [account for account in accounts if _is_in_pool(account, today=today)]
    customers = [account for account in kept if account.stage is AccountStage.CUSTOMER]
    suspects = [account for account in kept if account.stage is not AccountStage.CUSTOMER]
    return Coverage(
        customers=_measure(customers, today),
        suspects=_measure(suspects, today),
        forgotten=tuple(_list_forgotten(customers, today) + _list_forgotten(suspects, today))[:FORGOTTEN_SHOWN],
    )


def measure_team_coverage(
    accounts: Mapping[int, Sequence[AccountHistory]], rule: TotalsRule, *, today: date
) -> TeamCoverage:
    """Return the coverage of the accounts of a team's reps, by rep id, without what may not be shown."""
    everything = measure_coverage((each for of_rep in accounts.values() for each in of_rep), today=today)
    own = {rep_id: measure_coverage(of_rep, today=today) for rep_id, of_rep in accounts.items()}
    unseen = {rep_id for rep_id, each in own.items() if each.customers.this_quarter < each.customers.size}
    customers = everything.customers
    return TeamCoverage(
        customers=_keep_pool(customers, {rep: each.customers for rep, each in own.items()}, rule),
        suspects=_keep_pool(everything.suspects, {rep: each.suspects for rep, each in own.items()}, rule),
        unseen_customers=rule.keep(customers.size - customers.this_quarter, unseen),
        has_accounts=bool(customers.size or everything.suspects.size),
        forgotten=everything.forgotten,
    )


def find_quarter(today: date) -> date:
    """Return the first day of the quarter of a day."""
    return date(today.year, (today.month - 1) // MONTHS_OF_QUARTER * MONTHS_OF_QUARTER + 1, 1)


def _is_in_pool(account: AccountHistory, *, today: date) -> bool:
    if account.do_not_contact or account.stage is AccountStage.FORMER:
        return False
    return not is_in_rebound(account.lost_on, today=today)


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


def _keep_pool(pool: CoveragePool, own: Mapping[int, CoveragePool], rule: TotalsRule) -> CoveragePool | None:
    """Return a pool that may be shown: its size, both counts, and what the quarter has beside the month."""
    counted = (
        {rep for rep, each in own.items() if each.size},
        {rep for rep, each in own.items() if each.this_quarter},
        {rep for rep, each in own.items() if each.this_month},
    )
    earlier = {rep for rep, each in own.items() if each.this_quarter > each.this_month}
    is_shown = all(map(rule.may_show, counted)) and (not earlier or rule.may_show(earlier))
    return pool if is_shown else None
