"""Which few accounts bring most of the margin, and how much of the attention goes to them (O3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.domain.log.activity import Kind

# The main accounts bring four fifths of the margin, as in most companies a fifth of the accounts does.
MAIN_SHARE = Decimal("0.8")
# Nobody logs time, so each kind counts for what it usually takes, a visit with the journey.
MINUTES = {Kind.MESSAGE: 5, Kind.CALL: 15, Kind.VISIT: 90}


@dataclass(frozen=True, slots=True)
class AccountMargin:
    """An account with what it brought, how many contacts it had and how many minutes these usually take."""

    account_id: int
    name: str
    margin: Decimal
    is_customer: bool
    contacts: int
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Attention:
    """How many contacts there were, with customers and with the main accounts among them, and the minutes for these."""

    contacts: int
    with_customers: int
    with_main: int
    minutes: int = 0
    minutes_with_customers: int = 0

    @property
    def share_of_time(self) -> float | None:
        """Which share of the time was with customers, None when nothing was logged."""
        return self.minutes_with_customers / self.minutes if self.minutes else None

    @property
    def share_with_customers(self) -> float | None:
        """Which share of the contacts was with customers, None when nothing was logged."""
        return self.with_customers / self.contacts if self.contacts else None

    @property
    def share_with_main(self) -> float | None:
        """Which share of the contacts was with the main accounts, None when nothing was logged."""
        return self.with_main / self.contacts if self.contacts else None


def find_focus_accounts(accounts: Sequence[AccountMargin]) -> frozenset[int]:
    """Return the ids of the fewest accounts that together bring at least 80% of the margin (O3).

    Equal margins go by id. What others lose is part of the total; none when that is not above zero.
    """
    wanted = sum((account.margin for account in accounts), Decimal(0)) * MAIN_SHARE
    main: set[int] = set()
    brought = Decimal(0)
    for account in sorted(accounts, key=lambda each: (-each.margin, each.account_id)):
        # A total of zero or below is met before the first account.
        if brought >= wanted:
            break
        main.add(account.account_id)
        brought += account.margin
    return frozenset(main)


def add_minutes(counts: Mapping[Kind, int]) -> int:
    """Return how many minutes so many contacts of each kind usually take (O3)."""
    return sum(MINUTES[kind] * count for kind, count in counts.items())


def measure_attention(accounts: Sequence[AccountMargin]) -> Attention:
    """Return how the contacts are divided over these accounts (O3)."""
    main = find_focus_accounts(accounts)
    return Attention(
        contacts=sum(account.contacts for account in accounts),
        with_customers=sum(account.contacts for account in accounts if account.is_customer),
        with_main=sum(account.contacts for account in accounts if account.account_id in main),
        minutes=sum(account.minutes for account in accounts),
        minutes_with_customers=sum(account.minutes for account in accounts if account.is_customer),
    )
