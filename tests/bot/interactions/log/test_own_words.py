"""What is asked in one's own words is answered, or offered with a button; what seems a contact is never lost (K8)."""

import pytest
from sqlalchemy import func, select

from bot.interactions.front import handle_button, handle_text
from bot.interactions.interaction import Reply
from bot.messages.text.message import Button, DatePick, Message
from bot.services.bot import Bot
from bot.services.people.person_cache import Person
from bot.storage.tables.log import activities
from tests.conftest import Talk
from tests.interactions import interact

OFFERED = "Bedoel je dit? Anders zeg je gewoon wat je deed, zoals “bezoek Acme” of “5 mails”."
OFFERED_TWO = "Bedoel je een van deze? Anders zeg je gewoon wat je deed, zoals “bezoek Acme” of “5 mails”."


async def write(bot: Bot, person: Person, text: str) -> Message:
    reply = await handle_text(bot, interact(person, text=text, addressed=text, opens_forms=False))
    return show(reply)


def show(reply: Reply) -> Message:
    message = reply.private or reply.message
    assert message is not None
    return message


def name_buttons(message: Message) -> list[str]:
    return [each.label for each in message.controls]


async def press(bot: Bot, person: Person, message: Message, label: str) -> Message:
    button = next(each for each in message.controls if isinstance(each, Button) and each.label == label)
    return show(await handle_button(bot, button.action, interact(person, value=button.value)))


async def count_entries(bot: Bot) -> int:
    async with bot.database.reading() as connection:
        return int((await connection.execute(select(func.count()).select_from(activities))).scalar_one())


async def test_k8_what_seems_a_name_and_is_an_everyday_word_is_no_new_account(bot: Bot, talk: Talk) -> None:
    """It was asked whether "toon", in "toon mijn afspraken", was a new account."""
    await talk.says("gebeld met Acme, vrijdag offerte sturen")
    steps = await write(bot, talk.person, "toon mijn afspraken")
    if steps.lines[0] in {OFFERED, OFFERED_TWO}:
        steps = await press(bot, talk.person, steps, "Mijn afspraken")
    assert steps.lines == ["Je afspraken", "vr 20 mrt: Acme · offerte sturen"]
    assert [type(each) for each in steps.controls] == [Button, DatePick]


async def test_k8_an_appointment_that_moves_is_shown_to_be_moved(bot: Bot, talk: Talk) -> None:
    await talk.says("gebeld met Acme, donderdag 14u langs")
    await talk.says("gebeld met De Vries, vrijdag 10u terugbellen")
    answer = await write(bot, talk.person, "Acme verzetten naar vrijdag 10u")
    if "Afspraak verzetten" in name_buttons(answer):
        answer = await press(bot, talk.person, answer, "Afspraak verzetten")
    assert [line for line in answer.lines if "De Vries" in line] == []
    assert any(isinstance(each, DatePick) and each.action == "step_move" for each in answer.controls)


async def test_without_an_open_step_it_is_said_how_to_agree_on_one(bot: Bot, talk: Talk) -> None:
    answer = await write(bot, talk.person, "laat mijn afspraken zien")
    if "Mijn afspraken" in name_buttons(answer):
        answer = await press(bot, talk.person, answer, "Mijn afspraken")
    assert answer.lines == [
        "Er staat niets open. Spreek je iets af, zet het dan achter je regel: “bezoek Acme, vrijdag offerte sturen”."
    ]


@pytest.mark.parametrize("said", ["Acme heeft getekend!!", "contract met Acme is getekend, deal is rond"])
async def test_k1_a_customer_that_signed_brings_the_deal_to_close(bot: Bot, talk: Talk, said: str) -> None:
    """It was asked whether this was a message, a call or a visit."""
    await write(bot, talk.person, "/deal nieuw Acme Kassen 45k")
    answer = await write(bot, talk.person, said)
    if "Deal gewonnen" in name_buttons(answer):
        answer = await press(bot, talk.person, answer, "Deal gewonnen")
    assert {"Gewonnen", "Verloren"} <= set(name_buttons(answer))
    assert await count_entries(bot) == 0


@pytest.mark.parametrize("said", ["lunch met Acme", "padel met Acme gedaan vandaag"])
async def test_k8_a_kind_that_is_not_known_is_asked_for_and_the_line_is_kept(bot: Bot, talk: Talk, said: str) -> None:
    answer = await write(bot, talk.person, said)
    assert {"Bezoek", "Telefoontje", "Bericht", "Annuleren"} <= set(name_buttons(answer))


async def test_k8_a_new_account_is_asked_about_as_before(bot: Bot, talk: Talk) -> None:
    answer = await write(bot, talk.person, "gebeld met Bakkerij Peeters, komt volgende week terug op de deals")
    assert name_buttons(answer) == ["Nieuw: «Bakkerij Peeters»", "Annuleren"]


async def test_r5_who_wants_to_be_left_alone_is_offered_how(bot: Bot, talk: Talk) -> None:
    answer = await write(bot, talk.person, "stuur mij niks meer vandaag")
    if "Minder berichten" in name_buttons(answer):
        answer = await press(bot, talk.person, answer, "Minder berichten")
    assert answer.lines == ["Begrepen. Hoe stil mag het zijn?"]
    assert name_buttons(answer) == ["Vandaag vrij", "Stil tot ik “start” zeg", "Instellingen"]
    quiet = await press(bot, talk.person, answer, "Stil tot ik “start” zeg")
    assert quiet.lines == ["Stil. Ik zeg niets meer uit mezelf, tot je “start” zegt. Loggen kan gewoon."]
