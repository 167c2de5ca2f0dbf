"""The customers of a rep as a whole: what was bought, lost and heard, and which contact that asks for (Z1-Z6)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from bot.domain.accounts.account import Stage
from bot.domain.accounts.after_sale import AfterSale
from bot.domain.certainties.feedback import GOOD, Feedback
from bot.domain.certainties.rebound import find_rebound
from bot.domain.certainties.repeat_rhythm import expect_repeat, find_after_sale, is_repeat_near
from bot.domain.deals.deals import Deal, Level
from bot.domain.hints.hints import QUARTER, Hint, Part

# A deal of this value is worth somebody above the user; and so many contacts are enough to have met one.
WORTH_A_DECIDER, CONTACTS_TO_MEET = Decimal(10_000), 2
# After a delivery a customer has something to say, and has not forgotten yet.
DELIVERED, FORGOTTEN = timedelta(days=14), timedelta(days=60)
JUST_VISITED = timedelta(days=3)
# Nobody is asked what they think more than twice a year.
FEEDBACK_RESTS = timedelta(days=182)
# So long after good news it is natural to ask for an introduction.
GOOD_MOMENT = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class HeldAccount:
    """An account of a rep; days are local, ``last_visit`` is the latest one by anybody."""

    id: int
    name: str
    stage: Stage
    segment: str | None
    contract_ends: date | None
    last_contact: date | None
    last_visit: date | None


@dataclass(frozen=True, slots=True)
class ClosedSale:
    """A deal that a rep won or lost, on a local day."""

    id: int
    account_id: int
    name: str
    is_won: bool
    closed_on: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Portfolio:
    """All that a rep's customers have bought, said and been asked, as far as it asks for a contact."""

    accounts: Sequence[HeldAccount]
    open_deals: Sequence[Deal]
    closed: Sequence[ClosedSale]
    feedback: Sequence[Feedback]
    # Accounts that were asked for an introduction, with the latest local day.
    asked: dict[int, date]
    after_sale: AfterSale = field(default_factory=AfterSale)

    def list_orders(self, account_id: int) -> list[date]:
        """Return on which days an account bought."""
        return [each.closed_on for each in self.closed if each.is_won and each.account_id == account_id]

    def find_loss(self, account_id: int) -> ClosedSale | None:
        """Return the latest loss at an account at which nothing is open or was won since."""
        if any(deal.account_id == account_id for deal in self.open_deals):
            return None
        closed = [each for each in self.closed if each.account_id == account_id]
        latest = max(closed, key=lambda each: (each.closed_on, each.id), default=None)
        return latest if latest is not None and not latest.is_won else None

    def find_feedback(self, account_id: int) -> Feedback | None:
        """Return what an account said last."""
        said = [each for each in self.feedback if each.account_id == account_id]
        return max(said, key=lambda each: (each.day, each.id), default=None)


def find_certainties(portfolio: Portfolio, *, today: date) -> list[Hint]:
    """Return every contact that the certainties ask for on a local day."""
    found = [
        *_find_promises(portfolio),
        *(hint for account in portfolio.accounts for hint in _look_at_account(portfolio, account, today)),
        *(_ask_level(deal) for deal in portfolio.open_deals if _lacks_decider(deal)),
    ]
    return sorted(found, key=lambda hint: (hint.account_name, hint.subject))


def _find_promises(portfolio: Portfolio) -> Iterator[Hint]:
    """What was improved is told to the customer who asked for it (Z2)."""
    for said in portfolio.feedback:
        if said.kept_on is not None and said.told_on is None:
            yield Hint(
                Part.PROMISE,
                str(said.id),
                said.account_id,
                said.account_name,
                facts={"note": said.words, "day": said.day},
            )


def _look_at_account(portfolio: Portfolio, account: HeldAccount, today: date) -> Iterable[Hint]:
    yield from _ask_opinion(portfolio, account, today)
    yield from _ask_introduction(portfolio, account, today)
    yield from _follow_sale(portfolio, account, today)
    yield from _come_back(portfolio, account, today)


def _ask_opinion(portfolio: Portfolio, account: HeldAccount, today: date) -> Iterator[Hint]:
    """After a delivery or a visit a customer is asked what they think (Z2)."""
    said = portfolio.find_feedback(account.id)
    if said is not None and today - said.day < FEEDBACK_RESTS:
        return
    orders = portfolio.list_orders(account.id)
    is_delivered = any(DELIVERED <= today - day <= FORGOTTEN for day in orders)
    is_customer = account.stage is Stage.CUSTOMER or bool(orders)
    was_visited = account.last_visit is not None and timedelta(0) < today - account.last_visit <= JUST_VISITED
    if is_delivered or (is_customer and was_visited):
        why = "delivery" if is_delivered else "visit"
        yield Hint(Part.REPUTATION, str(account.id), account.id, account.name, facts={"why": why})


def _ask_introduction(portfolio: Portfolio, account: HeldAccount, today: date) -> Iterator[Hint]:
    """Good news is the moment to ask whom else one could help, once a quarter at most (Z3)."""
    asked = portfolio.asked.get(account.id)
    if asked is not None and today - asked < timedelta(days=QUARTER):
        return
    said = portfolio.find_feedback(account.id)
    if said is not None and said.told_on is not None and today - said.told_on <= GOOD_MOMENT:
        why = "promise"
    elif said is not None and said.score >= GOOD and today - said.day <= GOOD_MOMENT:
        why = "feedback"
    elif any(timedelta(days=7) <= today - day <= timedelta(days=30) for day in portfolio.list_orders(account.id)):
        why = "won"
    else:
        return
    facts = {"why": why, "score": said.score if said else None}
    yield Hint(Part.REFERRAL, str(account.id), account.id, account.name, facts=facts)


def _follow_sale(portfolio: Portfolio, account: HeldAccount, today: date) -> Iterator[Hint]:
    """The contact goes on after a sale, and is there before the next one is due (Z4)."""
    orders = portfolio.list_orders(account.id)
    if not orders or any(deal.account_id == account.id for deal in portfolio.open_deals):
        return
    expected = expect_repeat(orders)
    if expected is not None and is_repeat_near(expected, today=today):
        facts: dict[str, object] = {"expected": expected, "count": len(set(orders)), "day": max(orders)}
        yield Hint(Part.REPEATING, f"{account.id}:{expected}", account.id, account.name, facts=facts)
        return
    moments = portfolio.after_sale.of(account.segment)
    weeks = find_after_sale(max(orders), today=today, last_contact=account.last_contact, weeks=moments)
    if weeks is not None:
        facts = {"weeks": weeks, "day": max(orders)}
        yield Hint(Part.REPEATING, f"{account.id}:{max(orders)}:{weeks}", account.id, account.name, facts=facts)


def _come_back(portfolio: Portfolio, account: HeldAccount, today: date) -> Iterator[Hint]:
    """Who said no or left is called again, well before the end of the other contract (Z6)."""
    loss = portfolio.find_loss(account.id)
    if loss is None and account.stage is not Stage.FORMER:
        return
    left_on = loss.closed_on if loss is not None else account.last_contact
    why = find_rebound(
        contract_ends=account.contract_ends, left_on=left_on, last_contact=account.last_contact, today=today
    )
    if why is not None:
        facts = {
            "why": why,
            "due_on": account.contract_ends,
            "day": left_on,
            "reason": loss.reason if loss else "",
            "what": loss.name if loss else "",
        }
        yield Hint(Part.REBOUND, f"{account.id}:{why}", account.id, account.name, facts=facts)


def _lacks_decider(deal: Deal) -> bool:
    is_worth = deal.value is not None and deal.value >= WORTH_A_DECIDER
    return is_worth and deal.level in {None, Level.USER} and deal.pulse.contacts >= CONTACTS_TO_MEET


def _ask_level(deal: Deal) -> Hint:
    """A large deal in which nobody above the user is known asks for one (Z1)."""
    facts = {"deal": deal, "count": deal.pulse.contacts}
    return Hint(Part.RELATIONS, str(deal.id), deal.account_id, deal.account_name, deal.id, facts=facts)
