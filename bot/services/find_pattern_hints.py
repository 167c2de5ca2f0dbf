"""The hint about what wins in this workspace, on the last worked day of a week (Z7)."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.hints import Hint, Part
from bot.domain.patterns import Pattern
from bot.services.hint_look import HintLook

SUBJECT_LIMIT = 40


async def find_proven_patterns(connection: AsyncConnection, look: HintLook) -> list[Hint]:
    """Return what went with winning more often, the strongest first; nothing that is not proven."""
    if not look.calendar.is_last_of_week(look.today):
        return []
    proven = await look.patterns.get(connection, workspace_id=look.rep.workspace_id)
    good = [each for each in proven if each.inside.base > each.outside.base]
    return [Hint(part=Part.PATTERN, subject=_name(each), facts={"pattern": each}) for each in good]


def _name(pattern: Pattern) -> str:
    return f"{pattern.trait}:{pattern.value}"[:SUBJECT_LIMIT]
