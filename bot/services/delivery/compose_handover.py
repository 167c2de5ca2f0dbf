"""Compose what people hear when a colleague leaves: the proposal to hand over, and that it was done (K3)."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.deals.deals import DealState
from bot.domain.people.handover import HandoverCounts, count_holdings
from bot.domain.people.people import Rep
from bot.messages.deals.deal_closed import build_closed_by_import, build_closed_by_other
from bot.messages.deals.deal_parts import name_deal
from bot.messages.people.handover import (
    build_account_given,
    build_account_received,
    build_deal_given,
    build_deal_received,
    build_given,
    build_handover_offer,
    build_import_given,
    build_received,
)
from bot.messages.text.message import Message
from bot.messages.text.words import Words, load_words
from bot.ports import Address
from bot.services.accounts.change_account import count_deals, count_steps, find_owners
from bot.services.delivery.delivery_batch import ComposeResult, DeliveryBatch, OutgoingMessage, Suppressed
from bot.services.people.hand_over_work import count_part
from bot.services.people.imported_owners import IMPORT_CLOSED, IMPORT_GIVEN
from bot.services.people.leaving import (
    ACCOUNT_GIVEN,
    DEAL_CLOSED,
    DEAL_GIVEN,
    HANDOVER_PROPOSED,
    HANDOVER_TOLD,
    read_detail,
    read_subject,
)
from bot.storage.accounts import account_cards as card_rows
from bot.storage.accounts import account_changes as change_rows
from bot.storage.accounts import accounts as account_rows
from bot.storage.deals import deal_events as event_rows
from bot.storage.deals import deal_steps as step_rows
from bot.storage.deals import deals as deal_rows
from bot.storage.delivery.deliveries import Delivery
from bot.storage.exchange import batches, given
from bot.storage.people import handovers as handover_rows
from bot.storage.people import people as people_rows

HANDOVER_KINDS = frozenset(
    {HANDOVER_PROPOSED, HANDOVER_TOLD, DEAL_GIVEN, ACCOUNT_GIVEN, IMPORT_GIVEN, IMPORT_CLOSED, DEAL_CLOSED}
)


async def compose_handover(connection: AsyncConnection, batch: DeliveryBatch, delivery: Delivery) -> ComposeResult:
    """Return the message to one of those concerned, or why it no longer makes sense."""
    rep = await people_rows.get_rep(connection, workspace_id=delivery.workspace_id, rep_id=delivery.rep_id or 0)
    if rep is None or delivery.channel is None:
        return Suppressed("no_rep")
    words = load_words(rep.language, today=batch.now.astimezone(rep.zone).date())
    if delivery.kind in GIVEN:
        message = await GIVEN[delivery.kind](connection, words, rep, delivery.key)
    else:
        compose = _compose_proposal if delivery.kind == HANDOVER_PROPOSED else _compose_told
        message = await compose(connection, words, rep, read_subject(delivery.key))
    if message is None:
        return Suppressed("settled")
    workspace = batch.workspaces[delivery.workspace_id]
    return OutgoingMessage(Address(workspace=workspace.external_id, channel=delivery.channel), message)


async def _compose_proposal(connection: AsyncConnection, words: Words, rep: Rep, leaver_id: int) -> Message | None:
    leaver = await people_rows.get_rep(connection, workspace_id=rep.workspace_id, rep_id=leaver_id)
    holdings = await handover_rows.load_holdings(connection, workspace_id=rep.workspace_id, rep_id=leaver_id)
    if leaver is None or leaver.left_at is None or not holdings:
        return None
    return build_handover_offer(words, leaver, count_holdings(holdings), block="proposed")


async def _compose_given(connection: AsyncConnection, words: Words, rep: Rep, key: str) -> Message | None:
    deal = await deal_rows.find_deal(connection, workspace_id=rep.workspace_id, deal_id=read_subject(key))
    if deal is None:
        return None
    events = await event_rows.list_events(connection, deal_ids=[deal.id])
    given = next((event for event in events if event.id == read_detail(key)), None)
    if given is None or given.after != str(deal.owner_id):  # undone, or handed on since
        return None
    people = await people_rows.find_reps(connection, rep_ids=[int(given.after), given.rep_id or 0])
    by = people[given.rep_id].name if given.rep_id in people else ""
    name = name_deal(deal)
    # Who had the deal before gets it again: that is another message than the first (K5).
    is_again = any(
        given.after in (event.before, event.after)
        for event in events
        if event.kind is given.kind and event.id < given.id
    )
    if rep.id == deal.owner_id:
        step_on = deal.activity_rollup.step_on
        return build_deal_received(words, deal_id=deal.id, name=name, by=by, step_on=step_on, is_again=is_again)
    receiver = people[int(given.after)].name
    return build_deal_given(words, deal_id=deal.id, name=name, by=by, receiver=receiver, is_again=is_again)


async def _compose_account_given(connection: AsyncConnection, words: Words, rep: Rep, key: str) -> Message | None:
    change = await change_rows.find_change(connection, workspace_id=rep.workspace_id, change_id=read_detail(key))
    owners = find_owners(change.rows) if change is not None else None
    found = await card_rows.find_details(connection, workspace_id=rep.workspace_id, account_id=read_subject(key))
    if change is None or change.is_undone or owners is None or found is None or found[0].owner_id != owners[1]:
        return None  # undone, merged, or handed on since
    account, moved = found[0], HandoverCounts(deals=count_deals(change.rows), steps=count_steps(change.rows))
    people = await people_rows.find_reps(connection, rep_ids=[owners[1], change.rep_id])
    by = people[change.rep_id].name if change.rep_id in people else ""
    if rep.id == owners[1]:
        return build_account_received(words, account_id=account.id, name=account.name, by=by, came=moved)
    receiver = people[owners[1]].name
    return build_account_given(words, account_id=account.id, name=account.name, by=by, receiver=receiver, went=moved)


async def _compose_deal_closed(connection: AsyncConnection, words: Words, rep: Rep, key: str) -> Message | None:
    deal = await deal_rows.find_deal(connection, workspace_id=rep.workspace_id, deal_id=read_subject(key))
    if deal is None or deal.state is DealState.OPEN:
        return None
    events = await event_rows.list_events(connection, deal_ids=[deal.id])
    closed = next((event for event in events if event.id == read_detail(key)), None)
    ended = [step for step in await step_rows.list_ended(connection, deal_id=deal.id) if step.rep_id == rep.id]
    if closed is None or closed.after != deal.state or not ended:  # undone, or kept in spite of it
        return None
    people = await people_rows.find_reps(connection, rep_ids=[closed.rep_id or 0])
    by = people[closed.rep_id].name if closed.rep_id in people else ""
    return build_closed_by_other(words, by=by, name=name_deal(deal), is_won=deal.state is DealState.WON, steps=ended)


async def _compose_import_given(connection: AsyncConnection, words: Words, rep: Rep, key: str) -> Message | None:
    import_id = read_subject(key)
    stored = await batches.find_import(connection, workspace_id=rep.workspace_id, import_id=import_id)
    if stored is None:
        return None
    received = await given.count_received(connection, import_id=import_id, rep_id=rep.id)
    lost = await given.count_given(connection, import_id=import_id, rep_id=rep.id)
    people = await people_rows.find_reps(connection, rep_ids=[stored.rep_id or 0])
    by = people[stored.rep_id].name if stored.rep_id in people else ""
    return build_import_given(words, by=by, received=received, given=lost)


async def _compose_import_closed(connection: AsyncConnection, words: Words, rep: Rep, key: str) -> Message | None:
    import_id = read_subject(key)
    stored = await batches.find_import(connection, workspace_id=rep.workspace_id, import_id=import_id)
    ended = await given.list_ended_steps(connection, import_id=import_id, rep_id=rep.id)
    if stored is None or not ended:  # undone, or kept in spite of it
        return None
    people = await people_rows.find_reps(connection, rep_ids=[stored.rep_id or 0])
    by = people[stored.rep_id].name if stored.rep_id in people else ""
    return build_closed_by_import(words, by=by, steps=ended)


async def _compose_told(connection: AsyncConnection, words: Words, rep: Rep, handover_id: int) -> Message | None:
    made = await handover_rows.find_handover(connection, workspace_id=rep.workspace_id, handover_id=handover_id)
    if made is None or made.undone_at is not None:
        return None
    people = await people_rows.find_reps(connection, rep_ids=[made.leaver_id, *(part["to"] for part in made.content)])
    if rep.id == made.leaver_id:
        return build_given(words, [people[part["to"]].name for part in made.content])
    part = next(part for part in made.content if part["to"] == rep.id)
    names = await account_rows.list_names(connection, account_ids=part["accounts"])
    return build_received(words, people[made.leaver_id], count_part(part), sorted(names.values()))


GIVEN = {
    DEAL_GIVEN: _compose_given,
    ACCOUNT_GIVEN: _compose_account_given,
    IMPORT_GIVEN: _compose_import_given,
    IMPORT_CLOSED: _compose_import_closed,
    DEAL_CLOSED: _compose_deal_closed,
}
