"""Buttons with which a rep puts right what was read in a contact: an advance or none, its deal, its situation."""

from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.home.day import Logged
from bot.domain.log.situations import Situation
from bot.services.answer_logged import answer_logged
from bot.services.bot import Bot
from bot.services.log.correct_entry import choose_entry_deal, correct_advance, offer_situations, teach_situation
from bot.services.people.people_book import Person
from handlers.slack.blocks import draw_reply
from handlers.slack.desk import Desk
from handlers.slack.entries import action

Correct = Callable[[Bot, Person, int, str], Awaitable[Logged]]


async def _say_advance(bot: Bot, person: Person, entry_id: int, said: str) -> Logged:
    return await correct_advance(
        bot.database, rep=person.rep, entry_id=entry_id, is_advance=said == "yes", now=bot.now()
    )


async def _choose_deal(bot: Bot, person: Person, entry_id: int, deal_id: str) -> Logged:
    return await choose_entry_deal(bot.database, rep=person.rep, entry_id=entry_id, deal_id=int(deal_id), now=bot.now())


async def _say_situation(bot: Bot, person: Person, entry_id: int, situation: str) -> Logged:
    return await teach_situation(
        bot.database, rep=person.rep, entry_id=entry_id, situation=Situation(situation), now=bot.now()
    )


async def _offer_others(bot: Bot, person: Person, entry_id: int, _said: str) -> Logged:
    return await offer_situations(bot.database, rep=person.rep, entry_id=entry_id, now=bot.now())


CORRECTIONS: dict[str, Correct] = {
    "advance_say": _say_advance,
    "entry_deal": _choose_deal,
    "situation_is": _say_situation,
    "situation_other": _offer_others,
}


def register_corrections(app: AsyncApp, desk: Desk) -> None:
    """Listen to the buttons; the answer in which one was pressed is replaced."""
    for name, correct in CORRECTIONS.items():
        _register(app, desk, name, correct)


def _register(app: AsyncApp, desk: Desk, name: str, correct: Correct) -> None:
    @app.action(action(name))
    async def on_press(ack: AsyncAck, body: dict[str, Any], client: AsyncWebClient, respond: AsyncRespond) -> None:
        person = await desk.meet(body, client)
        entry_id, _, said = body["actions"][0]["value"].partition(":")
        logged = await correct(desk.bot, person, int(entry_id), said)
        await ack()
        message = await answer_logged(desk.bot, person=person, logged=logged)
        await respond(replace_original=True, **draw_reply(message))
