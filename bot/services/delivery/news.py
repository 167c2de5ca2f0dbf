"""News: what people hear because a colleague did something; composed, several pieces of it in one message (K3, K5)."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.messages.people.news import build_news
from bot.messages.text.codec import decode_message
from bot.messages.text.words import load_words
from bot.ports import Address
from bot.services.delivery.compose_handover import HANDOVER_KINDS, compose_handover
from bot.services.delivery.compose_team_news import TEAM_NEWS_KINDS, compose_joined, compose_team_news
from bot.services.delivery.compose_welcome import compose_welcome
from bot.services.delivery.delivery_batch import ComposeResult, DeliveryBatch, OutgoingMessage, Suppressed
from bot.services.delivery.tell_colleague import COLLEAGUE_TOLD
from bot.services.people.greeting import DECLINED, INVITATION, PLACED
from bot.services.people.imported_owners import IMPORT_CLOSED, IMPORT_GIVEN
from bot.services.people.leaving import ACCOUNT_GIVEN, DEAL_CLOSED, DEAL_GIVEN, HANDOVER_TOLD, ROLE_GIVEN
from bot.services.people.team_news import TEAM_JOINED
from bot.storage.delivery.deliveries import Delivery
from bot.storage.people import people as people_rows

# What somebody must know before acting: a colleague changed something of his or hers. It goes before the review of the
# week; what is not urgent waits for a day with room for both.
URGENT = frozenset({ACCOUNT_GIVEN, COLLEAGUE_TOLD, DEAL_CLOSED, DEAL_GIVEN, HANDOVER_TOLD, IMPORT_CLOSED, IMPORT_GIVEN})
SETTLED = "settled"

Composer = Callable[[AsyncConnection, DeliveryBatch, Delivery], Awaitable[ComposeResult]]


async def compose_news(connection: AsyncConnection, batch: DeliveryBatch, delivery: Delivery) -> ComposeResult:
    """Return one message with a piece of news and those gathered with it, without what no longer makes sense."""
    pieces = list(_list_pieces(delivery))
    joined = [each for each in pieces if each.kind == TEAM_JOINED]
    composed = [await compose_joined(connection, batch, joined)] if joined else []
    composed += [await COMPOSERS[each.kind](connection, batch, each) for each in pieces if each.kind != TEAM_JOINED]
    told = [each for each in composed if isinstance(each, OutgoingMessage)]
    if len(told) <= 1:
        return told[0] if told else next((each for each in composed), Suppressed(SETTLED))
    rep = await people_rows.get_rep(connection, workspace_id=delivery.workspace_id, rep_id=delivery.rep_id or 0)
    assert rep is not None  # noqa: S101 - it was composed for somebody
    words = load_words(rep.language, today=batch.now.astimezone(rep.zone).date())
    return replace(told[0], message=build_news(words, [each.message for each in told]))


def _list_pieces(delivery: Delivery) -> Iterator[Delivery]:
    yield delivery
    for each in (delivery.payload or {}).get("news", []):
        yield replace(delivery, kind=each["kind"], key=each["key"], payload=each["payload"])


async def _compose_told(_connection: AsyncConnection, batch: DeliveryBatch, delivery: Delivery) -> ComposeResult:
    """Return what a colleague did or says, as it was written then."""
    if delivery.payload is None or delivery.channel is None:
        return Suppressed(SETTLED)
    address = Address(workspace=batch.workspaces[delivery.workspace_id].external_id, channel=delivery.channel)
    return OutgoingMessage(address, decode_message(delivery.payload["message"]))


COMPOSERS: dict[str, Composer] = {
    **dict.fromkeys(HANDOVER_KINDS, compose_handover),
    **dict.fromkeys(TEAM_NEWS_KINDS, compose_team_news),
    **dict.fromkeys((DECLINED, INVITATION, PLACED, ROLE_GIVEN), compose_welcome),
    COLLEAGUE_TOLD: _compose_told,
}
NEWS_KINDS = frozenset(COMPOSERS)


def is_urgent(pieces: Sequence[Delivery]) -> bool:
    """Return whether one of these pieces of news is urgent."""
    return any(each.kind in URGENT for each in pieces)
