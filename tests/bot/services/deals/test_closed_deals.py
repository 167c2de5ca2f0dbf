"""K1: a closed deal is closed, whichever way it was closed, and opening it again puts all of it back."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date

import pytest
from sqlalchemy import select

from bot.domain.accounts.account import AccountStage
from bot.domain.accounts.coverage import CoveragePool, measure_coverage
from bot.domain.log.next_steps import StepState
from bot.interactions.questions.ask import handle_ask
from bot.interactions.table import BUTTONS
from bot.services.bot import Bot
from bot.storage.accounts import contacts as contact_rows
from bot.storage.log.next_steps import NewStep, insert_step
from bot.storage.tables.accounts import accounts as account_table
from bot.storage.tables.deals import deals
from bot.storage.tables.log import activities, next_steps
from tests.bot.services.deals.deal_chat import DealChat
from tests.conftest import StillClock, Talk
from tests.interactions import answer_to, interact

THURSDAY = date(2026, 3, 19)
CLOSED_WAYS = ("gewonnen", "verloren")


@dataclass(frozen=True)
class Stand:
    """Where an account stands: its stage, when it was lost, whether the plan may name it, and its open steps."""

    stage: str
    lost_on: date | None
    is_proposed: bool
    steps: tuple[date, ...]


async def read_stand(bot: Bot, talk: Talk, account_id: int) -> Stand:
    """Read it tomorrow, when what was contacted today may be named again."""
    rep = talk.person.rep
    async with bot.database.reading() as connection:
        row = (await connection.execute(select(account_table).where(account_table.c.id == account_id))).one()
        plans = await contact_rows.list_candidates(connection, rep_ids=[rep.id], today=date(2026, 3, 20))
        steps = select(next_steps.c.due_on).where(next_steps.c.account_id == account_id, next_steps.c.state == "open")
        days = (await connection.execute(steps.order_by(next_steps.c.due_on))).scalars().all()
    is_proposed = account_id in {each.id for each in plans.get(rep.id, ())}
    return Stand(row.stage, row.lost_on, is_proposed, tuple(days))


async def by_command(chat: DealChat, how: str) -> None:
    await chat.says(f"Acme {how}")


async def by_button(chat: DealChat, how: str) -> None:
    await chat.says("Acme")
    await chat.presses(how.capitalize())


WAYS: dict[str, Callable[[DealChat, str], Awaitable[None]]] = {"command": by_command, "button": by_button}


async def open_with_step(deal_chat: DealChat, talk: Talk) -> None:
    await deal_chat.says("nieuw Acme Kassen 45k")
    await talk.says("bezoek Acme, ze willen door, volgende stap donderdag 10:00")


@pytest.mark.parametrize("way", WAYS)
async def test_k1_a_won_deal_makes_a_customer_and_settles_its_steps(
    way: str, bot: Bot, talk: Talk, deal_chat: DealChat, accounts: dict[str, int]
) -> None:
    await open_with_step(deal_chat, talk)
    before = await read_stand(bot, talk, accounts["Acme"])
    assert before == Stand("suspect", None, is_proposed=True, steps=(THURSDAY,))
    await WAYS[way](deal_chat, "gewonnen")
    assert await read_stand(bot, talk, accounts["Acme"]) == Stand("customer", None, is_proposed=True, steps=())
    await deal_chat.says("Acme heropen")
    assert await read_stand(bot, talk, accounts["Acme"]) == before


@pytest.mark.parametrize("way", WAYS)
async def test_k1_a_lost_deal_leaves_the_account_alone_until_its_rebound(
    way: str, bot: Bot, talk: Talk, deal_chat: DealChat, accounts: dict[str, int]
) -> None:
    await open_with_step(deal_chat, talk)
    before = await read_stand(bot, talk, accounts["Acme"])
    await WAYS[way](deal_chat, "verloren")
    lost = Stand("suspect", date(2026, 3, 18), is_proposed=False, steps=())
    assert await read_stand(bot, talk, accounts["Acme"]) == lost
    await deal_chat.undoes()
    assert await read_stand(bot, talk, accounts["Acme"]) == before


async def test_k1_an_account_with_another_open_deal_is_not_lost(
    bot: Bot, talk: Talk, deal_chat: DealChat, accounts: dict[str, int]
) -> None:
    await open_with_step(deal_chat, talk)
    await deal_chat.says("nieuw Acme Zonwering 8k")
    await deal_chat.says("Acme zonwering verloren")
    assert await read_stand(bot, talk, accounts["Acme"]) == Stand("suspect", None, is_proposed=True, steps=(THURSDAY,))


async def test_k1_a_lost_account_is_in_no_pool_and_a_won_one_among_the_customers(
    bot: Bot, talk: Talk, deal_chat: DealChat
) -> None:
    async def measure() -> tuple[CoveragePool, CoveragePool]:
        rep = talk.person.rep
        async with bot.database.reading() as connection:
            known = await contact_rows.list_accounts_of(connection, workspace_id=rep.workspace_id, rep_ids=[rep.id])
        found = measure_coverage(known[rep.id], today=THURSDAY)
        return found.customers, found.suspects

    await open_with_step(deal_chat, talk)
    assert await measure() == (CoveragePool(0, 0, 0), CoveragePool(1, 1, 1))
    await deal_chat.says("Acme verloren")
    assert await measure() == (CoveragePool(0, 0, 0), CoveragePool(0, 0, 0))
    await deal_chat.says("Acme kassen heropen")
    await deal_chat.says("Acme gewonnen")
    assert await measure() == (CoveragePool(1, 1, 1), CoveragePool(0, 0, 0))


@pytest.mark.parametrize("how", CLOSED_WAYS)
async def test_k1_the_answer_shows_what_ends_and_one_tap_keeps_it(
    how: str, bot: Bot, talk: Talk, deal_chat: DealChat, accounts: dict[str, int]
) -> None:
    await open_with_step(deal_chat, talk)
    lines = await deal_chat.says(f"Acme {how}")
    place = lines.index("Deze afspraak vervalt daarmee:")
    assert lines[place + 1] == "donderdag 19 maart, ze willen door"
    kept = deal_chat.value_of("Toch houden")
    for _ in range(2):
        reply = await BUTTONS["step_keep"](bot, interact(talk.person, request_key="k", value=kept))
        assert reply.message is not None
        assert reply.message.lines == ["✓ Blijft staan: Acme, donderdag 19 maart."]
    assert (await read_stand(bot, talk, accounts["Acme"])).steps == (THURSDAY,)


@pytest.mark.parametrize("how", CLOSED_WAYS)
async def test_k1_title_and_notification_of_a_closed_deal_say_how_it_ended(how: str, deal_chat: DealChat) -> None:
    await deal_chat.says("nieuw Acme Kassen 45k")
    lines = await deal_chat.says(f"Acme {how}")
    assert (lines[0], deal_chat.message.fallback) == (f"Acme · Kassen: {how}", f"Acme · Kassen: {how}.")


async def test_k1_a_step_agreed_before_the_deal_was_opened_counts_for_it_and_ends_with_it(
    bot: Bot, talk: Talk, deal_chat: DealChat, accounts: dict[str, int], clock: StillClock
) -> None:
    await talk.says("bezoek Acme, ze willen door, volgende stap vrijdag 10:00")
    clock.move(days=1)
    assert "Volgende stap: vrijdag 20 maart" in await deal_chat.says("nieuw Acme Kassen 45k")
    await deal_chat.says("Acme gewonnen")
    assert (await read_stand(bot, talk, accounts["Acme"])).steps == ()


async def test_k1_no_advance_is_claimed_or_counted_once_the_deal_was_lost(
    bot: Bot, talk: Talk, deal_chat: DealChat, clock: StillClock
) -> None:
    await deal_chat.says("nieuw Acme Kassen 45k")
    await talk.says("bezoek Acme")
    await deal_chat.says("Acme verloren")
    clock.move(days=1)
    lines = await talk.says("bezoek Acme, directeur tekent, volgende stap maandag 10:00")
    assert not [line for line in lines if "ooruitgang" in line]
    async with bot.database.reading() as connection:
        rules = (await connection.execute(select(activities.c.advance_rule).order_by(activities.c.id))).scalars().all()
    assert list(rules) == [None, None]


async def test_k1_removing_a_closed_deal_takes_back_what_it_made_of_the_account(
    bot: Bot, talk: Talk, deal_chat: DealChat, accounts: dict[str, int]
) -> None:
    await open_with_step(deal_chat, talk)
    before = await read_stand(bot, talk, accounts["Acme"])
    await deal_chat.says("Acme gewonnen")
    async with bot.database.reading() as connection:
        deal_id = (await connection.execute(select(deals.c.id))).scalar_one()
    await deal_chat.presses_value("deal_remove", str(deal_id))
    assert await read_stand(bot, talk, accounts["Acme"]) == before
    await deal_chat.presses_value("deal_restore", next(iter(deal_chat.message.controls)).value)
    assert await read_stand(bot, talk, accounts["Acme"]) == Stand("customer", None, is_proposed=True, steps=())


async def test_k1_moving_a_won_deal_makes_the_other_account_the_customer(
    bot: Bot, talk: Talk, deal_chat: DealChat, accounts: dict[str, int]
) -> None:
    await deal_chat.says("nieuw Acme Kassen 45k")
    await deal_chat.says("Acme gewonnen")
    await deal_chat.says("Kassen hoort bij Jansen Metaal")
    stages = [(await read_stand(bot, talk, accounts[each])).stage for each in ("Acme", "Jansen Metaal")]
    assert stages == [AccountStage.SUSPECT, AccountStage.CUSTOMER]
    await deal_chat.undoes()
    stages = [(await read_stand(bot, talk, accounts[each])).stage for each in ("Acme", "Jansen Metaal")]
    assert stages == [AccountStage.CUSTOMER, AccountStage.SUSPECT]


async def test_k1_a_moved_deal_takes_its_contacts_and_steps_along_and_says_so(
    bot: Bot, talk: Talk, deal_chat: DealChat, accounts: dict[str, int]
) -> None:
    async def read() -> list[tuple[int | None, int | None]]:
        async with bot.database.reading() as connection:
            query = select(activities.c.account_id, next_steps.c.account_id).outerjoin(
                next_steps, next_steps.c.activity_id == activities.c.id
            )
            return [tuple(row) for row in (await connection.execute(query.order_by(activities.c.id))).all()]

    await open_with_step(deal_chat, talk)
    lines = await deal_chat.says("Kassen hoort bij Jansen Metaal")
    assert lines[1] == (
        "✓ Hoort nu bij Jansen Metaal. Wat erbij gelogd is gaat mee: 1 contact, en de afspraak van do 19 mrt."
    )
    assert await read() == [(accounts["Jansen Metaal"], accounts["Jansen Metaal"])]
    undo = deal_chat.value_of("Ongedaan maken")
    await deal_chat.says('"Jansen Metaal" verloren')
    assert (await read_stand(bot, talk, accounts["Jansen Metaal"])).steps == ()
    await deal_chat.undoes()
    await deal_chat.presses_value("deal_undo", undo)
    assert await read() == [(accounts["Acme"], accounts["Acme"])]


async def test_k1_an_appointment_made_without_a_contact_counts_for_the_deal(
    bot: Bot, talk: Talk, deal_chat: DealChat, accounts: dict[str, int]
) -> None:
    rep = talk.person.rep
    step = NewStep(
        workspace_id=rep.workspace_id,
        rep_id=rep.id,
        account_id=accounts["Acme"],
        due_on=THURSDAY,
        note="",
        state=StepState.OPEN,
        made_on=date(2026, 3, 18),
    )
    await bot.database.write(lambda connection: insert_step(connection, step))
    assert "Volgende stap: donderdag 19 maart" in await deal_chat.says("nieuw Acme Kassen 45k")
    await deal_chat.says("Acme gewonnen")
    assert (await read_stand(bot, talk, accounts["Acme"])).steps == ()


@pytest.mark.parametrize(("how", "button"), [("gewonnen", "Acme: log het"), ("verloren", "Wat leer ik hiervan?")])
async def test_k1_no_questions_are_offered_in_a_closed_deal(
    how: str, button: str, bot: Bot, deal_chat: DealChat
) -> None:
    await deal_chat.says("nieuw Acme Kassen 45k")
    asked = deal_chat.value_of("Welke vraag stel ik?")
    await deal_chat.says(f"Acme {how}")
    by_name = await answer_to(bot, handle_ask, deal_chat.person, text="Acme")
    by_button = await answer_to(bot, BUTTONS["question_ask"], deal_chat.person, value=asked)
    assert by_name == by_button
    assert by_name.fallback == f"Acme · Kassen: {how}."
    assert button in [control.label for control in by_name.controls]
    assert "Gesteld" not in [control.label for control in by_name.controls]


async def test_k1_a_step_that_was_kept_counts_for_the_next_deal(bot: Bot, talk: Talk, deal_chat: DealChat) -> None:
    await open_with_step(deal_chat, talk)
    await deal_chat.says("Acme gewonnen")
    kept = deal_chat.value_of("Toch houden")
    await BUTTONS["step_keep"](bot, interact(talk.person, request_key="k", value=kept))
    assert "Volgende stap: donderdag 19 maart" in await deal_chat.says("nieuw Acme Zonwering 8k")
