"""Match a line to the deals of an account (V1)."""

from collections.abc import Sequence

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.deals.deal_line import DealLine
from bot.domain.deals.deal_names import make_deal_key
from bot.domain.deals.deals import Deal, DealState
from bot.domain.deals.errors import DealMissing, DealWordUnknown
from bot.domain.people.stages import Stages


def choose_deals(known: Sequence[Deal], line: DealLine) -> list[Deal]:
    """Return the candidate deals for a line: those with the typed name, else the open ones, else the last one.

    An exact name wins over names that contain the typed text. A line that reopens a deal gets the last closed one, or
    the open ones when none is closed, and one that changes a deal never a closed one.
    """
    if line.deal_id is not None:
        return [deal for deal in known if deal.id == line.deal_id]
    named = line.name or " ".join(line.unread)
    if named:
        key = make_deal_key(named)
        exact = [deal for deal in known if make_deal_key(deal.name) == key]
        return exact or [deal for deal in known if key in make_deal_key(deal.name)]
    still_open = [deal for deal in known if deal.state is DealState.OPEN]
    if line.state is DealState.OPEN:
        return [deal for deal in known if deal.state is not DealState.OPEN][:1] or still_open
    return still_open or ([] if line.changes else list(known[:1]))


def find_fitting(account: NamedAccount, line: DealLine, known: Sequence[Deal], *, stages: Stages) -> list[Deal]:
    """Return one or more deals that match a line.

    Raises:
        DealMissing: the account has no matching deal.
        DealWordUnknown: no deal matches because of a word that is neither a change nor a deal name.
    """
    fitting = choose_deals(known, line)
    if not fitting and line.unread:
        raise DealWordUnknown(line.unread[0], stages.names)
    if not fitting:
        raise DealMissing(account.name)
    return fitting
