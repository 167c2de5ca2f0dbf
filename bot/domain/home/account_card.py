"""What is known of one account, and what a merge of two would move (K12)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.domain.accounts.account import AccountStage
from bot.domain.accounts.customer_score import CustomerScore
from bot.domain.deals.deals import DealState, Level
from bot.domain.log.activity import Kind, NamedKind
from bot.domain.text.money import Worth


@dataclass(frozen=True, slots=True)
class AccountDetails:
    """An account as stored; days are local, the value is a year's in the workspace's currency.

    ``owner_name`` is the name of the owner, of an imported one who is no rep yet too. ``quiet_until`` is the first day
    on which contact is welcome again, None while nobody said until when.
    """

    id: int
    name: str
    owner_id: int | None
    owner_name: str
    stage: AccountStage
    segment: str
    city: str
    value: Decimal | None
    currency: str
    contract_end: date | None
    do_not_contact: bool
    quiet_until: date | None
    is_archived: bool
    contacts: int
    last_contact: date | None

    @property
    def worth(self) -> Worth | None:
        """The value of a year with its currency."""
        return None if self.value is None else Worth(self.value, self.currency)

    def rests_on(self, day: date) -> bool:
        """Return whether the customer asked not to be contacted on a local day."""
        return self.do_not_contact and (self.quiet_until is None or day < self.quiet_until)


@dataclass(frozen=True, slots=True)
class PersonThere:
    """A person at a customer."""

    id: int
    account_id: int
    name: str
    role: str
    level: Level | None


@dataclass(frozen=True, slots=True)
class PeopleAt:
    """The people at one account, the highest level first."""

    account_id: int
    account_name: str
    people: tuple[PersonThere, ...]


@dataclass(frozen=True, slots=True)
class AccountDeal:
    """A deal of an account; ``closed_on`` is the local day on which it was won or lost."""

    id: int
    name: str
    stage: str
    state: DealState
    worth: Worth | None
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class AccountContact:
    """A contact with an account on a local day, the reader's own or a colleague's, whose note is not shown."""

    kind: Kind
    count: int
    day: date
    note: str
    is_own: bool
    own: NamedKind | None


@dataclass(frozen=True, slots=True)
class AccountCard:
    """An account with what hangs on it; the deals and contacts are the latest ones, ``aliases`` its other names.

    ``score`` is the customer's latest, ``poor`` the latest poor one.
    """

    details: AccountDetails
    today: date
    aliases: tuple[str, ...]
    people: tuple[PersonThere, ...]
    deals: tuple[AccountDeal, ...]
    latest: tuple[AccountContact, ...]
    score: CustomerScore | None
    poor: CustomerScore | None
    next_step: date | None
    may_change: bool
    is_bare: bool


@dataclass(frozen=True, slots=True)
class HangingCounts:
    """What hangs on an account, in numbers; ``contacts`` are entries of the log, ``worth`` is that of its deals."""

    contacts: int = 0
    steps: int = 0
    deals: int = 0
    worth: tuple[Worth, ...] = ()
    people: int = 0
    feedback: int = 0
    referrals: int = 0
    lessons: int = 0
    questions: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing hangs on it."""
        return self == HangingCounts()


@dataclass(frozen=True, slots=True)
class MergePreview:
    """Two accounts that may become one, and what would move from ``merged`` to ``kept``."""

    kept: AccountDetails
    merged: AccountDetails
    moving: HangingCounts
