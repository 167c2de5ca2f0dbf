"""Set the stages of a workspace's deals, by a manager (V1)."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.deals.deal_words import find_unusable_stage
from bot.domain.deals.errors import StagesUnclear, StageUnusable
from bot.domain.log.stored_text import clean_characters
from bot.domain.people.errors import ManagersOnly
from bot.domain.people.stages import Stages, StagesInvalid, parse_stages, unify_stages
from bot.domain.text.words import fold
from bot.services.people.person_cache import Person
from bot.storage.database import Database
from bot.storage.deals import deals as deal_rows
from bot.storage.people import people as people_rows

FEWEST_STAGES = 2


async def set_stages(database: Database, *, person: Person, typed: str) -> Stages:
    """Set the stages for the whole workspace.

    Raises:
        ManagersOnly: the rep is not a manager.
        StageUnusable: in a typed line a stage would be parsed as something else.
        StagesUnclear: they cannot be parsed, or a stage with open deals is missing.
    """
    if not person.rep.role.leads:
        raise ManagersOnly
    stages = _read_usable(typed, known=person.workspace.deal_stages)
    workspace_id = person.workspace.id

    async def work(connection: AsyncConnection) -> None:
        used = await deal_rows.list_used_stages(connection, workspace_id=workspace_id)
        missing = [name for name in used if name not in stages.names]
        if missing:
            raise StagesUnclear(", ".join(missing))
        await people_rows.change_workspace(connection, workspace_id=workspace_id, stages=stages.code)

    await database.write(work)
    return stages


def _read_usable(typed: str, *, known: Stages) -> Stages:
    try:
        stages = unify_stages(parse_stages(clean_characters(typed)), known=known)
    except StagesInvalid as error:
        raise StagesUnclear from error
    if len(stages.names) < FEWEST_STAGES or len(set(map(fold, stages.names))) < len(stages.names):
        raise StagesUnclear
    unusable = find_unusable_stage(stages)
    if unusable is not None:
        raise StageUnusable(unusable.stage, unusable.reason, unusable.word)
    return stages
