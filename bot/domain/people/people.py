"""Workspaces, teams and reps: role, team, language, time zone and targets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.domain.accounts.after_sale import AfterSale, parse_after_sale
from bot.domain.calendar.workdays import Absence, CompanyDay, WorkCalendar, WorkWeek
from bot.domain.log.activity import Kind, OwnKindId
from bot.domain.log.own_kinds import OwnKind, Period
from bot.domain.people.rhythm import Rhythm
from bot.domain.people.stages import Stages, parse_stages
from bot.domain.text.money import USUAL_CURRENCY

USUAL_RHYTHM = Rhythm()
USUAL_WEEK = WorkWeek()

# More than the number of zones in the tz database; zoneinfo's own cache holds eight.
ZONES_HELD = 1024


@lru_cache(maxsize=ZONES_HELD)
def find_zone(name: str) -> ZoneInfo:
    """Return an IANA time zone from a cache."""
    return ZoneInfo(name)


class Role(StrEnum):
    """A user's permissions; each role includes those of the roles before it."""

    REP = "rep"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"

    @property
    def leads(self) -> bool:
        """Whether this role has a manager's permissions, such as setting up teams and channels."""
        return self is not Role.REP


@dataclass(frozen=True, slots=True)
class OwnTarget:
    """The target of a workspace's own kind; 0 for one that is only counted."""

    kind: OwnKind
    count: int


@dataclass(frozen=True, slots=True)
class Targets:
    """The number of activities of each kind for a working day (R1), or in total for several.

    ``own`` has every own kind of the workspace, so that what was done of it has a name; of one rep, with the target
    that he or she chose.
    """

    message: int = 5
    call: int = 2
    visit: int = 1
    own: tuple[OwnTarget, ...] = ()

    def of(self, kind: Kind) -> int:
        """Return the target for one kind; for ``Kind.OWN`` the sum of those of all own kinds."""
        if kind is Kind.MESSAGE:
            return self.message
        if kind is Kind.CALL:
            return self.call
        return self.visit if kind is Kind.VISIT else sum(each.count for each in self.own)


def make_targets(
    *, message: int, call: int, visit: int, own_kinds: Sequence[OwnKind], chosen: Mapping[OwnKindId, int] | None = None
) -> Targets:
    """Return the targets of a day; a weekly target is none of a day's.

    ``chosen`` are the rep's own targets for kinds of the workspace, in place of the ones that everybody has.
    """
    kinds = (kind.with_target((chosen or {}).get(kind.id, kind.content.target)) for kind in own_kinds)
    own = tuple(OwnTarget(kind, kind.wants(Period.DAY)) for kind in kinds)
    return Targets(message=message, call=call, visit=visit, own=own)


@dataclass(frozen=True, slots=True)
class Workspace:
    """A tenant of the bot: a Slack workspace or a Teams tenant."""

    id: int
    platform: str
    external_id: str
    name: str
    country: str
    timezone: str
    language: str
    region: str | None = None
    stages: str = ""
    after_sale: str = ""
    # Increases with every renamed or merged account; what is cached of the names is as old as its version.
    accounts_version: int = 0
    currency: str = USUAL_CURRENCY

    @property
    def after_sale_moments(self) -> AfterSale:
        """The after-sale schedule for its customers."""
        return parse_after_sale(self.after_sale)

    @property
    def deal_stages(self) -> Stages:
        """The stages of its deals, in order."""
        return parse_stages(self.stages)

    def make_calendar(self, company_days: tuple[CompanyDay, ...] = ()) -> WorkCalendar:
        """Return the workdays of the company as a whole."""
        return WorkCalendar(country=self.country, region=self.region, company_days=company_days)


@dataclass(frozen=True, slots=True)
class Rep:
    """A user who logs activities; ``zone`` follows the platform, ``language`` has templates.

    ``own_kinds`` are all those of the workspace, archived ones too.
    ``awaited_since`` is when somebody was met or put in a team who has not begun: nothing is planned or counted; it is
    None from the first line on. ``is_newcomer``: was greeted, and has not logged yet. ``stands_in``: only
    administrator because nobody else was there yet.
    ``left_at`` is None for who is here; ``is_deactivated`` means that the platform said that the user left.
    ``first_day`` is the first local day here, ``leads_since`` that since which the rep only leads and does not sell
    (K4), ``leave_days`` the days of leave in a year (R4); each is None while unknown.
    ``hour_asked_on`` is the local day on which the hour of a call was asked last (V4).
    ``heard_in`` and ``heard_at`` are the workspace and the address of a linked rep who hears of the bot on the other
    platform; None for who does on the own.
    """

    id: int
    workspace_id: int
    external_id: str
    name: str
    timezone: str
    language: str
    role: Role
    team_id: int | None
    targets: Targets
    address: str
    rhythm: Rhythm = USUAL_RHYTHM
    week: WorkWeek = USUAL_WEEK
    country: str | None = None
    region: str | None = None
    follows_status: bool = False
    own_kinds: tuple[OwnKind, ...] = ()
    left_at: datetime | None = None
    is_deactivated: bool = False
    first_day: date | None = None
    leads_since: date | None = None
    leave_days: int | None = None
    hour_asked_on: date | None = None
    # The local day of the last line, button or form (K5).
    seen_on: date | None = None
    awaited_since: datetime | None = None
    is_newcomer: bool = False
    stands_in: bool = False
    heard_in: int | None = None
    heard_at: str | None = None

    @property
    def channel(self) -> str:
        """The address at which the rep hears of the bot, in the workspace ``heard_in`` or the own."""
        return self.heard_at or self.address

    def make_calendar(
        self,
        workspace: Workspace,
        *,
        absences: tuple[Absence, ...] = (),
        company_days: tuple[CompanyDay, ...] = (),
    ) -> WorkCalendar:
        """Return the rep's workdays (R4), in the rep's country if set, else in the workspace's."""
        country, region = self.find_place(workspace)
        return WorkCalendar(
            country=country,
            region=region,
            week=self.week,
            absences=absences,
            company_days=company_days,
            counts_from=date.max if self.is_awaited else self.first_day,
            counts_until=self._find_last_counted(),
        )

    def find_place(self, workspace: Workspace) -> tuple[str, str | None]:
        """Return the country and the region whose public holidays hold for the rep."""
        country = self.country or workspace.country
        return country, self.region or (workspace.region if country == workspace.country else None)

    def _find_last_counted(self) -> date | None:
        """Return the day before the rep left, or began to only lead."""
        ends = [self.leads_since, self.left_at.astimezone(self.zone).date() if self.left_at else None]
        return min((end - timedelta(days=1) for end in ends if end is not None), default=None)

    @property
    def is_awaited(self) -> bool:
        """Whether the rep has not begun yet."""
        return self.awaited_since is not None

    def leads_only_on(self, day: date) -> bool:
        """Return whether the rep only leads on a local day, so that nothing of his or hers is counted (K4)."""
        return self.leads_since is not None and day >= self.leads_since

    @property
    def zone(self) -> ZoneInfo:
        """The rep's IANA time zone."""
        return find_zone(self.timezone)


@dataclass(frozen=True, slots=True)
class Team:
    """People with shared totals; ``channel`` receives the summary, None while not set."""

    id: int
    workspace_id: int
    name: str
    timezone: str
    channel: str | None
    summary_at: time

    @property
    def zone(self) -> ZoneInfo:
        """The team's IANA time zone, in which its summary is due."""
        return find_zone(self.timezone)
