"""K5: what a channel hears of its team day after day rests after three times, until it changes."""

from datetime import datetime

import pytest
from sqlalchemy import select, update

from bot.domain.delivery.delivery_state import DeliveryState
from bot.domain.rhythm.occasions import TEAM_SUMMARY
from bot.services.bot import Bot
from bot.services.deals.scan_stalls import scan_all
from bot.services.delivery.compose_delivery import compose_deliveries
from bot.services.delivery.delivery_batch import OutgoingMessage
from bot.services.people.person_cache import Person
from bot.services.people.set_up_people import join_team, set_channel
from bot.services.rhythm.plan_nudges import plan_nudges
from bot.storage.delivery.deliveries import DELIVERY_COLUMNS, Delivery
from bot.storage.tables.delivery import deliveries
from tests.conftest import StillClock, Talk
from tests.interactions import agree_totals, answer_deal, answer_ritme

TOTAL = "1 deal, samen € 45.000: 1 zonder volgende stap (sinds wo 25 mrt)."
DECISION = "Er staat iets stil dat om een besluit vraagt."


@pytest.fixture
async def anna_of_north(bot: Bot, talk: Talk, clock: StillClock) -> Person:
    """Anna, whose team is north with a channel, on the first Wednesday on which her deal stands still."""
    await join_team(bot.database, rep=talk.person.rep, name="Noord", now=bot.now())
    bot.people.forget_all()
    person = await bot.people.find("T1", "UANNA", now=bot.now())
    assert person is not None
    await set_channel(bot.database, rep=person.rep, channel="CSALES", now=bot.now())
    await answer_deal(bot, person=person, text="nieuw Acme Kassen 45k")
    clock.moment = datetime.fromisoformat("2026-03-25T16:00:00+00:00")
    return person


async def read_summary(bot: Bot) -> list[str]:
    """Return what the channel hears today, which is sent; nothing when nothing comes."""
    await scan_all(bot.database, now=bot.now())
    await plan_nudges(bot.database, now=bot.now())
    of_today = (deliveries.c.kind == TEAM_SUMMARY.kind) & (deliveries.c.local_day == bot.now().date())
    async with bot.database.reading() as connection:
        rows = await connection.execute(select(*DELIVERY_COLUMNS).where(of_today))
        found = [Delivery(*row) for row in rows]
    composed = await compose_deliveries(bot.database, found, now=bot.now())
    sent = update(deliveries).where(of_today).values(state=DeliveryState.SENT)
    await bot.database.write(lambda connection: connection.execute(sent))
    return [line for each in composed.values() if isinstance(each, OutgoingMessage) for line in each.message.lines]


async def test_k5_the_total_of_stalled_deals_rests_after_three_days_until_it_changes(
    bot: Bot, anna_of_north: Person, clock: StillClock
) -> None:
    await agree_totals(bot, anna_of_north)
    named = []
    for days in (1, 1, 3, 1, 1):  # Wednesday to Tuesday
        named.append(TOTAL in await read_summary(bot))
        clock.move(days=days)
    assert named == [True, True, True, False, False]
    await answer_deal(bot, person=anna_of_north, text="nieuw Jansen Metaal Zaag 5k")
    clock.move(days=9)
    both = "2 deals, samen € 50.000: 2 zonder volgende stap (de eerste sinds wo 25 mrt)"
    assert any(line.startswith(both) for line in await read_summary(bot))


@pytest.mark.usefixtures("anna_of_north")
async def test_k5_that_something_stands_still_rests_as_well_and_then_nothing_comes(bot: Bot, clock: StillClock) -> None:
    heard = []
    for days in (1, 1, 3, 1, 1):
        heard.append(await read_summary(bot))
        clock.move(days=days)
    assert [DECISION in lines for lines in heard] == [True, True, True, False, False]
    assert heard[3:] == [[], []]


async def test_k5_who_asks_for_the_team_always_reads_what_stands_still(
    bot: Bot, anna_of_north: Person, clock: StillClock
) -> None:
    await agree_totals(bot, anna_of_north)
    for days in (1, 1, 3, 1):
        await read_summary(bot)
        clock.move(days=days)
    assert TOTAL in (await answer_ritme(bot, person=anna_of_north, text="team vandaag")).lines
