"""Compose leased deliveries into messages with addresses, from current data."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.delivery.memory import Said
from bot.domain.meetings.agenda import Meeting
from bot.domain.people.people import Team, Workspace
from bot.domain.reviews.resting_claims import rest_claims
from bot.domain.rhythm.nudges import NoNudge
from bot.domain.rhythm.occasions import REP_OCCASIONS, TEAM_MONTH, TEAM_SUMMARY, TEAM_WEEK
from bot.messages.reviews.team_review import build_team_month, build_team_week, has_team_figures
from bot.messages.reviews.team_summary import build_channel_summary
from bot.messages.text.codec import decode_message
from bot.messages.text.message import Message
from bot.messages.text.words import load_words
from bot.ports import Address
from bot.services.deals.day_memo import DayMemo
from bot.services.delivery.ask_small_teams import ask_small_teams
from bot.services.delivery.compose_nudge import compose_nudges
from bot.services.delivery.compose_welcome import COMPOSERS as WELCOME_KINDS
from bot.services.delivery.compose_welcome import compose_welcome
from bot.services.delivery.delivery_batch import (
    REPLY,
    ComposeResult,
    DeliveryBatch,
    OutgoingMessage,
    Settled,
    Suppressed,
    load_batch,
)
from bot.services.delivery.gather_news import gather_news
from bot.services.delivery.news import NEWS_KINDS, compose_news
from bot.services.delivery.private_week import PRIVATE_WEEK, compose_private_week
from bot.services.hints.find_hint import save_given
from bot.services.hints.find_stall_news import save_told
from bot.services.meetings.load_meeting import load_meeting, save_named
from bot.services.reviews.review_team import load_team_month, load_team_week
from bot.services.reviews.summarise_team import load_team_day
from bot.storage.database import Database
from bot.storage.delivery.deliveries import Delivery
from bot.storage.delivery.said import list_said_in, save_said
from bot.storage.log.next_steps import mark_asked
from bot.storage.people.leading import mark_leaders_asked
from bot.storage.people.people import get_workspace

# Why nothing is told about a team: nobody was in (K4), or no figure may be shown (K10).
NOBODY_IN, NO_FIGURES = "nobody_in", "no_figures"


@dataclass(frozen=True, slots=True)
class TeamMessage:
    """What a team's channel gets, with the agenda in it, if any, and what is remembered of it (K5)."""

    message: Message
    meeting: Meeting | None = None
    said: Said | None = None


TeamComposer = Callable[[AsyncConnection, Team, Workspace, datetime], Awaitable[TeamMessage | NoNudge]]


async def compose_deliveries(
    database: Database, deliveries: Sequence[Delivery], *, now: datetime, memo: DayMemo | None = None
) -> Mapping[int, ComposeResult]:
    """Return the message for each delivery, by id, or why it is suppressed; ``memo`` is kept between batches.

    News for the same person is gathered into one message, or put off to a day that has room for it (K5).
    """
    given, deliveries = deliveries, await gather_news(database, deliveries, now=now)
    async with database.long_reading() as connection:
        batch = await load_batch(connection, deliveries, now=now)
        rep_kinds = {occasion.kind for occasion in REP_OCCASIONS}
        outcomes = await compose_nudges(
            connection, batch, [each for each in deliveries if each.kind in rep_kinds], memo=memo or DayMemo()
        )
        for delivery in deliveries:
            if delivery.kind not in rep_kinds:
                outcomes[delivery.id] = await _compose_other(connection, batch, delivery)
    _follow_linked(batch, deliveries, outcomes)
    outcomes |= {each.id: Settled() for each in given if each.id not in outcomes}
    composed = [outcome for outcome in outcomes.values() if isinstance(outcome, OutgoingMessage)]
    await save_told(database, [each.news for each in composed if each.news is not None])
    asked = {each.asks_selling.id for each in composed if each.asks_selling is not None}
    if asked:
        await database.write(lambda connection: mark_leaders_asked(connection, rep_ids=asked, now=now))
    await save_given(database, [each.hint for each in composed if each.hint is not None])
    await _save_said(database, outcomes)
    await save_named(database, [each.meeting for each in composed if each.meeting is not None])
    told = [batch.find_team(delivery) for delivery in deliveries if delivery.kind in TEAM_COMPOSERS]
    teams = [team for team in told if team is not None]
    if teams:
        await ask_small_teams(database, teams, now=now)
    return outcomes


def _follow_linked(batch: DeliveryBatch, deliveries: Sequence[Delivery], outcomes: dict[int, ComposeResult]) -> None:
    """Address what is sent on another platform than the rep's own: to who is linked, and hears or typed there."""
    for delivery in deliveries:
        outcome = outcomes.get(delivery.id)
        if delivery.through_id is not None and isinstance(outcome, OutgoingMessage):
            there = batch.workspaces[delivery.through_id].external_id
            outcomes[delivery.id] = replace(outcome, address=replace(outcome.address, workspace=there))


async def _save_said(database: Database, outcomes: Mapping[int, ComposeResult]) -> None:
    """Save what each message names, and which steps were asked about, before it is sent (K5)."""
    composed = {each: outcome for each, outcome in outcomes.items() if isinstance(outcome, OutgoingMessage)}
    said = {each: outcome.said for each, outcome in composed.items() if outcome.said is not None}
    asked = {
        outcome.asked.id: outcome.said.day
        for outcome in composed.values()
        if outcome.asked is not None and outcome.said is not None
    }

    async def work(connection: AsyncConnection) -> None:
        await save_said(connection, said)
        await mark_asked(connection, asked)

    if said:
        await database.write(work)


async def find_address(database: Database, delivery: Delivery) -> Address | None:
    """Return the address to which a delivery was sent; None when it is no longer known."""
    if delivery.payload is not None and "address" in delivery.payload:
        return Address(**delivery.payload["address"])
    async with database.reading() as connection:
        workspace = await get_workspace(connection, workspace_id=delivery.sent_in)
    if workspace is None or delivery.channel is None:
        return None
    return Address(workspace=workspace.external_id, channel=delivery.channel)


async def _compose_other(connection: AsyncConnection, batch: DeliveryBatch, delivery: Delivery) -> ComposeResult:
    if delivery.kind == REPLY:
        return _compose_reply(delivery)
    if delivery.kind in PRIVATE_COMPOSERS:
        return await PRIVATE_COMPOSERS[delivery.kind](connection, batch, delivery)
    composer = TEAM_COMPOSERS.get(delivery.kind)
    if composer is None:
        return Suppressed(f"unknown kind {delivery.kind}")
    team = batch.find_team(delivery)
    if team is None or delivery.channel is None:
        return Suppressed("no_channel")
    workspace = batch.workspaces[delivery.workspace_id]
    said = await composer(connection, team, workspace, batch.now)
    if isinstance(said, NoNudge):
        return Suppressed(said.reason)
    address = Address(workspace=workspace.external_id, channel=delivery.channel)
    return OutgoingMessage(address, said.message, meeting=said.meeting, said=said.said)


def _compose_reply(delivery: Delivery) -> ComposeResult:
    if delivery.payload is None:
        return Suppressed("no_payload")
    return OutgoingMessage(
        address=Address(**delivery.payload["address"]), message=decode_message(delivery.payload["message"])
    )


async def _compose_summary(
    connection: AsyncConnection, team: Team, workspace: Workspace, now: datetime
) -> TeamMessage | NoNudge:
    team_day = await load_team_day(connection, team=team, workspace=workspace, now=now)
    if team_day.is_off:
        return NoNudge(NOBODY_IN)
    heard = await list_said_in(
        connection, channel=team.channel or "", team_id=team.id, kind=TEAM_SUMMARY.kind, before=team_day.day
    )
    team_day, remembered = rest_claims(team_day, heard)
    message = build_channel_summary(load_words(workspace.language, today=team_day.day), team_day)
    return NoNudge(NO_FIGURES) if message is None else TeamMessage(message, said=remembered)


async def _compose_week(
    connection: AsyncConnection, team: Team, workspace: Workspace, now: datetime
) -> TeamMessage | NoNudge:
    day = now.astimezone(team.zone).date()
    week = await load_team_week(connection, team=team, workspace=workspace, day=day)
    if week.is_off:
        return NoNudge(NOBODY_IN)
    meeting = await load_meeting(connection, team=team, workspace=workspace, week=week, now=now, reader=None)
    message = build_team_week(load_words(workspace.language, today=day), week, meeting)
    return TeamMessage(message, meeting) if has_team_figures(message) else NoNudge(NO_FIGURES)


async def _compose_month(
    connection: AsyncConnection, team: Team, workspace: Workspace, now: datetime
) -> TeamMessage | NoNudge:
    day = now.astimezone(team.zone).date()
    month = await load_team_month(connection, team=team, workspace=workspace, day=day)
    message = build_team_month(load_words(workspace.language, today=day), month)
    return TeamMessage(message) if has_team_figures(message) else NoNudge(NO_FIGURES)


TEAM_COMPOSERS: dict[str, TeamComposer] = {
    TEAM_SUMMARY.kind: _compose_summary,
    TEAM_WEEK.kind: _compose_week,
    TEAM_MONTH.kind: _compose_month,
}
PRIVATE_COMPOSERS = {
    PRIVATE_WEEK: compose_private_week,
    **dict.fromkeys(WELCOME_KINDS, compose_welcome),
    **dict.fromkeys(NEWS_KINDS, compose_news),
}
