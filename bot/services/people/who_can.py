"""Who may do what somebody was refused, to be named in the refusal."""

from bot.domain.people.people import Rep, Role
from bot.storage.database import Database
from bot.storage.people import people as people_rows

MOST_NAMED = 3


async def list_who_can(database: Database, *, rep: Rep, needed: Role) -> list[str]:
    """Return the names of some who have at least this role: who leads the rep's own team first."""
    async with database.reading() as connection:
        leading = await people_rows.list_leading(connection, workspace_id=rep.workspace_id)
    able = [each for each in leading if each.id != rep.id and each.role in (needed, Role.ADMINISTRATOR)]
    if needed is Role.MANAGER:
        able = [each for each in able if _is_near(each, rep)]
        able.sort(key=lambda each: each.team_id != rep.team_id or each.role is not Role.MANAGER)
    return [each.name for each in able[:MOST_NAMED]]


async def list_administrators(database: Database, *, platform: str, workspace: str) -> list[str]:
    """Return the names of some administrators of a workspace, by the platform's id of it."""
    async with database.reading() as connection:
        found = await people_rows.find_workspace(connection, platform=platform, external_id=workspace)
        leading = [] if found is None else await people_rows.list_leading(connection, workspace_id=found.id)
    return [each.name for each in leading if each.role is Role.ADMINISTRATOR][:MOST_NAMED]


def _is_near(other: Rep, rep: Rep) -> bool:
    """Return whether somebody leads the rep's own team, or is an administrator."""
    return other.role is Role.ADMINISTRATOR or rep.team_id in {None, other.team_id}
