"""Identify users: workspaces and reps cached in memory for a short time, created at first contact."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, auto

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.calendar.countries import find_country
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
from bot.storage.people.linking import find_home_id
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
class Identity:
    """Somebody as one platform knows him or her: our ids of rep and workspace, and the platform's ids."""

    rep_id: int
    workspace_id: int
    workspace: str
    external_id: str
    address: str


@dataclass(frozen=True, slots=True)
class Person:
    """A rep together with his or her workspace; a linked rep may have ``come_as`` who he or she is elsewhere."""

    rep: Rep
    workspace: Workspace
    come_as: Identity | None = None

    @property
    def place(self) -> tuple[str, str | None]:
        """The country and the region whose public holidays hold for the rep."""
        return self.rep.find_place(self.workspace)

    @property
    def here(self) -> Identity:
        """The identity on the platform where the person is now: where answers go, and in its ids."""
        return self.come_as or make_identity(self.rep, self.workspace)


def make_identity(rep: Rep, workspace: Workspace) -> Identity:
    """Return the identity of a rep in his or her own workspace."""
    return Identity(rep.id, workspace.id, workspace.external_id, rep.external_id, rep.address)


# By the platform, and its ids of the workspace and the user.
_Key = tuple[str, str, str]


class KnownPeople:
    """The people who are kept in memory, of all platforms: what changes of a linked person changes on both."""

    def __init__(self) -> None:
        self._kept: dict[_Key, tuple[datetime, Person]] = {}
        self._keys: dict[int, set[_Key]] = {}

    def find(self, key: _Key, *, now: datetime) -> Person | None:
        """Return a person who was loaded lately."""
        kept = self._kept.get(key)
        return kept[1] if kept is not None and now - kept[0] < FRESH_FOR else None

    def keep(self, key: _Key, person: Person, *, now: datetime) -> None:
        """Keep a person as loaded at ``now``."""
        if len(self._kept) >= CACHED_AT_MOST:
            self.forget_all()
        self._kept[key] = (now, person)
        for rep_id in (person.rep.id, person.here.rep_id):
            self._keys.setdefault(rep_id, set()).add(key)

    def change(self, rep: Rep) -> None:
        """Keep a rep with what was just saved, for as long as before."""
        for key in self._keys.get(rep.id, ()):
            since, person = self._kept[key]
            if person.rep.id == rep.id:
                self._kept[key] = (since, replace(person, rep=rep))

    def forget(self, *rep_ids: int) -> None:
        """Evict these reps, on whatever platform they were."""
        for key in {key for rep_id in rep_ids for key in self._keys.pop(rep_id, ())}:
            _, person = self._kept.pop(key)
            for rep_id in (person.rep.id, person.here.rep_id):
                self._keys.get(rep_id, set()).discard(key)

    def forget_workspace(self, workspace_id: int) -> None:
        """Evict everybody of a workspace."""
        self.forget(*{person.rep.id for _, person in self._kept.values() if person.workspace.id == workspace_id})

    def forget_all(self) -> None:
        """Evict everybody."""
        self._kept.clear()
        self._keys.clear()


class PersonCache:
    """Finds people by the platform's ids; who is linked is found as the rep whose log counts, on either platform."""

    def __init__(
        self, database: Database, *, platform: str, defaults: WorkspaceDefaults, known: KnownPeople | None = None
    ) -> None:
        self._database = database
        self._platform = platform
        self._defaults = defaults
        self._known = known or KnownPeople()

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
        key = (self._platform, workspace, external_id)
        known = self._known.find(key, now=now)
        if known is not None:
            return known
        async with self._database.reading() as connection:
            person = await self._read(connection, workspace, external_id)
        if person is not None:
            self._known.keep(key, person, now=now)
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
        self.forget_reps(person.rep.id)

    def forget_reps(self, *rep_ids: int) -> None:
        """Evict reps by our ids."""
        self._known.forget(*rep_ids)

    def forget_workspace(self, workspace: Workspace) -> None:
        """Evict everybody of a workspace after a change of what all of them share, such as its own kinds."""
        self._known.forget_workspace(workspace.id)

    def forget_all(self) -> None:
        """Evict everybody, after a change of many people."""
        self._known.forget_all()

    async def note_seen(self, person: Person, *, now: datetime, begins: bool = True) -> Person:
        """Save that the rep did something on this local day, once a day (K5), and return the person as it is now.

        Who had not begun does so with it, if it ``begins`` something.
        """
        rep, day = person.rep, now.astimezone(person.rep.zone).date()
        if rep.is_awaited and begins:
            await self._database.write(lambda connection: begin(connection, rep=rep, now=now))
            self.forget(person)
            return await self._find_again(person, now=now)
        if rep.seen_on == day:
            return person
        await self._database.write(
            lambda connection: people_rows.change_rep(
                connection, workspace_id=rep.workspace_id, rep_id=rep.id, seen_on=day
            )
        )
        self._known.change(replace(rep, seen_on=day))
        return person

    async def follow_profile(self, profile: Profile, *, now: datetime) -> Person | None:
        """Apply a changed name, time zone or locale of a known rep, and reschedule the rep's next nudge.

        Who was deactivated has left, until the platform or the user says otherwise. Who is linked has the name and the
        zone of the platform with the log.
        """
        profile = _clean(profile)
        person = await self.find(profile.workspace, profile.external_id, now=now)
        if person is None:
            return None
        if profile.is_deactivated:
            await self._database.write(lambda connection: self._let_go(connection, person.here, now))
            self.forget(person)
            return None
        if person.come_as is not None:
            return person
        await self._database.write(lambda connection: self._change(connection, person, profile, now))
        self.forget(person)
        return await self.find(profile.workspace, profile.external_id, now=now)

    async def _bring_back(self, person: Person, *, now: datetime) -> Person:
        """Return a person who had left and does something again, as somebody who is here."""
        await self._database.write(lambda connection: mark_back(connection, rep=person.rep, now=now))
        self.forget(person)
        return await self._find_again(person, now=now)

    async def _find_again(self, person: Person, *, now: datetime) -> Person:
        here = person.here
        return await self.find(here.workspace, here.external_id, now=now) or person

    async def _let_go(self, connection: AsyncConnection, who: Identity, now: datetime) -> None:
        rep = await people_rows.get_rep(connection, workspace_id=who.workspace_id, rep_id=who.rep_id)
        assert rep is not None  # noqa: S101 - found a moment ago, and people are not deleted
        await follow_deactivation(connection, rep=rep, now=now)

    async def _read(self, connection: AsyncConnection, workspace: str, external_id: str) -> Person | None:
        found = await people_rows.find_workspace(connection, platform=self._platform, external_id=workspace)
        if found is None:
            return None
        rep = await people_rows.find_rep(connection, workspace_id=found.id, external_id=external_id)
        if rep is None:
            return None
        home_id = await find_home_id(connection, rep_id=rep.id)
        return (
            Person(rep=rep, workspace=found) if home_id is None else await _read_home(connection, home_id, rep, found)
        )

    async def _add(self, connection: AsyncConnection, profile: Profile, now: datetime, meeting: Meeting) -> None:
        workspace = await self._add_workspace(connection, profile, now)
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

    async def _add_workspace(self, connection: AsyncConnection, profile: Profile, now: datetime) -> Workspace:
        """Return the workspace; a new one speaks the language of whom it begins with, until the team is set up."""
        defaults, external_id = self._defaults, profile.workspace
        new = NewWorkspace(
            platform=self._platform,
            external_id=external_id,
            name=external_id,
            country=defaults.country,
            timezone=defaults.timezone,
            language=choose_language(profile.locale, default=defaults.language),
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


async def _read_home(connection: AsyncConnection, home_id: int, rep: Rep, workspace: Workspace) -> Person:
    """Return the person as whom a linked rep acts."""
    home = (await people_rows.find_reps(connection, rep_ids=[home_id]))[home_id]
    its_workspace = await people_rows.get_workspace(connection, workspace_id=home.workspace_id)
    assert its_workspace is not None  # noqa: S101 - a foreign key
    return Person(rep=home, workspace=its_workspace, come_as=make_identity(rep, workspace))


def _clean(profile: Profile) -> Profile:
    """Return the profile with a valid name; without a readable one, the platform's id is the name."""
    return replace(profile, name=cut_name(profile.name) or profile.external_id)


def choose_language(locale: str, *, default: str) -> str:
    """Return the supported language closest to a platform's locale."""
    language = locale.replace("_", "-").partition("-")[0].lower()
    return language if language in LANGUAGES else default


def choose_country(timezone: str, workspace: Workspace) -> str | None:
    """Return the country of who was just met, None for that of the workspace: by the zone, where it is another one."""
    if timezone == workspace.timezone:
        return None
    country = find_country(timezone)
    return None if country == workspace.country else country


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
        country=choose_country(rep.timezone, workspace),
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
