"""A message to the bot is a line, a command or small talk, in that order of certainty."""

import pytest

from bot.interactions.front import handle_text
from bot.interactions.table import BUTTONS
from bot.messages.text.message import ChoiceField
from bot.services.accounts.add_account import add_account
from bot.services.bot import Bot
from bot.services.people.person_cache import Person
from tests.conftest import WEDNESDAY, StillClock, Talk, identify
from tests.interactions import answer_ritme, answer_to, interact


async def write(bot: Bot, person: Person, text: str) -> list[str]:
    """Send the bot a message, and return the lines of the answer."""
    said = interact(person, text=text, addressed=text, opens_forms=False, request_key=f"said:{text}")
    reply = await handle_text(bot, said)
    shown = reply.private or reply.message
    assert shown is not None
    return shown.lines


async def test_an_account_that_is_called_like_thanks_is_an_account(bot: Bot, talk: Talk) -> None:
    assert await write(bot, talk.person, "top") == ["👍 Graag gedaan."]
    await add_account(bot.database, bot.accounts, rep=talk.person.rep, name="Top", now=WEDNESDAY)
    assert (await write(bot, talk.person, "top"))[0] == "Top"


async def test_a_command_without_a_slash_goes_before_small_talk(bot: Bot, talk: Talk) -> None:
    assert (await write(bot, talk.person, "deal"))[0].startswith("Je hebt nog geen open deals.")
    assert (await write(bot, talk.person, "help"))[0] == "Zo werk je met mij"
    assert (await write(bot, talk.person, "stand"))[0] == "Vandaag, woensdag 18 maart"


async def test_the_log_command_takes_no_small_talk(talk: Talk) -> None:
    assert (await talk.says("hoi"))[0].startswith("Wat heb je gedaan: een bericht, een telefoontje of een bezoek?")


async def test_how_the_team_stands_is_shown_in_totals(bot: Bot, talk: Talk) -> None:
    await answer_ritme(bot, person=talk.person, text="team Noord")
    person = await bot.people.find(talk.person.workspace.external_id, talk.person.rep.external_id, now=WEDNESDAY)
    assert person is not None
    today = await answer_ritme(bot, person=person, text="team vandaag")
    week = await answer_ritme(bot, person=person, text="team week")
    assert await write(bot, person, "hoe staat het team ervoor?") == today.lines
    assert await write(bot, person, "hoe staat het team ervoor deze week?") == week.lines
    assert today.lines != week.lines


async def test_a_question_about_a_week_is_answered_with_the_week(bot: Bot, talk: Talk) -> None:
    week = (await answer_ritme(bot, person=talk.person, text="week")).lines
    for text in ("hoe sta ik ervoor deze week?", "hoeveel bezoeken moet ik nog deze week?", "laat mijn week zien"):
        assert await write(bot, talk.person, text) == week


async def test_whom_to_contact_names_what_was_agreed_for_today(bot: Bot, talk: Talk) -> None:
    await talk.says("gebeld met Acme, vandaag om 16u terugbellen over de offerte")
    assert await write(bot, talk.person, "wie vandaag?") == [
        "Afgesproken",
        "Vandaag 16:00: Acme · over de offerte",
    ]


async def test_nothing_is_left_on_a_free_day(bot: Bot, talk: Talk, clock: StillClock) -> None:
    assert (await write(bot, talk.person, "hoeveel nog?"))[0] == (
        "Nog 5 berichten, 2 telefoontjes en 1 bezoek, dan staat je ritme voor vandaag."
    )
    clock.move(days=3)  # Saturday
    assert await write(bot, talk.person, "hoeveel nog?") == [
        "Vandaag ben je vrij, er hoeft niets. Doe je toch iets, dan telt het gewoon mee."
    ]


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("ik ben ziek vandaag en morgen", "wo 18 mrt t/m do 19 mrt"),
        ("ik ben morgen ziek", "donderdag 19 maart"),
        ("off sick today", "woensdag 18 maart"),
        ("thuis met griep", "woensdag 18 maart"),
    ],
)
async def test_k4_sickness_goes_before_small_talk_and_before_a_list(bot: Bot, talk: Talk, said: str, days: str) -> None:
    assert (await write(bot, talk.person, said))[0].startswith(f"Genoteerd, ziek: {days}. ")


async def find_again(bot: Bot, person: Person) -> Person:
    """Return a person as a later message finds it."""
    found = await bot.people.find(person.workspace.external_id, person.rep.external_id, now=bot.now())
    assert found is not None
    return found


@pytest.mark.parametrize("said", ["toch niet ziek, ik werk vandaag", "wait no I'm in today", "weer beter"])
async def test_k4_sickness_of_today_is_taken_back_by_saying_so_and_this_in_turn(
    bot: Bot, talk: Talk, said: str, clock: StillClock
) -> None:
    await write(bot, talk.person, "ik ben deze week ziek")
    clock.move(days=1)
    person = await find_again(bot, talk.person)
    reply = await handle_text(bot, interact(person, text=said, addressed=said, opens_forms=False, request_key=said))
    assert reply.message is not None
    assert reply.message.lines == ["Fijn dat je er bent. Weer aan het werk: do 19 mrt t/m vr 20 mrt."]
    [undo] = reply.message.controls
    again = await answer_to(bot, BUTTONS[undo.action], await find_again(bot, person), value=undo.value)
    assert again.lines[0].startswith("Genoteerd, ziek: do 19 mrt t/m vr 20 mrt. Dat zijn 2 werkdagen.")


async def test_k4_a_half_day_off_of_today_is_taken_back(bot: Bot, talk: Talk) -> None:
    await write(bot, talk.person, "vandaag middag vrij")
    said = "ik werk vandaag toch"
    reply = await handle_text(
        bot, interact(talk.person, text=said, addressed=said, opens_forms=False, request_key=said)
    )
    assert reply.message is not None
    assert reply.message.lines == ["Fijn dat je er bent. Weer aan het werk: woensdag 18 maart, middag."]
    [undo] = reply.message.controls
    again = await answer_to(bot, BUTTONS[undo.action], await find_again(bot, talk.person), value=undo.value)
    assert again.lines[0].startswith("Genoteerd, vrij: woensdag 18 maart, middag. Dat is 0,5 werkdag.")


async def test_k4_a_holiday_is_not_taken_back_by_a_word_about_today(bot: Bot, talk: Talk) -> None:
    await write(bot, talk.person, "deze week vakantie")
    for said in ("ik werk vandaag toch", "toch niet ziek", "weer beter"):
        assert "Weer aan het werk" not in (await write(bot, talk.person, said))[0]
    assert (await write(bot, talk.person, "toch niet ziek"))[:2] == ["Vrij", "wo 18 mrt t/m vr 20 mrt · vakantie"]


@pytest.mark.parametrize(
    "said",
    [
        "Acme heeft ons een 6 gegeven, lange levertijd",
        "kregen een 6 van Acme",
        "we got a 6 at Acme",
        "got a 6 from Acme",
    ],
)
async def test_a_score_in_own_words_is_offered_as_a_score(bot: Bot, talk: Talk, said: str) -> None:
    assert (await write(bot, talk.person, said))[0] == "Dat klinkt als een cijfer: Acme geeft een 6."


@pytest.mark.parametrize("said", ["ze gaven ons een 8", "they gave us an 8", "kregen een 8"])
async def test_a_score_of_nobody_asks_which_of_the_customers_spoken_to_gave_it(bot: Bot, talk: Talk, said: str) -> None:
    for line in ("gisteren bezoek De Vries & Zn.", "gebeld met Acme", "3 mails"):
        await talk.says(line)
    reply = await handle_text(
        bot, interact(talk.person, text=said, addressed=said, opens_forms=False, request_key=said)
    )
    assert reply.message is not None
    assert reply.message.lines == ["Een 8, van wie kreeg je dat cijfer?", f"Je typte: “{said}”"]
    assert [control.label for control in reply.message.controls] == ["Acme", "Noteer een cijfer"]
    begun = await BUTTONS["feedback_open"](bot, interact(talk.person, value=next(iter(reply.message.controls)).value))
    assert begun.form is not None
    assert [field.initial for field in begun.form.fields if isinstance(field, ChoiceField)] == ["8"]


async def test_k1_a_deal_is_opened_lost_and_reopened_by_saying_so(bot: Bot, talk: Talk) -> None:
    assert (await write(bot, talk.person, "nieuwe deal Acme hal 250k"))[:2] == ["Acme · hal", "✓ Deal geopend."]
    assert (await write(bot, talk.person, "Acme heropenen"))[:2] == ["Acme · hal", "Deze deal staat al open."]
    lost = await write(bot, talk.person, "Acme hal verloren aan Miele, te duur")
    assert (lost[0], lost[-1]) == ("Acme · hal: verloren", "Staat alvast in je les: “aan Miele, te duur”.")
    assert (await write(bot, talk.person, "toch niet verloren, heropen Acme"))[0] == "Acme · hal"
    assert (await write(bot, talk.person, "deal gewonnen acme"))[0] == "Acme · hal: gewonnen"


@pytest.mark.parametrize("said", ["geef Acme aan Oliver", "draag Acme over aan Oliver", "hand Acme over to Oliver"])
async def test_k3_a_deal_is_given_to_a_colleague_who_is_named(
    bot: Bot, talk: Talk, clock: StillClock, said: str
) -> None:
    await identify(bot.people, clock, "U05OLIVER", "Oliver Hughes")
    await write(bot, talk.person, "nieuwe deal Acme hal 250k")
    assert (await write(bot, talk.person, said))[2] == "intake sinds kort · € 250.000 · van Oliver Hughes"


@pytest.mark.parametrize("said", ["geef Acme aan Karel", "geef Acme korting", "Jan gaat naar Antwerpen"])
async def test_k3_without_a_colleague_of_that_name_no_deal_is_given(bot: Bot, talk: Talk, said: str) -> None:
    await write(bot, talk.person, "nieuwe deal Acme hal 250k")
    await write(bot, talk.person, said)
    assert (await write(bot, talk.person, "deal Acme"))[1] == "intake sinds kort · € 250.000 · van Anna de Wit"


@pytest.mark.parametrize("asked", ["gebeld", "called", "bezoek"])
async def test_a_name_answers_the_question_with_whom(bot: Bot, talk: Talk, clock: StillClock, asked: str) -> None:
    assert (await write(bot, talk.person, asked))[0].startswith("Met wie?")
    clock.move(minutes=1)
    kind = "Bezoek" if asked == "bezoek" else "Telefoontje"
    assert (await write(bot, talk.person, "Acme"))[0] == f"✓ {kind} · Acme"
    clock.move(minutes=1)
    assert (await write(bot, talk.person, "acme"))[0] == "Acme"  # asked once, answered once


async def test_a_name_long_after_the_question_shows_the_card(bot: Bot, talk: Talk, clock: StillClock) -> None:
    await write(bot, talk.person, "gebeld")
    clock.move(minutes=11)
    assert (await write(bot, talk.person, "Acme"))[0] == "Acme"


async def test_a_name_after_another_line_shows_the_card(bot: Bot, talk: Talk, clock: StillClock) -> None:
    await write(bot, talk.person, "gebeld")
    clock.move(minutes=1)
    await write(bot, talk.person, "3 mails")
    clock.move(minutes=1)
    assert (await write(bot, talk.person, "Acme"))[0] == "Acme"
