"""Settling a next step: kept, moved or missed, and the share that was kept (V2)."""

from datetime import date, time

import pytest
from sqlalchemy import select

from bot.domain.log.errors import NextStepPassed, StepGone
from bot.domain.reviews.review import Steps
from bot.services.bot import Bot
from bot.services.home.load_day import load_current_day
from bot.services.log.settle_step import miss_step, move_step
from bot.services.people.person_cache import PersonCache
from bot.storage.reviews.team_reviews import count_steps_by_rep
from bot.storage.tables.log import next_steps
from tests.conftest import StillClock, Talk, identify

MARCH = (date(2026, 3, 1), date(2026, 3, 31))


async def find_step_id(bot: Bot, talk: Talk) -> int:
    day = await load_current_day(bot.database, person=talk.person, now=bot.now())
    return day.steps_due[0].id


async def count(bot: Bot, talk: Talk) -> Steps:
    async with bot.database.reading() as connection:
        rep_id = talk.person.rep.id
        found = await count_steps_by_rep(
            connection, rep_ids=[rep_id], first=MARCH[0], last=MARCH[1], today=bot.now().date()
        )
    return found[rep_id]


async def test_a_moved_step_comes_back_on_its_new_day_and_counts_as_late(
    bot: Bot, talk: Talk, clock: StillClock
) -> None:
    await talk.says("gebeld met Acme, volgende stap vrijdag")
    clock.move(days=5)
    step_id = await find_step_id(bot, talk)
    await move_step(bot.database, rep=talk.person.rep, step_id=step_id, due_on=date(2026, 3, 25), now=bot.now())
    assert (await load_current_day(bot.database, person=talk.person, now=bot.now())).steps_due == ()
    clock.move(days=2)
    assert "Afspraak van wo 25 mrt nagekomen. Dat merken ze." in await talk.says("gebeld met Acme")
    assert await count(bot, talk) == Steps(made=1, kept=0, late=1, missed=0)


async def test_a_missed_step_is_closed_and_counted(bot: Bot, talk: Talk, clock: StillClock) -> None:
    await talk.says("gebeld met Acme, volgende stap vrijdag")
    clock.move(days=5)
    step_id = await find_step_id(bot, talk)
    await miss_step(bot.database, rep=talk.person.rep, step_id=step_id, now=bot.now())
    assert (await load_current_day(bot.database, person=talk.person, now=bot.now())).steps_due == ()
    assert await count(bot, talk) == Steps(made=1, missed=1)
    assert (await count(bot, talk)).share_kept == 0
    with pytest.raises(StepGone):
        await miss_step(bot.database, rep=talk.person.rep, step_id=step_id, now=bot.now())


async def test_a_step_does_not_move_into_the_past_and_is_nobody_elses(
    bot: Bot, talk: Talk, clock: StillClock, people: PersonCache
) -> None:
    await talk.says("gebeld met Acme, volgende stap vandaag")
    step_id = await find_step_id(bot, talk)
    with pytest.raises(NextStepPassed):
        await move_step(bot.database, rep=talk.person.rep, step_id=step_id, due_on=date(2026, 3, 17), now=bot.now())
    bram = await identify(people, clock, "UBRAM", "Bram Kok")
    with pytest.raises(StepGone):
        await miss_step(bot.database, rep=bram.rep, step_id=step_id, now=bot.now())


async def test_a_moved_step_keeps_its_hour_and_the_same_day_is_no_move(bot: Bot, talk: Talk, clock: StillClock) -> None:
    await talk.says("gebeld met Acme, volgende stap vrijdag 10:00")
    clock.move(days=5)
    step_id = await find_step_id(bot, talk)
    for _ in range(2):
        await move_step(bot.database, rep=talk.person.rep, step_id=step_id, due_on=date(2026, 3, 25), now=bot.now())
    async with bot.database.reading() as connection:
        query = select(next_steps.c.due_on, next_steps.c.due_time, next_steps.c.moves)
        assert tuple((await connection.execute(query)).one()) == (date(2026, 3, 25), time(10), 1)


async def test_the_log_says_that_a_step_did_not_go_through(bot: Bot, talk: Talk, clock: StillClock) -> None:
    await talk.says("gebeld met Acme, volgende stap vrijdag")
    assert (await talk.says("lijst"))[1] == "wo 18 mrt · Telefoontje · Acme → vr 20 mrt"
    clock.move(days=5)
    step_id = await find_step_id(bot, talk)
    await miss_step(bot.database, rep=talk.person.rep, step_id=step_id, now=bot.now())
    assert (await talk.says("lijst"))[1] == "wo 18 mrt · Telefoontje · Acme → vr 20 mrt (ging niet door)"
