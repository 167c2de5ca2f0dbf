"""A rep's customers as a whole: purchases, losses and feedback, and the contacts that these call for (Z1-Z6)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple

from bot.domain.accounts.account import AccountStage
from bot.domain.accounts.after_sale import AfterSale
from bot.domain.accounts.customer_score import POOR, CustomerScore, may_ask_good_news
from bot.domain.accounts.rebound import find_rebound
from bot.domain.certainties.feedback import GOOD, Feedback
from bot.domain.certainties.repeat_rhythm import expect_repeat, find_after_sale, is_repeat_near
from bot.domain.deals.deals import Deal, Level
from bot.domain.hints.hint_kinds import (
    AfterSaleHint,
    CertaintyHint,
    PromiseHint,
    ReboundHint,
    ReferralHint,
    RelationsHint,
    RepeatHint,
    ReputationHint,
)
from bot.domain.hints.hints import QUARTER

# A deal of this value calls for a contact above user level, and this many contacts suffice to have met one (Z1).
WORTH_A_DECIDER, CONTACTS_TO_MEET = Decimal(10_000), 2
# After a delivery, the days between which a customer has an opinion and still remembers.
DELIVERED, FORGOTTEN = timedelta(days=14), timedelta(days=60)
# A visit this recent is an occasion to ask for feedback.
JUST_VISITED = timedelta(days=3)
# A customer is asked for feedback at most twice a year.
FEEDBACK_RESTS = timedelta(days=182)
# A deal won between these is an occasion to ask for a referral: still recent, and used long enough for an opinion.
WON_LATELY, WON_LONG_AGO = timedelta(days=7), timedelta(days=30)
# A customer is asked for a referral at most once a quarter (Z3).
ASK_RESTS = timedelta(days=QUARTER)
# The days after good news in which a request for a referral is timely.
GOOD_MOMENT = timedelta(days=14)


# The rows of a portfolio are read by the ten thousand each morning: a tuple is made in a third of a dataclass's time.
class PortfolioAccount(NamedTuple):
    """An account of a rep; ``last_contact`` is the local day of the latest contact by any rep."""

    id: int
    name: str
    stage: AccountStage
    segment: str | None
    contract_ends: date | None
    last_contact: date | None


@dataclass(frozen=True, slots=True)
class OwnContact:
    """The local days of a rep's own latest contact with an account, and of the latest that was a visit (K3)."""

    last: date
    last_visit: date | None = None


class ClosedSale(NamedTuple):
    """A deal that a rep won or lost, on a local day (None if unknown)."""

    id: int
    account_id: int
    is_won: bool
    closed_on: date | None
    reason: str = ""


@dataclass(frozen=True)
class Portfolio:
    """What a rep's customers bought, said and were asked, as input for the hints."""

    accounts: Sequence[PortfolioAccount]
    open_deals: Sequence[Deal]
    closed: Sequence[ClosedSale]
    feedback: Sequence[Feedback]
    # Accounts that were asked for a referral, with the latest local day.
    asked: dict[int, date]
    after_sale: AfterSale = field(default_factory=AfterSale)
    # The latest poor score of accounts, whoever noted it, by account id.
    poor: Mapping[int, CustomerScore] = field(default_factory=dict)
    # The rep's own contacts of late: only who was there is told so.
    own: Mapping[int, OwnContact] = field(default_factory=dict)

    def may_ask(self, account_id: int, *, today: date) -> bool:
        """Return whether an account may be asked for good news on a local day (K2)."""
        return may_ask_good_news(self.poor.get(account_id), day=today)

    def list_orders(self, account_id: int) -> list[date]:
        """Return the days on which an account bought."""
        return self._orders.get(account_id, [])

    def has_open_deal(self, account_id: int) -> bool:
        """Return whether an account has an open deal."""
        return account_id in self._accounts_with_open_deals

    def find_loss(self, account_id: int) -> ClosedSale | None:
        """Return the latest loss at an account without an open deal or a later win."""
        if self.has_open_deal(account_id):
            return None
        latest = self._latest_sales.get(account_id)
        return latest if latest is not None and not latest.is_won else None

    def find_feedback(self, account_id: int) -> Feedback | None:
        """Return the latest feedback of an account."""
        return self._latest_feedback.get(account_id)

    @cached_property
    def _accounts_with_open_deals(self) -> frozenset[int]:
        return frozenset(deal.account_id for deal in self.open_deals)

    @cached_property
    def _orders(self) -> dict[int, list[date]]:
        found: dict[int, list[date]] = {}
        for sale in self.closed:
            if sale.is_won and sale.closed_on is not None:
                found.setdefault(sale.account_id, []).append(sale.closed_on)
        return found

    @cached_property
    def _latest_sales(self) -> dict[int, ClosedSale]:
        dated = [each for each in self.closed if each.closed_on is not None]
        return {sale.account_id: sale for sale in sorted(dated, key=attrgetter("closed_on", "id"))}

    @cached_property
    def _latest_feedback(self) -> dict[int, Feedback]:
        return {each.account_id: each for each in sorted(self.feedback, key=attrgetter("day", "id"))}


def find_certainties(portfolio: Portfolio, *, today: date) -> list[CertaintyHint]:
    """Return all hints of the certainties that are due on a local day."""
    found = [
        *_find_promises(portfolio, today),
        *(hint for account in portfolio.accounts for hint in _look_at_account(portfolio, account, today)),
        *(
            RelationsHint(deal)
            for deal in portfolio.open_deals
            if _lacks_decider(deal) and portfolio.may_ask(deal.account_id, today=today)
        ),
    ]
    return sorted(found, key=lambda hint: (hint.account_name, hint.subject))


def _find_promises(portfolio: Portfolio, today: date) -> Iterator[PromiseHint]:
    """Promise something after a poor score (K2), and report kept promises to the customers who gave it (Z2)."""
    for said in portfolio.feedback:
        if said.told_on is not None:
            continue
        if said.kept_on is not None:
            yield PromiseHint(said.id, said.account_id, said.account_name, said.words)
        elif said.step_id is None and said.score <= POOR and not portfolio.may_ask(said.account_id, today=today):
            yield PromiseHint(said.id, said.account_id, said.account_name, said.words, owed_for=said.score)


def _look_at_account(portfolio: Portfolio, account: PortfolioAccount, today: date) -> list[CertaintyHint]:
    orders, said = portfolio.list_orders(account.id), portfolio.find_feedback(account.id)
    asked: list[CertaintyHint | None] = []
    if portfolio.may_ask(account.id, today=today):
        asked.append(_ask_opinion(portfolio, account, said, today))
        if orders or said is not None:  # nothing else is good news
            asked.append(_ask_introduction(portfolio, account, said, today))
        if orders:
            asked.append(_follow_sale(portfolio, account, today))
    asked.append(_come_back(portfolio, account, today))
    return [hint for hint in asked if hint is not None]


def _has_order_between(orders: Sequence[date], first: date, last: date) -> bool:
    # Much used: a loop takes a third of the time of a generator.
    for day in orders:  # noqa: SIM110
        if first <= day <= last:
            return True
    return False


def _ask_opinion(
    portfolio: Portfolio, account: PortfolioAccount, said: Feedback | None, today: date
) -> ReputationHint | None:
    """Ask for feedback after a delivery, or after a visit who was there (Z2, K3)."""
    orders, own = portfolio.list_orders(account.id), portfolio.own.get(account.id)
    if said is not None and today - said.day < FEEDBACK_RESTS:
        return None
    if orders and _has_order_between(orders, today - FORGOTTEN, today - DELIVERED):
        return ReputationHint(account.id, account.name, "delivery")
    is_customer = account.stage is AccountStage.CUSTOMER or bool(orders)
    visit = own.last_visit if own is not None else None
    was_visited = visit is not None and timedelta(0) < today - visit <= JUST_VISITED
    return ReputationHint(account.id, account.name, "visit") if is_customer and was_visited else None


def _ask_introduction(
    portfolio: Portfolio, account: PortfolioAccount, said: Feedback | None, today: date
) -> ReferralHint | None:
    """Ask for a referral after good news, at most once a quarter (Z3)."""
    asked = portfolio.asked.get(account.id)
    if asked is not None and today - asked < ASK_RESTS:
        return None
    if said is not None and said.told_on is not None and today - said.told_on <= GOOD_MOMENT:
        why = "promise"
    elif said is not None and said.score >= GOOD and today - said.day <= GOOD_MOMENT:
        why = "feedback"
    elif _has_order_between(portfolio.list_orders(account.id), today - WON_LONG_AGO, today - WON_LATELY):
        why = "won"
    else:
        return None
    return ReferralHint(account.id, account.name, why, said.score if said else None)


def _follow_sale(portfolio: Portfolio, account: PortfolioAccount, today: date) -> RepeatHint | AfterSaleHint | None:
    """Stay in touch after a sale, and before the next order is due (Z4)."""
    if portfolio.has_open_deal(account.id):
        return None
    orders = portfolio.list_orders(account.id)
    latest = max(orders)
    expected = expect_repeat(orders)
    if expected is not None and is_repeat_near(expected, today=today):
        return RepeatHint(account.id, account.name, day=latest, expected=expected, orders=len(set(orders)))
    moments = portfolio.after_sale.of(account.segment)
    weeks = find_after_sale(latest, today=today, last_contact=account.last_contact, weeks=moments)
    return AfterSaleHint(account.id, account.name, day=latest, weeks=weeks) if weeks is not None else None


def _come_back(portfolio: Portfolio, account: PortfolioAccount, today: date) -> ReboundHint | None:
    """Contact a lost account again, well before its other contract ends (Z6)."""
    loss = portfolio.find_loss(account.id)
    if loss is None and account.stage is not AccountStage.FORMER:
        return None
    left_on = loss.closed_on if loss is not None else account.last_contact
    why = find_rebound(
        contract_ends=account.contract_ends, left_on=left_on, last_contact=account.last_contact, today=today
    )
    if why is None:
        return None
    reason = loss.reason if loss else ""
    return ReboundHint(account.id, account.name, why, due_on=account.contract_ends, day=left_on, reason=reason)


def _lacks_decider(deal: Deal) -> bool:
    is_worth = deal.value is not None and deal.value >= WORTH_A_DECIDER
    return is_worth and deal.level in {None, Level.USER} and deal.activity_rollup.contacts >= CONTACTS_TO_MEET
