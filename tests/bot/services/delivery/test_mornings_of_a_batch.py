"""A batch of mornings takes as many statements as one morning; what holds for a day is read once for the day."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import delete, event
from sqlalchemy.engine import Engine

from bot.domain.operations.demo_history import make_history
from bot.domain.people.people import Rep
from bot.services.bot import Bot
from bot.services.deals.day_memo import DayMemo
from bot.services.deals.scan_stalls import scan_all
from bot.services.delivery.compose_delivery import compose_deliveries
from bot.services.operations.fill_demo import fill_demo
from bot.services.people.person_cache import PersonCache
from bot.storage.delivery.deliveries import Delivery
from bot.storage.people.people import list_reps
from bot.storage.tables.hints import hints
from tests.conftest import StillClock, Talk, identify

WEDNESDAY_MORNING = datetime.fromisoformat("2026-03-18T09:00:00+01:00")
READING, KEEPING = 21, 2
FIRST_OF_THE_DAY = 5


@contextmanager
def counting() -> Iterator[list[str]]:
    """Collect every statement of every engine."""
    statements: list[str] = []

    def note(*values: object) -> None:
        statements.append(str(values[2]))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def make_delivery(rep: Rep) -> Delivery:
    return Delivery(
        id=rep.id,
        workspace_id=rep.workspace_id,
        key=f"morning:{rep.id}",
        kind="morning_nudge",
        rep_id=rep.id,
        team_id=None,
        local_day=date(2026, 3, 18),
        channel=rep.address,
        payload=None,
        due_at=WEDNESDAY_MORNING,
        expires_at=WEDNESDAY_MORNING + timedelta(hours=3),
        attempts=1,
        lease_until=None,
        lease_token=None,
    )


@pytest.fixture
async def team(bot: Bot, talk: Talk, people: PersonCache, clock: StillClock) -> Sequence[Rep]:
    """A team with half a year of history."""
    for number in range(3):
        await identify(people, clock, f"UNEW{number}", f"Colleague {number}")
    workspace_id = talk.person.workspace.id
    async with bot.database.reading() as connection:
        reps = await list_reps(connection, workspace_id=workspace_id)
    history = make_history(seed=7, reps=len(reps), months=6, today=date(2026, 3, 18))
    await fill_demo(bot.database, workspace_id=workspace_id, reps=reps, history=history, now=WEDNESDAY_MORNING)
    await scan_all(bot.database, now=WEDNESDAY_MORNING)
    return reps


async def compose(bot: Bot, reps: Sequence[Rep], memo: DayMemo) -> list[str]:
    # Who has a hint today is not looked at again.
    await bot.database.write(lambda connection: connection.execute(delete(hints)))
    with counting() as statements:
        await compose_deliveries(bot.database, [make_delivery(rep) for rep in reps], now=WEDNESDAY_MORNING, memo=memo)
    return [each for each in statements if each.startswith(("SELECT", "INSERT", "UPDATE"))]


async def test_a_batch_of_mornings_takes_as_many_statements_whatever_their_number(
    bot: Bot, team: Sequence[Rep]
) -> None:
    counts = [len(await compose(bot, team[:number], DayMemo())) for number in (1, 2, 4)]
    assert counts == [READING + FIRST_OF_THE_DAY + KEEPING] * 3


async def test_what_holds_for_a_day_is_read_once_for_the_day(bot: Bot, team: Sequence[Rep]) -> None:
    memo = DayMemo()
    first, second = [len(await compose(bot, team, memo)) for _ in range(2)]
    assert (first, first - second) == (READING + FIRST_OF_THE_DAY + KEEPING, FIRST_OF_THE_DAY)
