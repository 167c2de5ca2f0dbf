"""Link one person on two platforms: one log, one team and one morning; both sides have to act.

The rep of the one side rests meanwhile, as somebody who left: counted, asked and told nothing there (K4). Whoever acts
on that side acts as the other rep. No history moves between the two workspaces, and nobody else's becomes visible.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto
from secrets import choice

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.linking.codes import (
    CODE_LASTS,
    WRONG_WITHIN,
    format_code,
    has_tried_enough,
    hash_code,
    make_code,
    parse_code,
)
from bot.domain.linking.errors import (
    AlreadyLinked,
    LeadsOnBoth,
    LinkCodeOwn,
    LinkCodeWrong,
    LinkTriedTooOften,
    NotLinked,
    NotReachedThere,
    OtherPlatformMissing,
)
from bot.domain.linking.platforms import is_reached_by_id
from bot.domain.people.people import Rep, Role, Workspace
from bot.services.people.leaving import mark_back, mark_left
from bot.services.people.person_cache import Person
from bot.storage.database import Database
from bot.storage.delivery.conversations import has_conversation
from bot.storage.handled_requests import LONGEST_KEY
from bot.storage.people import linking as rows
from bot.storage.people import people as people_rows
from bot.storage.people.linking import LinkedPair, WrongCodes
from bot.storage.row_locks import lock_row
from bot.storage.tables.people import reps


@dataclass(frozen=True, slots=True)
class LinkedSide:
    """A linked person on one platform; ``logged`` is how often he or she logged there."""

    rep: Rep
    workspace: Workspace
    logged: int

    @property
    def platform(self) -> str:
        """The platform."""
        return self.workspace.platform


@dataclass(frozen=True, slots=True)
class LinkedPerson:
    """A person on two platforms: the log is that of ``home``, and what was logged as ``away`` rests."""

    home: LinkedSide
    away: LinkedSide
    # The team in which the other side takes no part meanwhile, "" for none.
    team_left: str = ""

    @property
    def heard_on(self) -> str:
        """The platform on which the person hears of the bot of its own accord."""
        return (self.home if self.home.rep.heard_in is None else self.away).platform

    def get_side(self, workspace_id: int) -> LinkedSide:
        """Return the side that is in this workspace."""
        return self.home if self.home.workspace.id == workspace_id else self.away

    def get_other(self, workspace_id: int) -> LinkedSide:
        """Return the side that is not in this workspace."""
        return self.away if self.home.workspace.id == workspace_id else self.home


@dataclass(frozen=True, slots=True)
class GivenCode:
    """A code to be typed ``on`` another platform; empty when the same request gave it before."""

    code: str
    on: str


class _Refusal(Enum):
    WRONG = auto()
    TOO_OFTEN = auto()


async def give_code(database: Database, *, person: Person, request_key: str, now: datetime) -> GivenCode | LinkedPerson:
    """Give a person a code for ten minutes, in place of the one before, of which only the hash is kept.

    Who is linked needs none, and gets the two sides.

    Raises:
        OtherPlatformMissing: nobody has spoken to the bot on another platform.
    """
    platform, code, request_key = person.workspace.platform, make_code(choice), request_key[:LONGEST_KEY]

    async def work(connection: AsyncConnection) -> GivenCode | LinkedPerson:
        pair = await rows.find_pair(connection, rep_id=person.rep.id)
        if pair is not None:
            return await _load(connection, pair)
        others = await rows.list_other_platforms(connection, platform=platform)
        if not others:
            raise OtherPlatformMissing(platform)
        if await rows.is_code_of(connection, rep_id=person.rep.id, request_key=request_key):
            return GivenCode("", others[0])
        await rows.save_code(
            connection,
            person.rep,
            code_hash=hash_code(code),
            request_key=request_key,
            expires_at=now + CODE_LASTS,
        )
        return GivenCode(format_code(code), others[0])

    return await database.write(work)


async def cancel_code(database: Database, *, person: Person) -> None:
    """Let the code that a person was given be used no more."""
    await database.write(lambda connection: rows.drop_code(connection, rep_id=person.rep.id))


async def use_code(database: Database, *, person: Person, typed: str, now: datetime) -> LinkedPerson:
    """Link a person with whom the code was given to, on another platform; the code is used up.

    The log that counts is that of the side that leads people, else of the side with the most logged in it.

    Raises:
        AlreadyLinked: the person is linked.
        LinkCodeOwn: the person's own code.
        LinkCodeWrong: no code, or one that is unknown, used or expired, or of who is linked by now.
        LinkTriedTooOften: too many wrong ones.
        LeadsOnBoth: the person leads people on both platforms.
    """
    code = parse_code(typed)

    async def work(connection: AsyncConnection) -> LinkedPerson | _Refusal:
        rep = person.rep
        pair = await rows.find_pair(connection, rep_id=rep.id)
        if pair is not None:
            linked = await _load(connection, pair)
            raise AlreadyLinked(linked.get_other(person.here.workspace_id).platform)
        wrong = await rows.find_wrong_codes(connection, rep_id=rep.id)
        if wrong is not None and has_tried_enough(wrong.count, since=wrong.since, now=now):
            return _Refusal.TOO_OFTEN
        giver = await _find_giver(connection, person, code, now=now) if code is not None else None
        if giver is None:
            await rows.save_wrong_codes(connection, rep, _count_wrong(wrong, now=now))
            return _Refusal.WRONG
        return await _link(connection, giver, rep, now=now)

    found = await database.write(work)
    if isinstance(found, _Refusal):
        raise LinkCodeWrong if found is _Refusal.WRONG else LinkTriedTooOften
    return found


async def unlink(database: Database, *, person: Person, now: datetime) -> LinkedPerson:
    """Make a person two again, each with what it had, and return what was linked.

    Raises:
        NotLinked: the person is not linked.
    """

    async def work(connection: AsyncConnection) -> LinkedPerson:
        pair = await _get_pair(connection, person)
        was = await _load(connection, pair)
        await rows.delete_pair(connection, pair)
        await mark_back(connection, rep=pair.away, now=now)
        return was

    return await database.write(work)


async def hear_on(database: Database, *, person: Person, platform: str) -> LinkedPerson:
    """Have a linked person hear of the bot on this platform from now on.

    Raises:
        NotLinked: the person is not linked, or not on this platform.
        NotReachedThere: the bot cannot write to the person there.
    """

    async def work(connection: AsyncConnection) -> LinkedPerson:
        pair = await _get_pair(connection, person)
        linked = await _load(connection, pair)
        side = next((each for each in (linked.home, linked.away) if each.platform == platform), None)
        if side is None:
            raise NotLinked
        if not await _is_reached(connection, side):
            raise NotReachedThere(platform)
        await rows.set_heard(connection, pair.home, at=None if side is linked.home else pair.away)
        return await _load(connection, await _get_pair(connection, person))

    return await database.write(work)


async def keep_log_of(database: Database, *, person: Person, platform: str, now: datetime) -> LinkedPerson:
    """Have the log on this platform be the one that counts; the person hears of the bot where he or she did.

    Raises:
        NotLinked: the person is not linked, or not on this platform.
        LeadsOnBoth: the person leads people on the other platform.
    """

    async def work(connection: AsyncConnection) -> LinkedPerson:
        pair = await _get_pair(connection, person)
        linked = await _load(connection, pair)
        if platform == linked.home.platform:
            return linked
        if platform != linked.away.platform:
            raise NotLinked
        heard_on = linked.heard_on
        await rows.delete_pair(connection, pair)
        await mark_back(connection, rep=pair.away, now=now)
        made = await _pair_up(connection, home=pair.away, away=pair.home, now=now)
        if heard_on != platform:
            await rows.set_heard(connection, made.home, at=made.away)
        return await _load(connection, await _get_pair(connection, person))

    return await database.write(work)


async def _find_giver(connection: AsyncConnection, person: Person, code: str, *, now: datetime) -> Rep | None:
    """Return who was given a code, on another platform; None for a code that links nobody with this person."""
    giver_id = await rows.find_code_giver(connection, code_hash=hash_code(code), now=now)
    if giver_id is None:
        return None
    if giver_id == person.rep.id:
        others = await rows.list_other_platforms(connection, platform=person.workspace.platform)
        raise LinkCodeOwn(others[0] if others else "")
    giver = (await people_rows.find_reps(connection, rep_ids=[giver_id])).get(giver_id)
    if giver is None or giver.left_at is not None:
        return None
    workspace = await people_rows.get_workspace(connection, workspace_id=giver.workspace_id)
    is_elsewhere = workspace is not None and workspace.platform != person.workspace.platform
    return giver if is_elsewhere else None


async def _link(connection: AsyncConnection, giver: Rep, rep: Rep, *, now: datetime) -> LinkedPerson | _Refusal:
    for rep_id in sorted((giver.id, rep.id)):
        await lock_row(connection, reps, rep_id)
    is_linked = [await rows.find_pair(connection, rep_id=each.id) for each in (giver, rep)] != [None, None]
    if is_linked or not await rows.drop_code(connection, rep_id=giver.id):  # by another request, a moment ago
        return _Refusal.WRONG
    await rows.drop_code(connection, rep_id=rep.id)
    logged = {each.id: await rows.count_logged(connection, rep_id=each.id) for each in (giver, rep)}
    # Of two that are alike in this, the first.
    home = max((giver, rep), key=lambda each: (_leads(each), logged[each.id], each.team_id is not None))
    pair = await _pair_up(connection, home=home, away=rep if home is giver else giver, now=now)
    linked = await _load(connection, pair)
    if await _is_reached(connection, linked.home) or not await _is_reached(connection, linked.away):
        return linked
    await rows.set_heard(connection, pair.home, at=pair.away)
    return await _load(connection, replace(pair, home=await _reload(connection, pair.home)))


async def _pair_up(connection: AsyncConnection, *, home: Rep, away: Rep, now: datetime) -> LinkedPair:
    if _leads(away):
        workspace = await people_rows.get_workspace(connection, workspace_id=away.workspace_id)
        raise LeadsOnBoth(workspace.platform if workspace is not None else "")
    await mark_left(connection, rep=away, now=now)
    pair = LinkedPair(home=await _reload(connection, home), away=await _reload(connection, away))
    await rows.save_pair(connection, pair, now=now)
    return pair


async def _is_reached(connection: AsyncConnection, side: LinkedSide) -> bool:
    if is_reached_by_id(side.platform):
        return True
    return await has_conversation(connection, workspace_id=side.workspace.id, address=side.rep.address)


def _leads(rep: Rep) -> bool:
    """Return whether somebody leads people; who only stands in for an administrator does not."""
    return rep.role is not Role.REP and not rep.stands_in


async def _get_pair(connection: AsyncConnection, person: Person) -> LinkedPair:
    pair = await rows.find_pair(connection, rep_id=person.rep.id)
    if pair is None:
        raise NotLinked
    return pair


async def _reload(connection: AsyncConnection, rep: Rep) -> Rep:
    return (await people_rows.find_reps(connection, rep_ids=[rep.id]))[rep.id]


async def _load(connection: AsyncConnection, pair: LinkedPair) -> LinkedPerson:
    workspaces = await people_rows.find_workspaces(
        connection, workspace_ids={pair.home.workspace_id, pair.away.workspace_id}
    )
    home, away = [
        LinkedSide(each, workspaces[each.workspace_id], await rows.count_logged(connection, rep_id=each.id))
        for each in (pair.home, pair.away)
    ]
    left = pair.away.team_id
    team = (
        None
        if left is None
        else await people_rows.find_team(connection, workspace_id=pair.away.workspace_id, team_id=left)
    )
    return LinkedPerson(home=home, away=away, team_left=team.name if team is not None else "")


def _count_wrong(before: WrongCodes | None, *, now: datetime) -> WrongCodes:
    is_lately = before is not None and now - before.since < WRONG_WITHIN
    return WrongCodes(before.count + 1, before.since) if before is not None and is_lately else WrongCodes(1, now)
