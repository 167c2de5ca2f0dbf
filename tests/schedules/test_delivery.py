"""Delivery of nudges and summaries: each is sent once, even after a crash."""

import asyncio
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from structlog.contextvars import get_contextvars, merge_contextvars
from structlog.testing import capture_logs

from bot.domain.delivery.delivery_state import RATE_LIMITED
from bot.domain.delivery.rate_limits import RateLimits
from bot.messages.text.message import Message
from bot.ports import Address, Profile, SendFailed, SendUncertain
from bot.services.accounts.account_index_cache import AccountIndexCache
from bot.services.delivery import outbox
from bot.services.delivery.outbox import DeliveryLimits, save_reply
from bot.services.log.log_typed_line import TypedLine, log_typed_line
from bot.services.people.person_cache import Person, PersonCache
from bot.services.people.set_up_people import join_team, set_channel
from bot.services.rhythm.plan_nudges import plan_nudges
from bot.storage.database import Database
from bot.storage.tables.delivery import deliveries
from schedules.delivery import OutboxDispatcher
from tests.conftest import StillClock, identify

FAST = RateLimits(messages_per_minute=6_000, burst=100, channel_seconds=0, lookups_per_minute=6_000)
NO_LOOKUPS = replace(FAST, lookups_per_minute=0)


@dataclass
class Post:
    """A messenger that records messages, and fails on request."""

    sent: list[tuple[str, str]] = field(default_factory=list)
    marks: set[str] = field(default_factory=set)
    failures: list[Exception] = field(default_factory=list)
    can_look: bool = True
    rates: RateLimits = FAST

    async def send(self, *, address: Address, message: Message, delivery_id: str) -> None:
        if self.failures:
            raise self.failures.pop(0)
        self.sent.append((address.channel, message.fallback))
        self.marks.add(delivery_id)

    async def was_delivered(self, *, address: Address, delivery_id: str, since: datetime) -> bool | None:  # noqa: ARG002
        return (delivery_id in self.marks) if self.can_look else None


@pytest.fixture
def post() -> Post:
    return Post()


@pytest.fixture
def dispatcher(database: Database, post: Post, clock: StillClock) -> OutboxDispatcher:
    return OutboxDispatcher(database=database, messenger=post, clock=clock)


async def list_states(database: Database, kind: str = "morning_nudge") -> list[tuple[str, str | None]]:
    query = select(deliveries.c.state, deliveries.c.reason).where(deliveries.c.kind == kind).order_by(deliveries.c.id)
    async with database.reading() as connection:
        return [(row.state, row.reason) for row in await connection.execute(query)]


async def find_delivery(database: Database) -> str:
    """Return the id of the only delivery in progress."""
    async with database.reading() as connection:
        query = select(deliveries.c.id).where(deliveries.c.state == "sending")
        return str((await connection.execute(query)).scalar_one())


async def say(database: Database, person: Person, text: str, *, now: datetime) -> None:
    """Add a reply to the outbox."""
    await save_reply(
        database,
        person=person,
        address=Address(person.workspace.external_id, person.rep.address),
        message=Message(text),
        request_key=text,
        now=now,
    )


async def move_to_morning(clock: StillClock) -> None:
    """Move the clock to Thursday 19 March 2026, 08:30 in Amsterdam."""
    clock.moment = datetime.fromisoformat("2026-03-19T07:30:00+00:00")


NUDGE = ("UANNA", "Goedemorgen Anna! Vandaag: 5 berichten, 2 telefoontjes, 1 bezoek.")


@pytest.mark.usefixtures("anna")
async def test_the_morning_brings_one_nudge_however_often_the_clock_ticks(
    database: Database, clock: StillClock, post: Post, dispatcher: OutboxDispatcher
) -> None:
    await move_to_morning(clock)
    for _ in range(3):
        await plan_nudges(database, now=clock.now())
        await dispatcher.deliver_waiting()
        clock.move(seconds=5)
    assert post.sent == [NUDGE]


@pytest.mark.usefixtures("anna")
async def test_two_bots_that_tick_at_once_send_one_nudge(
    database: Database, database_url: str, clock: StillClock, post: Post
) -> None:
    await move_to_morning(clock)
    other = Database(database_url)
    dispatchers = [OutboxDispatcher(database=each, messenger=post, clock=clock) for each in (database, other)]
    await asyncio.gather(*(plan_nudges(each, now=clock.now()) for each in (database, other)))
    await asyncio.gather(*(dispatcher.deliver_waiting() for dispatcher in dispatchers))
    await other.close()
    assert post.sent == [NUDGE]


@pytest.mark.usefixtures("anna")
async def test_a_nudge_missed_because_the_bot_was_down_comes_before_noon_and_is_skipped_after(
    database: Database, clock: StillClock, post: Post, dispatcher: OutboxDispatcher
) -> None:
    clock.moment = datetime.fromisoformat("2026-03-19T11:30:00+00:00")
    await plan_nudges(database, now=clock.now())
    clock.moment = datetime.fromisoformat("2026-03-20T10:59:00+00:00")
    await plan_nudges(database, now=clock.now())
    await dispatcher.deliver_waiting()
    assert await list_states(database) == [("skipped", "too_late"), ("sent", None)]
    assert post.sent == [NUDGE]


@pytest.mark.usefixtures("anna")
async def test_a_holiday_brings_nothing_and_leaves_the_reason_behind(
    database: Database, clock: StillClock, post: Post, dispatcher: OutboxDispatcher
) -> None:
    clock.moment = datetime.fromisoformat("2026-04-04T06:30:00+00:00")
    await plan_nudges(database, now=clock.now())
    before = len(await list_states(database))
    # Easter Monday.
    clock.moment = datetime.fromisoformat("2026-04-06T06:30:00+00:00")
    await plan_nudges(database, now=clock.now())
    await dispatcher.deliver_waiting()
    assert (await list_states(database))[before:] == [("skipped", "holiday: Tweede paasdag")]
    assert post.sent == []


@pytest.mark.usefixtures("anna")
async def test_a_refusal_with_a_pause_is_tried_again_after_that_pause(
    database: Database, clock: StillClock, post: Post, dispatcher: OutboxDispatcher
) -> None:
    post.failures = [SendFailed("ratelimited", retry_after=30)]
    await move_to_morning(clock)
    await plan_nudges(database, now=clock.now())
    await dispatcher.deliver_waiting()
    clock.move(seconds=29)
    await dispatcher.deliver_waiting()
    assert post.sent == []
    clock.move(seconds=1)
    await dispatcher.deliver_waiting()
    assert post.sent == [NUDGE]


async def test_a_refusal_of_one_channel_holds_what_follows_there_and_nothing_else(
    database: Database, people: PersonCache, clock: StillClock, post: Post
) -> None:
    anna, bram = [await identify(people, clock, user, user) for user in ("UANNA", "UBRAM")]
    post.rates = replace(FAST, channel_seconds=0.5, is_refusal_of_channel=True)
    post.failures = [SendFailed(RATE_LIMITED, retry_after=30)]
    dispatcher = OutboxDispatcher(database=database, messenger=post, clock=clock)
    for person, text in ((anna, "een"), (anna, "twee"), (bram, "drie")):
        await say(database, person, text, now=clock.now())
        await dispatcher.deliver_waiting()
        clock.move(seconds=1)
    assert post.sent == [("UBRAM", "drie")]
    clock.move(seconds=26)
    await dispatcher.deliver_waiting()
    assert post.sent == [("UBRAM", "drie")]
    for _ in range(3):
        clock.move(seconds=1)
        await dispatcher.deliver_waiting()
    assert post.sent == [("UBRAM", "drie"), ("UANNA", "een"), ("UANNA", "twee")]


@pytest.mark.usefixtures("anna")
async def test_a_final_refusal_is_kept_with_its_reason(
    database: Database, clock: StillClock, post: Post, dispatcher: OutboxDispatcher
) -> None:
    post.failures = [SendFailed("account_inactive", is_final=True)]
    await move_to_morning(clock)
    await plan_nudges(database, now=clock.now())
    await dispatcher.deliver_waiting()
    assert await list_states(database) == [("failed", "account_inactive")]


@pytest.mark.usefixtures("anna")
@pytest.mark.parametrize(("arrived", "sent"), [(True, 0), (False, 1)])
async def test_a_broken_connection_is_looked_up_before_anything_is_sent_again(
    database: Database, clock: StillClock, post: Post, dispatcher: OutboxDispatcher, *, arrived: bool, sent: int
) -> None:
    post.failures = [SendUncertain("cut")]
    await move_to_morning(clock)
    await plan_nudges(database, now=clock.now())
    await dispatcher.deliver_waiting()
    if arrived:
        post.marks.add(await find_delivery(database))
    clock.move(seconds=61)
    await dispatcher.deliver_waiting()
    assert len(post.sent) == sent
    assert await list_states(database) == [("sent", None)]


@pytest.mark.usefixtures("anna")
async def test_what_cannot_be_looked_up_is_in_doubt_and_not_sent_again(
    database: Database, clock: StillClock, post: Post, dispatcher: OutboxDispatcher
) -> None:
    post.failures, post.can_look = [SendUncertain("cut")], False
    await move_to_morning(clock)
    await plan_nudges(database, now=clock.now())
    await dispatcher.deliver_waiting()
    clock.move(seconds=61)
    await dispatcher.deliver_waiting()
    assert post.sent == []
    assert await list_states(database) == [("in_doubt", "cannot_look_it_up")]


@pytest.mark.usefixtures("anna")
async def test_where_nothing_can_be_looked_up_a_broken_connection_is_in_doubt_at_once(
    database: Database, clock: StillClock, post: Post
) -> None:
    post.rates, post.failures = NO_LOOKUPS, [SendUncertain("cut")]
    await move_to_morning(clock)
    await plan_nudges(database, now=clock.now())
    await OutboxDispatcher(database=database, messenger=post, clock=clock).deliver_waiting()
    assert (post.sent, await list_states(database)) == ([], [("in_doubt", "cannot_look_it_up")])


@pytest.mark.parametrize("has_begun", [False, True])
@pytest.mark.usefixtures("anna")
async def test_where_nothing_can_be_looked_up_what_a_lost_process_had_begun_is_in_doubt_and_the_rest_is_sent(
    database: Database, clock: StillClock, post: Post, *, has_begun: bool
) -> None:
    post.rates = NO_LOOKUPS
    await move_to_morning(clock)
    await plan_nudges(database, now=clock.now())
    limits = DeliveryLimits(rates=post.rates)
    [claimed] = (await outbox.claim_deliveries(database, limits=limits, now=clock.now(), limit=1)).deliveries
    if has_begun:
        assert await outbox.mark_begun(database, claimed) is True
    clock.move(seconds=61)
    await OutboxDispatcher(database=database, messenger=post, clock=clock).deliver_waiting()
    assert await outbox.mark_begun(database, claimed) is False
    assert await list_states(database) == [("in_doubt", "cannot_look_it_up") if has_begun else ("sent", None)]
    assert post.sent == ([] if has_begun else [NUDGE])


@pytest.mark.usefixtures("anna")
async def test_a_process_that_slept_past_half_its_lease_does_not_send(
    database: Database, clock: StillClock, post: Post
) -> None:
    await move_to_morning(clock)
    await plan_nudges(database, now=clock.now())
    limits = DeliveryLimits(rates=post.rates)
    [claimed] = (await outbox.claim_deliveries(database, limits=limits, now=clock.now(), limit=1)).deliveries
    assert limits.may_send(claimed, now=clock.now() + timedelta(seconds=30)) is True
    assert limits.may_send(claimed, now=clock.now() + timedelta(seconds=31)) is False
    clock.move(seconds=61)
    [taken] = (await outbox.claim_doubtful(database, limits=limits, now=clock.now(), limit=1)).deliveries
    assert await outbox.mark_sent(database, claimed, now=clock.now()) is False
    assert await outbox.mark_sent(database, taken, now=clock.now()) is True
    assert post.sent == []


async def test_the_summary_comes_at_five_in_the_channel_with_totals_and_without_names(
    database: Database, people: PersonCache, anna: Person, clock: StillClock, post: Post, dispatcher: OutboxDispatcher
) -> None:
    for name in ("Anna", "Bram", "Carla", "Dirk"):
        person = await identify(people, clock, f"U{name.upper()}", name)
        await join_team(database, rep=person.rep, name="Noord", now=clock.now())
        typed = TypedLine(rep=person.rep, text="2 mails", request_key=name, now=clock.now())
        await log_typed_line(database, AccountIndexCache(database), typed)
    people.forget(anna)
    anna = await identify(people, clock, "UANNA", "Anna de Wit")
    await set_channel(database, rep=anna.rep, channel="CSALES", now=clock.now())
    clock.moment = datetime.fromisoformat("2026-03-18T16:00:00+00:00")
    await plan_nudges(database, now=clock.now())
    await dispatcher.deliver_waiting()
    in_channel = [said for channel, said in post.sent if channel == "CSALES"]
    assert in_channel == ["Team Noord · woensdag 18 maart"]


async def test_a_rep_who_travels_is_woken_by_the_new_clock_and_once_a_day(
    database: Database, people: PersonCache, anna: Person, clock: StillClock, post: Post, dispatcher: OutboxDispatcher
) -> None:
    profile = Profile(
        external_id="UANNA", name="Anna de Wit", timezone="America/New_York", locale="nl-NL", workspace="T1"
    )
    await people.follow_profile(profile, now=clock.now())
    # Half past eight in New York on Wednesday the 18th.
    for moment in ("2026-03-18T12:30:00+00:00", "2026-03-19T07:30:00+00:00", "2026-03-19T12:30:00+00:00"):
        clock.moment = datetime.fromisoformat(moment)
        await plan_nudges(database, now=clock.now())
        await dispatcher.deliver_waiting()
    assert len(post.sent) == 2
    assert anna.rep.timezone == "Europe/Amsterdam"


async def test_what_is_logged_of_a_delivery_says_which_one_it_is(
    database: Database, people: PersonCache, clock: StillClock, post: Post, dispatcher: OutboxDispatcher
) -> None:
    for user in ("UANNA", "UBRAM", "UCARLA"):
        await identify(people, clock, user, user)
    await move_to_morning(clock)
    await plan_nudges(database, now=clock.now())
    post.failures = [RuntimeError(), SendFailed("no_such_channel", is_final=True)]
    with capture_logs(processors=[merge_contextvars]) as logs:
        await dispatcher.deliver_waiting()
    assert sorted((each["event"], each["workspace_id"], each["kind"]) for each in logs) == [
        ("delivery.refused", 1, "morning_nudge"),
        ("delivery.sent", 1, "morning_nudge"),
        ("job.failed", 1, "morning_nudge"),
    ]
    async with database.reading() as connection:
        tried = await connection.scalars(select(deliveries.c.id).where(deliveries.c.attempts == 1))
    assert sorted(each["delivery"] for each in logs) == sorted(tried)
    assert get_contextvars() == {}
