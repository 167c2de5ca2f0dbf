"""The few accounts that bring most of the margin, and their share of the contacts (O3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.domain.log.activity import Kind

# Focus accounts bring four fifths of the margin; in most companies a fifth of the accounts does.
MAIN_SHARE = Decimal("0.8")
# Reps do not log time, so each kind counts for its usual duration; a visit includes travel, and how long a
# kind of the workspace itself takes is not known.
MINUTES = {Kind.MESSAGE: 5, Kind.CALL: 15, Kind.VISIT: 90, Kind.OWN: 0}


@dataclass(frozen=True, slots=True)
class AccountMargin:
    """An account with its margin, number of contacts and their estimated minutes."""

    account_id: int
    name: str
    margin: Decimal
    is_customer: bool
    contacts: int
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Attention:
    """Contacts and estimated minutes in total, with customers, and with focus accounts."""

    contacts: int
    with_customers: int
    with_main: int
    minutes: int = 0
    minutes_with_customers: int = 0


def find_focus_accounts(accounts: Sequence[AccountMargin]) -> frozenset[int]:
    """Return the ids of the fewest accounts that together bring at least 80% of the margin (O3).

    Ties go by id. Negative margins count in the total; empty when the total is not positive.
    """
    wanted = sum((account.margin for account in accounts), Decimal(0)) * MAIN_SHARE
    main: set[int] = set()
    brought = Decimal(0)
    for account in sorted(accounts, key=lambda each: (-each.margin, each.account_id)):
        # With a total of zero or less this stops before the first account.
        if brought >= wanted:
            break
        main.add(account.account_id)
        brought += account.margin
    return frozenset(main)


def add_minutes(counts: Mapping[Kind, int]) -> int:
    """Return the estimated minutes for a number of contacts of each kind (O3)."""
    return sum(MINUTES[kind] * count for kind, count in counts.items())


def measure_attention(accounts: Sequence[AccountMargin]) -> Attention:
    """Return the distribution of the contacts over these accounts (O3)."""
    main = find_focus_accounts(accounts)
    return Attention(
        contacts=sum(account.contacts for account in accounts),
        with_customers=sum(account.contacts for account in accounts if account.is_customer),
        with_main=sum(account.contacts for account in accounts if account.account_id in main),
        minutes=sum(account.minutes for account in accounts),
        minutes_with_customers=sum(account.minutes for account in accounts if account.is_customer),
    )
