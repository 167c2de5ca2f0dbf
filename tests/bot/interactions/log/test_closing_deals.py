"""A message that seems to tell of a deal that was won or lost asks first, and one tap closes it (K1, K8)."""

from decimal import Decimal

import pytest
from sqlalchemy import select

from bot.domain.home.requests import Request
from bot.interactions.front import handle_button
from bot.interactions.interaction import Reply
from bot.interactions.requests import do_offered
from bot.messages.text.record_values import write_value
from bot.messages.text.request_values import RequestChoice
from bot.services.bot import Bot
from bot.storage.tables.deals import deals
from tests.bot.services.deals.deal_chat import DealChat
from tests.conftest import Talk
from tests.interactions import interact

WON = "Acme · Kassen op gewonnen zetten"


async def tell(bot: Bot, talk: Talk, said: str, request: Request) -> Reply:
    """Press the button of what a message was offered to be."""
    value = write_value(RequestChoice(request=request, said=said))
    return await do_offered(bot, interact(talk.person, request_key="told", value=value))


async def list_states(bot: Bot) -> list[tuple[str, str, Decimal | None]]:
    async with bot.database.reading() as connection:
        query = select(deals.c.name, deals.c.state, deals.c.value).order_by(deals.c.id)
        return [tuple(row) for row in await connection.execute(query)]


@pytest.mark.parametrize(
    ("said", "request_", "asked", "label", "state", "value"),
    [
        (
            "Acme signed!! 43k",
            Request.WON,
            "Acme · Kassen op gewonnen zetten, voor € 43.000?",
            "Ja, gewonnen",
            "won",
            43_000,
        ),
        ("we got the Acme order", Request.WON, f"{WON}?", "Ja, gewonnen", "won", 20_000),
        ("Acme: lost it", Request.LOST, "Acme · Kassen op verloren zetten?", "Ja, verloren", "lost", 20_000),
    ],
)
async def test_k1_a_deal_that_seems_closed_is_asked_about_and_closed_with_one_tap(
    bot: Bot, talk: Talk, said: str, request_: Request, asked: str, label: str, state: str, value: int
) -> None:
    await DealChat(bot, talk.person).says("nieuw Acme Kassen 20k")
    reply = await tell(bot, talk, said, request_)
    assert reply.message is not None
    assert reply.message.lines[0] == asked
    assert [each.label for each in reply.message.controls][:2] == [label, "Nog niet"]
    assert await list_states(bot) == [("Kassen", "open", Decimal(20_000))]
    yes = next(iter(reply.message.controls))
    await handle_button(bot, yes.action, interact(talk.person, request_key="yes", value=yes.value))
    assert await list_states(bot) == [("Kassen", state, Decimal(value))]


async def test_k8_of_several_deals_it_is_asked_which_one_was_won(bot: Bot, talk: Talk) -> None:
    chat = DealChat(bot, talk.person)
    await chat.says("nieuw Acme Kassen 20k")
    await chat.says("nieuw Acme Dak 10k")
    reply = await tell(bot, talk, "Acme heeft getekend", Request.WON)
    assert reply.message is not None
    assert reply.message.lines == ["Welke deal bij Acme is gewonnen?"]
    assert {each.label for each in reply.message.controls} == {"Kassen", "Dak"}
