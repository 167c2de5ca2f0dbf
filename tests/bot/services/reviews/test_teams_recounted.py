"""People come and go between two teams at random: every figure is that of who was in the team on each day (K4, K7)."""

from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import TYPE_CHECKING

import pytest

from bot.domain.log.activity import Kind
from bot.domain.people.people import Team
from bot.services.bot import Bot
from bot.services.people.change_teams import leave_team
from bot.services.people.set_up_people import join_team
from bot.services.reviews.review_team import load_team_week
from bot.storage.people import people as people_rows
from tests.conftest import StillClock, Talk, identify

if TYPE_CHECKING:
    from bot.services.people.person_cache import Person

NAMES = ("Anna", "Bram", "Carla", "Dirk", "Eva", "Farid", "Greet", "Hans", "Ilse", "Joris")
TEAMS = ("Noord", "Zuid")
SATURDAY = 5
# From Wednesday 18 March on; the third Monday after it.
LAST = date(2026, 4, 6)
MONDAYS = (date(2026, 3, 23), date(2026, 3, 30), LAST)
FEWEST = 4

Told = dict[str, tuple[int | None, int]]


@dataclass
class Diary:
    """How many messages each person wrote on each day, and in which team he or she ended it."""

    wrote: dict[tuple[str, date], int] = field(default_factory=dict)
    was_in: dict[tuple[str, date], str | None] = field(default_factory=dict)

    def add_up(self, team: str, first: date, last: date) -> tuple[int, int, int]:
        """Return what was written and asked in a team, and by how many."""
        held = [(who, day) for (who, day), name in self.was_in.items() if name == team and first <= day <= last]
        done = {each: self.wrote[each] for each in held if each in self.wrote}
        asked = 5 * sum(day.weekday() < SATURDAY for _, day in held)
        return sum(done.values()), asked, len({who for who, _ in done})


class Company:
    """Ten people in two teams."""

    def __init__(self, bot: Bot, clock: StillClock, seed: int) -> None:
        self.bot = bot
        self.clock = clock
        self.random = Random(seed)  # noqa: S311 - a play, no secret
        self.diary = Diary()
        self.people: dict[str, Person] = {}
        self.now_in: dict[str, str | None] = {}

    async def begin(self) -> None:
        for place, who in enumerate(NAMES):
            self.people[who] = await identify(self.bot.people, self.clock, f"U{who.upper()}", who)
            await self._go(who, TEAMS[place % 2])

    async def pass_day(self) -> None:
        day = self.bot.now().date()
        for who in NAMES:
            for act in self.random.sample(("writes", "goes", "goes"), k=3):
                if act == "goes" and self.random.random() < 0.08:
                    await self._go(who, self.random.choice((*TEAMS, None)))
                elif act == "writes" and day.weekday() < SATURDAY and self.random.random() < 0.8:
                    count = self.random.randint(1, 6)
                    self.diary.wrote[who, day] = count
                    await Talk(self.bot, self.people[who]).says(f"{count} mails", request=f"{who}:{day}")
        self.diary.was_in.update({(who, day): team for who, team in self.now_in.items()})
        self.clock.move(days=1)

    async def _go(self, who: str, team: str | None) -> None:
        rep, now = self.people[who].rep, self.bot.now()
        if team == self.now_in.get(who):
            return
        if team is None:
            await leave_team(self.bot.database, rep=rep, now=now)
        else:
            await join_team(self.bot.database, rep=rep, name=team, now=now)
        self.now_in[who] = team

    async def tell_week(self, monday: date) -> Told:
        """Return what is told of the week before a Monday: messages written, None when not shown, and asked."""
        found: Told = {}
        async with self.bot.database.long_reading() as connection:
            for team in await self._list_teams():
                week = await load_team_week(connection, team=team, workspace=self.people["Anna"].workspace, day=monday)
                found[team.name] = week.progress.done.get(Kind.MESSAGE), week.progress.targets.message
        return found

    async def _list_teams(self) -> list[Team]:
        async with self.bot.database.reading() as connection:
            return await people_rows.list_teams(connection, workspace_id=self.people["Anna"].workspace.id)


@pytest.mark.parametrize("seed", range(6))
async def test_k4_every_week_of_a_team_is_that_of_who_was_in_it_and_stays_so(
    bot: Bot, clock: StillClock, seed: int
) -> None:
    company = Company(bot, clock, seed)
    await company.begin()
    told: dict[date, Told] = {}
    while bot.now().date() < LAST:
        await company.pass_day()
        today = bot.now().date()
        if today in MONDAYS:
            told[today] = await company.tell_week(today)
    for monday in MONDAYS:
        # Whoever came or went since: the same week is told in the same way.
        assert await company.tell_week(monday) == told[monday]
        for team, (done, asked) in told[monday].items():
            first = date.fromordinal(monday.toordinal() - 7)
            wrote, wanted, people = company.diary.add_up(team, first, date.fromordinal(monday.toordinal() - 1))
            assert asked == wanted
            assert done == wrote if done is not None else True
            # With fewer than four who wrote something, nothing is shown (K10).
            assert people >= FEWEST or done is None
    assert any(done is not None for each in told.values() for done, _ in each.values())
