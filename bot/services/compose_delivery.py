"""Turning a claimed delivery into a message and an address, with the figures of the moment at which it is sent."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.occasions import MORNING_NUDGE, TEAM_SUMMARY
from bot.domain.people import Rep, Team, Workspace
from bot.messages.codec import decode_message
from bot.messages.message import Message
from bot.messages.morning_nudge import build_morning_nudge
from bot.messages.team_summary import build_team_summary
from bot.messages.words import load_words
from bot.ports import Address
from bot.services.people_book import Person
from bot.services.show_day import read_day
from bot.services.summarise_team import read_team_day
from bot.storage import people as people_rows
from bot.storage.database import Database
from bot.storage.deliveries import Delivery

REPLY = "reply"


@dataclass(frozen=True, slots=True)
class Composed:
    """A message ready to be sent."""

    address: Address
    message: Message


class NothingToSend(Exception):
    """A delivery has lost its reason: the person or the channel is gone; ``reason`` is a stable code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


async def compose_delivery(database: Database, delivery: Delivery, *, now: datetime) -> Composed:
    """Return what is to be sent for this delivery.

    Raises:
        NothingToSend: there is nobody or nothing to send it to.
    """
    async with database.reading() as connection:
        workspace = await _find_workspace(connection, delivery)
        if delivery.kind == REPLY:
            return _compose_reply(delivery)
        if delivery.kind == MORNING_NUDGE.kind:
            rep = await _find_rep(connection, delivery)
            day = await read_day(connection, person=Person(rep=rep, workspace=workspace), now=now)
            return Composed(
                address=Address(workspace=workspace.external_id, channel=rep.address),
                message=build_morning_nudge(load_words(rep.language), day),
            )
        if delivery.kind == TEAM_SUMMARY.kind:
            team, channel = await _find_team(connection, delivery)
            team_day = await read_team_day(connection, team=team, country=workspace.country, now=now)
            return Composed(
                address=Address(workspace=workspace.external_id, channel=channel),
                message=build_team_summary(load_words(workspace.language), team_day),
            )
    raise NothingToSend(f"unknown kind {delivery.kind}")


def _compose_reply(delivery: Delivery) -> Composed:
    if delivery.payload is None:
        raise NothingToSend("no_payload")
    return Composed(address=Address(**delivery.payload["address"]), message=decode_message(delivery.payload["message"]))


async def _find_workspace(connection: AsyncConnection, delivery: Delivery) -> Workspace:
    workspace = await people_rows.get_workspace(connection, workspace_id=delivery.workspace_id)
    if workspace is None:
        raise NothingToSend("no_workspace")
    return workspace


async def _find_rep(connection: AsyncConnection, delivery: Delivery) -> Rep:
    rep = await people_rows.get_rep(connection, workspace_id=delivery.workspace_id, rep_id=delivery.rep_id or 0)
    if rep is None:
        raise NothingToSend("no_rep")
    return rep


async def _find_team(connection: AsyncConnection, delivery: Delivery) -> tuple[Team, str]:
    team = await people_rows.find_team(connection, workspace_id=delivery.workspace_id, team_id=delivery.team_id or 0)
    if team is None or team.channel is None:
        raise NothingToSend("no_channel")
    return team, team.channel
