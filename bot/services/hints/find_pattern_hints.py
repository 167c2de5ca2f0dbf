"""The hint about what wins in this workspace, on the last worked day of a week (Z7)."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.hints.hints import Hint, Part
from bot.domain.questions.questions import Playbook
from bot.domain.statistics.patterns import Pattern
from bot.services.hints.hint_look import HintLook
from bot.services.questions.playbooks import read_playbook

SUBJECT_LIMIT = 40


async def find_proven_patterns(connection: AsyncConnection, look: HintLook) -> list[Hint]:
    """Return what went with winning more often, the strongest first; nothing that is not proven."""
    if not look.calendar.is_last_of_week(look.today):
        return []
    proven = await look.patterns.get(connection, workspace_id=look.rep.workspace_id)
    good = [each for each in proven if each.inside.base > each.outside.base]
    if not good:
        return []
    playbook = await read_playbook(connection, workspace_id=look.rep.workspace_id, language=look.rep.language)
    return [_to_hint(each, playbook) for each in good]


def _to_hint(pattern: Pattern, playbook: Playbook) -> Hint:
    question = playbook.find(pattern.value)
    facts = {"pattern": pattern, "ask": question.ask if question else pattern.value}
    return Hint(part=Part.PATTERN, subject=_name(pattern), facts=facts)


def _name(pattern: Pattern) -> str:
    return f"{pattern.trait}:{pattern.value}"[:SUBJECT_LIMIT]
