"""Who of a team counts in a period, and how much (K4)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.calendar.day_spans import DaySpan, is_in_any
from bot.domain.calendar.workdays import WorkCalendar
from bot.domain.people.counted_targets import count_day, count_period, sum_targets
from bot.domain.people.people import Rep, Targets, Team, Workspace
from bot.domain.people.team_targets import TargetChange
from bot.domain.reviews.team_review import ClosedDeals, StepTallies
from bot.domain.statistics.team_totals import RepDay, TotalsRule
from bot.services.calendar.calendars import load_calendars
from bot.services.certainties.load_scorecard import ScoredReps
from bot.services.people.person_cache import Person
from bot.services.people.team_totals import load_totals_rule
from bot.storage.people import people as people_rows
from bot.storage.people import target_changes as change_rows
from bot.storage.people.leading import list_silent_leaders
from bot.storage.people.team_spans import load_spans

Tallied = TypeVar("Tallied")


@dataclass(frozen=True, slots=True)
class TeamCount:
    """Who was in a team on any day of a period and sold, with their days in it as calendars and spans by rep id.

    ``members`` is the number of all who are in it now, ``reps`` are those of the period that is told and ``past`` those
    of the days before it; ``changes`` are those of their targets since the first day of all.
    """

    reps: Sequence[Rep]
    past: Sequence[Rep]
    calendars: Mapping[int, WorkCalendar]
    spans: Mapping[int, tuple[DaySpan, ...]]
    members: int
    changes: Sequence[TargetChange]

    def list_in_team(self, day: date) -> list[Rep]:
        """Return those of the period who were in the team on a local day."""
        return [rep for rep in self.reps if is_in_any(self.spans[rep.id], day)]

    def find_first(self, rep: Rep, day: date) -> date:
        """Return the first of the days in the team in which a local day is."""
        return next(span.since for span in self.spans[rep.id] if span.covers(day))

    def keep_days(self, found: Mapping[RepDay, Tallied]) -> dict[RepDay, Tallied]:
        """Return what reps did on the days on which they were in the team: nobody learns the others (K10)."""
        return {key: value for key, value in found.items() if is_in_any(self.spans[key[0]], key[1])}

    def keep_steps(self, steps: StepTallies) -> StepTallies:
        """Return the next steps of reps without those of the days on which they were not in the team."""
        return StepTallies(*map(self.keep_days, (steps.made, steps.kept, steps.missed)))

    def keep_deals(self, deals: ClosedDeals) -> ClosedDeals:
        """Return closed deals without those of the days on which their owners were not in the team."""
        kept = (each for each in deals.closed if is_in_any(self.spans[each.owner_id], each.closed_on))
        return replace(deals, closed=tuple(kept))

    @property
    def rep_ids(self) -> list[int]:
        """The ids of all of them."""
        return [rep.id for rep in (*self.reps, *self.past)]

    def count_people(self, first: date, last: date, *, active: Collection[int] = ()) -> int:
        """Return of how many members a day in the period counts, or who did something in it (``active``)."""
        return sum(rep.id in active or bool(self.calendars[rep.id].list_counted(first, last)) for rep in self.reps)

    def count_days(self, first: date, last: date) -> float:
        """Return how many days of all members count in a period; a half day is 0.5."""
        return sum(self.calendars[rep_id].count_days(first, last) for rep_id in self.rep_ids)

    def add_day(self, day: date) -> Targets:
        """Return the targets that held on one day."""
        return sum_targets(count_day(rep, self.calendars[rep.id], day, changes=self.changes) for rep in self.reps)

    def add_period(self, first: date, last: date) -> Targets:
        """Return the targets of each day of a period, weekly ones included."""
        return sum_targets(
            part
            for rep in self.reps
            for part in count_period(rep, self.calendars[rep.id], first, last, changes=self.changes)
        )


async def load_team_count(
    connection: AsyncConnection, *, team: Team, workspace: Workspace, first: date, since: date | None = None
) -> TeamCount:
    """Return who was in a team from a local day on, without who had left by then, or only leads (K4).

    With ``since`` also those of the days from that earlier one.
    """
    begin = since or first
    spans = await load_spans(connection, team_id=team.id)
    found = await people_rows.find_reps(connection, rep_ids=list(spans))
    everybody = sorted(found.values(), key=lambda rep: (rep.name, rep.id))
    people = [Person(rep=rep, workspace=workspace) for rep in everybody if spans[rep.id][-1].until > begin]
    calendars = await load_calendars(connection, people, since=begin)
    selling = [each.rep for each in people if _sells(each.rep, begin)]
    reps = [rep for rep in selling if _sells(rep, first) and spans[rep.id][-1].until > first]
    changes = await change_rows.list_applied(connection, rep_ids=[rep.id for rep in selling], after=begin)
    # Nothing is asked of who leads and may not sell: no day counts until that is known.
    silent = await list_silent_leaders(connection, rep_ids=[rep.id for rep in selling])
    if len(silent) == len(selling):  # A team without anybody else is not a team on leave.
        silent = set()
    days = {each.rep.id: () if each.rep.id in silent else spans[each.rep.id] for each in people}
    return TeamCount(
        reps=reps,
        past=[rep for rep in selling if rep not in reps],
        calendars={rep_id: replace(calendar, counts_in=days[rep_id]) for rep_id, calendar in calendars.items()},
        spans={rep.id: tuple(_cut(span, rep.leads_since) for span in spans[rep.id]) for rep in selling},
        members=sum(rep.team_id == team.id and rep.left_at is None for rep in everybody),
        changes=changes,
    )


async def load_rule(connection: AsyncConnection, *, team: Team, counted: TeamCount) -> TotalsRule:
    """Return which totals of a period may be shown (K10)."""
    still_in = [rep for rep in counted.reps if rep.team_id == team.id and rep.left_at is None and not rep.is_awaited]
    return await load_totals_rule(connection, team=team, reps=counted.reps, still_in=still_in)


def score_team(counted: TeamCount, day: date) -> ScoredReps:
    """Return those who are in a team on a local day, to be scored from their first day in it."""
    found = {rep.id: max(rep.first_day or date.min, counted.find_first(rep, day)) for rep in counted.list_in_team(day)}
    workspace_id = next((rep.workspace_id for rep in counted.reps), 0)
    return ScoredReps(workspace_id, {rep_id: first for rep_id, first in found.items() if first <= day}, is_team=True)


def _cut(span: DaySpan, until: date | None) -> DaySpan:
    return span if until is None else replace(span, until=min(span.until, until))


def _sells(rep: Rep, day: date) -> bool:
    return not rep.leads_only_on(day) and (rep.left_at is None or rep.left_at.astimezone(rep.zone).date() > day)
