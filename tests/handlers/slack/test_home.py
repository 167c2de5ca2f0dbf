"""The Home page always shows what was stored last, whichever replica renders it and however slow a call is."""

import asyncio
import random
import re
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.ports import UserKey
from bot.services.bot import Bot
from bot.services.people.person_cache import Person, PersonCache
from bot.storage.database import Database
from bot.storage.people.people import change_rep
from handlers.installation import SingleInstallation
from handlers.pages import BREAKDOWN_PAUSE, PageKeeper
from handlers.slack.clients import SlackClients
from handlers.slack.home import SlackHome
from sandbox.clock import MovableClock
from sandbox.example import build_example
from sandbox.faults import Faults
from sandbox.server import Sandbox
from sandbox.workspace import ScreenChange
from schedules.guard import guard_job
from tests.conftest import StillClock, Talk, identify

SANNE = "U05SANNE"
Pause = Callable[[], float]


class SlowClient(AsyncWebClient):
    """A client with a delay before and after each call."""

    def __init__(self, sandbox: Sandbox, *, there: Pause, back: Pause) -> None:
        super().__init__(token=sandbox.bot_token, base_url=sandbox.base_url, retry_handlers=[])
        self._there, self._back = there, back

    async def views_publish(self, **values: Any) -> AsyncSlackResponse:
        await asyncio.sleep(self._there())
        answer = await super().views_publish(**values)
        await asyncio.sleep(self._back())
        return answer


class HeldClient(AsyncWebClient):
    """A client that holds each call before and after it runs, until released."""

    def __init__(self, sandbox: Sandbox) -> None:
        super().__init__(token=sandbox.bot_token, base_url=sandbox.base_url, retry_handlers=[])
        self.is_sent, self.may_arrive = asyncio.Event(), asyncio.Event()
        self.has_arrived, self.may_return = asyncio.Event(), asyncio.Event()

    async def views_publish(self, **values: Any) -> AsyncSlackResponse:
        self.is_sent.set()
        await self.may_arrive.wait()
        answer = await super().views_publish(**values)
        self.has_arrived.set()
        await self.may_return.wait()
        return answer


class BusyClient(AsyncWebClient):
    """A client that is rate limited once."""

    def __init__(self, sandbox: Sandbox, *, retry_after: str) -> None:
        super().__init__(token=sandbox.bot_token, base_url=sandbox.base_url, retry_handlers=[])
        self.refusals = [retry_after]
        self.asked_at: list[float] = []

    async def views_publish(self, **values: Any) -> AsyncSlackResponse:
        self.asked_at.append(asyncio.get_running_loop().time())
        if self.refusals:
            answer = refuse(self, retry_after=self.refusals.pop())
            raise SlackApiError("ratelimited", answer)  # type: ignore[no-untyped-call] # the SDK leaves it untyped
        return await super().views_publish(**values)


class OneClient(SlackClients):
    """`SlackClients` with one client for every workspace."""

    def __init__(self, client: AsyncWebClient) -> None:
        super().__init__(SingleInstallation(client.token or ""), base_url=client.base_url)
        self._client = client

    async def get(self, _workspace: str) -> AsyncWebClient:
        return self._client


def refuse(client: AsyncWebClient, *, retry_after: str) -> AsyncSlackResponse:
    return AsyncSlackResponse(
        client=client,
        http_verb="POST",
        api_url="views.publish",
        req_args={},
        data={"ok": False, "error": "ratelimited"},
        headers={"Retry-After": retry_after},
        status_code=429,
    )


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    running = Sandbox(workspace=build_example(), clock=MovableClock(), faults=Faults())
    await running.start()
    yield running
    await running.stop()


@pytest.fixture
async def sanne(people: PersonCache, clock: StillClock, sandbox: Sandbox) -> Person:
    return await identify(people, clock, SANNE, "Sanne de Wit", workspace=sandbox.workspace.team_id)


@pytest.fixture
def requester(sanne: Person) -> UserKey:
    return UserKey(workspace=sanne.workspace.external_id, user=sanne.rep.external_id)


@pytest.fixture
def talk(bot: Bot, sanne: Person) -> Talk:
    return Talk(bot, sanne)


def at_once() -> float:
    return 0.0


@pytest.fixture
async def keep(bot: Bot, sandbox: Sandbox) -> AsyncIterator[Callable[..., PageKeeper]]:
    """Return a factory of running page keepers, whose client has these delays."""
    keepers: list[PageKeeper] = []

    def make(
        *,
        there: Pause = at_once,
        back: Pause = at_once,
        client: AsyncWebClient | None = None,
        spacing: float = 0.0,
    ) -> PageKeeper:
        keeper = PageKeeper(
            bot=bot,
            publisher=SlackHome(OneClient(client or SlowClient(sandbox, there=there, back=back))),
            guard=guard_job,
            pause=0.0,
            spacing=spacing,
        )
        keeper.start()
        keepers.append(keeper)
        return keeper

    yield make
    for keeper in keepers:
        await keeper.stop()


def read_page(sandbox: Sandbox) -> str:
    return sandbox.workspace.homes[SANNE].plain.splitlines()[1] if SANNE in sandbox.workspace.homes else ""


def count_messages(page: str) -> int:
    found = re.search(r"(\d+) van 5 berichten", page)
    return int(found.group(1)) if found else 0


@pytest.fixture
def seen(sandbox: Sandbox) -> list[int]:
    """Return the message counts that the page showed, version by version."""
    shown: list[int] = []

    def note(change: ScreenChange) -> None:
        if change.kind == "home":
            shown.append(count_messages(read_page(sandbox)))

    sandbox.workspace.watchers.append(note)
    return shown


async def test_a_page_that_was_never_opened_is_not_drawn(
    keep: Callable[..., PageKeeper], sandbox: Sandbox, talk: Talk, requester: UserKey
) -> None:
    keeper = keep()
    await talk.says("3 mails")
    keeper.touch(requester)
    await keeper.settle()
    assert sandbox.workspace.homes == {}


async def test_a_page_that_is_open_follows_what_is_stored(
    keep: Callable[..., PageKeeper], sandbox: Sandbox, talk: Talk, requester: UserKey
) -> None:
    keeper = keep()
    await talk.says("1 mail")
    await keeper.open(requester, shown_hash=None)
    assert count_messages(read_page(sandbox)) == 1
    await talk.says("3 mails")
    keeper.touch(requester)
    await keeper.settle()
    assert count_messages(read_page(sandbox)) == 4


async def test_an_older_picture_that_arrives_late_does_not_replace_the_newer_one(
    keep: Callable[..., PageKeeper], sandbox: Sandbox, talk: Talk, requester: UserKey, seen: list[int]
) -> None:
    held = HeldClient(sandbox)
    slow, quick = keep(client=held), keep()
    held.may_return.set()
    await quick.open(requester, shown_hash=None)
    await talk.says("1 mail")
    slow.touch(requester)
    await held.is_sent.wait()
    await talk.says("3 mails")
    quick.touch(requester)
    await quick.settle()
    held.may_arrive.set()
    await slow.settle()
    assert seen == [0, 4, 4]


async def test_a_newer_picture_comes_through_while_the_answer_to_an_older_one_is_on_its_way(
    keep: Callable[..., PageKeeper], sandbox: Sandbox, talk: Talk, requester: UserKey, seen: list[int]
) -> None:
    held = HeldClient(sandbox)
    slow, quick = keep(client=held), keep()
    held.may_arrive.set()
    await quick.open(requester, shown_hash=None)
    await talk.says("1 mail")
    slow.touch(requester)
    await held.has_arrived.wait()
    await talk.says("3 mails")
    quick.touch(requester)
    await quick.settle()
    held.may_return.set()
    await slow.settle()
    assert seen == [0, 1, 4, 4]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
async def test_in_a_storm_of_changes_at_two_replicas_the_page_only_ever_moves_forward(
    keep: Callable[..., PageKeeper], sandbox: Sandbox, talk: Talk, requester: UserKey, seen: list[int], seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - delays, nothing secret
    keepers = [keep(there=lambda: chance.uniform(0, 0.05), back=lambda: chance.uniform(0, 0.05)) for _ in range(2)]
    await keepers[0].open(requester, shown_hash=None)
    for _ in range(9):  # including retries after conflicts, fewer than the rate limit's burst
        await talk.says("1 mail")
        chance.choice(keepers).touch(requester)
        await asyncio.sleep(chance.uniform(0, 0.05))
    await asyncio.gather(*(keeper.settle() for keeper in keepers))
    assert seen == sorted(seen)
    assert count_messages(read_page(sandbox)) == 9


async def test_a_version_that_got_lost_is_overcome(
    keep: Callable[..., PageKeeper],
    sandbox: Sandbox,
    talk: Talk,
    requester: UserKey,
    sanne: Person,
    database: Database,
) -> None:
    keeper = keep()
    await keeper.open(requester, shown_hash=None)
    await database.write(
        lambda connection: change_rep(
            connection, workspace_id=sanne.workspace.id, rep_id=sanne.rep.id, home_hash="of another life"
        )
    )
    for said, shown in (("2 mails", 2), ("1 mail", 3)):
        await talk.says(said)
        keeper.touch(requester)
        await keeper.settle()
        assert count_messages(read_page(sandbox)) == shown


async def test_the_version_on_the_screen_is_known_at_the_next_opening(
    keep: Callable[..., PageKeeper],
    sandbox: Sandbox,
    talk: Talk,
    requester: UserKey,
    sanne: Person,
    database: Database,
) -> None:
    keeper = keep()
    await keeper.open(requester, shown_hash=None)
    await database.write(
        lambda connection: change_rep(connection, workspace_id=sanne.workspace.id, rep_id=sanne.rep.id, home_hash=None)
    )
    await talk.says("2 mails")
    await keeper.open(requester, shown_hash=sandbox.workspace.homes[SANNE].hash)
    assert count_messages(read_page(sandbox)) == 2


async def test_whoever_must_wait_waits_and_is_drawn_then(
    keep: Callable[..., PageKeeper], sandbox: Sandbox, requester: UserKey
) -> None:
    client = BusyClient(sandbox, retry_after="1")
    keeper = keep(client=client)
    await keeper.open(requester, shown_hash=None)
    keeper.touch(requester)
    await keeper.settle()
    assert (len(client.asked_at), sandbox.workspace.homes) == (1, {})
    await sandbox.person(SANNE).wait_for(lambda: sandbox.workspace.homes.get(SANNE))
    assert client.asked_at[1] - client.asked_at[0] >= 1.0


async def test_a_page_that_slack_broke_is_drawn_a_little_later(
    keep: Callable[..., PageKeeper], sandbox: Sandbox, requester: UserKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handlers.pages.BREAKDOWN_PAUSE", BREAKDOWN_PAUSE / 50)
    sandbox.faults.server_errors = 1
    keeper = keep()
    await keeper.open(requester, shown_hash=None)
    assert sandbox.workspace.homes == {}
    await sandbox.person(SANNE).wait_for(lambda: sandbox.workspace.homes.get(SANNE))


async def test_what_happens_shortly_after_each_other_is_drawn_once(
    bot: Bot, sandbox: Sandbox, talk: Talk, requester: UserKey
) -> None:
    client = BusyClient(sandbox, retry_after="0")
    client.refusals.clear()
    keeper = PageKeeper(bot=bot, publisher=SlackHome(OneClient(client)), guard=guard_job)
    await keeper.open(requester, shown_hash=None)
    keeper.start()
    await talk.says("5 mails")
    for _ in range(5):
        keeper.touch(requester)
    await keeper.stop()
    assert (len(client.asked_at), count_messages(read_page(sandbox))) == (2, 5)


async def test_a_page_is_drawn_once_in_the_spacing(
    keep: Callable[..., PageKeeper], talk: Talk, requester: UserKey, seen: list[int]
) -> None:
    keeper, clock = keep(spacing=0.5), asyncio.get_running_loop()
    began = clock.time()
    await keeper.open(requester, shown_hash=None)
    for _ in range(8):
        await talk.says("1 mail")
        keeper.touch(requester)
        await asyncio.sleep(0.02)
    await keeper.settle()
    # One when it is opened, one at once, one at the end, and one for each time the spacing is over.
    assert len(seen) <= 3 + (clock.time() - began) / 0.5
    assert seen[-1] == 8


async def test_who_waits_for_the_spacing_is_drawn_when_it_is_over(
    keep: Callable[..., PageKeeper], sandbox: Sandbox, talk: Talk, requester: UserKey
) -> None:
    keeper = keep(spacing=0.1)
    await keeper.open(requester, shown_hash=None)
    for _ in range(2):
        await talk.says("1 mail")
        keeper.touch(requester)
        await asyncio.sleep(0.03)
    await sandbox.person(SANNE).wait_for(lambda: count_messages(read_page(sandbox)) == 2)


async def test_a_page_that_was_not_opened_lately_is_not_drawn(
    keep: Callable[..., PageKeeper], talk: Talk, requester: UserKey, clock: StillClock, seen: list[int]
) -> None:
    keeper = keep()
    await keeper.open(requester, shown_hash=None)
    clock.move(minutes=31)
    await talk.says("1 mail")
    keeper.touch(requester)
    await keeper.settle()
    assert seen == [0]
    await keeper.open(requester, shown_hash=None)
    assert seen == [0, 1]


async def test_a_page_on_which_something_is_done_counts_as_open(
    keep: Callable[..., PageKeeper], talk: Talk, requester: UserKey, clock: StillClock, seen: list[int]
) -> None:
    keeper = keep()
    await keeper.open(requester, shown_hash=None)
    clock.move(minutes=31)
    await talk.says("1 mail")
    keeper.touch(requester, is_looking=True)
    await keeper.settle()
    await talk.says("1 mail")
    keeper.touch(requester)
    await keeper.settle()
    assert seen == [0, 1, 2]


async def test_somebody_whom_the_bot_never_met_is_nobodys_page(
    keep: Callable[..., PageKeeper], sandbox: Sandbox, requester: UserKey
) -> None:
    keeper = keep()
    keeper.touch(UserKey(workspace=requester.workspace, user="U05NOBODY"))
    await keeper.settle()
    assert sandbox.workspace.homes == {}
