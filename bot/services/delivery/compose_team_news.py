"""Compose what people hear about their team: who joined it, and whether its totals may be shown (K10)."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.people.people import Rep, Team
from bot.messages.people.team_totals import build_team_joined, build_totals_question
from bot.messages.text.message import Message
from bot.messages.text.words import load_words
from bot.ports import Address
from bot.services.delivery.ask_small_teams import TOTALS_ASKED
from bot.services.delivery.delivery_batch import ComposeResult, DeliveryBatch, OutgoingMessage, Suppressed
from bot.services.people.leaving import read_subject
from bot.services.people.team_news import TEAM_JOINED
from bot.services.people.team_totals import load_consent
from bot.storage.delivery.deliveries import Delivery
from bot.storage.people import people as people_rows

TEAM_NEWS_KINDS = frozenset({TEAM_JOINED, TOTALS_ASKED})


async def compose_team_news(connection: AsyncConnection, batch: DeliveryBatch, delivery: Delivery) -> ComposeResult:
    """Return the message to one person, or why it no longer makes sense."""
    rep = await people_rows.get_rep(connection, workspace_id=delivery.workspace_id, rep_id=delivery.rep_id or 0)
    if rep is None or rep.left_at is not None or delivery.channel is None:
        return Suppressed("no_rep")
    message = await _compose_question(connection, batch, rep, delivery.key)
    return _send(batch, delivery, message) if message is not None else Suppressed("settled")


async def compose_joined(
    connection: AsyncConnection, batch: DeliveryBatch, deliveries: Sequence[Delivery]
) -> ComposeResult:
    """Return one message to one person about all who joined, or why it no longer makes sense."""
    first = deliveries[0]
    rep = await people_rows.get_rep(connection, workspace_id=first.workspace_id, rep_id=first.rep_id or 0)
    if rep is None or rep.left_at is not None or first.channel is None:
        return Suppressed("no_rep")
    pairs = {(int(each.key.split(":")[3]), read_subject(each.key)): None for each in deliveries}
    people = await people_rows.find_reps(connection, rep_ids=[rep_id for _, rep_id in pairs])
    teams = await people_rows.find_teams(connection, team_ids=sorted({team_id for team_id, _ in pairs}))
    # Without who is gone again meanwhile.
    joined = {
        team.name: [people[each].name for of, each in pairs if of == team.id and _is_in(people.get(each), team)]
        for team in teams.values()
        if team.workspace_id == rep.workspace_id
    }
    joined = {team: names for team, names in joined.items() if names}
    if not joined:
        return Suppressed("settled")
    return _send(batch, first, build_team_joined(load_words(rep.language), joined))


def _is_in(rep: Rep | None, team: Team) -> bool:
    return rep is not None and rep.left_at is None and rep.team_id == team.id


def _send(batch: DeliveryBatch, delivery: Delivery, message: Message) -> OutgoingMessage:
    workspace = batch.workspaces[delivery.workspace_id]
    return OutgoingMessage(Address(workspace=workspace.external_id, channel=delivery.channel or ""), message)


async def _compose_question(connection: AsyncConnection, batch: DeliveryBatch, rep: Rep, key: str) -> Message | None:
    team = await people_rows.find_team(connection, workspace_id=rep.workspace_id, team_id=read_subject(key))
    if team is None:
        return None
    consent = await load_consent(connection, team=team, now=batch.now)
    if rep.id not in {each.id for each in consent.unasked} or key.rpartition(":")[2] != consent.people:
        return None
    others = [each for each in consent.reps if each.id != rep.id]
    return build_totals_question(load_words(rep.language), team, others, own_id=rep.id)
