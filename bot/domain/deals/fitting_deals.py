"""Which of an account's deals a line is about (V1)."""

from collections.abc import Sequence

from bot.domain.accounts.account_names import NamedAccount
from bot.domain.deals.deal_line import DealLine
from bot.domain.deals.deal_names import make_deal_key
from bot.domain.deals.deals import Deal, DealState
from bot.domain.deals.errors import DealMissing, DealWordUnknown
from bot.domain.people.stages import Stages


def choose_deals(known: Sequence[Deal], line: DealLine) -> list[Deal]:
    """Return which of an account's deals a line may be about: the named one, else the open ones, else the last.

    A name is the whole of one, else a part of one or more.
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
        return [deal for deal in known if deal.state is not DealState.OPEN][:1]
    return still_open or ([] if line.changes else list(known[:1]))


def find_fitting(account: NamedAccount, line: DealLine, known: Sequence[Deal], *, stages: Stages) -> list[Deal]:
    """Return one deal or more that a line may be about.

    Raises:
        DealMissing: there is none.
        DealWordUnknown: there is none because of a word that is neither a wish nor a deal's name.
    """
    fitting = choose_deals(known, line)
    if not fitting and line.unread:
        raise DealWordUnknown(line.unread[0], stages.names)
    if not fitting:
        raise DealMissing(account.name)
    return fitting
