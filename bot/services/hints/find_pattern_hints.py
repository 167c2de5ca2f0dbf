"""The hint about what wins deals in this workspace, on the last workday of the week (Z7)."""

from collections.abc import Sequence
from functools import partial

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.hints.hint_kinds import PatternHint
from bot.domain.questions.questions import Playbook
from bot.domain.statistics.patterns import Pattern
from bot.services.deals.day_memo import DayMemo
from bot.services.deals.load_history import load_patterns
from bot.services.hints.hint_context import HintContext
from bot.services.questions.playbooks import load_workspace_playbooks


async def find_proven_patterns(
    connection: AsyncConnection, looks: Sequence[HintContext], memo: DayMemo
) -> dict[int, list[PatternHint]]:
    """Return by rep id the proven patterns that go with winning, the strongest first."""
    ending = [look for look in looks if look.calendar.is_last_of_week(look.today)]
    days = {(look.rep.workspace_id, look.company_day) for look in ending}
    proven = await memo.patterns.load(days, partial(load_patterns, connection))
    good = {key: [each for each in found if each.inside.base > each.outside.base] for key, found in proven.items()}
    telling = [look for look in ending if good[look.rep.workspace_id, look.company_day]]
    if not telling:
        return {}
    playbooks = await load_workspace_playbooks(connection, reps=[look.rep for look in telling])
    return {
        look.rep.id: [
            _to_hint(each, playbooks[look.rep.workspace_id, look.rep.language])
            for each in good[look.rep.workspace_id, look.company_day]
        ]
        for look in telling
    }


def _to_hint(pattern: Pattern, playbook: Playbook) -> PatternHint:
    question = playbook.find(pattern.value)
    return PatternHint(pattern, ask=question.ask if question else pattern.value)
