"""Load the agenda of a team's weekly meeting, and what comes back of the decisions before it (R8)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.meetings.agenda import (
    ROUNDS,
    AskedPoint,
    JudgedDeal,
    Meeting,
    MeetingDecision,
    PointKind,
    Proposals,
    SharedLesson,
    choose_points,
    list_returning,
)
from bot.domain.people.people import Rep, Team, Workspace
from bot.domain.reviews.review import find_monday
from bot.domain.reviews.team_review import TeamWeek, list_decisions
from bot.domain.statistics.team_totals import TotalsRule
from bot.services.deals.scan_stalls import load_stall_inputs
from bot.services.meetings.team_rights import get_team_of
from bot.services.people.person_cache import Person
from bot.services.people.team_totals import load_consent
from bot.services.reviews.review_team import load_team_week
from bot.storage.database import Database
from bot.storage.deals import deals as deal_rows
from bot.storage.deals import stalls as stall_rows
from bot.storage.lessons import lessons as lesson_rows
from bot.storage.meetings import meetings as meeting_rows
from bot.storage.meetings.meetings import NAMED, NewPoint
from bot.storage.people import people as people_rows

WEEK = timedelta(days=7)
# A shared lesson is proposed on two Mondays at most (K5).
LESSONS_SINCE = timedelta(days=14)
LESSONS_LOOKED_AT = 50


async def load_meeting(
    connection: AsyncConnection, *, team: Team, workspace: Workspace, week: TeamWeek, now: datetime, reader: Rep | None
) -> Meeting:
    """Return the agenda of the meeting of this week, or the next one.

    ``reader`` is who sees it privately: a manager may see every stalled deal, a rep the own ones. In a channel (None)
    one is named of the bot's own accord only while enough people have one (K10), on three Mondays at most (K5).
    """
    day = now.astimezone(team.zone).date()
    monday = find_monday(day)
    reps = await people_rows.list_reps(connection, workspace_id=team.workspace_id, team_id=team.id)
    asked = await meeting_rows.list_points(connection, team_id=team.id, since=monday - WEEK)
    stalled = await _list_stalled(connection, workspace, reps, day=day)
    rule = (await load_consent(connection, team=team, now=now)).rule
    named = await meeting_rows.count_named(connection, team_id=team.id, before=monday)
    found = Proposals(
        asked=asked,
        deals=await _judge_asked(connection, workspace, asked, day=day),
        lessons=await _list_lessons(connection, reps, asked, since=day - LESSONS_SINCE),
        decisions=list_decisions(week),
        stalled=[
            each
            for each in stalled
            if _may_name(each, stalled, rule, reader) and (reader or named.get(each.deal.id, 0) < ROUNDS)
        ],
    )
    decided = await meeting_rows.list_open_decisions(connection, team_id=team.id)
    return Meeting(team, day, choose_points(found), list_returning(decided, day=day))


async def load_current_meeting(database: Database, *, person: Person, team_id: int, now: datetime) -> Meeting:
    """Return the same as one person of the team sees it.

    Raises:
        TeamGone: it is not a team of this person.
    """
    async with database.long_reading() as connection:
        access = await get_team_of(connection, rep=person.rep, team_id=team_id)
        team, workspace = access.team, person.workspace
        day = now.astimezone(team.zone).date()
        week = await load_team_week(connection, team=team, workspace=workspace, day=day)
        return await load_meeting(connection, team=team, workspace=workspace, week=week, now=now, reader=person.rep)


async def load_monday(
    database: Database, *, workspace: Workspace, team: Team, now: datetime
) -> tuple[TeamWeek, Meeting]:
    """Return a team's week and agenda as its channel may read them."""
    async with database.long_reading() as connection:
        week = await load_team_week(connection, team=team, workspace=workspace, day=now.astimezone(team.zone).date())
        meeting = await load_meeting(connection, team=team, workspace=workspace, week=week, now=now, reader=None)
    return week, meeting


async def save_named(database: Database, meetings: Sequence[Meeting]) -> None:
    """Save which deals the agendas of channels name, before they are sent (K5); idempotent within a week."""
    points = [
        NewPoint(
            workspace_id=meeting.team.workspace_id,
            team_id=meeting.team.id,
            rep_id=None,
            kind=point.kind,
            subject=point.subject,
            week_of=find_monday(meeting.day),
            note=NAMED,
        )
        for meeting in meetings
        for point in meeting.points
        if point.deal is not None
    ]

    async def work(connection: AsyncConnection) -> None:
        for point in points:
            await meeting_rows.add_point(connection, point)

    if points:
        await database.write(work)


async def list_decided_today(database: Database, *, team: Team, now: datetime) -> list[MeetingDecision]:
    """Return what a team decided on its local day."""
    async with database.reading() as connection:
        decided = await meeting_rows.list_open_decisions(connection, team_id=team.id)
    return [each for each in decided if each.made_on == now.astimezone(team.zone).date()]


def _may_name(each: JudgedDeal, stalled: list[JudgedDeal], rule: TotalsRule, reader: Rep | None) -> bool:
    if reader is None:
        return rule.may_show({other.deal.owner_id for other in stalled if other.deal.owner_id is not None})
    return reader.role.leads or each.deal.owner_id == reader.id


async def _list_stalled(
    connection: AsyncConnection, workspace: Workspace, reps: list[Rep], *, day: date
) -> list[JudgedDeal]:
    found = await stall_rows.list_stalled(
        connection, workspace_id=workspace.id, owner_ids=[rep.id for rep in reps if rep.left_at is None]
    )
    judge = await load_stall_inputs(connection, workspace=workspace, deals=[each.deal for each in found], today=day)
    judged = (JudgedDeal(each.deal, judge.judge(each.deal)) for each in found)
    return [each for each in judged if each.stalls]


async def _judge_asked(
    connection: AsyncConnection, workspace: Workspace, asked: list[AskedPoint], *, day: date
) -> list[JudgedDeal]:
    ids = [each.subject for each in asked if each.kind is PointKind.DEAL]
    deals = await deal_rows.list_deals(connection, deal_ids=ids)
    if not deals:
        return []
    judge = await load_stall_inputs(connection, workspace=workspace, deals=deals.values(), today=day)
    return [JudgedDeal(deal, judge.judge(deal)) for deal in deals.values()]


async def _list_lessons(
    connection: AsyncConnection, reps: list[Rep], asked: list[AskedPoint], *, since: date
) -> list[SharedLesson]:
    wanted = {each.subject for each in asked if each.kind is PointKind.LESSON}
    found = await lesson_rows.list_kept(
        connection, rep_id=0, team_ids=[rep.id for rep in reps], limit=LESSONS_LOOKED_AT
    )
    return [
        SharedLesson(lesson.id, lesson.account_name, lesson.quote)
        for lesson in found
        if lesson.quote and (lesson.day >= since or lesson.id in wanted)
    ]
