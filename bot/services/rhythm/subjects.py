"""Subjects of planning: reps and teams behind one interface."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.domain.calendar.workdays import WorkCalendar
from bot.domain.people.people import Rep, Team
from bot.domain.rhythm.occasions import (
    OccasionMoment,
    OccasionVerdict,
    find_next_rep_moment,
    find_next_team_moment,
    judge_rep_moment,
    judge_team_moment,
    list_rep_moments,
    list_team_moments,
    to_instant,
)

# After an absence longer than this, the missed days get no rows in the outbox.
DAYS_LOOKED_BACK = 7


class NudgeSubject(Protocol):
    """A rep or a team, with its work calendar."""

    @property
    def id(self) -> int:
        """Our own id of the rep or the team."""
        ...

    @property
    def workspace_id(self) -> int:
        """The workspace's id."""
        ...

    @property
    def channel(self) -> str | None:
        """The platform's channel for messages, None when there is none."""
        ...

    @property
    def through_id(self) -> int | None:
        """The workspace on whose platform it is told, if that is another one."""
        ...

    @property
    def zone(self) -> ZoneInfo:
        """The time zone for all its times."""
        ...

    @property
    def rep_id(self) -> int | None:
        """The rep to whom a delivery is, None for a team."""
        ...

    @property
    def team_id(self) -> int | None:
        """The team to which a delivery is, None for a rep."""
        ...

    def list_moments(self, day: date) -> list[OccasionMoment]:
        """Return the occasions that may occur on a local day."""
        ...

    def judge(self, moment: OccasionMoment, *, now: datetime) -> OccasionVerdict | None:
        """Judge one occasion; None when the day has no such occasion."""
        ...

    def find_next(self, *, after: datetime) -> datetime | None:
        """Return the next time (UTC) at which an occasion may be due, None when there is none."""
        ...


@dataclass(frozen=True, slots=True)
class RepSubject:
    """A rep with his or her work calendar."""

    rep: Rep
    calendar: WorkCalendar

    @property
    def id(self) -> int:
        """Our own id of the rep."""
        return self.rep.id

    @property
    def workspace_id(self) -> int:
        """The workspace's id."""
        return self.rep.workspace_id

    @property
    def channel(self) -> str | None:
        """The rep's direct messages."""
        return self.rep.channel

    @property
    def through_id(self) -> int | None:
        """The other workspace in which a linked rep hears of the bot."""
        return self.rep.heard_in

    @property
    def zone(self) -> ZoneInfo:
        """The rep's time zone."""
        return self.rep.zone

    @property
    def rep_id(self) -> int:
        """The rep to whom a delivery is."""
        return self.rep.id

    @property
    def team_id(self) -> None:
        """None, since a delivery is to a rep."""
        return

    def list_moments(self, day: date) -> list[OccasionMoment]:
        """Return the occasions that may occur on a local day; none while the rep is paused."""
        return list_rep_moments(self.rep, day)

    def judge(self, moment: OccasionMoment, *, now: datetime) -> OccasionVerdict | None:
        """Judge one occasion; None when the day has no such occasion."""
        return judge_rep_moment(moment, rep=self.rep, calendar=self.calendar, now=now)

    def find_next(self, *, after: datetime) -> datetime | None:
        """Return the next time (UTC) at which an occasion may be due, None when there is none."""
        return find_next_rep_moment(self.rep, after=after)


@dataclass(frozen=True, slots=True)
class TeamSubject:
    """A team with the company's work calendar."""

    team: Team
    calendar: WorkCalendar

    @property
    def id(self) -> int:
        """Our own id of the team."""
        return self.team.id

    @property
    def workspace_id(self) -> int:
        """The workspace's id."""
        return self.team.workspace_id

    @property
    def channel(self) -> str | None:
        """The team's channel, None when it is not set."""
        return self.team.channel

    @property
    def through_id(self) -> None:
        """None, since a team is told in its own workspace."""
        return

    @property
    def zone(self) -> ZoneInfo:
        """The team's time zone."""
        return self.team.zone

    @property
    def rep_id(self) -> None:
        """None, since a delivery is to a team."""
        return

    @property
    def team_id(self) -> int:
        """The team to which a delivery is."""
        return self.team.id

    def list_moments(self, day: date) -> list[OccasionMoment]:
        """Return the occasions that may occur on a local day."""
        return list_team_moments(self.team, day)

    def judge(self, moment: OccasionMoment, *, now: datetime) -> OccasionVerdict | None:
        """Judge one occasion; None when the day has no such occasion."""
        return judge_team_moment(moment, team=self.team, calendar=self.calendar, now=now)

    def find_next(self, *, after: datetime) -> datetime | None:
        """Return the next time (UTC) at which an occasion may be due, None when there is none."""
        return find_next_team_moment(self.team, after=after)


def make_key(subject: NudgeSubject, verdict: OccasionVerdict) -> str:
    """Return the unique key of a delivery: kind, subject and local day."""
    return f"{verdict.occasion.kind}:{subject.id}:{verdict.day.isoformat()}"


def judge_span(subject: NudgeSubject, *, since: datetime, until: datetime, now: datetime) -> list[OccasionVerdict]:
    """Judge every occasion from ``since`` up to and including ``until``."""
    last = until.astimezone(subject.zone).date()
    day = max(since.astimezone(subject.zone).date(), last - timedelta(days=DAYS_LOOKED_BACK))
    verdicts = []
    while day <= last:
        for moment in subject.list_moments(day):
            if since <= to_instant(day, moment.at, subject.zone) <= until:
                verdict = subject.judge(moment, now=now)
                verdicts += [verdict] if verdict is not None else []
        day += timedelta(days=1)
    return verdicts
