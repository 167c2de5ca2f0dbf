"""Set or remove a rep's personal goal (O1)."""

from datetime import datetime

from bot.domain.certainties.goal_line import parse_goal
from bot.domain.certainties.personal_goal import Goal
from bot.domain.people.people import Rep
from bot.storage.certainties import goals as goal_rows
from bot.storage.database import Database


async def set_goal(database: Database, *, rep: Rep, typed: str, now: datetime) -> Goal | None:
    """Set the goal in a typed line, or remove it, and return the goal in force.

    Raises:
        GoalUnclear: it has no amount, or its day is in the past.
    """
    goal = parse_goal(typed, today=now.astimezone(rep.zone).date()).goal
    if goal is None:
        await database.write(lambda connection: goal_rows.remove_goal(connection, rep_id=rep.id))
        return None
    await database.write(
        lambda connection: goal_rows.save_goal(connection, workspace_id=rep.workspace_id, rep_id=rep.id, goal=goal)
    )
    return goal
