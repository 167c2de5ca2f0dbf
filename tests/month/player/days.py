"""Six weeks, day by day: who does what at what hour, and what the clock does in between."""

import heapq
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from random import Random
from zoneinfo import ZoneInfo

from handlers.cli.demo import fill_example
from handlers.cli.local_workspace import point_to_sandbox
from handlers.cli.workspace import in_workspace
from tests.month.auditor.seen import Book
from tests.month.player import deeds
from tests.month.player.actor import Actor
from tests.month.player.deeds import Deed
from tests.month.player.team import DAYS, Player, make_team
from tests.month.player.words import make_accounts
from tests.month.player.world import World, open_world

FIRST_MONDAY = date(2026, 2, 2)
SATURDAY = 5
# The hours (UTC) at which the jobs run: those at which something may be due for somebody, in winter and in summer.
TICKS = (6, 6.5, 7, 7.5, 8, 9, 11.5, 12, 12.5, 15, 15.5, 16, 17)
AFTER = "karin"
# In one month of ten, somebody is in another team for a week.
ELSEWHERE, MOVES = "Zuid", 7


class Month:
    """A month of nine from a seed; ``step`` runs one deed or tick at a time, so that each can be held to the rules."""

    def __init__(self, world: World, seed: int, team: tuple[Player, ...], *, is_demo: bool) -> None:
        self.world = world
        self.random = Random(seed)  # noqa: S311 - a played day
        self.is_demo = is_demo
        self.first_day = first_day(seed)
        self.actors = {one.key: Actor(world, one, Random(f"{seed}{one.key}")) for one in team}  # noqa: S311 - idem
        # On an empty workspace the file with accounts comes on one of the first days, or never.
        self.file_comes_on = None if is_demo else self.random.choice((0, 0, 2, 4, None))

    async def play(self, days: int = DAYS) -> AsyncIterator[str]:
        """Play the month, or its first days; yields after each thing that happened, with what it was."""
        for day in range(days):
            for moment, label, actor, deed in self._plan(day):
                await self.world.move_to(moment)
                self.world.screens.asked = label
                self.world.screens.asker = actor.player.user_id if actor is not None else None
                if actor is None or deed is None:
                    await self.world.tick()
                else:
                    await deed(actor)
                yield label

    def _plan(self, day: int) -> Iterator[tuple[datetime, str, Actor | None, Deed | None]]:
        numbers = count()
        queue: list[tuple[datetime, int, str, Actor | None, Deed | None]] = []
        midnight = datetime.combine(self.first_day + timedelta(days=day), time(), UTC)
        for hour in TICKS if day % 7 < SATURDAY else TICKS[::5]:
            heapq.heappush(queue, (midnight + timedelta(hours=hour, minutes=7), next(numbers), "tick", None, None))
        for actor in self.actors.values():
            for moment, deed in self._deeds_of(actor, day):
                heapq.heappush(queue, (moment, next(numbers), deed.__name__, actor, deed))
        while queue:
            moment, _, label, who, done = heapq.heappop(queue)
            yield moment, label, who, done

    def _deeds_of(self, actor: Actor, day: int) -> Iterator[tuple[datetime, Deed]]:
        player = actor.player
        numbers = count()

        def at(hour: float) -> datetime:
            local = datetime.combine(self.first_day + timedelta(days=day), time(), ZoneInfo(player.zone))
            return (local + timedelta(minutes=int(hour * 60) + next(numbers) % 7)).astimezone(UTC)

        if player.elsewhere and day in {player.elsewhere.start, player.elsewhere.stop}:
            yield at(11.5), self._goes_elsewhere if day == player.elsewhere.start else self._comes_back
        if day == player.arrives:
            yield at(8.1 if player.only_leads else 8.6), self._arrives
        if player.only_leads:
            yield from ((at(hour), deed) for hour, deed in self._leads(day))
            return
        if player.ill and day == player.ill[0]:
            yield at(7.2), self._falls_ill
        if player.leave and day == player.leave[0] - 3:
            yield at(9), self._takes_leave
        if player.ignores or not player.is_present(day):
            return
        random = actor.random
        for _ in range(random.randrange(player.lines // 2 + 1, player.lines + 2)):
            yield at(random.uniform(9, 17)), deeds.logs_contact
        names, weights = zip(*deeds.OTHERS, strict=True)
        for deed in random.choices(names, weights, k=4):
            yield at(random.uniform(8.7, 17.5)), deed

    def _leads(self, day: int) -> Iterator[tuple[float, Deed]]:
        if day == self.file_comes_on:
            yield 9.0, self._brings_file
        leaver = next(one.player for one in self.actors.values() if one.player.key == AFTER)
        if day == leaver.leaves:
            yield 9.2, self._hands_over
        if day % 7 < SATURDAY:
            yield self.random.uniform(10, 17), self._looks_at_team
        if day and self.random.random() < 0.15:
            yield self.random.uniform(12, 16), self._restarts

    async def _arrives(self, actor: Actor) -> None:
        english = actor.tongue.is_english
        await actor.types("/ritme team Noord")
        if actor.player.works != "1111100":
            await actor.types("/ritme werkdagen ma t/m do")
        if actor.player.only_leads:
            await actor.types("/ritme kanaal #sales")
            await self._says_to_only_lead(actor)
        if english:
            await actor.types("/ritme taal en")
        await actor.writes("hi" if english else "hoi")

    async def _says_to_only_lead(self, actor: Actor) -> None:
        """Say to sell nothing, in a line or in the settings."""
        if self.random.random() < 0.5:
            await actor.writes("ik verkoop zelf niet")
        else:
            await actor.types("/ritme instellingen")
            form = actor.user.modal
            assert form is not None
            options = [(spot, each) for spot in form.spots for each in spot.element.get("options") or ()]
            spot, option = next(each for each in options if "ik leid alleen" in each[1]["text"]["text"])
            await actor.fills(form, {spot.block_id: option["value"]})
        self.world.book.leaders[actor.player.user_id] = self.world.clock.now().date()

    async def _goes_elsewhere(self, actor: Actor) -> None:
        asked = await actor.types(f"/ritme team {ELSEWHERE}")
        assert asked is not None
        await actor.presses(asked, next(label for label in asked.buttons if ELSEWHERE in label))
        self.world.book.elsewhere[actor.player.user_id] = self.world.clock.now().date(), date.max

    async def _comes_back(self, actor: Actor) -> None:
        await actor.types("/ritme team Noord")
        since, _ = self.world.book.elsewhere[actor.player.user_id]
        self.world.book.elsewhere[actor.player.user_id] = since, self.world.clock.now().date()

    async def _brings_file(self, actor: Actor) -> None:
        sellers = [one for one in self.actors.values() if not one.player.only_leads and one.player.arrives == 0]
        rows = make_accounts(self.random, [one.player.name for one in sellers])
        lines = ["Bedrijf;Fase;Eigenaar", *(";".join(row) for row in rows)]
        await actor.uploads(
            "accounts.csv", "\n".join(lines).encode(), press=("Alleen de goede", "Importeren", "Import")
        )
        for one in sellers:
            one.accounts += [name for name, _, owner in rows if owner == one.player.name]
            one.colleagues += [name for name, _, owner in rows if owner != one.player.name]

    async def _falls_ill(self, actor: Actor) -> None:
        days = len(actor.player.ill)
        back = self.world.clock.now().date() + timedelta(days=days - 1)
        await actor.types(f"/ritme ziek t/m {back.day} {deeds.month_name(back)}")

    async def _takes_leave(self, actor: Actor) -> None:
        first, last = (self.first_day + timedelta(days=day) for day in (actor.player.leave[0], actor.player.leave[-1]))
        await actor.types(
            f"/ritme vakantie {first.day} {deeds.month_name(first)} t/m {last.day} {deeds.month_name(last)}"
        )

    async def _hands_over(self, actor: Actor) -> None:
        leaver = self.actors[AFTER]
        await leaver.user.is_deactivated()
        await actor.types(f"/ritme vertrekt {leaver.player.name}")
        if actor.user.modal is not None:
            await actor.fills(actor.user.modal)

    async def _looks_at_team(self, actor: Actor) -> None:
        line = actor.random.choice(
            (
                "/ritme team",
                "/ritme team week",
                "/ritme team maand",
                "/ritme team scorekaart",
                "/ritme team vastgelopen",
                "home",
            )
        )
        if line == "home":
            await deeds.opens_home(actor)
        else:
            await actor.types(line)

    async def _restarts(self, _actor: Actor) -> None:
        await self.world.restart()

    async def fill(self) -> None:
        """Let everybody who is there arrive, and invent their history of two years."""
        for actor in self.actors.values():
            if actor.player.arrives == 0:
                await self._arrives(actor)
        settings = point_to_sandbox(self.world.sandbox, database_url=self.world.url)
        await in_workspace(settings, "", lambda place: fill_example(place, now=self.world.clock.now()))


def first_day(seed: int) -> date:
    """Return the Monday on which this seed begins: every week of the year has its turn."""
    return FIRST_MONDAY + timedelta(weeks=seed * 5 % 40)


@asynccontextmanager
async def open_month(url: str, seed: int, *, is_demo: bool = False) -> AsyncIterator[tuple[Month, Book]]:
    """Open a world in which the month of this seed can be played; the book fills while it is."""
    team = make_team(Random(seed), has_mover=seed % 10 == MOVES)  # noqa: S311 - a played team
    start = datetime.combine(first_day(seed), time(5), UTC)
    async with open_world(url, team, start=start) as world:
        month = Month(world, seed, team, is_demo=is_demo)
        if is_demo:
            await month.fill()
        yield month, world.book
