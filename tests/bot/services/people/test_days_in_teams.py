"""Who was in which team on which day, whatever way people came and went (K4, K10)."""

from datetime import date, timedelta
from random import Random

import pytest

from bot.domain.calendar.day_spans import DaySpan, is_in_any
from bot.services.bot import Bot
from bot.services.people.set_up_people import join_team
from bot.storage.people.team_spans import change_team_of, load_spans
from tests.conftest import StillClock, identify

FIRST = date(2026, 3, 1)
DAYS = [FIRST + timedelta(days=number) for number in range(30)]


@pytest.mark.parametrize("seed", range(8))
async def test_k4_every_day_is_of_the_team_in_which_somebody_ended_it_and_of_no_other(
    bot: Bot, clock: StillClock, seed: int
) -> None:
    random = Random(seed)  # noqa: S311 - a play, no secret
    anna = await identify(bot.people, clock, "UANNA", "Anna de Wit")
    bram = await identify(bot.people, clock, "UBRAM", "Bram Smit")
    teams = [(await join_team(bot.database, rep=bram.rep, name=name, now=bot.now()))[0].id for name in ("N", "Z", "O")]
    was_in: dict[date, int | None] = {}
    now_in: int | None = None
    for day in DAYS:
        for _ in range(random.choice([0, 0, 0, 1, 2, 4])):
            wanted = random.choice([*teams, None])
            if wanted != now_in:
                now_in = wanted
                await bot.database.write(
                    lambda connection, day=day, wanted=wanted: change_team_of(  # type: ignore[misc]
                        connection, rep_id=anna.rep.id, team_id=wanted, today=day
                    )
                )
        was_in[day] = now_in
    async with bot.database.reading() as connection:
        spans = {each: (await load_spans(connection, team_id=each)).get(anna.rep.id, ()) for each in teams}
    assert {day: [each for each in teams if is_in_any(spans[each], day)] for day in DAYS} == {
        day: [] if team is None else [team] for day, team in was_in.items()
    }


async def test_k10_who_makes_a_team_brings_along_only_the_days_that_are_of_no_other(
    bot: Bot, clock: StillClock
) -> None:
    anna = await identify(bot.people, clock, "UANNA", "Anna de Wit")
    north, _ = await join_team(bot.database, rep=anna.rep, name="Noord", now=bot.now())
    clock.move(days=2)
    south, _ = await join_team(bot.database, rep=anna.rep, name="Zuid", now=bot.now())
    async with bot.database.reading() as connection:
        found = [(await load_spans(connection, team_id=team.id))[anna.rep.id] for team in (north, south)]
    assert found == [(DaySpan(until=date(2026, 3, 20)),), (DaySpan(since=date(2026, 3, 20)),)]
