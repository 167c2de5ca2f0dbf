"""Convert a deal line to a button value and back, so that a choice of deal or account completes the typed request."""

from bot.domain.deals.deal_line import DealLine
from bot.domain.deals.deals import Deal, DealState, DealStatus
from bot.domain.text.money import CURRENCIES
from bot.messages.text.button_values import DealAction, DealRequest, DealVerb

STATES = {DealVerb.WIN: DealState.WON, DealVerb.LOSE: DealState.LOST, DealVerb.REOPEN: DealState.OPEN}


def make_request(line: DealLine, *, account_id: int | None = None, deal: Deal | None = None) -> DealRequest:
    """Return the value of a button that chooses a deal, or an account whose deal is not yet known."""
    return DealRequest(
        account_id=deal.account_id if deal else account_id,
        deal_id=deal.id if deal else None,
        state=deal.state if deal else None,
        stage=deal.stage if deal else None,
        is_new=line.is_new,
        to_state=line.state,
        to_stage=line.stage,
        value=line.value,
        margin=line.margin,
        close_on=line.close_on,
        wants_history=line.wants_history,
        name=None if deal else line.name,
        unread="" if deal else " ".join(line.unread),
        account="" if account_id or deal else line.account,
        currency=line.currency,
        margin_share=line.margin_share,
    )


def parse_request(request: DealRequest) -> DealLine:
    """Return the line that a button value represents."""
    status = None
    if request.state is not None and request.stage is not None:
        status = DealStatus(request.state, request.stage)
    return DealLine(
        account=request.account,
        account_id=request.account_id,
        deal_id=request.deal_id,
        status=status,
        is_new=request.is_new,
        name=request.name,
        stage=request.to_stage,
        state=request.to_state,
        value=request.value,
        margin=request.margin,
        close_on=request.close_on,
        wants_history=request.wants_history,
        unread=tuple(request.unread.split()),
        currency=request.currency if request.currency in CURRENCIES else None,
        margin_share=request.margin_share,
    )


def make_action(deal: Deal, verb: DealVerb, *, target: str = "") -> DealAction:
    """Return the value of an action button, with the deal's current status as a version check."""
    return DealAction(deal_id=deal.id, verb=verb, state=deal.state, stage=deal.stage, target=target)


def parse_action(action: DealAction) -> DealLine:
    """Return the line that an action button represents."""
    return DealLine(
        deal_id=action.deal_id,
        status=DealStatus(action.state, action.stage),
        state=STATES.get(action.verb),
        stage=action.target if action.verb is DealVerb.MOVE else None,
    )
