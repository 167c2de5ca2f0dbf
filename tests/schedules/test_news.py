"""News of what colleagues did: in one message, two messages a day at most, and nothing of it is lost (K5)."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

import pytest

from bot.domain.delivery.rate_limits import RateLimits
from bot.messages.text.message import Message, Paragraph
from bot.messages.text.text import Span
from bot.ports import Address, SendFailed
from bot.services.bot import Bot
from bot.services.delivery.tell_colleague import tell_colleague
from bot.services.people.person_cache import Person
from bot.services.people.set_up_people import join_team
from bot.services.rhythm.plan_nudges import plan_nudges
from schedules.delivery import OutboxDispatcher
from tests.conftest import StillClock, Talk, identify

FAST = RateLimits(messages_per_minute=6_000, burst=100, channel_seconds=0, lookups_per_minute=6_000)
MONDAY = date(2026, 3, 23)
DAYS = 12
STEP = timedelta(minutes=30)
SATURDAY = 5


@dataclass
class Inbox:
    """What Anna hears, with the local moment; now and then the platform refuses."""

    clock: StillClock
    random: Random
    heard: list[tuple[datetime, list[str]]] = field(default_factory=list)
    rates: RateLimits = FAST

    async def send(self, *, address: Address, message: Message, delivery_id: str) -> None:  # noqa: ARG002
        if address.channel != "UANNA":
            return
        if self.random.random() < 0.2:
            raise SendFailed(reason="internal_error")
        self.heard.append((self.clock.now(), message.lines))

    async def was_delivered(self, *, address: Address, delivery_id: str, since: datetime) -> bool | None:  # noqa: ARG002
        return None


@dataclass
class Colleague:
    """Bram, who does something that concerns Anna; each piece of news has a number."""

    bot: Bot
    bram: Person
    anna: Person
    told: int = 0

    async def acts(self) -> None:
        self.told += 1
        text = (Span(f"nieuws {self.told}."),)
        await tell_colleague(
            self.bot.database,
            by=self.bram,
            rep=self.anna.rep,
            message=Message(fallback=f"nieuws {self.told}.", parts=(Paragraph(text),)),
            request_key=f"told:{self.told}",
            now=self.bot.now(),
        )


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in (1, 2))])
async def test_k5_no_day_has_more_than_two_messages_and_no_news_is_lost(
    bot: Bot, talk: Talk, clock: StillClock, seed: int
) -> None:
    random = Random(seed)  # noqa: S311 - a played fortnight
    inbox = Inbox(clock, random)
    dispatcher = OutboxDispatcher(database=bot.database, messenger=inbox, clock=clock)
    bram = await identify(bot.people, clock, "UBRAM", "Bram Smit")
    colleague = Colleague(bot, bram, talk.person)
    await talk.says("bezoek Acme, volgende stap morgen offerte mailen")
    moment = datetime.combine(MONDAY, time(5), bram.rep.zone)
    last = moment + timedelta(days=DAYS)
    while moment < last + timedelta(days=5):
        clock.moment = moment
        # Who did nothing for a week hears one message a week.
        anna = await bot.people.note_seen(talk.person, now=clock.now())
        colleague.anna = anna
        for _ in range(random.choice((*[0] * 60, 1, 1, 3)) if moment < last else 0):
            await colleague.acts()
        await plan_nudges(bot.database, now=clock.now())
        await dispatcher.deliver_waiting()
        moment += STEP
    zone = bram.rep.zone
    a_day = Counter(at.astimezone(zone).date() for at, _ in inbox.heard)
    assert max(a_day.values()) == 2
    assert [day for day in a_day if day.weekday() >= SATURDAY] == []
    told = Counter(line for _, lines in inbox.heard for line in lines if line.startswith("nieuws"))
    assert told == {f"nieuws {number}.": 1 for number in range(1, colleague.told + 1)}


async def test_k5_eight_who_join_on_a_morning_are_told_of_in_one_message(
    bot: Bot, talk: Talk, clock: StillClock
) -> None:
    inbox = Inbox(clock, Random(1))  # noqa: S311 - idem
    inbox.random.random = lambda: 1.0  # type: ignore[method-assign]
    dispatcher = OutboxDispatcher(database=bot.database, messenger=inbox, clock=clock)
    clock.moment = datetime.combine(MONDAY, time(9), talk.person.rep.zone)
    await join_team(bot.database, rep=talk.person.rep, name="Noord", now=clock.now())
    for number in range(8):
        who = await identify(bot.people, clock, f"U{number}", f"Collega {number}")
        await join_team(bot.database, rep=who.rep, name="Noord", now=clock.now())
        clock.move(minutes=5)
        await dispatcher.deliver_waiting()
    clock.move(hours=1)
    await dispatcher.deliver_waiting()
    names = ", ".join(f"Collega {number}" for number in range(7))
    joined = [lines for _, lines in inbox.heard if "Noord" in lines[0]]
    assert joined == [[f"{names} en Collega 7 doen nu mee met team Noord."]]
