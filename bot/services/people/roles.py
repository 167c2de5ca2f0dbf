"""Who is administrator: who installs, then whom an administrator chooses; there is always at least one."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.people.errors import AdministratorsOnly, LastAdministrator, PersonUnknown
from bot.domain.people.people import Rep, Role
from bot.ports import Profile
from bot.services.people.leaving import ensure_administrator, tell_role
from bot.storage.database import Database
from bot.storage.people import people as people_rows


async def choose_first_role(connection: AsyncConnection, *, workspace_id: int, profile: Profile, now: datetime) -> Role:
    """Return the role of somebody who is new here.

    The first person is administrator: for the time being, unless the platform has him or her as one. An administrator
    of the platform who comes next is one here as well.
    """
    administrators = await ensure_administrator(connection, workspace_id=workspace_id, now=now)
    if not administrators:
        return Role.ADMINISTRATOR
    if not profile.is_administrator or not all(each.stands_in for each in administrators):
        return Role.REP
    for each in administrators:
        await people_rows.change_rep(connection, workspace_id=workspace_id, rep_id=each.id, stands_in=False)
    return Role.ADMINISTRATOR


async def give_role(database: Database, *, rep: Rep, somebody: Rep, role: Role, now: datetime) -> Rep:
    """Give somebody a role, who is told, and return the rep as it was.

    Raises:
        AdministratorsOnly: the user is not an administrator.
        LastAdministrator: nobody would be administrator.
        PersonUnknown: this is nobody of this workspace, or somebody who left.
    """

    async def work(connection: AsyncConnection) -> Rep:
        by = await people_rows.get_rep(connection, workspace_id=rep.workspace_id, rep_id=rep.id)
        if by is None or by.role is not Role.ADMINISTRATOR:
            raise AdministratorsOnly
        known = await people_rows.get_rep(connection, workspace_id=rep.workspace_id, rep_id=somebody.id)
        if known is None or known.left_at is not None:
            raise PersonUnknown(somebody.name)
        await set_role(connection, rep=known, role=role, by=rep, now=now)
        return known

    return await database.write(work)


async def set_role(connection: AsyncConnection, *, rep: Rep, role: Role, by: Rep, now: datetime) -> None:
    """Save a rep's role, and have the rep told if another one gave it.

    Raises:
        LastAdministrator: nobody would be administrator.
    """
    if rep.role is Role.ADMINISTRATOR and role is not Role.ADMINISTRATOR:
        leading = await people_rows.list_leading(connection, workspace_id=rep.workspace_id)
        if not any(each.role is Role.ADMINISTRATOR and each.id != rep.id for each in leading):
            raise LastAdministrator
    await people_rows.change_rep(connection, workspace_id=rep.workspace_id, rep_id=rep.id, role=role, stands_in=False)
    if rep.role is not role and by.id != rep.id:
        await tell_role(connection, rep=rep, role=role, by_id=by.id, now=now)
