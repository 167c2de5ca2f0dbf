"""A next step belongs to the deal of its contact: a contact in another deal does not replace it (V2)."""

from datetime import date

from sqlalchemy import select

from bot.domain.log.next_steps import StepState
from bot.services.bot import Bot
from bot.services.deals.load_deals import list_account_deals
from bot.services.log.change_entry import change_entry, find_entry, to_line
from bot.services.log.correct_entry import choose_entry_deal
from bot.storage.tables.log import next_steps
from tests.bot.services.log.test_advances import open_deal
from tests.conftest import StillClock, Talk

THURSDAY, APRIL = date(2026, 3, 19), date(2026, 4, 1)


async def log_for(bot: Bot, talk: Talk, text: str, deal: str) -> int:
    """Log a line, choose its deal, and return the entry's id."""
    await talk.says(text)
    return await choose(bot, talk, deal)


async def choose(bot: Bot, talk: Talk, deal: str) -> int:
    entry_id, deal_id = (int(each) for each in talk.value_of(deal).split(":"))
    await choose_entry_deal(bot.database, rep=talk.person.rep, entry_id=entry_id, deal_id=deal_id, now=bot.now())
    return entry_id


async def list_steps(bot: Bot) -> list[tuple[date, str]]:
    async with bot.database.reading() as connection:
        found = await connection.execute(select(next_steps.c.due_on, next_steps.c.state).order_by(next_steps.c.due_on))
        return [(row.due_on, row.state) for row in found]


async def open_two(bot: Bot, talk: Talk) -> None:
    await open_deal(bot, talk.person, 'nieuw Acme "Kassen" 10k')
    await open_deal(bot, talk.person, 'nieuw Acme "Zonwering" 20k')


async def test_a_contact_of_one_deal_leaves_the_step_of_another_alone(bot: Bot, talk: Talk) -> None:
    await open_two(bot, talk)
    await log_for(bot, talk, "bezoek Acme, wil door, volgende stap donderdag 10:00", "Zonwering")
    await log_for(bot, talk, "gebeld met Acme, akkoord op voorstel, volgende stap 1 april", "Kassen")
    assert await list_steps(bot) == [(THURSDAY, StepState.OPEN), (APRIL, StepState.OPEN)]
    deals = await list_account_deals(
        bot.database, person=talk.person, account_id=(await find_entry_account(bot, talk)) or 0
    )
    assert {deal.name: deal.activity_rollup.step_on for deal in deals} == {"Kassen": APRIL, "Zonwering": THURSDAY}


async def find_entry_account(bot: Bot, talk: Talk) -> int | None:
    entry = await find_entry(bot.database, rep=talk.person.rep, entry_id=int(talk.value_of("Wijzigen")))
    return entry.account_id


async def test_a_step_of_the_same_deal_is_still_replaced(bot: Bot, talk: Talk) -> None:
    await open_two(bot, talk)
    await log_for(bot, talk, "bezoek Acme, wil door, volgende stap donderdag 10:00", "Zonwering")
    await log_for(bot, talk, "gebeld met Acme, akkoord op voorstel, volgende stap 1 april", "Zonwering")
    assert await list_steps(bot) == [(THURSDAY, StepState.MOVED), (APRIL, StepState.OPEN)]


async def test_a_changed_mind_about_the_deal_decides_again(bot: Bot, talk: Talk) -> None:
    await open_two(bot, talk)
    await log_for(bot, talk, "bezoek Acme, wil door, volgende stap donderdag 10:00", "Zonwering")
    await log_for(bot, talk, "gebeld met Acme, akkoord op voorstel, volgende stap 1 april", "Kassen")
    await choose(bot, talk, "Zonwering")
    assert await list_steps(bot) == [(THURSDAY, StepState.MOVED), (APRIL, StepState.OPEN)]
    await choose(bot, talk, "Kassen")
    assert await list_steps(bot) == [(THURSDAY, StepState.OPEN), (APRIL, StepState.OPEN)]


async def test_choosing_the_deal_of_an_older_contact_leaves_a_newer_step_alone(bot: Bot, talk: Talk) -> None:
    await open_two(bot, talk)
    await talk.says("gebeld met Acme, akkoord op voorstel, volgende stap 1 april")
    older = talk.message
    await log_for(bot, talk, "bezoek Acme, wil door, volgende stap donderdag 10:00", "Zonwering")
    assert await list_steps(bot) == [(THURSDAY, StepState.OPEN), (APRIL, StepState.MOVED)]
    talk.message = older
    await choose(bot, talk, "Zonwering")
    assert await list_steps(bot) == [(THURSDAY, StepState.OPEN), (APRIL, StepState.MOVED)]


async def test_a_contact_whose_deal_is_not_chosen_still_replaces_a_step(bot: Bot, talk: Talk) -> None:
    await open_two(bot, talk)
    await log_for(bot, talk, "bezoek Acme, wil door, volgende stap donderdag 10:00", "Zonwering")
    await talk.says("gebeld met Acme, akkoord op voorstel, volgende stap 1 april")
    assert await list_steps(bot) == [(THURSDAY, StepState.MOVED), (APRIL, StepState.OPEN)]


async def test_a_contact_of_another_deal_on_the_day_keeps_the_appointment(
    bot: Bot, talk: Talk, clock: StillClock
) -> None:
    await open_two(bot, talk)
    await log_for(bot, talk, "bezoek Acme, wil door, volgende stap donderdag 10:00", "Zonwering")
    clock.move(days=1)
    await log_for(bot, talk, "bezoek Acme, akkoord op voorstel, volgende stap 1 april", "Kassen")
    assert await list_steps(bot) == [(THURSDAY, StepState.KEPT), (APRIL, StepState.OPEN)]


async def test_a_changed_date_leaves_the_step_of_another_deal_alone_too(bot: Bot, talk: Talk) -> None:
    await open_two(bot, talk)
    await log_for(bot, talk, "bezoek Acme, wil door, volgende stap donderdag 10:00", "Zonwering")
    entry_id = await log_for(bot, talk, "gebeld met Acme, akkoord, volgende stap vrijdag", "Kassen")
    other = await log_for(bot, talk, "gebeld met Acme, akkoord, volgende stap 1 april", "Kassen")
    rep = talk.person.rep
    later = to_line(await find_entry(bot.database, rep=rep, entry_id=other))
    await change_entry(bot.database, rep=rep, entry_id=entry_id, line=later, now=bot.now())
    assert (THURSDAY, StepState.OPEN) in await list_steps(bot)


async def test_it_does_not_matter_which_contact_gets_its_deal_first(bot: Bot, talk: Talk) -> None:
    await open_two(bot, talk)
    await talk.says("bezoek Acme, wil door, volgende stap donderdag 10:00")
    older = talk.message
    await log_for(bot, talk, "gebeld met Acme, akkoord op voorstel, volgende stap 1 april", "Kassen")
    assert await list_steps(bot) == [(THURSDAY, StepState.MOVED), (APRIL, StepState.OPEN)]
    talk.message = older
    await choose(bot, talk, "Zonwering")
    assert await list_steps(bot) == [(THURSDAY, StepState.OPEN), (APRIL, StepState.OPEN)]


async def test_a_step_that_is_open_again_meets_the_contacts_that_came_since(
    bot: Bot, talk: Talk, clock: StillClock
) -> None:
    await open_two(bot, talk)
    await log_for(bot, talk, "bezoek Acme, wil door, volgende stap donderdag 10:00", "Zonwering")
    await talk.says("gebeld met Acme, akkoord op voorstel, volgende stap 1 april")
    undecided = talk.message
    clock.move(days=1)
    await talk.says("bezoek Acme")
    talk.message = undecided
    await choose(bot, talk, "Kassen")
    assert await list_steps(bot) == [(THURSDAY, StepState.KEPT), (APRIL, StepState.OPEN)]
