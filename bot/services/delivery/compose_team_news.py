"""Compose what people hear about their team: who joined it, and whether its totals may be shown (K10)."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.people.people import Rep
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
    compose = _compose_joined if delivery.kind == TEAM_JOINED else _compose_question
    message = await compose(connection, batch, rep, delivery.key)
    if message is None:
        return Suppressed("settled")
    workspace = batch.workspaces[delivery.workspace_id]
    return OutgoingMessage(Address(workspace=workspace.external_id, channel=delivery.channel), message)


async def _compose_joined(connection: AsyncConnection, _batch: DeliveryBatch, rep: Rep, key: str) -> Message | None:
    who = await people_rows.get_rep(connection, workspace_id=rep.workspace_id, rep_id=read_subject(key))
    team_id = int(key.split(":")[3])
    team = await people_rows.find_team(connection, workspace_id=rep.workspace_id, team_id=team_id)
    if who is None or team is None or who.team_id != team_id:  # gone again meanwhile
        return None
    return build_team_joined(load_words(rep.language), name=who.name, team=team.name)


async def _compose_question(connection: AsyncConnection, batch: DeliveryBatch, rep: Rep, key: str) -> Message | None:
    team = await people_rows.find_team(connection, workspace_id=rep.workspace_id, team_id=read_subject(key))
    if team is None:
        return None
    consent = await load_consent(connection, team=team, now=batch.now)
    if rep.id not in {each.id for each in consent.unasked} or key.rpartition(":")[2] != consent.people:
        return None
    others = [each for each in consent.reps if each.id != rep.id]
    return build_totals_question(load_words(rep.language), team, others, own_id=rep.id)
