"""Whoever the clock may have something to say to: reps and teams, judged in one way."""

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

# Who was away longer than this gets no row for each day that was missed.
DAYS_LOOKED_BACK = 7


class NudgeSubject(Protocol):
    """A rep or a team, with a calendar."""

    @property
    def id(self) -> int:
        """Our own id of the rep or the team."""
        ...

    @property
    def workspace_id(self) -> int:
        """The workspace."""
        ...

    @property
    def channel(self) -> str | None:
        """Where messages go, as the platform calls it."""
        ...

    @property
    def zone(self) -> ZoneInfo:
        """The zone on whose clock everything happens."""
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
        """Return what may happen on a local day."""
        ...

    def judge(self, moment: OccasionMoment, *, now: datetime) -> OccasionVerdict | None:
        """Decide about one moment; None when it is no such day."""
        ...

    def find_next(self, *, after: datetime) -> datetime | None:
        """Return when there may next be something to say."""
        ...


@dataclass(frozen=True, slots=True)
class RepSubject:
    """A rep with the days on which he or she works."""

    rep: Rep
    calendar: WorkCalendar

    @property
    def id(self) -> int:
        """Our own id of the rep."""
        return self.rep.id

    @property
    def workspace_id(self) -> int:
        """The workspace."""
        return self.rep.workspace_id

    @property
    def channel(self) -> str | None:
        """The rep's own address."""
        return self.rep.address

    @property
    def zone(self) -> ZoneInfo:
        """The rep's own zone."""
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
        """Return what may happen on a local day, unless the rep said stop."""
        return list_rep_moments(self.rep, day)

    def judge(self, moment: OccasionMoment, *, now: datetime) -> OccasionVerdict | None:
        """Decide about one moment; None when it is no such day."""
        return judge_rep_moment(moment, rep=self.rep, calendar=self.calendar, now=now)

    def find_next(self, *, after: datetime) -> datetime | None:
        """Return when there may next be something to say."""
        return find_next_rep_moment(self.rep, after=after)


@dataclass(frozen=True, slots=True)
class TeamSubject:
    """A team with the days on which the company works."""

    team: Team
    calendar: WorkCalendar

    @property
    def id(self) -> int:
        """Our own id of the team."""
        return self.team.id

    @property
    def workspace_id(self) -> int:
        """The workspace."""
        return self.team.workspace_id

    @property
    def channel(self) -> str | None:
        """The team's channel, None while nobody set it."""
        return self.team.channel

    @property
    def zone(self) -> ZoneInfo:
        """The team's own zone."""
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
        """Return what may happen on a local day."""
        return list_team_moments(self.team, day)

    def judge(self, moment: OccasionMoment, *, now: datetime) -> OccasionVerdict | None:
        """Decide about one moment; None when it is no such day."""
        return judge_team_moment(moment, team=self.team, calendar=self.calendar, now=now)

    def find_next(self, *, after: datetime) -> datetime | None:
        """Return when there may next be something to say."""
        return find_next_team_moment(self.team, after=after)


def make_key(subject: NudgeSubject, verdict: OccasionVerdict) -> str:
    """Return the unique key of an occasion: kind, person and local day."""
    return f"{verdict.occasion.kind}:{subject.id}:{verdict.day.isoformat()}"


def judge_span(subject: NudgeSubject, *, since: datetime, until: datetime, now: datetime) -> list[OccasionVerdict]:
    """Judge every moment from ``since`` up to and including ``until``."""
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
