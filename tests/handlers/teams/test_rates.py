"""Teams' rates are kept by the moments at which messages arrive, and nearly fully used, however slow the network is."""

import asyncio
import heapq
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.delivery.rate_limits import ChannelUse, Waiting, apply_rate_limits
from handlers.teams.messenger import RATES
from schedules.pace import PostPace

NOW = datetime(2026, 3, 18, 8, 30, tzinfo=UTC)
# As Microsoft documents them: messages, and in how many seconds.
IN_A_CONVERSATION = ((7, 1.0), (60, 30.0))
IN_A_TENANT = (50, 1.0)
AIM = 0.95
# In seconds, from the claim of a message until it is marked sent; it arrives at any moment in between.
LATENCIES = st.lists(st.floats(min_value=0.001, max_value=0.02), min_size=1, max_size=9)


def count_most(moments: Sequence[float], seconds: float) -> int:
    """Return how many of the moments lie in the fullest window of this length."""
    first, most = 0, 0
    for last, moment in enumerate(moments):
        while moment - moments[first] >= seconds:
            first += 1
        most = max(most, last - first + 1)
    return most


@dataclass
class Conversation:
    """A conversation whose messages arrive at any moment between their claim and their mark, one after the other."""

    chance: random.Random
    latencies: Sequence[float]
    arrived: list[float] = field(default_factory=list)
    marked: list[datetime] = field(default_factory=list)

    def send(self, at: datetime) -> None:
        latency = self.chance.choice(self.latencies)
        self.arrived.append((at - NOW).total_seconds() + self.chance.uniform(0, latency))
        self.marked.append(at + timedelta(seconds=latency))

    def send_all(self, count: int) -> None:
        """Send so many messages as the outbox does, each claimed when it is to be tried."""
        tries = [(NOW, number) for number in range(count)]
        while tries:
            now = max(tries[0][0], self.marked[-1] if self.marked else NOW)
            due = []
            while tries and tries[0][0] <= now:
                due.append(heapq.heappop(tries)[1])
            admission = apply_rate_limits(
                [Waiting(number, 1, "a:anna") for number in due],
                used_until={},
                rate=RATES.for_messages,
                limits=RATES,
                channel_uses={"a:anna": ChannelUse(tuple(self.marked))},
                now=now,
            )
            for moment in admission.admitted.values():
                self.send(moment)
            for number, moment in admission.postponed.items():
                assert moment > now
                heapq.heappush(tries, (moment, number))


@settings(max_examples=25, deadline=None)
@given(latencies=LATENCIES, chance=st.randoms(use_true_random=False))
def test_a_conversation_never_gets_more_than_its_windows_and_nearly_that(
    latencies: list[float], chance: random.Random
) -> None:
    conversation = Conversation(chance, latencies)
    conversation.send_all(241)
    for count, seconds in IN_A_CONVERSATION:
        assert count_most(conversation.arrived, seconds) <= count
    # The 1st and the 241st are four full half minutes apart.
    assert 240 / (conversation.arrived[240] - conversation.arrived[0]) >= AIM * 60 / 30
    # Within the first half minute a second takes seven.
    assert 56 / (conversation.arrived[56] - conversation.arrived[0]) >= AIM * 7


def test_a_conversation_answers_the_first_seven_lines_at_once() -> None:
    conversation = Conversation(random.Random(1), [0.02])  # noqa: S311 - no secret
    conversation.send_all(7)
    assert conversation.arrived[-1] < 0.6


@settings(max_examples=25, deadline=None)
@given(pauses=st.lists(st.floats(min_value=0.0, max_value=0.7), min_size=5, max_size=60))
def test_an_organisation_gets_slots_of_which_no_second_has_more_than_fifty(pauses: list[float]) -> None:
    used_until: dict[int, datetime] = {}
    now, slots = NOW, list[float]()
    for pause in pauses:
        admission = apply_rate_limits(
            [Waiting(number, 1, f"a:{number}") for number in range(128)],
            used_until=used_until,
            rate=RATES.for_messages,
            limits=RATES,
            now=now,
        )
        used_until = dict(admission.used_until)
        slots += [(each - NOW).total_seconds() for each in admission.admitted.values()]
        now += timedelta(seconds=pause)
    count, seconds = IN_A_TENANT
    assert count_most(slots, seconds) <= count


def test_an_organisation_that_is_claimed_ahead_in_time_gets_nearly_fifty_a_second() -> None:
    used_until: dict[int, datetime] = {}
    tries, slots, now = [NOW] * 128, list[datetime](), NOW
    while len(slots) < 1_000:
        due = [number for number, moment in enumerate(tries) if moment <= now]
        admission = apply_rate_limits(
            [Waiting(number, 1, f"a:{number}") for number in due],
            used_until=used_until,
            rate=RATES.for_messages,
            limits=RATES,
            now=now,
        )
        used_until = dict(admission.used_until)
        slots += admission.admitted.values()
        for number, moment in admission.postponed.items():
            tries[number] = moment
        for number in admission.admitted:
            tries[number] = now  # another one waits in its place
        # A fifth of a second later than it could.
        now = max(now, min(tries)) + RATES.ahead * 0.4
    assert 999 / (slots[999] - slots[0]).total_seconds() >= AIM * 50


class Timeline:
    """A clock on which sleepers wake in turn; nothing takes time but sleep."""

    def __init__(self) -> None:
        self.now = 0.0
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._numbers = iter(range(10**9))

    def monotonic(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        woken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self.now + max(seconds, 0.0), next(self._numbers), woken))
        await woken

    async def run(self, work: Sequence[asyncio.Task[None]]) -> None:
        """Move on from sleeper to sleeper until the work is done."""
        while not all(task.done() for task in work):
            for _ in range(10):
                await asyncio.sleep(0)  # whoever can go on does
            if self._sleepers:
                self.now, _, woken = heapq.heappop(self._sleepers)
                woken.set_result(None)


@settings(max_examples=15, deadline=None)
@given(latencies=LATENCIES, chance=st.randoms(use_true_random=False), stall=st.floats(min_value=0, max_value=2))
def test_posts_that_were_held_up_do_not_arrive_too_close_together(
    latencies: list[float], chance: random.Random, stall: float
) -> None:
    asyncio.run(post_held_up(latencies, chance, stall))


async def post_held_up(latencies: list[float], chance: random.Random, stall: float) -> None:
    """Post at 49.5 a second, but for a stall after the first second, after which all that waited goes at once."""
    timeline, arrived = Timeline(), list[float]()
    pace = PostPace(RATES.workspace_window, monotonic=timeline.monotonic, sleep=timeline.sleep)

    async def post(slot: float) -> None:
        await timeline.sleep(slot if slot < 1 else max(slot, 1 + stall))
        async with pace.keep(1):
            latency = chance.choice(latencies)
            before = chance.uniform(0, latency)
            await timeline.sleep(before)
            arrived.append(timeline.now)
            await timeline.sleep(latency - before)

    await timeline.run([asyncio.create_task(post(number / 49.5)) for number in range(250)])
    count, seconds = IN_A_TENANT
    assert count_most(sorted(arrived), seconds) <= count
    if not stall:
        assert 249 / (max(arrived) - min(arrived)) >= AIM * count
