"""Identify users: workspaces and reps cached in memory for a short time, created at first contact."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, auto

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.log.stored_text import cut_name
from bot.domain.people.errors import GuestRefused, StrangerRefused
from bot.domain.people.people import Rep, Role, Targets, Workspace
from bot.domain.rhythm.occasions import find_next_rep_moment
from bot.messages.text.words import LANGUAGES
from bot.ports import Profile
from bot.services.people.begin import begin
from bot.services.people.follow_status import follow_status
from bot.services.people.greeting import greet
from bot.services.people.leaving import follow_deactivation, mark_back
from bot.services.people.roles import choose_first_role
from bot.services.people.who_can import list_administrators
from bot.storage.accounts import accounts as account_rows
from bot.storage.database import Database
from bot.storage.people import people as people_rows
from bot.storage.people.people import NewRep, NewWorkspace, RepChanges

# Another replica may have changed a person; after this time it is loaded again.
FRESH_FOR = timedelta(seconds=30)
CACHED_AT_MOST = 20_000

FetchProfile = Callable[[], Awaitable[Profile]]


class Meeting(Enum):
    """How somebody is met who is new: ``SILENT`` is at work at once, the others are awaited until they begin.

    ``CAME`` did something here, and is greeted at once; ``NAMED`` was named by a colleague, and is greeted in working
    hours; ``PLACED`` is put in a team, and is greeted by who does that.
    """

    SILENT = auto()
    CAME = auto()
    NAMED = auto()
    PLACED = auto()


@dataclass(frozen=True, slots=True)
class WorkspaceDefaults:
    """Defaults of a new workspace: country code, IANA time zone and language."""

    country: str
    timezone: str
    language: str


@dataclass(frozen=True, slots=True)
class Person:
    """A rep together with his or her workspace."""

    rep: Rep
    workspace: Workspace


class PersonCache:
    """Finds people by the platform's ids."""

    def __init__(self, database: Database, *, platform: str, defaults: WorkspaceDefaults) -> None:
        self._database = database
        self._platform = platform
        self._defaults = defaults
        self._cached: dict[tuple[str, str], tuple[datetime, Person]] = {}

    @property
    def platform(self) -> str:
        """The platform whose people these are."""
        return self._platform

    @property
    def default_language(self) -> str:
        """The language where nobody chose another."""
        return self._defaults.language

    async def identify(
        self,
        workspace: str,
        external_id: str,
        *,
        fetch: FetchProfile,
        now: datetime,
        meeting: Meeting = Meeting.SILENT,
        allows_guest: bool = False,
    ) -> Person:
        """Return the person; at first contact ``fetch`` loads the profile, and a rep is created.

        Raises:
            StrangerRefused: the user belongs to another workspace.
            GuestRefused: the user is a guest whom nobody allowed.
        """
        found = await self.find(workspace, external_id, now=now)
        if found is not None:
            return found if found.rep.left_at is None else await self._bring_back(found, now=now)
        profile = _clean(await fetch())
        if profile.is_stranger or profile.workspace != workspace:
            raise StrangerRefused
        if profile.is_guest and not allows_guest:
            raise GuestRefused
        await self._database.write(lambda connection: self._add(connection, profile, now, meeting))
        person = await self.find(workspace, external_id, now=now)
        assert person is not None  # noqa: S101 - it was committed a line ago
        return person

    async def find(self, workspace: str, external_id: str, *, now: datetime) -> Person | None:
        """Return the person, None when there is no such rep."""
        cached = self._cached.get((workspace, external_id))
        if cached is not None and now - cached[0] < FRESH_FOR:
            return cached[1]
        async with self._database.reading() as connection:
            person = await self._read(connection, workspace, external_id)
        if person is not None:
            self._keep(person, now=now)
        return person

    async def find_language(self, workspace: str) -> str:
        """Return the language of a workspace, for users who are not reps; the default for an unknown one."""
        async with self._database.reading() as connection:
            found = await people_rows.find_workspace(connection, platform=self._platform, external_id=workspace)
        return found.language if found else self._defaults.language

    async def list_administrators(self, workspace: str) -> list[str]:
        """Return the names of some administrators of a workspace, for who is not known in it."""
        return await list_administrators(self._database, platform=self._platform, workspace=workspace)

    def forget(self, person: Person) -> None:
        """Evict a person after a change, so that the next use loads the person again."""
        self._cached.pop((person.workspace.external_id, person.rep.external_id), None)

    def forget_workspace(self, workspace: Workspace) -> None:
        """Evict everybody of a workspace after a change of what all of them share, such as its own kinds."""
        for key in [key for key in self._cached if key[0] == workspace.external_id]:
            del self._cached[key]

    def forget_all(self) -> None:
        """Evict everybody, after a change of many people."""
        self._cached.clear()

    async def note_seen(self, person: Person, *, now: datetime, begins: bool = True) -> Person:
        """Save that the rep did something on this local day, once a day (K5), and return the person as it is now.

        Who had not begun does so with it, if it ``begins`` something.
        """
        rep, day = person.rep, now.astimezone(person.rep.zone).date()
        if rep.is_awaited and begins:
            await self._database.write(lambda connection: begin(connection, rep=rep, now=now))
            self.forget(person)
            return await self.find(person.workspace.external_id, rep.external_id, now=now) or person
        if rep.seen_on == day:
            return person
        await self._database.write(
            lambda connection: people_rows.change_rep(
                connection, workspace_id=rep.workspace_id, rep_id=rep.id, seen_on=day
            )
        )
        key = (person.workspace.external_id, rep.external_id)
        if (cached := self._cached.get(key)) is not None:
            since, kept = cached
            self._cached[key] = (since, replace(kept, rep=replace(kept.rep, seen_on=day)))
        return person

    async def follow_profile(self, profile: Profile, *, now: datetime) -> Person | None:
        """Apply a changed name, time zone or locale of a known rep, and reschedule the rep's next nudge.

        Who was deactivated has left, until the platform or the user says otherwise.
        """
        profile = _clean(profile)
        person = await self.find(profile.workspace, profile.external_id, now=now)
        if person is None:
            return None
        if profile.is_deactivated:
            await self._database.write(lambda connection: self._let_go(connection, person, now))
            self.forget(person)
            return None
        await self._database.write(lambda connection: self._change(connection, person, profile, now))
        self.forget(person)
        return await self.find(profile.workspace, profile.external_id, now=now)

    async def _bring_back(self, person: Person, *, now: datetime) -> Person:
        """Return a person who had left and does something again, as somebody who is here."""
        await self._database.write(lambda connection: mark_back(connection, rep=person.rep, now=now))
        self.forget(person)
        return await self.find(person.workspace.external_id, person.rep.external_id, now=now) or person

    async def _let_go(self, connection: AsyncConnection, person: Person, now: datetime) -> None:
        rep = await people_rows.get_rep(connection, workspace_id=person.rep.workspace_id, rep_id=person.rep.id)
        await follow_deactivation(connection, rep=rep or person.rep, now=now)

    def _keep(self, person: Person, *, now: datetime) -> None:
        if len(self._cached) >= CACHED_AT_MOST:
            self._cached.clear()
        self._cached[person.workspace.external_id, person.rep.external_id] = (now, person)

    async def _read(self, connection: AsyncConnection, workspace: str, external_id: str) -> Person | None:
        found = await people_rows.find_workspace(connection, platform=self._platform, external_id=workspace)
        if found is None:
            return None
        rep = await people_rows.find_rep(connection, workspace_id=found.id, external_id=external_id)
        return Person(rep=rep, workspace=found) if rep else None

    async def _add(self, connection: AsyncConnection, profile: Profile, now: datetime, meeting: Meeting) -> None:
        workspace = await self._add_workspace(connection, profile.workspace, now)
        role = await choose_first_role(connection, workspace_id=workspace.id, profile=profile, now=now)
        await people_rows.add_rep(
            connection,
            _make_rep(profile, workspace=workspace, role=role, is_awaited=meeting is not Meeting.SILENT, now=now),
        )
        rep = await people_rows.find_rep(connection, workspace_id=workspace.id, external_id=profile.external_id)
        assert rep is not None  # noqa: S101 - added in this transaction
        await account_rows.adopt_accounts(
            connection, workspace_id=workspace.id, rep_id=rep.id, names=(profile.name, profile.external_id)
        )
        if meeting in {Meeting.CAME, Meeting.NAMED}:
            await greet(connection, rep=rep, workspace=workspace, now=now, at_once=meeting is Meeting.CAME)

    async def _add_workspace(self, connection: AsyncConnection, external_id: str, now: datetime) -> Workspace:
        defaults = self._defaults
        new = NewWorkspace(
            platform=self._platform,
            external_id=external_id,
            name=external_id,
            country=defaults.country,
            timezone=defaults.timezone,
            language=defaults.language,
            created_at=now,
        )
        await people_rows.add_workspace(connection, new)
        workspace = await people_rows.find_workspace(connection, platform=self._platform, external_id=external_id)
        assert workspace is not None  # noqa: S101 - added in this transaction
        return workspace

    async def _change(self, connection: AsyncConnection, person: Person, profile: Profile, now: datetime) -> None:
        found = await people_rows.get_rep(connection, workspace_id=person.rep.workspace_id, rep_id=person.rep.id)
        # Reloaded in the transaction: settings may have been saved since the person was cached.
        rep = replace(found or person.rep, timezone=profile.timezone)
        if rep.is_deactivated:
            await mark_back(connection, rep=rep, now=now)
            rep = replace(rep, left_at=None, is_deactivated=False)
        changes: RepChanges = {"name": profile.name, "timezone": profile.timezone}
        if profile.timezone != person.rep.timezone:
            changes["next_due_at"] = find_next_rep_moment(rep, after=now)
        await people_rows.change_rep(connection, workspace_id=rep.workspace_id, rep_id=rep.id, **changes)
        await people_rows.follow_locale(
            connection,
            workspace_id=rep.workspace_id,
            rep_id=rep.id,
            language=choose_language(profile.locale, default=person.workspace.language),
        )
        if rep.follows_status:
            await follow_status(connection, rep=rep, away=profile.away, now=now)


def _clean(profile: Profile) -> Profile:
    """Return the profile with a valid name; without a readable one, the platform's id is the name."""
    return replace(profile, name=cut_name(profile.name) or profile.external_id)


def choose_language(locale: str, *, default: str) -> str:
    """Return the supported language closest to a platform's locale."""
    language = locale.replace("_", "-").partition("-")[0].lower()
    return language if language in LANGUAGES else default


def _make_rep(profile: Profile, *, workspace: Workspace, role: Role, is_awaited: bool, now: datetime) -> NewRep:
    targets = Targets()
    rep = Rep(
        id=0,
        workspace_id=workspace.id,
        external_id=profile.external_id,
        name=profile.name,
        timezone=profile.timezone or workspace.timezone,
        language=choose_language(profile.locale, default=workspace.language),
        role=role,
        team_id=None,
        targets=targets,
        address=profile.external_id,
        awaited_since=now if is_awaited else None,
    )
    return NewRep(
        workspace_id=rep.workspace_id,
        external_id=rep.external_id,
        name=rep.name,
        timezone=rep.timezone,
        language=rep.language,
        role=rep.role,
        target_message=targets.message,
        target_call=targets.call,
        target_visit=targets.visit,
        nudge_at=rep.rhythm.morning_at,
        next_due_at=find_next_rep_moment(rep, after=now),
        address=rep.address,
        created_at=now,
        first_day=now.astimezone(rep.zone).date(),
        awaited_since=rep.awaited_since,
        is_newcomer=is_awaited,
        stands_in=role is Role.ADMINISTRATOR and not profile.is_administrator,
    )
