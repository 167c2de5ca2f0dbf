"""Overviews on request: scorecard, patterns, personal goal and focus (Z5-Z8, O1, O3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.domain.certainties.method_overviews import AttentionOverview, GoalOverview
from bot.domain.certainties.scorecard import Scorecard
from bot.domain.deals.win_reasons import OwnReasons, find_main_reason
from bot.domain.statistics.patterns import Pattern
from bot.services.calendar.calendars import load_calendar
from bot.services.certainties.load_attention import load_attention
from bot.services.certainties.load_goal import load_goal
from bot.services.certainties.load_score_actions import load_score_actions
from bot.services.certainties.load_scorecard import load_scorecard, score_rep
from bot.services.deals.load_history import load_history
from bot.services.people.person_cache import Person
from bot.services.questions.playbooks import load_workspace_playbook
from bot.storage.database import Database
from bot.storage.deals import reasons as reason_rows

# How many days back absences are loaded for a goal: a year at most.
BACK = timedelta(days=366)
YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class PatternOverview:
    """The proven patterns of won and lost deals, the number of closed deals, and question texts by id.

    ``reasons`` are the rep's own; the number is None when it may not be shown (K10).
    """

    patterns: Sequence[Pattern]
    closed: int | None
    asks: Mapping[str, str]
    reasons: OwnReasons


async def load_current_scorecard(database: Database, *, person: Person, now: datetime) -> Scorecard:
    """Return the rep's scorecard of this month so far; it is private."""
    rep, today = person.rep, _find_today(person, now)
    async with database.long_reading() as connection:
        card = await load_scorecard(connection, score_rep(rep), month=today.replace(day=1), until=today)
        actions = await load_score_actions(connection, workspace_ids=[rep.workspace_id], rep_ids=[rep.id], today=today)
        return replace(card, actions=actions[rep.id])


async def load_patterns(database: Database, *, person: Person, now: datetime) -> PatternOverview:
    """Return the patterns of won and lost deals in the workspace, and the rep's own reasons."""
    rep, since = person.rep, _find_today(person, now) - YEAR
    async with database.long_reading() as connection:
        history = await load_history(connection, workspace_id=rep.workspace_id)
        won = await reason_rows.list_win_reasons(connection, rep_id=rep.id, since=since)
        lost = await reason_rows.list_loss_reasons(connection, rep_id=rep.id, since=since)
        playbook = await load_workspace_playbook(connection, workspace_id=rep.workspace_id, language=rep.language)
    return PatternOverview(
        patterns=history.find_patterns() if history.may_show_to(rep.id) else (),
        closed=len(history.deals) if history.may_show_to(rep.id) else None,
        asks={question.id: question.ask for question in playbook.questions},
        reasons=OwnReasons(find_main_reason(won), find_main_reason(lost)),
    )


async def load_current_goal(database: Database, *, person: Person, now: datetime) -> GoalOverview | None:
    """Return the progress of the rep's personal goal today, None without a goal."""
    today = _find_today(person, now)
    async with database.long_reading() as connection:
        calendar = await load_calendar(connection, person=person, since=today - BACK)
        return await load_goal(connection, person=person, calendar=calendar, today=today)


async def load_current_attention(database: Database, *, person: Person, now: datetime) -> AttentionOverview:
    """Return the division of the rep's contacts over the past 90 days."""
    async with database.long_reading() as connection:
        return await load_attention(connection, person=person, today=_find_today(person, now))


def _find_today(person: Person, now: datetime) -> date:
    return now.astimezone(person.rep.zone).date()
