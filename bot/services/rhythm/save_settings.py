"""Save a rep's submitted settings; atomic."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.log.activity import OwnKindId
from bot.domain.people.people import Rep, Targets
from bot.domain.people.rhythm import Rhythm
from bot.domain.people.team_targets import DayTargets
from bot.services.rhythm.plan_nudges import reset_next_moment
from bot.storage.database import Database
from bot.storage.people import people as people_rows
from bot.storage.people.people import RepChanges, write_own_targets
from bot.storage.people.target_changes import NewTargetChange, save_own_change
from bot.storage.row_locks import lock_row
from bot.storage.tables.people import reps


@dataclass(frozen=True, slots=True)
class RepSettings:
    """The submitted settings form; ``own_targets`` are those for own kinds that differ from the workspace's."""

    rhythm: Rhythm
    targets: Targets
    language: str
    own_targets: Mapping[OwnKindId, int] = field(default_factory=dict)


async def save_settings(database: Database, *, rep: Rep, settings: RepSettings, now: datetime) -> Rep:
    """Save a rep's settings, recompute the next due time, and return the updated rep."""

    async def work(connection: AsyncConnection) -> Rep:
        await _keep_targets(connection, rep, settings, now)
        await people_rows.change_rep(
            connection, workspace_id=rep.workspace_id, rep_id=rep.id, **_to_changes(rep, settings)
        )
        await reset_next_moment(connection, workspace_id=rep.workspace_id, rep_id=rep.id, now=now)
        saved = await people_rows.get_rep(connection, workspace_id=rep.workspace_id, rep_id=rep.id)
        assert saved is not None  # noqa: S101 - changed a line ago
        return saved

    return await database.write(work)


async def _keep_targets(connection: AsyncConnection, rep: Rep, settings: RepSettings, now: datetime) -> None:
    """Save the targets that hold until today, so that past days are still set beside them (K7)."""
    known = await people_rows.get_rep(connection, workspace_id=rep.workspace_id, rep_id=rep.id) or rep
    was, wanted = known.targets, settings.targets
    if (was.message, was.call, was.visit) == (wanted.message, wanted.call, wanted.visit):
        return
    change = NewTargetChange(
        workspace_id=rep.workspace_id,
        rep_id=rep.id,
        from_day=now.astimezone(known.zone).date(),
        message=wanted.message,
        call=wanted.call,
        visit=wanted.visit,
    )
    await save_own_change(connection, change, was=DayTargets(was.message, was.call, was.visit))


async def switch_off(database: Database, *, rep: Rep, part: str) -> None:
    """Switch off hints about a part of the method; the settings form switches it on again."""

    async def work(connection: AsyncConnection) -> None:
        await lock_row(connection, reps, rep.id)
        # As it is now, not as it was when the person was met: a form may have switched something else in between.
        now = await people_rows.get_rep(connection, workspace_id=rep.workspace_id, rep_id=rep.id) or rep
        codes = " ".join(sorted({*now.rhythm.switched_off, part}))
        await people_rows.change_rep(connection, workspace_id=rep.workspace_id, rep_id=rep.id, switched_off=codes)

    await database.write(work)


def _to_changes(rep: Rep, settings: RepSettings) -> RepChanges:
    rhythm, targets = settings.rhythm, settings.targets
    changes: RepChanges = {
        "intensity": rhythm.intensity,
        "nudge_at": rhythm.morning_at,
        "catch_up_at": rhythm.catch_up_at,
        "wrap_up_at": rhythm.wrap_up_at,
        "switched_off": " ".join(sorted(rhythm.switched_off)),
        "quiet_from": rhythm.quiet_from,
        "quiet_until": rhythm.quiet_until,
        "target_message": targets.message,
        "target_call": targets.call,
        "target_visit": targets.visit,
        "own_targets": write_own_targets(settings.own_targets),
    }
    if settings.language != rep.language:
        changes |= {"language": settings.language, "language_chosen": True}
    return changes
