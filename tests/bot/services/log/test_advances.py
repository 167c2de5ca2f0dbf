"""Classification of a logged contact as advance or continuation, and its correction with one press (V1, V2, V3)."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from bot.domain.log.situations import Situation
from bot.interactions.log.logged import answer_logged
from bot.interactions.questions import ask
from bot.interactions.table import BUTTONS
from bot.messages.log.line_logged import MOST_PARTS
from bot.services.bot import Bot
from bot.services.log.change_entry import change_entry, find_entry, load_entry, to_line
from bot.services.log.correct_entry import choose_entry_deal, correct_advance, offer_situations, teach_situation
from bot.services.people.person_cache import Person
from bot.storage.tables.log import activities
from tests.bot.services.calendar.test_calendar_answers import NoDirectory
from tests.conftest import StillClock, Talk
from tests.interactions import answer_deal, answer_to, interact


async def open_deal(bot: Bot, person: Person, text: str) -> None:
    await answer_deal(bot, person=person, text=text, directory=NoDirectory())


async def test_a_date_makes_an_advance_and_its_absence_is_counted(bot: Bot, talk: Talk, clock: StillClock) -> None:
    await open_deal(bot, talk.person, "nieuw Acme Kassen 45k")
    assert (await talk.says("bezoek Acme"))[1] == "○ Contact bij Kassen: er is nog niets afgesproken."
    clock.move(days=1)
    assert (await talk.says("gebeld met Acme"))[1] == "○ Contact bij Kassen: nummer 2 zonder vooruitgang."
    clock.move(days=1)
    assert (await talk.says("gebeld met Acme, volgende stap maandag 10:00"))[1] == (
        "▲ Vooruitgang in Kassen: er ligt een datum."
    )
    clock.move(days=1)
    assert (await talk.says("mail Acme"))[1] == "○ Contact bij Kassen: er is nog niets afgesproken."


async def test_the_rep_has_the_last_word(bot: Bot, talk: Talk) -> None:
    await open_deal(bot, talk.person, "nieuw Acme Kassen 45k")
    await talk.says("bezoek Acme")
    entry_id = int(talk.value_of("Wijzigen"))
    rep = talk.person.rep
    logged = await correct_advance(bot.database, rep=rep, entry_id=entry_id, is_advance=True, now=bot.now())
    said = await answer_logged(bot, person=talk.person, logged=logged)
    assert said.lines[1] == "▲ Vooruitgang in Kassen: jij hebt het zo aangegeven."
    logged = await correct_advance(bot.database, rep=rep, entry_id=entry_id, is_advance=False, now=bot.now())
    said = await answer_logged(bot, person=talk.person, logged=logged)
    assert said.lines[1] == "○ Contact bij Kassen: volgens jou nog geen vooruitgang."


async def test_with_several_deals_it_asks_which(bot: Bot, talk: Talk) -> None:
    await open_deal(bot, talk.person, "nieuw Acme Kassen 45k")
    await open_deal(bot, talk.person, "nieuw Acme Zonwering 8k")
    assert (await talk.says("bezoek Acme"))[1] == "Bij welke deal hoort dit?"
    entry_id, deal_id = talk.value_of("Zonwering").split(":")
    logged = await choose_entry_deal(
        bot.database, rep=talk.person.rep, entry_id=int(entry_id), deal_id=int(deal_id), now=bot.now()
    )
    said = await answer_logged(bot, person=talk.person, logged=logged)
    assert said.lines[1] == "○ Contact bij Zonwering: er is nog niets afgesproken."


async def test_nothing_agreed_is_an_answer_too(bot: Bot, talk: Talk) -> None:
    await talk.says("bezoek Acme")
    logged = await load_entry(
        bot.database, rep=talk.person.rep, entry_id=int(talk.value_of("Niets afgesproken")), now=bot.now()
    )
    said = await answer_logged(bot, person=talk.person, logged=logged, none_agreed=True)
    assert said.lines[1] == "Geen volgende stap afgesproken. Dan ligt de bal nog bij jou."
    assert [control.label for control in said.controls] == ["Wijzigen", "Ongedaan maken"]


async def test_what_a_rep_says_of_a_note_is_learned(bot: Bot, talk: Talk, clock: StillClock) -> None:
    await open_deal(bot, talk.person, "nieuw Acme Kassen 45k")
    note = "het blauwe mapje ligt nog bij de koffie"
    await talk.says(f"gebeld met Acme, {note}")
    entry_id = int(talk.value_of("Wijzigen"))
    rep = talk.person.rep
    logged = await teach_situation(
        bot.database, rep=rep, entry_id=entry_id, situation=Situation.PROPOSAL_UNREAD, now=bot.now()
    )
    said = await answer_logged(bot, person=talk.person, logged=logged)
    assert "Onthouden: voorstel niet gelezen. Zulke notities lees ik voortaan ook zo." in said.lines
    clock.move(days=1)
    assert "Klinkt als: voorstel niet gelezen." in await talk.says(f"gebeld met Acme, {note}")
    again = await offer_situations(bot.database, rep=rep, entry_id=int(talk.value_of("Wijzigen")), now=bot.now())
    assert again.reading is not None
    assert Situation.PROPOSAL_UNREAD not in {each.situation for each in again.reading.candidates}


async def test_a_denied_advance_does_not_say_that_nothing_was_agreed(bot: Bot, talk: Talk) -> None:
    await open_deal(bot, talk.person, "nieuw Acme Kassen 45k")
    await talk.says("bezoek Acme, volgende stap morgen")
    entry_id = int(talk.value_of("Wijzigen"))
    logged = await correct_advance(
        bot.database, rep=talk.person.rep, entry_id=entry_id, is_advance=False, now=bot.now()
    )
    said = await answer_logged(bot, person=talk.person, logged=logged)
    assert said.lines[1:3] == [
        "○ Contact bij Kassen: volgens jou nog geen vooruitgang.",
        "Volgende stap: donderdag 19 maart",
    ]


@pytest.mark.parametrize("text", ["mail Acme, volgende stap morgen", "mail Acme, prima, volgende stap morgen 10:00"])
async def test_k9_the_date_in_a_message_of_ones_own_is_asked_about_and_is_no_advance(
    text: str, bot: Bot, talk: Talk
) -> None:
    await open_deal(bot, talk.person, "nieuw Acme Kassen 45k")
    assert "Heeft de klant die datum toegezegd?" in await talk.says(text)
    assert talk.buttons[:2] == ["Ja", "Nee, mijn plan"]
    async with bot.database.reading() as connection:
        assert (await connection.execute(select(activities.c.advance_rule))).scalar_one() is None


@pytest.mark.parametrize(
    ("label", "rule", "told"),
    [
        ("Ja", "corrected", "▲ Vooruitgang in Kassen: jij hebt het zo aangegeven."),
        ("Nee, mijn plan", "denied", "○ Contact bij Kassen: volgens jou nog geen vooruitgang."),
    ],
)
async def test_k9_the_answer_decides_and_is_not_asked_again(
    label: str, rule: str, told: str, bot: Bot, talk: Talk
) -> None:
    await open_deal(bot, talk.person, "nieuw Acme Kassen 45k")
    await talk.says("mail Acme, volgende stap morgen")
    said = interact(talk.person, request_key="said", value=talk.value_of(label))
    reply = await BUTTONS["advance_say"](bot, said)
    assert reply.message is not None
    assert [line for line in reply.message.lines if "Kassen" in line or "toegezegd" in line] == [told]
    async with bot.database.reading() as connection:
        assert (await connection.execute(select(activities.c.advance_rule))).scalar_one() == rule


async def test_k9_each_message_with_a_date_in_a_line_of_several_gets_its_own_question(bot: Bot, talk: Talk) -> None:
    await open_deal(bot, talk.person, "nieuw Acme Kassen 45k")
    text = "mail Acme, volgende stap morgen; mail Jansen Metaal, volgende stap vrijdag; 2 mails"
    question = "Heeft de klant die datum toegezegd?"
    assert await talk.says(text) == [
        "✓ Bericht · Acme",
        "Volgende stap: donderdag 19 maart",
        question,
        "✓ Bericht · Jansen Metaal",
        "Volgende stap: vrijdag 20 maart",
        question,
        "✓ 2 berichten",
        "Vandaag: berichten 4/5 · telefoontjes 0/2 · bezoeken 0/1",
    ]
    assert [label for label in talk.buttons if label in {"Ja", "Nee, mijn plan"}] == ["Ja", "Nee, mijn plan"] * 2
    said = interact(talk.person, request_key="said", value=talk.value_of("Ja"))
    reply = await BUTTONS["advance_say"](bot, said)
    assert reply.message is not None
    assert reply.message.lines[:4] == [
        "✓ Bericht · Acme",
        "▲ Vooruitgang in Kassen: jij hebt het zo aangegeven.",
        "Volgende stap: donderdag 19 maart",
        "✓ Bericht · Jansen Metaal",
    ]
    assert reply.message.lines.count(question) == 1


async def test_k9_a_line_of_twenty_messages_with_a_date_stays_within_what_a_platform_shows(talk: Talk) -> None:
    for count in (12, 16, 20):
        await talk.says("; ".join(["mail Acme, volgende stap morgen"] * count))
        assert len(talk.message.parts) <= MOST_PARTS


async def test_a_contact_of_before_the_deal_was_opened_is_not_in_it(bot: Bot, talk: Talk) -> None:
    await open_deal(bot, talk.person, "nieuw Acme Kassen 45k")
    assert "Voortgang" not in " ".join(await talk.says("2 maart gebeld met Acme"))
    assert (await talk.says("gebeld met Acme"))[1] == "○ Contact bij Kassen: er is nog niets afgesproken."


async def test_a_contact_that_moves_to_before_its_deal_was_opened_leaves_it(bot: Bot, talk: Talk) -> None:
    await open_deal(bot, talk.person, "nieuw Acme Kassen 45k")
    await talk.says("gebeld met Acme")
    rep, entry_id = talk.person.rep, int(talk.value_of("Wijzigen"))
    entry = await find_entry(bot.database, rep=rep, entry_id=entry_id)
    line = replace(to_line(entry), day=date(2026, 3, 2))
    moved = await change_entry(bot.database, rep=rep, entry_id=entry_id, line=line, now=bot.now())
    assert (entry.deal_id is None, moved.entry.deal_id is None) == (False, True)


async def test_of_two_deals_the_only_one_that_was_there_on_the_day_is_taken(
    bot: Bot, talk: Talk, clock: StillClock
) -> None:
    await open_deal(bot, talk.person, "nieuw Acme Kassen 45k")
    clock.move(days=2)
    await open_deal(bot, talk.person, "nieuw Acme Zonwering 8k")
    assert (await talk.says("18 maart gebeld met Acme"))[1] == "○ Contact bij Kassen: er is nog niets afgesproken."


async def test_every_open_deal_can_be_chosen_the_latest_contact_first(bot: Bot, talk: Talk, clock: StillClock) -> None:
    for number in range(1, 7):
        await open_deal(bot, talk.person, f'nieuw Acme "Kas {number}"')
    await talk.says("bezoek Acme")
    assert talk.buttons[:6] == ["Kas 1", "Kas 2", "Kas 3", "Kas 4", "Kas 5", "Kas 6"]
    entry_id, deal_id = (int(each) for each in talk.value_of("Kas 6").split(":"))
    await choose_entry_deal(bot.database, rep=talk.person.rep, entry_id=entry_id, deal_id=deal_id, now=bot.now())
    clock.move(days=1)
    await talk.says("gebeld met Acme")
    assert talk.buttons[:6] == ["Kas 6", "Kas 1", "Kas 2", "Kas 3", "Kas 4", "Kas 5"]


async def test_no_more_deals_are_offered_than_fit_into_a_row(bot: Bot, talk: Talk) -> None:
    for number in range(26):
        await open_deal(bot, talk.person, f'nieuw Acme "Kas {number}"')
    await talk.says("bezoek Acme")
    assert len([label for label in talk.buttons if label.startswith("Kas ")]) == 25
    message = await answer_to(bot, ask.handle_ask, talk.person, text="Acme")
    assert len(list(message.controls)) == 25
