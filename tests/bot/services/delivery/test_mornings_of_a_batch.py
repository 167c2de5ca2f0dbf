"""A batch of mornings takes as many statements as one morning, and data per day is loaded once a day."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import delete, event, update
from sqlalchemy.engine import Engine
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.certainties.personal_goal import Goal, GoalKind
from bot.domain.operations.demo_history import make_history
from bot.domain.people.people import Rep
from bot.services.bot import Bot
from bot.services.deals.day_memo import DayMemo
from bot.services.deals.scan_stalls import scan_all
from bot.services.delivery.compose_delivery import compose_deliveries
from bot.services.operations.fill_demo import fill_demo
from bot.services.people.person_cache import Person
from bot.storage.certainties.goals import save_goal
from bot.storage.delivery.deliveries import Delivery
from bot.storage.people.people import list_reps
from bot.storage.tables.hints import hints
from bot.storage.tables.people import reps as reps_table
from tests.conftest import open_team
from tests.databases import Fill

WEDNESDAY_MORNING = datetime.fromisoformat("2026-03-18T09:00:00+01:00")
MONDAY_MORNING = datetime.fromisoformat("2026-03-23T09:00:00+01:00")
FRIDAY_MORNING = datetime.fromisoformat("2026-03-20T09:00:00+01:00")
FIRST_OF_THE_MONTH = datetime.fromisoformat("2026-04-01T09:00:00+02:00")
# One of these reads the own kinds of the workspaces, which their targets and sentences name; two read who gave a poor
# score (K2), one with whom a rep had contact (K3), one what was said (K5), one which targets held on a day
# (K7), and one since when who owns a stalled deal was away (K4).
READING = 26
# Four of these learn the norms.
FIRST_OF_THE_DAY, NORMS = 5, 4
# What hints about customers are found in: the sales, accounts, scores, referrals and contacts of a rep, and the hints
# given.
OF_HINTS = 7


@contextmanager
def counting() -> Iterator[list[str]]:
    """Record every statement of every engine."""
    statements: list[str] = []

    def note(*values: object) -> None:
        statements.append(str(values[2]))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def make_delivery(rep: Rep, morning: datetime) -> Delivery:
    return Delivery(
        id=rep.id,
        workspace_id=rep.workspace_id,
        key=f"morning:{rep.id}",
        kind="morning_nudge",
        rep_id=rep.id,
        team_id=None,
        local_day=morning.date(),
        channel=rep.address,
        payload=None,
        due_at=morning,
        expires_at=morning + timedelta(hours=3),
        attempts=1,
        lease_until=None,
        lease_token=None,
    )


@pytest.fixture
def night() -> DayMemo:
    """What the scan of the night learned."""
    return DayMemo()


async def fill(url: str) -> None:
    """Fill a workspace of four people with half a year of history."""
    async with open_team(url, "Bram Smit", "Carla Bos", "Dirk Vos") as (bot, team):
        reps = [person.rep for person in team]
        history = make_history(seed=7, reps=len(reps), months=6, today=date(2026, 3, 18))
        await fill_demo(
            bot.database, workspace_id=team[0].workspace.id, reps=reps, history=history, now=WEDNESDAY_MORNING
        )


@pytest.fixture
def database_url(copy_filled: Callable[[str, Fill], str]) -> str:
    return copy_filled("mornings", fill)


@pytest.fixture
async def team(bot: Bot, anna: Person, night: DayMemo) -> Sequence[Rep]:
    """A team with half a year of history."""
    async with bot.database.reading() as connection:
        reps = await list_reps(connection, workspace_id=anna.workspace.id)
    await scan_all(bot.database, now=WEDNESDAY_MORNING, memo=night)
    return reps


async def compose(bot: Bot, reps: Sequence[Rep], memo: DayMemo, morning: datetime = WEDNESDAY_MORNING) -> list[str]:
    # A rep who already has a hint today is not evaluated again.
    await bot.database.write(lambda connection: connection.execute(delete(hints)))
    with counting() as statements:
        deliveries = [make_delivery(rep, morning) for rep in reps]
        await compose_deliveries(bot.database, deliveries, now=morning, memo=memo)
    # What was said is kept apart: in one statement for each kind of act, whatever the number of mornings.
    return [each for each in statements if each.startswith("SELECT")]


async def have_quiet_with_goals(bot: Bot, reps: Sequence[Rep]) -> None:
    """Let everybody want the week on Mondays only, and have a goal."""
    goal = Goal(GoalKind.MARGIN, amount=Decimal(50_000), by=date(2026, 12, 31), since=date(2026, 1, 5))

    async def work(connection: AsyncConnection) -> None:
        await connection.execute(update(reps_table).values(intensity="quiet"))
        for rep in reps:
            await save_goal(connection, workspace_id=rep.workspace_id, rep_id=rep.id, goal=goal)

    await bot.database.write(work)


async def test_a_batch_of_mornings_takes_as_many_statements_whatever_their_number(
    bot: Bot, team: Sequence[Rep]
) -> None:
    counts = [len(await compose(bot, team[:number], DayMemo())) for number in (2, 3, 4)]
    assert counts == [READING + FIRST_OF_THE_DAY] * 3


async def test_no_hint_is_looked_for_where_a_stalled_deal_is_the_act_of_the_morning(
    bot: Bot, team: Sequence[Rep]
) -> None:
    # The first of the team has one that was not told yet; on a Friday a question about a loss goes before it.
    alone = [len(await compose(bot, team[:1], DayMemo(), day)) for day in (WEDNESDAY_MORNING, FRIDAY_MORNING)]
    together = [len(await compose(bot, team, DayMemo(), day)) for day in (WEDNESDAY_MORNING, FRIDAY_MORNING)]
    assert [one - other for one, other in zip(together, alone, strict=True)] == [OF_HINTS, 0]


# The history ends on Wednesday: one of these asks whether a leader who logged nothing lately ever did (K4). A week
# reads which targets held in it, too (K7).
@pytest.mark.parametrize(
    ("morning", "most"), [(MONDAY_MORNING, 42), (FRIDAY_MORNING, 46), (FIRST_OF_THE_MONTH, 60)], ids=str
)
async def test_what_a_morning_carries_on_some_days_takes_as_many_statements_whatever_their_number(
    bot: Bot, team: Sequence[Rep], morning: datetime, most: int
) -> None:
    await have_quiet_with_goals(bot, team)
    counts = [len(await compose(bot, team[:number], DayMemo(), morning)) for number in (2, 3, 4)]
    assert counts == [most] * 3


async def test_what_holds_for_a_day_is_read_once_for_the_day(bot: Bot, team: Sequence[Rep]) -> None:
    memo = DayMemo()
    first, second = [len(await compose(bot, team, memo)) for _ in range(2)]
    assert (first, first - second) == (READING + FIRST_OF_THE_DAY, FIRST_OF_THE_DAY)


async def test_the_norms_that_the_scan_of_the_night_learned_are_not_learned_again(
    bot: Bot, team: Sequence[Rep], night: DayMemo
) -> None:
    assert len(await compose(bot, team, night)) == READING + FIRST_OF_THE_DAY - NORMS
