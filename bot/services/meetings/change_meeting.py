"""Put a point on the agenda of the weekly meeting, write down what was decided, and say what became of it."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.deals.deals import Deal, DealState
from bot.domain.deals.errors import DealGone
from bot.domain.log.stored_text import clean_characters
from bot.domain.meetings.agenda import AskedPoint, MeetingDecision, PointKind
from bot.domain.meetings.errors import DecisionGone, DecisionMissing
from bot.domain.people.people import Rep, Team
from bot.domain.reviews.review import find_monday
from bot.errors import ButtonExpired, TextTooLong
from bot.services.meetings.team_rights import get_team_of
from bot.storage.database import Database
from bot.storage.deals import deals as deal_rows
from bot.storage.meetings import meetings as meeting_rows
from bot.storage.meetings.meetings import DecisionState, NewDecision, NewPoint

# The lengths of the columns.
LONGEST_DECISION, LONGEST_POINT = 300, 200


async def put_on_agenda(
    database: Database, *, rep: Rep, team_id: int, point: AskedPoint, now: datetime
) -> tuple[Team, Deal | None]:
    """Put a point on the agenda of the team's next meeting; idempotent within a week.

    Return the team, and the deal that it is about, if any.

    Raises:
        TeamGone: it is not a team of this person.
        DealGone: the deal does not exist, or is closed.
        TextTooLong: what was typed is too long.
        ButtonExpired: nothing readable was typed.
    """
    note = " ".join(clean_characters(point.note).split())
    if len(note) > LONGEST_POINT:
        raise TextTooLong(len(note), LONGEST_POINT)
    if point.kind is PointKind.TYPED and not note:
        raise ButtonExpired

    async def work(connection: AsyncConnection) -> tuple[Team, Deal | None]:
        team = (await get_team_of(connection, rep=rep, team_id=team_id)).team
        deal = None
        if point.kind is PointKind.DEAL:
            deal = await deal_rows.find_deal(connection, workspace_id=rep.workspace_id, deal_id=point.subject)
            if deal is None or deal.state is not DealState.OPEN:
                raise DealGone
        added = NewPoint(
            workspace_id=rep.workspace_id,
            team_id=team.id,
            rep_id=rep.id,
            kind=point.kind,
            subject=point.subject,
            week_of=find_monday(now.astimezone(team.zone).date()),
            note=note,
        )
        await meeting_rows.add_point(connection, added)
        return team, deal

    return await database.write(work)


async def note_decisions(
    database: Database, *, rep: Rep, team_id: int, text: str, request_key: str, now: datetime
) -> tuple[Team, list[str]]:
    """Save what a meeting decided, one line each, and return the team and the lines; idempotent by request key.

    Raises:
        TeamGone: it is not a team of this person.
        DecisionMissing: there is no readable line.
        TextTooLong: a line is too long.
    """
    lines = [" ".join(line.lstrip("-*• ").split()) for line in clean_characters(text).splitlines()]
    lines = [line for line in lines if line]
    if not lines:
        raise DecisionMissing
    longest = max(map(len, lines))
    if longest > LONGEST_DECISION:
        raise TextTooLong(longest, LONGEST_DECISION)

    async def work(connection: AsyncConnection) -> Team:
        team = (await get_team_of(connection, rep=rep, team_id=team_id)).team
        day = now.astimezone(team.zone).date()
        decisions = [
            NewDecision(
                workspace_id=rep.workspace_id,
                team_id=team.id,
                rep_id=rep.id,
                text=line,
                made_on=day,
                request_key=request_key,
                place=place,
            )
            for place, line in enumerate(lines)
        ]
        await meeting_rows.add_decisions(connection, decisions)
        return team

    return await database.write(work), lines


async def close_decision(
    database: Database, *, rep: Rep, decision_id: int, state: DecisionState, now: datetime
) -> MeetingDecision:
    """Save that a decision was carried out or dropped, or take that back, and return it; idempotent.

    Raises:
        DecisionGone: it does not exist, or is another team's.
    """

    async def work(connection: AsyncConnection) -> MeetingDecision:
        found = await meeting_rows.find_decision(connection, workspace_id=rep.workspace_id, decision_id=decision_id)
        if found is None:
            raise DecisionGone
        decision, team_id = found
        team = (await get_team_of(connection, rep=rep, team_id=team_id)).team
        day = None if state is DecisionState.OPEN else now.astimezone(team.zone).date()
        await meeting_rows.set_state(connection, decision_id=decision.id, state=state, day=day)
        return decision

    return await database.write(work)
