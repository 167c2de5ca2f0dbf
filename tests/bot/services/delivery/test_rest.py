"""What rests in the mornings of several days, through the outbox's composing (K5)."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update

from bot.services.bot import Bot
from bot.services.delivery.compose_delivery import compose_deliveries
from bot.services.delivery.delivery_batch import OutgoingMessage, Settled, Suppressed
from bot.services.delivery.outbox import mark_sent
from bot.services.people.leaving import make_delivery
from bot.storage.calendar.calendars import NewAbsence, add_absence
from bot.storage.delivery import deliveries as delivery_rows
from bot.storage.delivery.deliveries import NewDelivery
from bot.storage.tables.delivery import deliveries
from bot.storage.tables.people import reps
from tests.conftest import StillClock, Talk

WEEKEND = 5


async def hear_morning(bot: Bot, talk: Talk) -> OutgoingMessage | Suppressed:
    """Compose today's morning as the dispatcher does, and mark it sent."""
    return await hear(bot, talk, "morning_nudge")


async def hear(bot: Bot, talk: Talk, kind: str) -> OutgoingMessage | Suppressed:
    """Compose today's message of a kind as the dispatcher does, and mark it sent."""
    rep, now = talk.person.rep, bot.now()
    new = NewDelivery(
        workspace_id=rep.workspace_id,
        key=f"{kind}:{rep.id}:{now.date()}",
        kind=kind,
        rep_id=rep.id,
        local_day=now.date(),
        due_at=now,
        expires_at=now + timedelta(hours=2),
        try_at=now,
    )
    await bot.database.write(lambda connection: delivery_rows.add_deliveries(connection, [new]))
    claimed = update(deliveries).where(deliveries.c.state == "waiting").values(state="sending")
    await bot.database.write(lambda connection: connection.execute(claimed))
    async with bot.database.reading() as connection:
        rows = await connection.execute(select(*delivery_rows.DELIVERY_COLUMNS).where(deliveries.c.key == new.key))
        delivery = delivery_rows.Delivery(**rows.mappings().one())
    composed = (await compose_deliveries(bot.database, [delivery], now=now))[delivery.id]
    assert not isinstance(composed, Settled)
    if isinstance(composed, OutgoingMessage):
        await mark_sent(bot.database, delivery, now=now)
    return composed


async def hear_week(bot: Bot, talk: Talk, clock: StillClock, days: int) -> list[list[str] | str]:
    """Return the lines of the mornings of so many working days, or why there was none."""
    heard: list[list[str] | str] = []
    while len(heard) < days:
        clock.move(days=1)
        if bot.now().weekday() < WEEKEND:
            composed = await hear_morning(bot, talk)
            heard.append(composed.reason if isinstance(composed, Suppressed) else composed.message.lines)
    return heard


async def test_k5_a_step_that_stays_open_is_asked_about_once_and_then_rests(
    bot: Bot, talk: Talk, clock: StillClock
) -> None:
    await talk.says("bezoek Acme, volgende stap morgen offerte mailen")
    heard = await hear_week(bot, talk, clock, 4)
    named = ["\n".join(lines) for lines in heard]
    assert "Vandaag: Acme" in named[0]
    assert "De afspraak van gisteren staat nog open: Acme" in named[1]
    assert "Acme staat al drie ochtenden open" in named[2]
    assert "Acme" not in named[3]


async def test_k5_who_ignores_a_week_of_plans_is_asked_once_and_then_hears_one_message_a_week(
    bot: Bot, talk: Talk, clock: StillClock
) -> None:
    heard = await hear_week(bot, talk, clock, 11)
    assert [each if isinstance(each, str) else each[0].split()[0] for each in heard] == [
        *["Goedemorgen"] * 4,
        "Zelf",  # Who leads is asked once whether he or she sells too.
        "Dag",
        *["once_a_week"] * 4,
        "Goedemorgen",
    ]
    assert "Helpt dit je?" in heard[5][0]


async def test_k5_that_the_day_starts_at_zero_is_said_once(bot: Bot, talk: Talk, clock: StillClock) -> None:
    heard = await hear_week(bot, talk, clock, 5)
    assert ["Vandaag begint op nul" in "\n".join(lines) for lines in heard] == [True, False, False, False, False]


async def is_ill(bot: Bot, talk: Talk, day: date) -> None:
    """Report sickness on a day that has begun already."""
    rep = talk.person.rep
    absence = NewAbsence(
        workspace_id=rep.workspace_id, rep_id=rep.id, first_day=day, last_day=day, created_at=bot.now()
    )
    await bot.database.write(lambda connection: add_absence(connection, absence))


async def want(bot: Bot, talk: Talk, intensity: str) -> None:
    """Choose how many messages a day come."""
    change = update(reps).values(intensity=intensity).where(reps.c.id == talk.person.rep.id)
    await bot.database.write(lambda connection: connection.execute(change))


@pytest.mark.parametrize(
    ("intensity", "kind", "day", "told"),
    [
        ("standard", "reading", date(2026, 4, 1), "De maand maart"),
        ("quiet", "morning_nudge", date(2026, 4, 1), "Je maand"),
        ("quiet", "morning_nudge", date(2026, 3, 23), "vorige week"),
        ("weekly", "morning_nudge", date(2026, 3, 23), "Goedemorgen"),
        ("standard", "week_review", date(2026, 3, 26), "Je week"),
    ],
)
async def test_k5_what_comes_once_in_a_period_is_not_said_again_when_its_day_turns_out_to_be_free(
    bot: Bot, talk: Talk, clock: StillClock, intensity: str, kind: str, day: date, told: str
) -> None:
    await talk.says("bezoek Acme")
    await want(bot, talk, intensity)
    clock.move(days=(day - bot.now().date()).days)
    first = await hear(bot, talk, kind)
    await is_ill(bot, talk, day)
    clock.move(days=1)
    second = await hear(bot, talk, kind)
    lines = [[] if isinstance(each, Suppressed) else each.message.lines for each in (first, second)]
    assert [told in "\n".join(each) for each in lines] == [True, False]


@pytest.mark.parametrize("kind", ["catch_up", "week_review", "reading"])
async def test_k5_all_that_comes_by_itself_gives_way_to_news_of_what_a_colleague_did(
    bot: Bot, talk: Talk, kind: str
) -> None:
    await hear_morning(bot, talk)
    news = make_delivery(talk.person.rep, kind="deal_given", subject=1, now=bot.now())
    await bot.database.write(lambda connection: delivery_rows.add_deliveries(connection, [news]))
    await bot.database.write(lambda connection: connection.execute(update(deliveries).values(state="sent")))
    assert await hear(bot, talk, kind) == Suppressed("enough_today")


async def test_k5_the_month_that_found_no_room_on_its_day_comes_on_the_next(
    bot: Bot, talk: Talk, clock: StillClock
) -> None:
    await talk.says("bezoek Acme")
    clock.move(days=(date(2026, 4, 1) - bot.now().date()).days)
    await hear_morning(bot, talk)
    news = make_delivery(talk.person.rep, kind="deal_given", subject=1, now=bot.now())
    await bot.database.write(lambda connection: delivery_rows.add_deliveries(connection, [news]))
    await bot.database.write(lambda connection: connection.execute(update(deliveries).values(state="sent")))
    assert await hear(bot, talk, "reading") == Suppressed("enough_today")
    full = update(deliveries).where(deliveries.c.kind == "reading").values(state="skipped", reason="enough_today")
    await bot.database.write(lambda connection: connection.execute(full))
    clock.move(days=1)
    told = await hear(bot, talk, "reading")
    assert isinstance(told, OutgoingMessage)
    assert told.message.lines[0] == "De maand maart 2026"
