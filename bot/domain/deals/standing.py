"""What deals make of their account: the one place that says which account is a customer, and which one is lost (K1).

| its deals | the account |
|---|---|
| one was won, after the stage was given | a customer |
| none is open, the last one was lost, and it is no customer | lost on the day of that loss: a rebound (Z6) |
| anything else | as a user or a file said |

What a user says by hand holds until a deal is closed after it (K12). Undoing, removing or moving a deal puts all of it
back, because the standing is always found anew from what was given and from the deals that are there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.accounts.account import AccountStage
from bot.domain.deals.deals import DealState


@dataclass(frozen=True, slots=True)
class DealEnd:
    """Whether a deal is open, won or lost; ``closed_on`` is its last local day, None while it is open or unknown."""

    state: DealState
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class GivenStage:
    """The stage that a user or a file gave an account; only deals closed from ``holds_from`` on say more than it."""

    stage: AccountStage
    holds_from: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """The stage of an account, and the local day on which its last open deal was lost."""

    stage: AccountStage
    lost_on: date | None = None


def judge_standing(given: GivenStage, deals: Iterable[DealEnd]) -> Standing:
    """Return where an account stands, by what was given and by all its deals (K1)."""
    known = list(deals)
    since = given.holds_from or date.min
    closed = [(deal.closed_on or date.min, deal) for deal in known if deal.state is not DealState.OPEN]
    counted = [(day, deal) for day, deal in closed if day >= since]
    if given.stage is AccountStage.CUSTOMER or any(deal.state is DealState.WON for _, deal in counted):
        return Standing(AccountStage.CUSTOMER)
    if not counted or len(closed) < len(known):
        return Standing(given.stage)
    return Standing(given.stage, lost_on=max(counted, key=lambda each: each[0])[1].closed_on)


def find_given_from(day: date, deals: Iterable[DealEnd]) -> date:
    """Return from which local day on closings say more than a stage that is given by hand on ``day``."""
    ended = [deal.closed_on for deal in deals if deal.closed_on is not None]
    return day + timedelta(days=1) if any(each >= day for each in ended) else day
