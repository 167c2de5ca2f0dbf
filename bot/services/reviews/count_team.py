"""Who of a team counts in a period, and how much (K4)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.calendar.workdays import WorkCalendar
from bot.domain.people.counted_targets import count_day, count_period, sum_targets
from bot.domain.people.people import Rep, Targets, Team, Workspace
from bot.domain.people.team_targets import TargetChange
from bot.domain.reviews.team_review import ClosedDeals, StepTallies
from bot.domain.statistics.team_totals import RepDay
from bot.services.calendar.calendars import load_calendars
from bot.services.people.person_cache import Person
from bot.storage.people import people as people_rows
from bot.storage.people import target_changes as change_rows

Tallied = TypeVar("Tallied")


@dataclass(frozen=True, slots=True)
class TeamCount:
    """The members of a team who sell, with their calendars by rep id; ``members`` is the number of all.

    ``changes`` are those of their targets since the first day of the period.
    """

    reps: Sequence[Rep]
    calendars: Mapping[int, WorkCalendar]
    members: int
    changes: Sequence[TargetChange]

    def keep_days(self, found: Mapping[RepDay, Tallied]) -> dict[RepDay, Tallied]:
        """Return what reps did without the days before they were in the team: nobody learns those (K10)."""
        return {(rep_id, day): value for (rep_id, day), value in found.items() if day >= self._since[rep_id]}

    def keep_steps(self, steps: StepTallies) -> StepTallies:
        """Return the next steps of reps without those of the days before they were in the team."""
        return StepTallies(*map(self.keep_days, (steps.made, steps.kept, steps.missed)))

    def keep_deals(self, deals: ClosedDeals) -> ClosedDeals:
        """Return closed deals without those of the days before their owners were in the team."""
        kept = (each for each in deals.closed if each.closed_on >= self._since[each.owner_id])
        return replace(deals, closed=tuple(kept))

    @property
    def _since(self) -> dict[int, date]:
        return {rep.id: rep.team_since or date.min for rep in self.reps}

    @property
    def rep_ids(self) -> list[int]:
        """The ids of the members who sell."""
        return [rep.id for rep in self.reps]

    def count_people(self, first: date, last: date, *, active: Collection[int] = ()) -> int:
        """Return of how many members a day in the period counts, or who did something in it (``active``)."""
        return sum(rep.id in active or bool(self.calendars[rep.id].list_counted(first, last)) for rep in self.reps)

    def count_days(self, first: date, last: date) -> float:
        """Return how many days of all members count in a period; a half day is 0.5."""
        return sum(self.calendars[rep.id].count_days(first, last) for rep in self.reps)

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
    """Return a team's members from a local day on, without who had left by then, or only leads (K4).

    Their days are known from that day on, or from an earlier one (``since``).
    """
    members = [
        replace(rep, first_day=max(rep.first_day or date.min, rep.team_since)) if rep.team_since else rep
        for rep in await people_rows.list_reps(connection, workspace_id=team.workspace_id, team_id=team.id)
    ]
    people = [Person(rep=rep, workspace=workspace) for rep in members]
    calendars = await load_calendars(connection, people, since=since or first)
    found = [rep for rep in members if not rep.leads_only_on(first) and _is_here(rep, first)]
    changes = await change_rows.list_applied(connection, rep_ids=[rep.id for rep in found], after=since or first)
    return TeamCount(found, calendars, members=sum(rep.left_at is None for rep in members), changes=changes)


def _is_here(rep: Rep, day: date) -> bool:
    return rep.left_at is None or rep.left_at.astimezone(rep.zone).date() > day
